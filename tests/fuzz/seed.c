/* SPDX-License-Identifier: MIT */
/* seed STORY: the story's frames as an input of fuzz_frames, on standard output. */
#include <stdio.h>

#include "story.h"

/* As in fuzz_frames.c. */
static uint8_t index_of(int link_type)
{
	static const int link_types[] = {1, 0, 9, 50, 51, 101, 104, 108, 113, 228, 229, 276};
	for (uint8_t i = 0; i < sizeof link_types / sizeof *link_types; i++)
		if (link_types[i] == link_type)
			return i;
	return 0;
}

static uint8_t exponent(int64_t step_ns)
{
	uint8_t power = 0;
	while (power < 60 && INT64_C(2) << power <= step_ns)
		power++;
	return step_ns > 0 ? power : 255;
}

static void write_records(const struct story *story)
{
	struct text frame;
	int64_t last_ns = 0;
	text_init(&frame);
	for (size_t i = 0; i < story->segment_count; i++) {
		text_clear(&frame);
		text_story_frame(&frame, story, i);
		size_t kept = frame.length < story->snaplen ? frame.length : story->snaplen;
		size_t cut = frame.length - kept;
		putchar((int)(kept & 0xff));
		putchar((int)(kept >> 8 & 0x3f));
		putchar(exponent(story->segments[i].time_ns - last_ns));
		putchar((int)(cut & 0xff));
		fwrite(frame.bytes, 1, kept, stdout);
		last_ns = story->segments[i].time_ns;
	}
	text_release(&frame);
}

int main(int argc, char **argv)
{
	static char bytes[STORY_BYTES_MAX];
	static struct story story;
	struct err err;
	FILE *file = argc == 2 ? fopen(argv[1], "rb") : NULL;
	size_t length = file ? fread(bytes, 1, sizeof bytes, file) : 0;
	if (!story_read(&story, bytes, length, &err)) {
		fprintf(stderr, "seed: %s\n", err.text);
		return 1;
	}
	putchar(index_of(story.link->type));
	putchar(0xff);
	putchar(0);
	write_records(&story);
	story_release(&story);
	fclose(file);
	return fflush(stdout) == 0 ? 0 : 1;
}
