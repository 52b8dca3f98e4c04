/* SPDX-License-Identifier: MIT */
/* What is kept of one connection: small, because there may be a million. Written by the tracker,
 * read by everybody above. */
#ifndef FLOW_H
#define FLOW_H

#include <stdbool.h>
#include <stdint.h>

#include "endpoint.h"
#include "segment.h"
#include "tcp_state.h"

/* The client is the side that sent the first SYN; with no SYN seen, the one with the higher port.
 */
enum side { SIDE_CLIENT, SIDE_SERVER };

static inline enum side side_other(enum side side)
{
	return side == SIDE_CLIENT ? SIDE_SERVER : SIDE_CLIENT;
}

/* flow_side.flags */
enum {
	SIDE_ISN_KNOWN = 0x0001, /* isn counts as relative sequence number 0 */
	SIDE_SPOKE = 0x0002,     /* next, last_ack and window are known */
	SIDE_SENT_SYN = 0x0004,  /* without ACK */
	SIDE_SENT_SYN_ACK = 0x0008,
	SIDE_SENT_FIN = 0x0010,
	SIDE_FIN_ACKED = 0x0020,     /* the other side's ACK covered its FIN */
	SIDE_PROBE_TAKEN = 0x0040,   /* the byte of its last segment, a probe, was acknowledged */
	SIDE_SCALE_KNOWN = 0x0080,   /* window_scale is agreed, or scaling is known to be off */
	SIDE_SCALE_OFFERED = 0x0100, /* its SYN carried the option */
	SIDE_ACKED_ONCE = 0x0200, /* sent an ACK without SYN: its window is scaled from then on */
	SIDE_LAST_KEEP_ALIVE = 0x0400, /* its last segment was a keep-alive */
	SIDE_LAST_PROBE = 0x0800,      /* its last segment was a zero-window probe */
	SIDE_LAST_PURE = 0x1000,       /* what advanced next last carried no payload */
	SIDE_LENGTH_UNKNOWN = 0x2000,  /* it sent a first fragment: next lies further on */
	SIDE_DATA_DESCRIBED = 0x4000,  /* more data describes the connection no further */
	SIDE_ACK_DESCRIBED = 0x8000,   /* nor do more ACKs alone */
};

/* What one side sent. Sequence numbers are those of the header; times are the low 32 bits of the
 * capture time in microseconds: good for differences up to half an hour, which a time that lies
 * further back is moved to (FLOW_LONG_AGO_US). */
struct flow_side {
	uint64_t bytes;     /* payload bytes, each counted once */
	uint32_t isn;       /* initial sequence number, or one before the first byte seen */
	uint32_t next;      /* one past the highest sequence number it sent */
	uint32_t last_ack;  /* of its last segment */
	uint32_t next_time; /* when next advanced */
	uint32_t last_time; /* of its last segment */
	uint32_t fin_time;  /* of its last FIN before that was acknowledged: flow_fin_time() */
	uint16_t window;    /* of its last segment, unscaled */
	uint16_t flags;
	uint8_t window_scale;
	uint8_t state;        /* enum tcp_state */
	uint8_t dupacks;      /* duplicate ACKs in a row, at most 255 */
	uint8_t history_seen; /* letters that stand in the history once */
};

/* flow.flags */
enum {
	FLOW_ESTABLISHED = 0x0001,     /* the opening was completed */
	FLOW_FAST_OPEN = 0x0002,       /* data in the SYN was accepted */
	FLOW_FIN_SEEN = 0x0004,        /* by flow.first_closer */
	FLOW_FINS_CROSSED = 0x0008,    /* the second FIN did not acknowledge the first */
	FLOW_FIN_ACKED_ALONE = 0x0010, /* the first FIN was acked before the second came */
	FLOW_DATA_AFTER_FIN = 0x0020,  /* the second closer sent data after it had the FIN */
	FLOW_CLOSED = 0x0040,          /* both FINs were acked */
	FLOW_RESET = 0x0080,           /* a RST ended it, by flow.resetter */
	FLOW_RTT_KNOWN = 0x0100,       /* syn_rtt_us is set */
	FLOW_SYN_TIMED = 0x0200,       /* syn_time is set */
	FLOW_SYN_DATA = 0x0400,        /* a SYN carried data */
	FLOW_REUSED_PORTS = 0x0800,    /* there was another connection between these ends */
	FLOW_LINGERS = 0x1000,         /* is in the flow table's list of ended connections */
	FLOW_PLAIN = 0x2000,           /* gets no extra: too many others have one */
	FLOW_SELF = 0x8000,         /* both ends are the same socket (RFC 9293 section 3.5: it opens
				       simultaneously with itself) */
	FLOW_RST_PENDING = 0x10000, /* with FLOW_RESET: until its receiver is seen to go on */
	FLOW_REFUSED = 0x20000,     /* a RST answered a SYN (RFC 9293 section 3.10.7.1) */
	FLOW_STRAY = 0x40000,       /* segments of no connection, as far as was seen */
	FLOW_SUPERSEDED = 0x80000,  /* a newer one between these ends has not been answered yet */
	FLOW_HAS_OLDER = 0x100000,  /* it is that newer one */
	FLOW_ENDS_CROSSED = 0x200000,    /* both ends ended it, one by a RST, neither knowing */
	FLOW_CLOCK_ODD = 0x400000,       /* its times go back, or jump by more than a year */
	FLOW_FIN_ACK_JUMPED = 0x1000000, /* that ACK lies behind numbers that were not seen */
	/* With FLOW_SUPERSEDED: whose SYN without ACK began that newer one. */
	FLOW_CLIENT_ANEW = 0x2000000,
	FLOW_SERVER_ANEW = 0x4000000,
	FLOW_DISPLACED = 0x8000000, /* it was given up, for a newer one between these ends began */
	FLOW_EVICTED = 0x10000000,  /* it was given up, for there was no room for so many */
	FLOW_RST_ANSWERS = 0x20000000, /* with FLOW_RST_PENDING: it has no ACK */
	FLOW_PREDICTABLE =
	    0x40000000, /* track's: its next segment may be one that prediction.h takes */
	FLOW_OPEN_BEFORE = 0x800000, /* of FLOW_REUSED_PORTS: that other one was, or may still be */
};
/* Its last bit is no int: without FLOW_RESET, flow.resetter sent a RST, and the other side went on,
 * or was to (RFC 5961 section 3.2). */
#define FLOW_RST_UNTAKEN UINT32_C(0x80000000)

enum { FLOW_HISTORY = 12, FLOW_NO_INDEX = -1 };

struct flow_extra;
struct causes;

struct flow {
	struct endpoint ends[2];  /* client, server */
	struct flow_side side[2]; /* of a connection to itself only the first is used */
	int64_t first_ns;         /* capture time of its first segment */
	int64_t last_ns;          /* and of its last so far; not before first_ns */
	struct flow_extra *extra; /* owned; NULL until it is needed */
	struct causes *causes;    /* owned, one block: what explain keeps; NULL without it */
	uint32_t number;          /* 1-based, in the order in which connections began */
	uint32_t segments;
	uint32_t retransmissions;
	union {
		uint32_t syn_time;     /* of its last SYN, while FLOW_SYN_TIMED is all */
		uint32_t fin_ack_time; /* when the first FIN was acknowledged */
	};
	uint32_t syn_rtt_us; /* from the last SYN to the first ACK of the handshake */
	uint32_t vlan;       /* of its first segment */
	/* With FLOW_RST_PENDING: of that RST, sent at next_time of its side; with FLOW_RST_UNTAKEN:
	 * its side's next number then. */
	uint32_t rst_seq;
	union { /* the flow table's, as `older`: neighbours by the time of the last segment */
		int32_t newer;
		uint32_t touch; /* or, without them, a number that says when that was */
	};
	int32_t older;
	uint32_t flags;
	uint16_t fin_high; /* 5 bits more of each: the sides' fin_time, fin_ack_time */
	uint16_t labels;   /* every label that one of its segments had: bits as in a label_set */
	uint8_t first_closer : 1; /* enum side: who sent the first FIN */
	uint8_t resetter : 1;     /* enum side */
	uint8_t rst_foreign : 1;  /* with FLOW_RESET: that RST has another TTL than its side's */
	/* With FLOW_FIN_ACKED_ALONE: who acknowledged the first FIN had not sent one before. */
	uint8_t fin_acked_first : 1;
	/* Another one between its ends has another VLAN tag: each has the segments of its own. */
	uint8_t vlan_apart : 1;
	uint8_t phase : 3;    /* explain's: enum phase of its last segment */
	uint8_t ttl[2];       /* of each side's last segment that was no RST; 0: none */
	uint8_t completeness; /* Wireshark's tcp.completeness */
	uint8_t before_rst;   /* with FLOW_RST_PENDING: states of client and server, 4 bits each */
	uint8_t zeek;         /* zeek.h: states of client and server, 4 bits each */
	uint8_t ended_tick;   /* the flow table's: when it ended, or spoke after that */
	uint8_t history_length;
	char history[FLOW_HISTORY]; /* Zeek's, not NUL-terminated; the rest is in extra */
};

/* When the SYN with number SEQ was captured that FLOW begins with, while an older connection stood
 * between its ends: nanoseconds; 0: it was not. */
int64_t flow_syn_before(const struct flow *flow, uint32_t seq);
/* How often then, and when first; 0: it was not. */
unsigned flow_syns_before(const struct flow *flow, uint32_t seq, int64_t *first_ns);

/* Whether the last numbers of SIDE were acknowledged, and not captured: its FIN may be one of them.
 */
bool flow_end_is_unseen(const struct flow *flow, enum side side);

/* Frame of a first FIN of SIDE that was held back, as its numbers are not taken as far as was
 * captured, and its side has not gone on without it; 0: none. */
uint64_t flow_fin_held(const struct flow *flow, enum side side);

/* Whether the last number of SIDE was jumped over by a segment of it without numbers, and not
 * captured: it may be that of a FIN. */
bool flow_end_was_jumped(const struct flow *flow, enum side side);

/* A clock that goes on by more was set. */
#define FLOW_YEAR_NS (INT64_C(366) * 86400 * 1000000000)

/* A time of flow_side that is so long ago, or longer: microseconds. */
enum { FLOW_LONG_AGO_US = INT32_MAX };

/* Times of FINs: 37 bits of microseconds. */
enum flow_fin { FLOW_FIN_OF_CLIENT, FLOW_FIN_OF_SERVER, FLOW_FIN_ACK };

static inline uint64_t flow_fin_time(const struct flow *flow, enum flow_fin which)
{
	uint32_t low = which == FLOW_FIN_ACK ? flow->fin_ack_time : flow->side[which].fin_time;
	return low | (uint64_t)(flow->fin_high >> 5 * which & 0x1f) << 32;
}

static inline void flow_set_fin_time(struct flow *flow, enum flow_fin which, uint64_t us)
{
	unsigned shift = 5 * which, high = us >> 32 & 0x1f;
	flow->fin_high = (uint16_t)((flow->fin_high & ~(0x1fu << shift)) | high << shift);
	if (which == FLOW_FIN_ACK)
		flow->fin_ack_time = (uint32_t)us;
	else
		flow->side[which].fin_time = (uint32_t)us;
}

/* Microseconds from one time to the other, of which the low 37 bits count: up to 19 hours; negative
 * where the clock went back. */
static inline int64_t flow_fin_between(uint64_t from, uint64_t to)
{
	const int64_t half = INT64_C(1) << 36;
	return (int64_t)((to - from + (uint64_t)half) % (UINT64_C(1) << 37)) - half;
}

static inline bool flow_is_self(const struct flow *flow)
{
	return flow->flags & FLOW_SELF;
}

/* The side of SIDE; of a connection to itself there is only one. */
static inline struct flow_side *flow_side(struct flow *flow, enum side side)
{
	return &flow->side[flow_is_self(flow) ? SIDE_CLIENT : side];
}

static inline const struct flow_side *flow_side_const(const struct flow *flow, enum side side)
{
	return &flow->side[flow_is_self(flow) ? SIDE_CLIENT : side];
}

/* Who sent SEGMENT, which belongs to FLOW. */
static inline enum side flow_sender(const struct flow *flow, const struct segment *segment)
{
	const struct endpoint *client = &flow->ends[SIDE_CLIENT];
	bool is_client = client->port == flow->ends[SIDE_SERVER].port
			     ? endpoint_equal(&segment->source, client)
			     : segment->source.port == client->port; /* that tells them apart */
	return is_client ? SIDE_CLIENT : SIDE_SERVER;
}

/* RFC 9293 section 3.10.7.1: who has no connection resets with sequence number 0, which is
 * nobody's.
 */
static inline bool segment_is_from_nobody(const struct segment *segment)
{
	return (segment->flags & TCP_FLAG_RST) && segment->seq == 0;
}

#endif
