/* SPDX-License-Identifier: MIT */
/* The server's standard output: takes lines from all threads and shows them in the order in which
 * they were given, without making anybody wait for the reader. What the reader does not take at
 * once is kept, up to OUTLET_KEPT_MAX bytes, and goes out when there is room. Lines beyond that are
 * counted and not shown, until all that was kept is out; then a line in their place says how many:
 *
 *   12 lines not shown: nobody read them
 *
 * A file takes everything at once: there no line is missing. */
#ifndef OUTLET_H
#define OUTLET_H

#include <event2/event.h>
#include <stdbool.h>
#include <stdint.h>

#include "common_options.h"
#include "err.h"
#include "text.h"

enum { OUTLET_KEPT_MAX = 4 * 1024 * 1024 };

struct outlet;

/* Nothing can be written any more: ERR says why, or is NULL when the reader went away. */
typedef void outlet_failed_fn(const struct err *err, void *context);

/* FD is borrowed. FAILED is called once at most, in the thread that runs BASE. NULL without memory
 * or descriptors. */
struct outlet *outlet_new(int fd, enum lang lang, struct event_base *base, outlet_failed_fn *failed,
			  void *context);
void outlet_free(struct outlet *outlet); /* NULL is allowed; after the threads that put lines */

/* From any thread. Whole lines; the text is empty afterwards. */
void outlet_put(struct outlet *outlet, struct text *lines);

enum outlet_end {
	OUTLET_DONE,
	OUTLET_CLOSED, /* the reader went away */
	OUTLET_FAILED, /* err says why */
};

/* At the end, when no other thread puts lines any more: writes what is kept as long as somebody
 * reads it; a reader that takes nothing for a second is given up. */
enum outlet_end outlet_finish(struct outlet *outlet, struct err *err);

/* The number of lines that were not shown; exact after outlet_finish(). */
uint64_t outlet_missing(const struct outlet *outlet);

/* Appends "12 lines not shown: nobody read them". */
void outlet_missing_text(uint64_t lines, enum lang lang, struct text *text);

#endif
