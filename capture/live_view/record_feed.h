/* SPDX-License-Identifier: MIT */
/* Private to live_view: the sniffer's end of the pipe to the process that serves the view. Whole
 * lines go in; when that process does not keep up, records are left out and counted, so that the
 * capture waits for nobody. */
#ifndef RECORD_FEED_H
#define RECORD_FEED_H

#include <stdbool.h>
#include <stdint.h>

#include "text.h"

struct record_feed {
	int fd;              /* owned; non-blocking */
	bool patient;        /* a file: nothing is lost by waiting, so nothing is left out */
	bool gone;           /* nobody reads any more: everything is left out from now on */
	struct text waiting; /* lines that were not written yet */
	size_t written;      /* of these, bytes that were */
	uint64_t left_out;   /* records since the last one that went in */
};

void record_feed_init(struct record_feed *feed, int fd, bool patient);
void record_feed_release(struct record_feed *feed); /* what waits is lost */

/* Where to append the next record; NULL: it is left out. Then call record_feed_put(). */
struct text *record_feed_take(struct record_feed *feed);

/* A record was appended: on its way when enough has gathered. */
void record_feed_put(struct record_feed *feed);

/* Writes what can be written now (patient: all of it). */
void record_feed_flush(struct record_feed *feed);

/* Whether something waits for a reader who is there. */
bool record_feed_waits(const struct record_feed *feed);

#endif
