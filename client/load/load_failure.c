/* SPDX-License-Identifier: MIT */
#include <errno.h>

#include "load_private.h"

enum load_error load_error_of(int error)
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

void load_failure_count(struct load_result *result, const struct load_failure *failure)
{
	if (result->failed == 0)
		result->first = *failure;
	result->failed++;
	result->errors[failure->kind]++;
}
