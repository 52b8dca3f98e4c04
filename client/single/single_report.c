/* SPDX-License-Identifier: MIT */
#include "single_report.h"

#include <errno.h>
#include <inttypes.h>
#include <string.h>

#include "error_text.h"

static void text_size(struct text *text, uint64_t bytes, enum lang lang)
{
	text_decimal(text, bytes);
	text_string(text, lang == LANG_ZH ? " 字节" : bytes == 1 ? " byte" : " bytes");
}

static bool awaits_echo(const struct client_settings *settings)
{
	return settings->wait_echo || settings->rounds > 0;
}

/* In bytes, all rounds together. */
static uint64_t total(const struct client_settings *settings)
{
	return strlen(settings->message) * (settings->rounds > 0 ? settings->rounds : 1);
}

static void sent_line(const struct client_settings *settings, const struct single_outcome *outcome,
		      enum lang lang, bool color, struct text *text)
{
	const struct endpoint *server = &server_addresses_reached(&outcome->addresses)->endpoint;
	text_string(text, lang == LANG_ZH ? "向 " : "sent ");
	if (lang == LANG_ZH) {
		text_endpoint(text, server);
		text_string(text, " 发送 ");
		text_size(text, outcome->result.transfer.sent, lang);
	} else {
		text_size(text, outcome->result.transfer.sent, lang);
		text_string(text, " to ");
		text_endpoint(text, server);
	}
	size_t length = strlen(settings->message);
	if (settings->rounds > 1)
		text_format(text,
			    lang == LANG_ZH ? ", 分 %" PRIu64 " 轮" : " in %" PRIu64 " rounds",
			    settings->rounds);
	text_payload_preview(
	    text, settings->message,
	    outcome->result.transfer.sent < length ? (size_t)outcome->result.transfer.sent : length,
	    lang, color);
	text_char(text, '\n');
}

static void received_line(const struct client_settings *settings,
			  const struct single_outcome *outcome, enum lang lang, bool color,
			  struct text *text)
{
	const struct transfer_result *result = &outcome->result.transfer;
	text_string(text, lang == LANG_ZH ? "收到 " : "received ");
	text_size(text, result->received, lang);
	if (awaits_echo(settings) && result->failure == FAILURE_NONE)
		text_string(text, lang == LANG_ZH ? ", 与发送的相同" : ", the same");
	text_payload_preview(text, outcome->result.start, (size_t)result->received, lang, color);
	text_char(text, '\n');
}

void single_report(const struct client_settings *settings, const struct single_outcome *outcome,
		   enum lang lang, bool color, struct text *text)
{
	if (outcome->result.transfer.failure == FAILURE_UNREACHED ||
	    outcome->result.transfer.failure == FAILURE_UNSTARTED)
		return;
	sent_line(settings, outcome, lang, color, text);
	if (awaits_echo(settings) || settings->close == CLOSE_MODE_HALF ||
	    outcome->result.transfer.received > 0)
		received_line(settings, outcome, lang, color, text);
}

static void timed_out(const struct client_settings *settings, const struct transfer_result *result,
		      struct text *text)
{
	uint64_t length = total(settings);
	if (result->sent < length)
		text_format(text, " took only %" PRIu64 " of %" PRIu64 " bytes", result->sent,
			    length);
	else if (awaits_echo(settings) && result->received < length)
		text_format(text, " sent back only %" PRIu64 " of %" PRIu64 " bytes",
			    result->received, length);
	else if (settings->hold && !settings->write_after_close)
		text_string(text, ": neither SIGUSR1 nor its FIN came");
	else
		text_string(text, " did not close its side");
	text_format(text, " within %" PRIu64 " s: %s--timeout waits longer", settings->timeout_s,
		    settings->hold ? "" : "is it an echo server? ");
}

static void mismatched(const struct transfer_result *result, struct text *text)
{
	text_format(text, " sent a wrong echo: mismatch at byte %" PRIu64, result->received);
	error_text_mismatch(text, result, result->sent);
	text_string(text, result->extra ? "" : ": is it an echo server?");
}

static void broken(const struct client_settings *settings, const struct transfer_result *result,
		   struct text *text)
{
	if (settings->write_after_close && result->error == EPIPE) {
		text_format(text,
			    " had closed and answered the first write with RST: the second one "
			    "failed: %s",
			    strerror(result->error));
		return;
	}
	text_string(text, ": ");
	error_text_broken(text, result->error, result->sent, total(settings), result->received);
	text_string(text, result->error == ETIMEDOUT
			      ? ": its host does not answer any more: is it up?"
			      : ": see what the server says");
}

void single_error_text(const struct client_settings *settings, const struct single_outcome *outcome,
		       struct text *text)
{
	const struct transfer_result *result = &outcome->result.transfer;
	if (result->failure == FAILURE_UNREACHED) {
		error_text_unreached(text, settings, &outcome->addresses, result->error);
		return;
	}
	if (result->failure == FAILURE_UNSTARTED) {
		text_string(text, outcome->err.text);
		return;
	}
	text_endpoint(text, &server_addresses_reached(&outcome->addresses)->endpoint);
	switch (result->failure) {
	case FAILURE_BROKEN:
		broken(settings, result, text);
		break;
	case FAILURE_TIMED_OUT:
		timed_out(settings, result, text);
		break;
	case FAILURE_SHORT:
		text_format(text,
			    " closed after %" PRIu64 " of %" PRIu64
			    " bytes of the echo: is it an echo "
			    "server?",
			    result->received, total(settings));
		break;
	case FAILURE_MISMATCHED:
		mismatched(result, text);
		break;
	case FAILURE_NONE:
	case FAILURE_UNREACHED:
	case FAILURE_UNSTARTED:
		break;
	}
}
