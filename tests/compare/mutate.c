/* SPDX-License-Identifier: MIT */
/* mutate STORY SEED: the story's capture after a few accidents, on standard output: segments are
 * lost, doubled, late, in another order, cut, merged; windows shut, ACKs lag. The same seed makes
 * the same capture everywhere. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "segment.h"
#include "story.h"

/* splitmix64 (Steele, Lea, Flood 2014): small, and the same on every system. */
static uint64_t draw(uint64_t *state)
{
	uint64_t z = (*state += 0x9e3779b97f4a7c15);
	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9;
	z = (z ^ z >> 27) * 0x94d049bb133111eb;
	return z ^ z >> 31;
}

static size_t below(uint64_t *state, size_t limit)
{
	return limit > 1 ? (size_t)(draw(state) % limit) : 0;
}

static void remove_at(struct story *story, size_t at)
{
	memmove(&story->segments[at], &story->segments[at + 1],
		(story->segment_count - at - 1) * sizeof story->segments[0]);
	story->segment_count--;
}

static void insert_at(struct story *story, size_t at, struct story_segment segment)
{
	if (story->segment_count == STORY_SEGMENTS_MAX)
		return;
	memmove(&story->segments[at + 1], &story->segments[at],
		(story->segment_count - at) * sizeof story->segments[0]);
	story->segments[at] = segment;
	story->segment_count++;
}

/* Each takes the segment AT. */
static void lose(struct story *story, size_t at, uint64_t *state)
{
	(void)state;
	if (story->segment_count > 1)
		remove_at(story, at);
}

static void repeat(struct story *story, size_t at, uint64_t *state)
{
	struct story_segment copy = story->segments[at];
	insert_at(story, at + below(state, story->segment_count - at + 1), copy);
}

static void move(struct story *story, size_t at, uint64_t *state)
{
	struct story_segment moved = story->segments[at];
	remove_at(story, at);
	insert_at(story, below(state, story->segment_count + 1), moved);
}

static void swap(struct story *story, size_t at, uint64_t *state)
{
	(void)state;
	if (at + 1 == story->segment_count)
		return;
	struct story_segment first = story->segments[at];
	story->segments[at] = story->segments[at + 1];
	story->segments[at + 1] = first;
}

static void cut(struct story *story, size_t at, uint64_t *state)
{
	struct story_segment *segment = &story->segments[at];
	segment->payload_length = (uint32_t)below(state, segment->payload_length + 1);
}

/* Sends it again, together with (or cut from) what follows. */
static void repack(struct story *story, size_t at, uint64_t *state)
{
	struct story_segment copy = story->segments[at];
	uint32_t skipped = (uint32_t)below(state, copy.payload_length + 1);
	copy.seq += skipped;
	copy.payload += skipped;
	copy.payload_length -= skipped;
	size_t rest = story->payloads.length - copy.payload;
	copy.payload_length += (uint32_t)below(state, rest < 40 ? rest : 40);
	insert_at(story, at + 1 + below(state, story->segment_count - at), copy);
}

static void change_window(struct story *story, size_t at, uint64_t *state)
{
	static const uint16_t windows[] = {0, 0, 1, 100, 5000};
	story->segments[at].window = windows[below(state, sizeof windows / sizeof windows[0])];
}

static void change_ack(struct story *story, size_t at, uint64_t *state)
{
	static const int changes[] = {-1, 1, -5, 5, 100};
	if (story->segments[at].flags & TCP_FLAG_ACK)
		story->segments[at].ack +=
		    (uint32_t)changes[below(state, sizeof changes / sizeof changes[0])];
}

static void change_seq(struct story *story, size_t at, uint64_t *state)
{
	static const int changes[] = {-1, 1, -5, 5, 100};
	story->segments[at].seq +=
	    (uint32_t)changes[below(state, sizeof changes / sizeof changes[0])];
}

static void change_flags(struct story *story, size_t at, uint64_t *state)
{
	story->segments[at].flags ^= (uint16_t)(1u << below(state, 5));
}

/* Everything from here on comes later, or sooner. */
static void stretch(struct story *story, size_t at, uint64_t *state)
{
	static const int64_t changes[] = {1000000, 5000000, 25000000, 250000000, 70000000000};
	int64_t later = changes[below(state, sizeof changes / sizeof changes[0])];
	for (; at < story->segment_count; at++)
		story->segments[at].time_ns += later;
}

static void (*const accidents[])(struct story *story, size_t at, uint64_t *state) = {
    lose,          lose,       repeat,     repeat,       move,    swap,    swap, repack,
    change_window, change_ack, change_seq, change_flags, stretch, stretch, cut,
};

/* Whatever happened, time goes forward. */
static void straighten(struct story *story, uint64_t *state)
{
	int64_t last = 0;
	for (size_t i = 0; i < story->segment_count; i++) {
		int64_t now = story->segments[i].time_ns;
		if (now <= last)
			now = last + 1000 * (int64_t)below(state, 3000);
		story->segments[i].time_ns = last = now;
	}
}

int main(int argc, char **argv)
{
	static struct story story;
	static char bytes[STORY_BYTES_MAX];
	struct text pcap;
	struct err err;
	FILE *file = argc == 3 ? fopen(argv[1], "rb") : NULL;
	if (!file) {
		fputs("Usage: mutate STORY SEED\n", stderr);
		return 2;
	}
	size_t length = fread(bytes, 1, sizeof bytes, file);
	fclose(file);
	if (!story_read(&story, bytes, length, &err)) {
		fprintf(stderr, "mutate: %s: %s\n", argv[1], err.text);
		story_release(&story);
		return 1;
	}
	uint64_t state = strtoull(argv[2], NULL, 10);
	for (size_t n = 1 + below(&state, 4); n > 0; n--)
		accidents[below(&state, sizeof accidents / sizeof accidents[0])](
		    &story, below(&state, story.segment_count), &state);
	straighten(&story, &state);
	text_init(&pcap);
	text_story_pcap(&pcap, &story);
	bool done = fwrite(pcap.bytes, 1, pcap.length, stdout) == pcap.length;
	text_release(&pcap);
	story_release(&story);
	return done ? 0 : 1;
}
