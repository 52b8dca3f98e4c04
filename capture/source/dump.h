/* SPDX-License-Identifier: MIT */
/* Writing frames to a pcap file (nanosecond timestamps, the source's link type), telling every
 * error: what dump_close() reported as written is on its way to the disk. */
#ifndef DUMP_H
#define DUMP_H

#include <stdbool.h>

#include "err.h"
#include "frame.h"
#include "source.h"

struct dump;

/* Opens PATH, "-": standard output. NULL with the reason, among them that PATH is or may be what
 * SOURCE reads. What is in it stays there until dump_begin(), so that a source that turns out to be
 * no capture costs nothing. */
struct dump *dump_open(const struct source *source, const char *path, struct err *err);

/* What is going to be written to. */
int dump_descriptor(const struct dump *dump);

/* Empties the file and writes the header: SOURCE was begun. To be called once, before all that
 * follows. False with the reason. */
bool dump_begin(struct dump *dump, const struct source *source, struct err *err);

/* False with the reason when it cannot be written; a pipe whose reader went away: see dump_closed()
 */
bool dump_frame(struct dump *dump, const struct frame *frame, struct err *err);

/* Hands everything to the kernel (after each packet with -U, and when a live source idles). */
bool dump_flush(struct dump *dump, struct err *err);

/* Whether the last failure was a reader that went away (EPIPE): a quiet end, no error. */
bool dump_closed(const struct dump *dump);

/* Flushes and closes, also when it fails. A reader that went away is no failure here, for nobody
 * can ask dump_closed() any more. NULL is allowed, and is true. */
bool dump_close(struct dump *dump, struct err *err);

#endif
