/* SPDX-License-Identifier: MIT */
#include "single_report.h"

#include <errno.h>
#include <inttypes.h>
#include <string.h>

#include "escape.h"
#include "protocol.h"

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
	const struct endpoint *server = &outcome->target.addresses[outcome->reached].endpoint;
	text_string(text, lang == LANG_ZH ? "向 " : "sent ");
	if (lang == LANG_ZH) {
		text_endpoint(text, server);
		text_string(text, " 发送 ");
		text_size(text, outcome->result.sent, lang);
	} else {
		text_size(text, outcome->result.sent, lang);
		text_string(text, " to ");
		text_endpoint(text, server);
	}
	size_t length = strlen(settings->message);
	if (settings->rounds > 1)
		text_format(text,
			    lang == LANG_ZH ? ", 分 %" PRIu64 " 轮" : " in %" PRIu64 " rounds",
			    settings->rounds);
	text_shown(text, settings->message,
		   outcome->result.sent < length ? (size_t)outcome->result.sent : length, lang,
		   color);
	text_char(text, '\n');
}

static void received_line(const struct client_settings *settings,
			  const struct single_outcome *outcome, enum lang lang, bool color,
			  struct text *text)
{
	const struct session_result *result = &outcome->result;
	text_string(text, lang == LANG_ZH ? "收到 " : "received ");
	text_size(text, result->received, lang);
	if (awaits_echo(settings) && result->end == SESSION_DONE)
		text_string(text, lang == LANG_ZH ? ", 与发送的相同" : ", the same");
	text_shown(text, result->start, (size_t)result->received, lang, color);
	text_char(text, '\n');
}

void single_report(const struct client_settings *settings, const struct single_outcome *outcome,
		   enum lang lang, bool color, struct text *text)
{
	if (outcome->result.end == SESSION_UNREACHED || outcome->result.end == SESSION_UNSTARTED)
		return;
	sent_line(settings, outcome, lang, color, text);
	if (awaits_echo(settings) || settings->close == CLOSE_MODE_HALF ||
	    outcome->result.received > 0)
		received_line(settings, outcome, lang, color, text);
}

/* 127.0.0.1 or ::1: where our server listens when nobody tells it otherwise. */
static bool is_localhost(const struct endpoint *endpoint)
{
	static const uint8_t ipv4[16] = {127, 0, 0, 1}, ipv6[16] = {[15] = 1};
	return memcmp(endpoint->address, endpoint->version == 4 ? ipv4 : ipv6, 16) == 0;
}

static void unreached(const struct client_settings *settings, const struct single_outcome *outcome,
		      struct text *text)
{
	const struct server_address *addresses = outcome->target.addresses;
	const struct session_result *result = &outcome->result;
	text_string(text, "cannot connect to ");
	for (size_t i = 0; i < outcome->tried; i++) {
		text_string(text, i > 0 ? " or " : "");
		text_endpoint(text, &addresses[i].endpoint);
	}
	text_format(text, ": %s", strerror(result->error));
	switch (result->error) {
	case ECONNREFUSED:
		if (!is_localhost(&addresses[0].endpoint)) {
			text_string(text, ": is a server listening on that address and port?");
			break;
		}
		text_string(text, ": is the server running? start it with build/bin/server");
		if (settings->port != PROTOCOL_PORT)
			text_format(text, " -p %" PRIu64, settings->port);
		break;
	case ETIMEDOUT:
		text_format(text,
			    ": no answer within %" PRIu64 " s: is the host up, does a firewall "
			    "drop the segments? --timeout waits longer",
			    settings->timeout_s);
		break;
	case EOPNOTSUPP:
		text_string(text, ": --fast-open needs 'sysctl net.ipv4.tcp_fastopen=3'");
		break;
	case EADDRNOTAVAIL:
		text_string(text, ": no address of this machine fits, or connections in TIME-WAIT "
				  "hold the port ('ss -tan' lists them)");
		break;
	case ENETUNREACH:
	case EHOSTUNREACH:
		text_string(text, ": check the address and the way there ('ip route get ");
		text_address(text, &addresses[0].endpoint);
		text_string(text, "')");
		break;
	default:
		break;
	}
}

static void timed_out(const struct client_settings *settings, const struct session_result *result,
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

static void mismatched(const struct client_settings *settings, const struct session_result *result,
		       struct text *text)
{
	uint64_t length = total(settings);
	text_format(text, " sent a wrong echo: mismatch at byte %" PRIu64, result->received);
	if (result->received > length) {
		text_format(text, ": only %" PRIu64 " were sent", length);
		return;
	}
	text_string(text, ": sent '");
	text_escaped(text, &result->expected, 1);
	text_string(text, "', got '");
	text_escaped(text, &result->wrong, 1);
	text_string(text, "': is it an echo server?");
}

static void broken(const struct client_settings *settings, const struct session_result *result,
		   struct text *text)
{
	if (settings->write_after_close && result->error == EPIPE) {
		text_format(text,
			    " had closed and answered the first write with RST: the second one "
			    "failed: %s",
			    strerror(result->error));
		return;
	}
	text_format(text, ": %s: %" PRIu64 " of %" PRIu64 " bytes were sent, %" PRIu64 " came back",
		    strerror(result->error), result->sent, total(settings), result->received);
	text_string(text, result->error == ETIMEDOUT
			      ? ": its host does not answer any more: is it up?"
			      : ": see what the server says");
}

void single_error_text(const struct client_settings *settings, const struct single_outcome *outcome,
		       struct text *text)
{
	const struct session_result *result = &outcome->result;
	if (result->end == SESSION_UNREACHED) {
		unreached(settings, outcome, text);
		return;
	}
	if (result->end == SESSION_UNSTARTED) {
		text_string(text, outcome->err.text);
		return;
	}
	text_endpoint(text, &outcome->target.addresses[outcome->reached].endpoint);
	switch (result->end) {
	case SESSION_BROKEN:
		broken(settings, result, text);
		break;
	case SESSION_TIMED_OUT:
		timed_out(settings, result, text);
		break;
	case SESSION_SHORT:
		text_format(text,
			    " closed after %" PRIu64 " of %" PRIu64
			    " bytes of the echo: is it an echo "
			    "server?",
			    result->received, total(settings));
		break;
	case SESSION_MISMATCHED:
		mismatched(settings, result, text);
		break;
	case SESSION_DONE:
	case SESSION_UNREACHED:
	case SESSION_UNSTARTED:
		break;
	}
}
