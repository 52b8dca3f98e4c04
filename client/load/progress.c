/* SPDX-License-Identifier: MIT */
#include "progress.h"

#include <inttypes.h>
#include <unistd.h>

#include "display_width.h"
#include "load_report.h"
#include "terminal.h"

enum {
	BAR_MIN = 10, /* columns; without room for so many there is no bar */
	BAR_MAX = 50,
	WORDS_MAX = 4,
	MARGIN = 3, /* for the ^C that the terminal echoes, without going to the next line */
	RATE_NS = 500000000,
	SLOW_NS = 1000000000,
	SLOW_SHARE = 5,
};

static const char red[] = "\033[31m", plain[] = "\033[m";

/* How much is done, from 0 to 1: of requests or time, whichever ends it first. */
static double fraction_of(const struct load_settings *load, const struct load_result *result)
{
	double requests = 0, time = 0;
	if (load->requests > 0)
		requests = (double)(result->requests + result->failed) / (double)load->requests;
	if (load->duration_s > 0)
		time = (double)result->elapsed_ns / ((double)load->duration_s * 1e9);
	double most = requests > time ? requests : time;
	return most < 1 ? most : 1;
}

/* Word number I; false: there is none. */
static bool word(const struct progress *progress, const struct load_result *result, size_t i,
		 double fraction, struct text *text)
{
	bool zh = progress->lang == LANG_ZH;
	switch (i) {
	case 0:
		text_format(text, zh ? " 每秒 %.0f 个" : " %.0f/s", progress->per_second);
		return true;
	case 1:
		text_string(text, ", p99 ");
		text_duration_ns(text, histogram_quantile(&result->latency, 99, 100));
		return result->latency.count > 0;
	case 2:
		text_format(text, zh ? ", 失败 %" PRIu64 : ", failed %" PRIu64, result->failed);
		return result->failed > 0;
	default:
		text_string(text, zh ? ", 还需 " : ", ");
		text_format(text, "%.0f s%s",
			    (double)result->elapsed_ns / 1e9 * (1 - fraction) / fraction,
			    zh ? "" : " left");
		return fraction > 0.01 && result->elapsed_ns > RATE_NS;
	}
}

static void bar(struct text *text, size_t columns, double fraction)
{
	static const char pieces[] = "=> ";
	size_t width = columns - 2, done = (size_t)(fraction * (double)width);
	text_char(text, '[');
	for (size_t i = 0; i < width; i++)
		text_char(text, pieces[i < done ? 0 : i == done ? 1 : 2]);
	text_char(text, ']');
}

void progress_line(const struct progress *progress, const struct load_result *result,
		   size_t columns, struct text *text)
{
	double fraction = fraction_of(&progress->settings->load, result);
	struct text words, next;
	text_init(&words);
	text_init(&next);
	size_t used = sizeof " 45% " - 1;
	for (size_t i = 0; i < WORDS_MAX; i++) {
		text_clear(&next);
		if (!word(progress, result, i, fraction, &next))
			continue;
		size_t width = display_width(next.bytes, next.length);
		if (used + width > columns)
			break;
		used += width;
		bool alarm = i == 2 && progress->color;
		text_string(&words, alarm ? red : "");
		text_bytes(&words, next.bytes, next.length);
		text_string(&words, alarm ? plain : "");
	}
	if (columns >= sizeof "100%" - 1)
		text_format(text, "%3u%%", (unsigned)(fraction * 100));
	if (columns >= used + BAR_MIN) {
		text_char(text, ' ');
		bar(text, columns - used < BAR_MAX ? columns - used : BAR_MAX, fraction);
	}
	text_bytes(text, words.bytes, words.length);
	text_release(&words);
	text_release(&next);
}

static void draw_line(struct progress *progress, const struct load_result *result)
{
	size_t columns = terminal_columns(progress->fd);
	int64_t time = result->elapsed_ns - progress->since_ns;
	if (time >= RATE_NS || progress->since_ns == 0) {
		progress->per_second =
		    time > 0 ? (double)(result->requests - progress->before) * 1e9 / (double)time
			     : 0;
		progress->since_ns = result->elapsed_ns;
		progress->before = result->requests;
	}
	struct text line;
	text_init(&line);
	progress_line(progress, result, columns > MARGIN ? columns - MARGIN : 0, &line);
	terminal_redraw(progress->fd, &line);
	text_release(&line);
}

/* Whether a fifth of the last second or so went into the search for local ports: a load that was
 * fast before becomes slow from one second to the next. */
static bool becomes_slow(struct progress *progress, const struct load_result *result)
{
	int64_t time = result->elapsed_ns - progress->looked_ns;
	int64_t searched = result->searched_ns - progress->searched_ns;
	if (time < SLOW_NS)
		return false;
	progress->looked_ns = result->elapsed_ns;
	progress->searched_ns = result->searched_ns;
	return searched >= time / SLOW_SHARE;
}

static void tell_slow(struct progress *progress, const struct load_result *result)
{
	struct text line;
	text_init(&line);
	text_string(&line, CLIENT_NAME ": ");
	load_slow_text(progress->settings, result, progress->lang, &line);
	text_char(&line, '\n');
	if (progress->drawn)
		progress_clear(progress);
	if (write(progress->fd, line.bytes, line.length) < 0)
		text_clear(&line); /* the load is what matters */
	text_release(&line);
	progress->told = true;
}

void progress_tick(struct progress *progress, const struct load_result *result)
{
	if (!progress->told && becomes_slow(progress, result))
		tell_slow(progress, result);
	if (progress->drawn)
		draw_line(progress, result);
}

void progress_clear(const struct progress *progress)
{
	terminal_redraw(progress->fd, NULL);
}
