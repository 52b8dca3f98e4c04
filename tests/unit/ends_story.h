/* SPDX-License-Identifier: MIT */
/* Stories of the two ends of a connection: a line per segment with the states that are shown live,
 * and from a file. */
#ifndef ENDS_STORY_H
#define ENDS_STORY_H

#include "ends.h"
#include "unit.h"

/* A line: "SEGMENT ; LIVE ; FILE ; CORRECTION".
 * SEGMENT: "C SYN 0", "S ACK|FIN 1 ack 12 len 100": who sends what, numbers counted from the
 * initial ones of their senders. Further words: sack N (its right edge), and of the members of
 * struct ends_input: fast_open, copy, late_copy, overtaken, foreign, ignored, challenged, gap,
 * doubtful.
 * LIVE, FILE: "SYN-SENT |
 * -": client, server, with ? behind a hedged one. No FILE: as LIVE. CORRECTION: "S 3 ESTABLISHED
 * SYN-RECEIVED": whose, where shown, was, state. */

enum { ENDS_STORY_NOTES = 64 };

/* What the first pass found; of a whole story. */
struct ends_notes {
	struct ends_note note[ENDS_STORY_NOTES];
	size_t count;
};

/* The segment that LINE describes. */
struct ends_input ends_read(const char *line, uint32_t frame, bool self);

/* Plays the story of COUNT lines twice and compares; returns how many notes it took. */
size_t ends_play(const char *name, const char *const *lines, size_t count, bool self);

/* An established connection, without its opening. */
#define OPEN                                                                                       \
	"C ACK 0 ack 1 len 1 ; ESTABLISHED | -", "S ACK 0 ack 1 len 1 ; ESTABLISHED | ESTABLISHED"

#define ENDS_STORY(name, notes, ...)                                                               \
	static void name(void **state)                                                             \
	{                                                                                          \
		(void)state;                                                                       \
		static const char *const lines[] = {__VA_ARGS__};                                  \
		assert_int_equal(ends_play(#name, lines, COUNT_OF(lines), false), notes);          \
	}

#endif
