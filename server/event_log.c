/* SPDX-License-Identifier: MIT */
#include "event_log.h"

#include <inttypes.h>
#include <string.h>

#include "payload_preview.h"

/* So much is given away before the event loop has worked through what is ready. */
enum { LARGE = 64 * 1024 };

static void on_flush(evutil_socket_t fd, short what, void *context)
{
	(void)fd;
	(void)what;
	event_log_flush(context);
}

bool event_log_init(struct event_log *report, struct output_queue *output, struct event_base *base)
{
	*report = (struct event_log){.output = output};
	text_init(&report->lines);
	if (base)
		report->flush = event_new(base, -1, 0, on_flush, report);
	return !base || report->flush;
}

void event_log_release(struct event_log *report)
{
	if (report->flush)
		event_free(report->flush);
	report->flush = NULL;
	text_release(&report->lines);
}

void event_log_flush(struct event_log *report)
{
	if (report->lines.length > 0 || report->lines.failed)
		output_queue_put(report->output, &report->lines);
}

/* A line begins with the address that it is about. */
static struct text *begin(struct event_log *report, const struct endpoint *peer)
{
	struct text *text = &report->lines;
	text_endpoint(text, peer);
	text_char(text, ' ');
	return text;
}

static void end(struct event_log *report)
{
	text_char(&report->lines, '\n');
	if (!report->flush)
		return;
	if (report->lines.length >= LARGE)
		event_log_flush(report);
	else
		event_active(report->flush, 0, 0);
}

void event_log_listening(struct event_log *report, const struct endpoint *endpoint)
{
	/* The same words in every language: programs wait for this line. */
	text_string(&report->lines, "listening on ");
	text_endpoint(&report->lines, endpoint);
	end(report);
}

void event_log_connected(struct event_log *report, const struct endpoint *peer)
{
	if (report->quiet)
		return;
	text_string(begin(report, peer), report->lang == LANG_ZH ? "已连接" : "connected");
	end(report);
}

void event_log_received(struct event_log *report, const struct endpoint *peer, const void *bytes,
			size_t length)
{
	if (report->quiet)
		return;
	struct text *text = begin(report, peer);
	if (report->lang == LANG_ZH)
		text_format(text, "发来 %zu 字节", length);
	else
		text_format(text, "sent %zu byte%s", length, length == 1 ? "" : "s");
	text_payload_preview(text, bytes, length, report->lang, report->color);
	end(report);
}

static const char *close_reason_text(const struct connection_summary *summary, enum lang lang)
{
	static const char *const reasons[][2] = {
	    [CLOSED_BY_FIN] = {[LANG_ZH] = "FIN", [LANG_EN] = "FIN"},
	    [CLOSED_BY_RESET] = {[LANG_ZH] = "RST", [LANG_EN] = "RST"},
	    [CLOSED_IDLE] = {[LANG_ZH] = "空闲超时", [LANG_EN] = "idle timeout"},
	    [CLOSED_FIRST] = {[LANG_ZH] = "服务端先关闭", [LANG_EN] = "we closed first"},
	    [CLOSED_STOPPED] = {[LANG_ZH] = "服务端停止", [LANG_EN] = "server stopped"},
	};
	return summary->how == CLOSED_ERROR ? strerror(summary->error)
					    : reasons[summary->how][lang];
}

void event_log_closed(struct event_log *report, const struct connection_summary *summary)
{
	if (report->quiet)
		return;
	struct text *text = begin(report, &summary->peer);
	text_string(text, report->lang == LANG_ZH ? "离开: " : "left: ");
	text_string(text, close_reason_text(summary, report->lang));
	text_format(text,
		    report->lang == LANG_ZH ? ", 收到 %" PRIu64 " 字节, 回显 %" PRIu64 " 字节"
					    : ", %" PRIu64 " bytes received, %" PRIu64 " echoed",
		    summary->received, summary->echoed);
	end(report);
}

void server_totals_text(const struct server_totals *totals, enum lang lang, struct text *text)
{
	if (lang == LANG_ZH)
		text_format(text, "%" PRIu64 " 个连接", totals->connections);
	else
		text_format(text, "%" PRIu64 " connection%s", totals->connections,
			    totals->connections == 1 ? "" : "s");
	text_format(text,
		    lang == LANG_ZH ? ", 收到 %" PRIu64 " 字节, 回显 %" PRIu64 " 字节"
				    : ", %" PRIu64 " bytes received, %" PRIu64 " echoed",
		    totals->received, totals->echoed);
	if (totals->truncated > 0)
		text_format(text,
			    lang == LANG_ZH ? ", %" PRIu64 " 个被切断" : ", %" PRIu64 " cut off",
			    totals->truncated);
}
