/* SPDX-License-Identifier: MIT */
/* What a run leaves in its folder: client.pcap, middle.pcap and server.pcap (nanoseconds,
 * Ethernet), and truth.ndjson.
 *
 * A capture holds what the interface there would show: what its own end sent when it was sent, what
 * came when it was delivered, and nothing of what never came. It differs from libpcap's at the
 * end's interface in this only: its times are those at which this program read a frame (the
 * kernel's stamp) or handed it to the kernel, and a frame's order among the others is the order in
 * which that was done. path.selftest holds both against each other.
 *
 * The truth log is one JSON object a line, in the order in which things happened:
 *   {"event":"begin",...}      its counters are all that there were before
 *   {"event":"call",...}       a program's call: the bytes that it moved, errno, whether it is done
 *   {"event":"sent",...}       a frame left its end: number, ordinal of its side, kind, header;
 *                              "raced": a timer sent it while a frame was delivered to its end: the
 *                              states are those after that
 *   {"event":"injected",...}   the path made a frame; its number goes on with the others'
 *   {"event":"rule",...}       what was done to a frame, and at which hop
 *   {"event":"middle",...}     a copy of it passed the middle
 *   {"event":"delivered",...}  a copy was handed to the receiver's kernel, which has then taken it:
 *                              "taken" is false if it did not count the segment within a second,
 *                              and "at" is 0 then: no capture has it
 *   {"event":"rest",...}       nothing is under way, no timer runs, and neither program waits for
 *                              anything else
 *   {"event":"limit",...}      the plan's time is over
 * "late_us" is how much later than the plan says a copy left its hop, and of "sent" how long the
 * frame waited until it was read: this program was not given the processor. "at" is where the frame
 * stands in the capture of the event's place, from 1 on. All but injected, rule and middle bring
 * "port" (the client's, of the connection that it is about), "states" (of both its ends, after the
 * event), "info" (segments in, bytes received, bytes acknowledged) and "counters" (what changed
 * since the line before that has them). Each step of this program ends with such a line, and no
 * other process takes part: what changed is the step's own doing, or that of a kernel's timer. */
#ifndef RECORD_H
#define RECORD_H

#include <stdio.h>
#include <time.h>

#include "states.h"

enum place { AT_CLIENT, AT_SERVER, AT_MIDDLE, PLACES }; /* the first two as enum side */

struct record {
	FILE *log, *captures[PLACES];
	unsigned counts[PLACES]; /* frames in each capture */
	struct counters counters[SIDES];
};

bool record_open(struct record *record, const char *folder, struct err *err);

/* False: something could not be written. */
bool record_close(struct record *record, struct err *err);

/* Appends a frame; returns where it stands in that capture, from 1 on. */
unsigned record_frame(struct record *record, enum place place, const struct timespec *time,
		      const unsigned char *bytes, size_t length);

/* Begins a line, after which members follow as fprintf(record->log, ",...") writes them. */
void record_begin(struct record *record, const char *event, const struct timespec *time);
void record_segment(struct record *record, const struct segment *segment);

/* The members "states", "info" and "counters". STATES: one per side. */
void record_states(struct record *record, const struct network *network,
		   const struct end_state *states);
void record_end(struct record *record);

#endif
