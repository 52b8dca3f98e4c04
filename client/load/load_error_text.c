/* SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <string.h>

#include "error_text.h"
#include "load_report.h"

static void mismatch(const struct load_result *result, const struct load_failure *failure,
		     struct text *text)
{
	const struct transfer_result *transfer = &failure->transfer;
	uint64_t before = (failure->request - 1) * result->size;
	text_format(text, "mismatch at byte %" PRIu64 " of connection %" PRIu64,
		    before + transfer->received, failure->connection);
	if (failure->request > 1)
		text_format(text, " (byte %" PRIu64 " of its request %" PRIu64 ")",
			    transfer->received, failure->request);
	error_text_mismatch(text, transfer, before + transfer->sent);
	if (transfer->extra) {
		text_string(text, ", got ");
		error_text_byte(text, transfer->wrong);
	}
}

static void timed_out(const struct client_settings *settings, const struct load_result *result,
		      const struct load_failure *failure, struct text *text)
{
	if (failure->connection == 0) {
		text_format(text,
			    "no connection was free for a request within %" PRIu64
			    " s of when it was due",
			    settings->timeout_s);
		return;
	}
	uint64_t sent = failure->transfer.sent, received = failure->transfer.received;
	text_format(text, "connection %" PRIu64, failure->connection);
	if (failure->connecting)
		text_string(text, " was not established");
	else if (sent < result->size)
		text_format(text, ": the server took only %" PRIu64 " of %zu bytes", sent,
			    result->size);
	else if (client_awaits_echo(settings) && received < result->size)
		text_format(text, ": only %" PRIu64 " of %zu bytes came back", received,
			    result->size);
	else
		text_string(text, ": the server did not close its side");
	text_format(text, " within %" PRIu64 " s", settings->timeout_s);
}

void load_failure_text(const struct client_settings *settings, const struct load_result *result,
		       const struct load_failure *failure, struct text *text)
{
	switch (failure->kind) {
	case LOAD_MISMATCH:
		mismatch(result, failure, text);
		break;
	case LOAD_TIMED_OUT:
		timed_out(settings, result, failure, text);
		break;
	case LOAD_SHORT:
		text_format(text,
			    "connection %" PRIu64 " was closed after %" PRIu64
			    " of %zu bytes of the echo",
			    failure->connection, failure->transfer.received, result->size);
		if (failure->request > 1)
			text_format(text, " of its request %" PRIu64, failure->request);
		break;
	case LOAD_REFUSED:
	case LOAD_RESET:
	case LOAD_OTHER:
	case LOAD_ERRORS:
		text_format(text, "connection %" PRIu64 ": ", failure->connection);
		if (failure->connecting)
			text_string(text, strerror(failure->transfer.error));
		else
			error_text_broken(text, failure->transfer.error, failure->transfer.sent,
					  result->size, failure->transfer.received);
		break;
	}
}

static void failed(const struct client_settings *settings, const struct load_result *result,
		   struct text *text)
{
	if (result->failed == 0)
		return;
	text_format(text, "%s%" PRIu64 " of %" PRIu64 " requests failed; the first: ",
		    text->length > 0 ? "; " : "", result->failed,
		    result->requests + result->failed + result->unfinished);
	load_failure_text(settings, result, &result->first, text);
}

void load_error_text(const struct client_settings *settings, const struct load_result *result,
		     struct text *text)
{
	switch (result->end) {
	case LOAD_COMPLETE:
		failed(settings, result, text);
		break;
	case LOAD_INTERRUPTED:
		text_format(text, "interrupted after %" PRIu64 " requests",
			    result->requests + result->failed);
		failed(settings, result, text);
		break;
	case LOAD_UNREACHED:
		error_text_unreached(text, settings, &result->addresses,
				     result->first.transfer.error);
		break;
	case LOAD_GAVE_UP:
		text_format(text, "gave up after %d consecutive connection failures", LOAD_GIVE_UP);
		failed(settings, result, text);
		break;
	case LOAD_BROKEN:
		text_string(text, result->err.text);
		break;
	}
}
