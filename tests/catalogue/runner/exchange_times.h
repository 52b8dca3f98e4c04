/* SPDX-License-Identifier: MIT */
/* Times in a capture that tell whether the machine was fast enough. All in microseconds. */
#ifndef EXCHANGE_TIMES_H
#define EXCHANGE_TIMES_H

#include "observed.h"

/* Linux delays an ACK by 40 ms at least, less a tick of its clock: who is late by less starts no
 * timer of TCP but the tail loss probe's. A shorter silence is none. */
enum { LATE_MS = 34 };

struct exchange_times {
	int64_t close_us;  /* from the client's FIN to the server's or to data that could carry its
			      ACK;  -1: there was none */
	int64_t again_us;  /* from a segment to the same segment sent again, the longest; -1 */
	unsigned delayed;  /* bare ACKs after a silence: a timer fired */
	int64_t *silences; /* owned; in order */
	size_t silence_count, silence_capacity;
};

void exchange_times_measure(struct exchange_times *times, const struct observed *observed);
void exchange_times_release(struct exchange_times *times);

#endif
