/* SPDX-License-Identifier: MIT */
/* The server's standard output: takes lines from all threads and has a thread of its own write
 * them in that order, so that no other thread waits for the reader. What a slow reader does not get
 * is told as line_queue.h says. A regular file or device is no reader that could stop: there the
 * caller waits for room instead, and no line is dropped. */
#ifndef OUTPUT_QUEUE_H
#define OUTPUT_QUEUE_H

#include <event2/event.h>
#include <stdbool.h>
#include <stdint.h>

#include "err.h"
#include "lang.h"
#include "text.h"

struct output_queue;

/* Nothing can be written any more: ERR says why, or is NULL when the reader went away. */
typedef void output_failed_fn(const struct err *err, void *context);

/* FD is borrowed, and written with blocking write(2). FAILED is called once at most, in the thread
 * that runs BASE. NULL without memory or descriptors. Lines may be put from now on. */
struct output_queue *output_queue_new(int fd, enum lang lang, struct event_base *base,
				      output_failed_fn *failed, void *context);
void output_queue_free(struct output_queue *queue); /* NULL is allowed; when no thread puts lines */

/* Starts the writing thread; after the sandbox is entered, which holds for it, too. SIGURG becomes
 * this queue's, to interrupt write(2). False with the reason. */
bool output_queue_start(struct output_queue *queue, struct err *err);

/* From any thread. Whole lines; the text is empty afterwards. */
void output_queue_put(struct output_queue *queue, struct text *lines);

enum output_end {
	OUTPUT_DONE,
	OUTPUT_CLOSED, /* the reader went away */
	OUTPUT_FAILED, /* err says why */
};

/* At the end, when no other thread puts lines any more: writes what is queued as long as somebody
 * reads it; a reader that takes nothing for a second is given up. The thread has ended. */
enum output_end output_queue_finish(struct output_queue *queue, struct err *err);

/* The number of lines that were dropped; exact after output_queue_finish(). */
uint64_t output_queue_dropped(struct output_queue *queue);

#endif
