/* SPDX-License-Identifier: MIT */
/* Private to write: verdicts that were told, for formats that cannot change what they have shown.
 * Live, a connection has its verdict when it closes; one that comes to another is told again. */
#ifndef VERDICTS_H
#define VERDICTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "endpoint.h"
#include "flow.h"
#include "lang.h"
#include "text.h"

enum { VERDICTS_TOLD_MAX = 64 }; /* of more, the oldest are forgotten */

enum verdict_news { VERDICT_TOLD, VERDICT_FIRST, VERDICT_CHANGED };

/* Zeroed at first. */
struct verdicts {
	struct {
		uint32_t connection; /* its number; 0: none */
		uint32_t hash;       /* of the words */
	} told[VERDICTS_TOLD_MAX];
	unsigned next; /* where the next one goes */
	uint32_t late; /* the connection of which more became known when it ended */
};

/* Whether these words are the CONNECTION's first verdict, another one, or were told already, and
 * remembers them. */
enum verdict_news verdicts_take(struct verdicts *verdicts, uint32_t connection, const char *words,
				size_t length);

/* Live, fates became known only when the connection NUMBER ended. */
static inline void verdicts_late(struct verdicts *verdicts, uint32_t number)
{
	verdicts->late = number;
}

/* Whether FLOW, which is going to be removed, has no verdict yet, or one that may change: one that
 * closed had it when it did. */
bool verdicts_is_due(const struct verdicts *verdicts, const struct flow *flow);

/* The connection's verdict as a note of its own, in place of what was in TEXT; false where the same
 * was told already. */
bool text_new_verdict(struct text *text, enum lang lang, struct verdicts *verdicts,
		      const struct flow *flow, bool timeless);

/* What stands before the words. ENDS: client and server of a connection whose lines do not stand
 * directly before; NULL: they do. CHANGED: it takes the place of one that was told. */
void text_verdict_title(struct text *text, enum lang lang, const struct endpoint ends[2],
			bool changed);

#endif
