/* SPDX-License-Identifier: MIT */
#include "server_report.h"

#include <inttypes.h>
#include <string.h>

#include "shown.h"

/* So much is given away before the event loop has worked through what is ready. */
enum { LARGE = 64 * 1024 };

static void on_flush(evutil_socket_t fd, short what, void *context)
{
	(void)fd;
	(void)what;
	server_report_flush(context);
}

bool server_report_init(struct server_report *report, struct outlet *outlet,
			struct event_base *base)
{
	*report = (struct server_report){.outlet = outlet};
	text_init(&report->lines);
	if (base)
		report->flush = event_new(base, -1, 0, on_flush, report);
	return !base || report->flush;
}

void server_report_release(struct server_report *report)
{
	if (report->flush)
		event_free(report->flush);
	report->flush = NULL;
	text_release(&report->lines);
}

void server_report_flush(struct server_report *report)
{
	if (report->lines.length > 0 || report->lines.failed)
		outlet_put(report->outlet, &report->lines);
}

/* A line begins with the address that it is about. */
static struct text *begin(struct server_report *report, const struct endpoint *peer)
{
	struct text *text = &report->lines;
	text_endpoint(text, peer);
	text_char(text, ' ');
	return text;
}

static void end(struct server_report *report)
{
	text_char(&report->lines, '\n');
	if (!report->flush)
		return;
	if (report->lines.length >= LARGE)
		server_report_flush(report);
	else
		event_active(report->flush, 0, 0);
}

void server_report_listening(struct server_report *report, const struct endpoint *endpoint)
{
	/* The same words in every language: programs wait for this line. */
	text_string(&report->lines, "listening on ");
	text_endpoint(&report->lines, endpoint);
	end(report);
}

void server_report_connected(struct server_report *report, const struct endpoint *peer)
{
	if (report->quiet)
		return;
	text_string(begin(report, peer), report->lang == LANG_ZH ? "已连接" : "connected");
	end(report);
}

void server_report_received(struct server_report *report, const struct endpoint *peer,
			    const void *bytes, size_t length)
{
	if (report->quiet)
		return;
	struct text *text = begin(report, peer);
	if (report->lang == LANG_ZH)
		text_format(text, "发来 %zu 字节", length);
	else
		text_format(text, "sent %zu byte%s", length, length == 1 ? "" : "s");
	text_shown(text, bytes, length, report->lang, report->color);
	end(report);
}

static const char *how_words(const struct departure *departure, enum lang lang)
{
	static const char *const words[][2] = {
	    [LEFT_FIN] = {[LANG_ZH] = "FIN", [LANG_EN] = "FIN"},
	    [LEFT_RESET] = {[LANG_ZH] = "RST", [LANG_EN] = "RST"},
	    [LEFT_IDLE] = {[LANG_ZH] = "空闲超时", [LANG_EN] = "idle timeout"},
	    [LEFT_HUNG_UP] = {[LANG_ZH] = "服务端先关闭", [LANG_EN] = "we closed first"},
	    [LEFT_STOPPED] = {[LANG_ZH] = "服务端停止", [LANG_EN] = "server stopped"},
	};
	return departure->how == LEFT_ERROR ? strerror(departure->error)
					    : words[departure->how][lang];
}

void server_report_left(struct server_report *report, const struct departure *departure)
{
	if (report->quiet)
		return;
	struct text *text = begin(report, &departure->peer);
	text_string(text, report->lang == LANG_ZH ? "离开: " : "left: ");
	text_string(text, how_words(departure, report->lang));
	text_format(text,
		    report->lang == LANG_ZH ? ", 收到 %" PRIu64 " 字节, 回显 %" PRIu64 " 字节"
					    : ", %" PRIu64 " bytes received, %" PRIu64 " echoed",
		    departure->received, departure->echoed);
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
	if (totals->cut_off > 0)
		text_format(text,
			    lang == LANG_ZH ? ", %" PRIu64 " 个被切断" : ", %" PRIu64 " cut off",
			    totals->cut_off);
}
