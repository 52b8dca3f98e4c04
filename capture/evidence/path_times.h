/* SPDX-License-Identifier: MIT */
/* How long the path takes from the capture point to each end and back.
 *
 * A sample of a side is the time from one of its segments to the other side's ACK of it: the path
 * to the other end. SYN to SYN+ACK measures the path to the server, SYN+ACK to ACK the path to the
 * client. What was sent again is no sample unless a timestamp tells which copy was answered (Karn;
 * RFC 6298 section 3). A round trip is the least of the last 8 samples. */
#ifndef PATH_TIMES_H
#define PATH_TIMES_H

#include <stdbool.h>
#include <stdint.h>

enum { PATH_SAMPLES = 8, PATH_SIDES = 2 };

/* path_times.flags */
enum {
	PATH_CLOCK_SET = 0x1,    /* last_ns is known */
	PATH_CLOCK_BACK = 0x2,   /* a segment was captured before the one in front of it */
	PATH_CLOCK_JUMPED = 0x4, /* an answer took longer than any timer leaves unrepeated */
};

/* Zeroed at first. */
struct path_times {
	int64_t last_ns;                             /* of the connection's last segment */
	uint32_t timed[PATH_SIDES];                  /* serial of the segment that is timed, 0 */
	uint16_t sample[PATH_SIDES][PATH_SAMPLES];   /* microseconds, in 12 bits and an exponent */
	uint8_t count[PATH_SIDES], head[PATH_SIDES]; /* samples, and where the next one goes */
	uint8_t flags;
};

/* A segment was captured at NOW_NS. False when the clock went back: no time that began before is
 * measured. */
bool path_times_clock(struct path_times *times, int64_t now_ns);

/* A segment of SIDE, sent at SENT_NS, was answered at ANSWERED_NS. */
void path_times_sample(struct path_times *times, unsigned side, int64_t sent_ns,
		       int64_t answered_ns);

/* The round trip to the other end of SIDE, in nanoseconds, rounded down by 1/2048 at most; -1
 * where none was measured. */
int64_t path_times_least(const struct path_times *times, unsigned side);

/* And the last sample, -1. A path that has grown is as long as that. */
int64_t path_times_latest(const struct path_times *times, unsigned side);

#endif
