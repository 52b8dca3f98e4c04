/* SPDX-License-Identifier: MIT */
/* Segments of one connection, each of which the tracker takes. */
#ifndef WALK_H
#define WALK_H

#include "flow_extra.h"
#include "tracker.h"
#include "unit.h"

enum { CLIENT_ISN = 1000, SERVER_ISN = 5000, MS = 1000000 };

static const struct endpoint walk_client = {.version = 4, .port = 48604, .address = {192, 0, 2, 1}};
static const struct endpoint walk_server = {.version = 4, .port = 8079, .address = {192, 0, 2, 2}};

/* SEQ and ACK are relative. */
static inline struct segment segment_of(enum side from, uint16_t flags, uint32_t seq, uint32_t ack)
{
	bool back = from == SIDE_SERVER;
	return (struct segment){
	    .source = back ? walk_server : walk_client,
	    .destination = back ? walk_client : walk_server,
	    .flags = flags,
	    .seq = (back ? SERVER_ISN : CLIENT_ISN) + seq,
	    .ack = flags & TCP_FLAG_ACK ? (back ? CLIENT_ISN : SERVER_ISN) + ack : 0,
	    .window = 1000,
	};
}

struct walk {
	struct flow flow;
	struct step step;
	int64_t now_ns;
};

static inline struct step *take(struct walk *walk, struct segment segment)
{
	segment.time_ns = walk->now_ns;
	if (walk->flow.segments == 0) {
		walk->flow.ends[SIDE_CLIENT] = walk_client;
		walk->flow.ends[SIDE_SERVER] = walk_server;
		tracker_begin(&walk->flow, &segment, false);
	}
	tracker_step(&walk->flow, &segment, &walk->step);
	tracker_describe(&walk->flow, &segment, &walk->step);
	return &walk->step;
}

static inline struct step *say(struct walk *walk, enum side from, uint16_t flags, uint32_t seq,
			       uint32_t ack, uint32_t length)
{
	struct segment segment = segment_of(from, flags, seq, ack);
	segment.payload_length = length;
	return take(walk, segment);
}

static inline void shake_hands(struct walk *walk)
{
	say(walk, SIDE_CLIENT, TCP_FLAG_SYN, 0, 0, 0);
	walk->now_ns += 10 * MS;
	say(walk, SIDE_SERVER, TCP_FLAG_SYN | TCP_FLAG_ACK, 0, 1, 0);
	say(walk, SIDE_CLIENT, TCP_FLAG_ACK, 1, 1, 0);
}

#endif
