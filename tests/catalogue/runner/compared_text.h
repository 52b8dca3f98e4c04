/* SPDX-License-Identifier: MIT */
/* What of an exchange is held against its golden output, and what differs. */
#ifndef COMPARED_TEXT_H
#define COMPARED_TEXT_H

#include <stdbool.h>

#include "observed.h"
#include "text.h"

/* Appends a line for each segment: flags (ECE, CWR and URG too), relative numbers and lengths. */
void compared_segments(struct text *text, const struct observed *observed);

/* The same, of each connection and side for itself, where it is a matter of processors which side's
 * comes first. */
void compared_sides(struct text *text, const struct observed *observed);

/* A line for each connection: how it went, and its bytes. */
void compared_totals(struct text *text, const struct observed *observed);

/* Appends what differs between a GOLDEN output and this one, in words, on one line. ORDERED: the
 * text tells which side's segments came before which of the other's. OBSERVED: NULL, or what the
 * text was made of: for its times. */
void compared_difference(struct text *words, const char *golden, const char *came, bool ordered,
			 const struct observed *observed);

/* Whether the texts differ in what the kernel adds when it is a little late, and in nothing else:
 * ACKs without data, a segment that was sent again (a tail loss probe), which side was the first.
 */
bool compared_same_core(const char *golden, const char *came);

#endif
