/* SPDX-License-Identifier: MIT */
/* Several writers that are told the same, in the order in which they were added. */
#ifndef WRITERS_H
#define WRITERS_H

#include "writer.h"

enum { WRITERS_MAX = 3 };

struct writers {
	struct writer *all[WRITERS_MAX]; /* borrowed */
	size_t count;
};

void writers_add(struct writers *writers, struct writer *writer);

/* Whether one of them has anything to say about segments, shows what is proven of the connections,
 * or by which rows the states came about. */
bool writers_want_segments(const struct writers *writers);
bool writers_want_evidence(const struct writers *writers);
bool writers_want_rows(const struct writers *writers);

/* Whether one of them is the table behind --connections. */
bool writers_have_table(const struct writers *writers);

/* As writer.h says of one. */
void writers_resize(const struct writers *writers, unsigned columns);
void writers_begin(const struct writers *writers);
void writers_segment(const struct writers *writers, const struct segment_event *event);
void writers_fates(const struct writers *writers, const struct fates_event *event);
void writers_connection(const struct writers *writers, const struct connection_event *event);

/* Whether one of them has something left that could not go out. */
bool writers_flush(const struct writers *writers);

#endif
