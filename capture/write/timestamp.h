/* SPDX-License-Identifier: MIT */
/* Private to write: times as tcpdump shows them. */
#ifndef TIMESTAMP_H
#define TIMESTAMP_H

#include <stdint.h>

#include "text.h"
#include "writer.h"

/* Appends the time of an event at TIME_NS (nanoseconds since 1970), with microseconds and a space
 * behind it, or nothing for TIMES_NONE. PREVIOUS_NS and FIRST_NS: of the segment shown before, and
 * of the connection's first. A difference may be negative: a clock can go back. */
void text_timestamp(struct text *text, enum times times, int64_t time_ns, int64_t previous_ns,
		    int64_t first_ns);

#endif
