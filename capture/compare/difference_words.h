/* SPDX-License-Identifier: MIT */
/* What differs, in words: one sentence for each difference, of one table (difference_messages.c).
 */
#ifndef DIFFERENCE_WORDS_H
#define DIFFERENCE_WORDS_H

#include "common_options.h"
#include "differences.h"
#include "text.h"

struct difference_style {
	enum lang lang;
	const char *names[2]; /* of the lists: "A", "B" */
	bool connections;     /* say which connection it is: there is more than one */
	bool headed;          /* under a heading that says "only in time" */
	/* Segments are called by their frames in these; NULL: by their place in the list. */
	const struct compare_list *lists[2];
};

/* Appends a sentence without its full stop and newline. */
void text_difference(struct text *text, const struct difference_style *style,
		     const struct difference *difference);

/* Appends "SYN+ACK"; FLAGS: enum tcp_flag. */
void text_flag_names(struct text *text, unsigned flags);

/* How a connection was closed, as far as was captured. */
const char *compared_close_words(enum lang lang, enum close_name name);

/* Whether a list has more than one connection. */
bool differences_name_connections(const struct compare_list *a, const struct compare_list *b);

#endif
