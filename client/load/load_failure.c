/* SPDX-License-Identifier: MIT */
#include "load_failure.h"

#include <errno.h>

static enum load_error error_of_errno(int error)
{
	switch (error) {
	case ECONNREFUSED:
		return LOAD_REFUSED;
	case ECONNRESET:
	case EPIPE:
		return LOAD_RESET;
	case ETIMEDOUT:
		return LOAD_TIMED_OUT;
	default:
		return LOAD_OTHER;
	}
}

enum load_error load_error_of(const struct transfer_result *result)
{
	switch (result->failure) {
	case FAILURE_TIMED_OUT:
		return LOAD_TIMED_OUT;
	case FAILURE_SHORT:
		return LOAD_SHORT;
	case FAILURE_MISMATCHED:
		return LOAD_MISMATCH;
	case FAILURE_NONE:
	case FAILURE_UNSTARTED:
	case FAILURE_UNREACHED:
	case FAILURE_BROKEN:
		break;
	}
	return error_of_errno(result->error);
}

void load_failure_count(struct load_result *result, const struct load_failure *failure)
{
	if (result->failed == 0)
		result->first = *failure;
	result->failed++;
	result->errors[failure->kind]++;
}
