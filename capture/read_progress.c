/* SPDX-License-Identifier: MIT */
#include "read_progress.h"

#include <sys/stat.h>
#include <unistd.h>

#include "clock.h"
#include "display_width.h"
#include "terminal.h"

enum {
	FIRST_NS = NS_PER_S,
	BETWEEN_NS = 200 * NS_PER_MS,
	MEGABYTE = 1000000,
	MARGIN = 3, /* for the ^C that the terminal echoes, without going to the next line */
};

/* Whoever reads FD may show it on our terminal. */
static bool has_reader(int fd)
{
	struct stat about;
	return fstat(fd, &about) == 0 && (S_ISFIFO(about.st_mode) || S_ISSOCK(about.st_mode));
}

static void before_output(void *context)
{
	struct read_progress *progress = context;
	read_progress_clear(progress);
	if (progress->shared)
		progress->next_ns = clock_monotonic_ns() + FIRST_NS;
}

void read_progress_init(struct read_progress *progress, int fd, enum lang lang,
			struct output *output)
{
	*progress = (struct read_progress){.fd = terminal_redraws(fd) ? fd : -1, .lang = lang};
	progress->shared = isatty(output->fd) == 1;
	if (progress->fd < 0 || !(progress->shared || has_reader(output->fd)))
		return;
	output->before = before_output;
	output->context = progress;
}

void read_progress_begin(struct read_progress *progress, unsigned reading, unsigned readings)
{
	/* The second reading of a file that took its time begins where the first one's line was. */
	int64_t wait = reading > 1 && progress->drawn ? 0 : FIRST_NS;
	progress->reading = reading;
	progress->readings = readings;
	progress->next_ns = progress->fd < 0 ? INT64_MAX : clock_monotonic_ns() + wait;
}

void read_progress_clear(struct read_progress *progress)
{
	if (progress->drawn)
		terminal_redraw(progress->fd, NULL);
	progress->drawn = false;
	progress->next_ns = INT64_MAX;
}

static void reading_words(const struct read_progress *progress, struct text *text)
{
	static const char *const words[4][2] = {
	    {[LANG_ZH] = "共读两遍, 第一遍: ", [LANG_EN] = "first of two readings: "},
	    {[LANG_ZH] = "共读两遍, 第二遍: ", [LANG_EN] = "second of two readings: "},
	    {[LANG_ZH] = "共读三遍, 第二遍: ", [LANG_EN] = "second of three readings: "},
	    {[LANG_ZH] = "共读三遍, 第三遍: ", [LANG_EN] = "third of three readings: "},
	};
	if (progress->readings > 1)
		text_string(text,
			    words[progress->reading + progress->readings - 3][progress->lang]);
	else
		text_string(text, progress->lang == LANG_ZH ? "已读 " : "read ");
}

void read_progress_text(const struct read_progress *progress, uint64_t position, uint64_t size,
			struct text *text)
{
	bool zh = progress->lang == LANG_ZH;
	if (size > 0 && position > size)
		position = size; /* it has grown */
	reading_words(progress, text);
	text_decimal(text, position / MEGABYTE);
	if (size == 0) {
		text_string(text, " MB");
		return;
	}
	text_string(text, zh ? " / " : " of ");
	text_decimal(text, size / MEGABYTE);
	text_format(text, " MB, %.0f%%", (double)position * 100 / (double)size);
}

void read_progress_draw(struct read_progress *progress, const struct source *source)
{
	uint64_t position, size;
	if (progress->fd < 0 || progress->next_ns == INT64_MAX)
		return;
	int64_t now = clock_monotonic_ns();
	if (now < progress->next_ns || !source_position(source, &position, &size))
		return;
	struct text words;
	text_init(&words);
	read_progress_text(progress, position, size, &words);
	if (display_width(words.bytes, words.length) + MARGIN > terminal_columns(progress->fd))
		text_clear(&words);
	terminal_redraw(progress->fd, &words);
	text_release(&words);
	progress->drawn = true;
	progress->next_ns = now + BETWEEN_NS;
}
