/* SPDX-License-Identifier: MIT */
#include "story_options.h"

#include "story_words.h"

enum {
	OPTION_NOP = 1,
	OPTION_MSS = 2,
	OPTION_WINDOW_SCALE = 3,
	OPTION_SACK_PERMITTED = 4,
	OPTION_SACK = 5,
	OPTION_TIMESTAMPS = 8,
	OPTION_FAST_OPEN = 34,
};

static bool put(struct story_segment *segment, uint32_t value, unsigned bytes)
{
	if (segment->options_length + bytes > STORY_OPTIONS_MAX)
		return false;
	for (unsigned i = bytes; i-- > 0;)
		segment->options[segment->options_length++] = (uint8_t)(value >> (8 * i));
	return true;
}

static bool put_header(struct story_segment *segment, unsigned kind, unsigned length)
{
	return put(segment, kind, 1) && put(segment, length, 1);
}

static bool put_numbers(struct story_segment *segment, struct words *words, unsigned kind,
			unsigned count, unsigned bytes)
{
	if (!put_header(segment, kind, 2 + count * bytes))
		return false;
	uint64_t maximum = (UINT64_C(1) << (8 * bytes)) - 1;
	for (unsigned i = 0; i < count; i++) {
		bool closed;
		uint64_t number;
		if (!word_number(words_next(words, &closed), maximum, &number) ||
		    !put(segment, (uint32_t)number, bytes))
			return false;
	}
	return true;
}

/* LEFT-RIGHT,LEFT-RIGHT,... */
static bool put_sack(struct story_segment *segment, struct words *words, uint32_t isn)
{
	unsigned start = segment->options_length;
	bool closed;
	char *block = words_next(words, &closed);
	if (!block || !put_header(segment, OPTION_SACK, 2))
		return false;
	while (block) {
		uint64_t left, right;
		char *next = strchr(block, ',');
		if (next)
			*next++ = '\0';
		char *dash = strchr(block, '-');
		if (!dash)
			return false;
		*dash = '\0';
		if (!word_number(block, UINT32_MAX, &left) ||
		    !word_number(dash + 1, UINT32_MAX, &right) ||
		    !put(segment, isn + (uint32_t)left, 4) ||
		    !put(segment, isn + (uint32_t)right, 4))
			return false;
		block = next;
	}
	segment->options[start + 1] = (uint8_t)(segment->options_length - start);
	return true;
}

static bool put_cookie(struct story_segment *segment, struct words *words)
{
	bool closed;
	unsigned start = segment->options_length;
	char *word = words_next(words, &closed);
	if (!word || !put_header(segment, OPTION_FAST_OPEN, 2))
		return false;
	for (const char *at = word; *at && *at != '-'; at++)
		if (!put(segment, (uint8_t)*at, 1)) /* a cookie is opaque: its text will do */
			return false;
	segment->options[start + 1] = (uint8_t)(segment->options_length - start);
	return true;
}

bool story_options_read(struct story_segment *segment, char *word, uint32_t isn)
{
	struct words words = {word + 1};
	bool closed, done = true;
	for (char *name; done && (name = words_next(&words, &closed)) != NULL;) {
		if (strcmp(name, "mss") == 0)
			done = put_numbers(segment, &words, OPTION_MSS, 1, 2);
		else if (strcmp(name, "ws") == 0)
			done = put_numbers(segment, &words, OPTION_WINDOW_SCALE, 1, 1);
		else if (strcmp(name, "ts") == 0)
			done = put_numbers(segment, &words, OPTION_TIMESTAMPS, 2, 4);
		else if (strcmp(name, "sackok") == 0)
			done = put_header(segment, OPTION_SACK_PERMITTED, 2);
		else if (strcmp(name, "sack") == 0)
			done = put_sack(segment, &words, isn);
		else if (strcmp(name, "tfo") == 0)
			done = put_cookie(segment, &words);
		else
			done = strcmp(name, "nop") == 0 && put(segment, OPTION_NOP, 1);
	}
	while (done && segment->options_length % 4 != 0)
		done = put(segment, OPTION_NOP, 1);
	return done;
}
