/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <inttypes.h>
#include <string.h>

#include "escape.h"
#include "load_report.h"
#include "single_report.h"

static void mismatch(const struct load_result *result, const struct load_failure *failure,
		     struct text *text)
{
	uint64_t before = (failure->request - 1) * result->size;
	text_format(text, "mismatch at byte %" PRIu64 " of connection %" PRIu64,
		    before + failure->received, failure->connection);
	if (failure->request > 1)
		text_format(text, " (byte %zu of its request %" PRIu64 ")", failure->received,
			    failure->request);
	if (failure->extra) {
		text_format(text, ": only %" PRIu64 " were sent, got '", before + failure->sent);
	} else {
		text_string(text, ": sent '");
		text_escaped(text, &failure->expected, 1);
		text_string(text, "', got '");
	}
	text_escaped(text, &failure->wrong, 1);
	text_char(text, '\'');
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
	text_format(text, "connection %" PRIu64, failure->connection);
	if (failure->connecting)
		text_string(text, " was not established");
	else if (failure->sent < result->size)
		text_format(text, ": the server took only %zu of %zu bytes", failure->sent,
			    result->size);
	else if (client_awaits_echo(settings) && failure->received < result->size)
		text_format(text, ": only %zu of %zu bytes came back", failure->received,
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
			    "connection %" PRIu64 " was closed after %zu of %zu bytes of the echo",
			    failure->connection, failure->received, result->size);
		if (failure->request > 1)
			text_format(text, " of its request %" PRIu64, failure->request);
		break;
	case LOAD_REFUSED:
	case LOAD_RESET:
	case LOAD_OTHER:
	case LOAD_ERRORS:
		text_format(text, "connection %" PRIu64 ": %s", failure->connection,
			    strerror(failure->error));
		if (!failure->connecting)
			text_format(text, ": %zu of %zu bytes were sent, %zu came back",
				    failure->sent, result->size, failure->received);
		break;
	}
}

/* Just as when the client by itself reaches nobody. */
static void unreached(const struct client_settings *settings, const struct load_result *result,
		      struct text *text)
{
	int error = result->first.kind == LOAD_TIMED_OUT ? ETIMEDOUT : result->first.error;
	const struct single_outcome outcome = {
	    .target = result->target,
	    .tried = result->tried,
	    .result = {.end = SESSION_UNREACHED, .error = error},
	};
	single_error_text(settings, &outcome, text);
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
		unreached(settings, result, text);
		break;
	case LOAD_GAVE_UP:
		text_string(text, "gave up: one connection after the other could not be made");
		failed(settings, result, text);
		break;
	case LOAD_BROKEN:
		text_string(text, result->err.text);
		break;
	}
}
