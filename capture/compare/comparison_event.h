/* SPDX-License-Identifier: MIT */
/* Two captures that were compared, as text and as JSON. */
#ifndef COMPARISON_EVENT_H
#define COMPARISON_EVENT_H

#include "common_options.h"
#include "differences.h"
#include "text.h"

/* Pointers are borrowed. */
struct comparison_event {
	const char *name; /* of the scenario, where folders of several are compared; else NULL */
	const char *files[2]; /* A's and B's; NULL: it is only in the other folder */
	const struct compare_list *lists[2];
	const struct differences *differences;
};

/* What all of them came to. */
struct comparison_totals {
	uint32_t pairs, same; /* same: in all but times */
	uint32_t only[2];     /* scenarios that are only in A's folder, in B's */
};

/* Whether they differ in nothing but times. */
bool comparison_is_same(const struct comparison_event *event);

/* A sentence a difference, below headings: what differs, what differs in time alone, and what is
 * the same. Lines of more than one sentence's length are not folded. */
void text_comparison(struct text *text, enum lang lang, const struct comparison_event *event);
void text_comparison_totals(struct text *text, enum lang lang,
			    const struct comparison_totals *totals);

/* Parts of it: "A: file (1 connection, 9 segments)", "half-close: different". */
void text_compared_file(struct text *text, enum lang lang, const struct comparison_event *event,
			int which);
void text_compared_name(struct text *text, enum lang lang, const struct comparison_event *event);

/* Calls TELL with each sentence about what differs in TIME alone, or otherwise, and the difference
 * that it is about. */
typedef void comparison_sentence(void *context, const struct text *sentence,
				 const struct difference *difference);
void comparison_sentences(const struct comparison_event *event, enum lang lang, bool time,
			  comparison_sentence *tell, void *context);

/* The same as objects, a line each: {"v":1,"event":"difference",...} and, behind these,
 * {"v":1,"event":"comparison",...}; of several scenarios, at last,
 * {"v":1,"event":"comparisons",...}. */
void json_comparison(struct text *text, enum lang lang, const struct comparison_event *event);
void json_comparison_totals(struct text *text, const struct comparison_totals *totals);

/* What both have in common, as a sentence without its full stop: "three-way handshake; 11 bytes of
 * the client; ...". */
void text_in_common(struct text *text, enum lang lang, const struct comparison_event *event);

#endif
