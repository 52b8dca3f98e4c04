/* SPDX-License-Identifier: MIT */
/* Segments between two ends, and which connection each is given to. */
#ifndef CONNTRACK_STEPS_H
#define CONNTRACK_STEPS_H

#include "conntrack.h"
#include "walk.h"

#define SYN TCP_FLAG_SYN
#define ACK TCP_FLAG_ACK
#define RST TCP_FLAG_RST
#define FIN TCP_FLAG_FIN
#define SYN_ACK (TCP_FLAG_SYN | TCP_FLAG_ACK)

enum { NEW_CLIENT = 77000000, NEW_SERVER = 88000000, SEC = 1000 };

struct track {
	struct conntrack *conntrack;
	int64_t now_ns;
	uint32_t vlan; /* of the next segment */
	struct step step;
	struct flow *flow;
	uint32_t ended[8], ended_count;
};

static inline void note_ended(struct flow *flow, void *context)
{
	struct track *track = context;
	assert_false(flow->flags & FLOW_EVICTED);
	track->ended[track->ended_count++] = flow->number;
}

static inline struct track *begin_with(bool vlan)
{
	static struct track track;
	struct err err;
	track = (struct track){0};
	const struct conntrack_options options = {
	    .max_connections = 10, .vlan = vlan, .ended = note_ended, .context = &track};
	track.conntrack = conntrack_new(&options, &err);
	assert_non_null(track.conntrack);
	return &track;
}

static inline struct track *begin(void)
{
	return begin_with(false);
}

/* After WAIT_MS; numbers as they stand in the header. Returns the connection's number. */
static inline uint32_t hear(struct track *track, int wait_ms, enum side from, unsigned flags,
			    uint32_t seq, uint32_t ack, uint32_t length)
{
	struct err err;
	struct segment segment = segment_of(from, (uint16_t)flags, 0, 0);
	static const uint8_t no_options[1];
	segment.seq = seq;
	segment.ack = ack;
	segment.payload_length = length;
	segment.options = no_options;
	segment.vlan = track->vlan;
	segment.time_ns = track->now_ns += wait_ms * (int64_t)MS;
	uint32_t hash = flow_table_hash(conntrack_table(track->conntrack), &segment);
	track->flow = conntrack_segment(track->conntrack, &segment, hash, &track->step, &err);
	assert_non_null(track->flow);
	return track->flow->number;
}

static inline uint32_t from_client(struct track *track, int wait_ms, unsigned flags, uint32_t seq,
				   uint32_t ack, uint32_t length)
{
	return hear(track, wait_ms, SIDE_CLIENT, flags, seq, ack, length);
}

static inline uint32_t from_server(struct track *track, int wait_ms, unsigned flags, uint32_t seq,
				   uint32_t ack, uint32_t length)
{
	return hear(track, wait_ms, SIDE_SERVER, flags, seq, ack, length);
}

static inline void establish(struct track *track)
{
	from_client(track, 0, SYN, CLIENT_ISN, 0, 0);
	from_server(track, 1, SYN_ACK, SERVER_ISN, CLIENT_ISN + 1, 0);
	from_client(track, 1, ACK, CLIENT_ISN + 1, SERVER_ISN + 1, 0);
	from_client(track, 1, ACK, CLIENT_ISN + 1, SERVER_ISN + 1, 5);
	assert_int_equal(from_server(track, 1, ACK, SERVER_ISN + 1, CLIENT_ISN + 6, 0), 1);
}

static inline void end(struct track *track)
{
	conntrack_free(track->conntrack);
}

#endif
