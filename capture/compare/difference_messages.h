/* SPDX-License-Identifier: MIT */
/* Private to compare: the table of messages about differences. */
#ifndef DIFFERENCE_MESSAGES_H
#define DIFFERENCE_MESSAGES_H

#include "difference_words.h"

/* What a difference's values are, and how they are written. */
enum difference_value {
	VALUE_PLAIN,
	VALUE_TIMES,    /* "twice" */
	VALUE_SEGMENTS, /* "1 segment" */
	VALUE_SET_OF_FLAGS,
	VALUE_SET_OF_LABELS,
	VALUE_FATE,
	VALUE_STATES,
	VALUE_OPEN,
	VALUE_CLOSE,
	VALUE_CLOSER,
	VALUE_WAIT, /* nanoseconds */
};

/* In the messages `{in}` stands for the list that has it, `{not}` for the other one; `{a}`, `{b}`
 * for both; `{from}` and `{to}` for who sent it and the other side; `{n}` and `{m}` for the number
 * of the segment in `in` and in the other list, `{na}` and `{nb}` in both; `{what}` and `{other}`
 * for that segment in `in` and in the other list; `{v}` and `{w}` for the value in `in` and in the
 * other list, `{va}` and `{vb}` in both; `{wait}` for what passed before it; `{options}` for those
 * of a SYN that differ; `{taken}` for what became of a RST; `{range}` for how many bytes,
 * `{la}` and `{lb}` for the most of them in a segment;
 * `{againa}` and `{againb}` for what is sent again, `{reasona}` and `{reasonb}` for why. `[...]`
 * is left out when something in it is not known, `<...>` unless `answered`. */
struct difference_message {
	const char *words[2]; /* by enum lang */
	enum difference_value unit;
};

extern const struct difference_message difference_messages[DIFFERENCE_COUNT];

/* A message that is being written. */
struct difference_filling {
	struct text *text;
	const struct difference_style *style;
	const struct difference *difference;
};

/* difference_values.c. WHICH: list 0 or 1. */
void append_difference_value(const struct difference_filling *fill, int which);
/* "11 bytes of data", "FIN", "SYN+ACK". */
void append_difference_what(const struct difference_filling *fill, int which);
/* "bytes 2001-3000", "its FIN". */
void append_difference_again(const struct difference_filling *fill, int which);
/* Those of a SYN that differ. */
void append_difference_options(const struct difference_filling *fill);
void append_difference_wait(struct text *text, int64_t ns);

#endif
