/* SPDX-License-Identifier: MIT */
/* story: turns stories into captures and compares what the sniffer says about them. */
#include <stdio.h>
#include <string.h>

#include "ends_row.h"
#include "story.h"
#include "tcp_state.h"

/* Appends the file PATH (- for standard input). */
static bool read_file(struct text *text, const char *path, struct err *err)
{
	FILE *file = strcmp(path, "-") == 0 ? stdin : fopen(path, "rb");
	char block[65536];
	size_t length;
	if (!file)
		return err_set(err, "cannot open it");
	while ((length = fread(block, 1, sizeof block, file)) > 0)
		text_bytes(text, block, length);
	bool failed = ferror(file) || text->failed;
	if (file != stdin)
		fclose(file);
	return !failed || err_set(err, "cannot read it");
}

static int fail(const char *path, const struct err *err)
{
	fprintf(stderr, "story: %s: %s\n", path, err->text);
	return 1;
}

static bool open_story(struct story *story, const char *path, struct err *err)
{
	struct text bytes;
	text_init(&bytes);
	*story = (struct story){0};
	bool done =
	    read_file(&bytes, path, err) && story_read(story, bytes.bytes, bytes.length, err);
	text_release(&bytes);
	return done;
}

static int write_out(struct text *text)
{
	bool done = (text->length == 0 || fwrite(text->bytes, text->length, 1, stdout) == 1) &&
		    fflush(stdout) == 0 && !text->failed;
	text_release(text);
	return done ? 0 : 1;
}

static int run_build(struct story *story, char **arguments)
{
	struct text pcap;
	(void)arguments;
	text_init(&pcap);
	text_story_pcap(&pcap, story);
	return write_out(&pcap);
}

static int run_check(struct story *story, char **arguments)
{
	struct text json, report;
	struct err err;
	text_init(&json);
	text_init(&report);
	if (!read_file(&json, arguments[1], &err)) {
		text_release(&json);
		return fail(arguments[1], &err);
	}
	size_t differences = story_check(story, json.bytes, json.length, &report);
	if (differences > 0)
		printf("%s: %s\n", arguments[0], story->title);
	int status = write_out(&report);
	text_release(&json);
	return differences > 0 ? 1 : status;
}

static int run_fill(struct story *story, char **arguments)
{
	struct text json, filled;
	struct err err;
	text_init(&json);
	text_init(&filled);
	if (!read_file(&json, arguments[1], &err)) {
		text_release(&json);
		return fail(arguments[1], &err);
	}
	text_story_filled(&filled, story, json.bytes, json.length);
	text_release(&json);
	return write_out(&filled);
}

/* All stories together must exercise each row of the state table. */
static int report_rows(const bool *rows)
{
	int status = 0;
	for (int state = 0; state < ENDS_STATE_COUNT; state++)
		for (int event = 0; event < ENDS_EVENT_COUNT; event++) {
			const struct ends_row *row = &ends_rows[state][event];
			if (!row->reason || rows[state * ENDS_EVENT_COUNT + event])
				continue;
			printf("no story for %s -> %s (%s)\n",
			       state == ENDS_NO_STATE ? "none"
						      : tcp_state_name((enum tcp_state)state),
			       tcp_state_name(row->to), row->reason);
			status = 1;
		}
	return status;
}

static int run_rows(char **paths, int count)
{
	static struct story story; /* too large for a stack */
	bool rows[(int)ENDS_STATE_COUNT * (int)ENDS_EVENT_COUNT] = {false};
	for (int i = 0; i < count; i++) {
		struct err err;
		bool done = open_story(&story, paths[i], &err) && story_rows(&story, rows, &err);
		story_release(&story);
		if (!done)
			return fail(paths[i], &err);
	}
	return report_rows(rows);
}

struct verb {
	const char *name;
	int arguments;
	int (*run)(struct story *story, char **arguments);
};

static const struct verb verbs[] = {
    {"build", 1, run_build},
    {"check", 2, run_check},
    {"fill", 2, run_fill},
};

int main(int argc, char **argv)
{
	static struct story story; /* too large for a stack */
	if (argc > 2 && strcmp(argv[1], "rows") == 0)
		return run_rows(argv + 2, argc - 2);
	for (size_t v = 0; argc > 2 && v < sizeof verbs / sizeof verbs[0]; v++) {
		struct err err;
		if (strcmp(argv[1], verbs[v].name) != 0 || argc - 2 != verbs[v].arguments)
			continue;
		bool opened = open_story(&story, argv[2], &err);
		int status = opened ? verbs[v].run(&story, argv + 2) : fail(argv[2], &err);
		story_release(&story);
		return status;
	}
	fputs("Usage: story build STORY        writes the capture to standard output\n"
	      "       story check STORY JSON   compares it with the sniffer's output\n"
	      "       story fill STORY JSON    writes the story with that output as expectation\n"
	      "       story rows STORY...      fails for each row of the state table not used\n",
	      stderr);
	return 2;
}
