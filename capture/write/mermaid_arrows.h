/* SPDX-License-Identifier: MIT */
/* Private to mermaid: a diagram in the making. Its text stands, but for what may become known of an
 * arrow live when it is drawn already: its end, what is said of its course, and the states that it
 * leads to. That is written when the diagram is. */
#ifndef MERMAID_ARROWS_H
#define MERMAID_ARROWS_H

#include "course.h"
#include "event.h"
#include "text.h"

struct mermaid_arrow {
	uint64_t frame;
	uint32_t connection; /* its number */
	enum side from;
	uint16_t who[2]; /* participants, by number from 1: client, server */
	struct course course;
	label_set labels;
	struct end_state before[2], states[2];
	size_t words, end; /* in the text: where its own words begin, and what follows them */
};

struct mermaid_arrows {
	enum lang lang;
	struct text text, scratch;  /* owned, like the list */
	struct mermaid_arrow *list; /* in the order of their frames */
	size_t count, capacity;
};

/* All zero but for its language. */
void mermaid_arrows_release(struct mermaid_arrows *arrows);

/* An arrow with WORDS (without a line's end) behind the text that there is. Returns how many bytes
 * it is going to take, or when MAY_CHANGE can take at most. */
size_t mermaid_arrows_add(struct mermaid_arrows *arrows, const struct mermaid_arrow *arrow,
			  const struct text *words, bool may_change);

/* Live: what EVENT tells of arrows of its connection, and what the EVENTS do. */
void mermaid_arrows_learn(struct mermaid_arrows *arrows, const struct segment_event *event);
void mermaid_arrows_learn_fates(struct mermaid_arrows *arrows, const struct fate_event *events,
				size_t count);

/* Appends the diagram as it is now. */
void text_mermaid_arrows(struct text *text, struct mermaid_arrows *arrows);

/* Begins a note between the two, whose text is to follow. */
void text_mermaid_note(struct text *text, const uint16_t who[2]);

#endif
