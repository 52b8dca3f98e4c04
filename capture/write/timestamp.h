/* SPDX-License-Identifier: MIT */
/* Private to write: times as tcpdump and as JSON shows them. */
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

enum { EPOCH_TIME_MAX = 1 + DECIMAL_MAX + 1 + 9 };

/* Writes TIME_NS as seconds with nine decimals at AT, where EPOCH_TIME_MAX bytes are free; returns
 * where it ended (put.h). */
char *put_epoch_time(char *at, int64_t time_ns);

enum { NS_PER_S = 1000000000 };

/* The point and the decimals of it: FRACTION nanoseconds, less than a second. */
char *put_nanoseconds(char *at, uint32_t fraction);

#endif
