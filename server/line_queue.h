/* SPDX-License-Identifier: MIT */
/* A bounded queue of lines for a reader that may be slow. Beyond LINE_QUEUE_MAX bytes, lines are
 * counted and dropped until the queue is empty again; then a line in their place says how many:
 *
 *   12 lines dropped: standard output was blocked */
#ifndef LINE_QUEUE_H
#define LINE_QUEUE_H

#include <event2/buffer.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lang.h"
#include "text.h"

enum { LINE_QUEUE_MAX = 4 * 1024 * 1024 };

struct line_queue {
	enum lang lang;
	struct evbuffer *lines; /* can begin within a line */
	uint64_t dropped;       /* lines */
	uint64_t untold;        /* of these, the ones that no line tells of yet */
};

bool line_queue_init(struct line_queue *queue, enum lang lang); /* false without memory */
void line_queue_release(struct line_queue *queue);

/* In bytes. */
size_t line_queue_length(const struct line_queue *queue);

/* Whether LENGTH bytes can be added without dropping any. */
bool line_queue_has_room(const struct line_queue *queue, size_t length);

/* Adds whole lines, as many as there is room for, and drops the others. False without memory. */
bool line_queue_add(struct line_queue *queue, const char *bytes, size_t length);

/* Copies the oldest bytes, SIZE at most; returns how many. When all were taken and lines were
 * dropped, the line that says so comes first. */
size_t line_queue_peek(struct line_queue *queue, char *bytes, size_t size);

/* Removes the oldest LENGTH bytes: they are written. */
void line_queue_remove(struct line_queue *queue, size_t length);

/* Drops all that is queued. A line of which the beginning was written counts as dropped. */
void line_queue_drop_all(struct line_queue *queue);

/* Appends "12 lines dropped: standard output was blocked". */
void dropped_lines_text(uint64_t lines, enum lang lang, struct text *text);

#endif
