/* SPDX-License-Identifier: MIT */
/* Private to explain: claims on their way into a set. */
#ifndef CLAIMS_PRIVATE_H
#define CLAIMS_PRIVATE_H

#include "claims.h"

struct claiming {
	const struct claim_input *in;
	struct claim_set *set;
};

enum {
	RTO_MIN_US = 200000, /* TCP_RTO_MIN in Linux's include/net/tcp.h */
	/* TCP_RTO_MAX there, and what its timer wheel may add; RFC 6298 (2.5) asks for 60 s. */
	RTO_MAX_US = 125000000,
	/* TCP_DELACK_MIN there: no receiver of Linux holds an ACK back for less */
	DELAYED_ACK_LINUX_US = 40000,
	/* Shorter ones are a busy host: no common timer is shorter. */
	DELAYED_ACK_MIN_US = 35000,
	/* Linux's timer: what far from the receiver is told from a delay of the path. */
	DELAYED_ACK_FAR_MIN_US = 38000,
	DELAYED_ACK_FAR_MAX_US = 50000,
	REPORT_US = 50000,           /* a sender acts on a report so soon, beside the path */
	STAMP_US = 5000,             /* timestamps are that exact */
	STAMP_STEP_US = 2000,        /* their clock has gone on by then */
	TIMER_UNKNOWN_US = 1000,     /* no timer is shorter, where no round trip is known */
	ROUND_TRIPS_MAX = 10,        /* of more, one tells nothing */
	NEAR_US = 2000,              /* a path that is no longer can hardly hold anything back */
	KEEP_ALIVE_MIN_US = 900000,  /* the shortest of Linux is a second */
	DELAYED_ACK_MAX_US = 500000, /* RFC 9293 section 3.8.6.3 */
};

/* Adds a claim about SIDE; the frame that it is about comes first. The last one is returned, to be
 * filled further, also when it found no room. */
struct claim *claim_add(struct claim_set *set, enum claim_id id, enum side side, uint64_t frame);

/* Another frame that it rests on; 0: none. */
void claim_rests_on(struct claim *claim, uint64_t frame);

/* A figure; a time that is not known is none. */
void claim_value(struct claim *claim, enum unit unit, int64_t value);
void claim_more(struct claim *claim, enum unit unit, int64_t more);

/* The same for a claim about the segment. */
struct claim *claiming_add(struct claiming *now, enum claim_id id);

static inline bool claiming_label(const struct claiming *now, enum label label)
{
	return now->in->step->labels & label_bit(label);
}

/* What became of the segment. */
static inline struct fate_told claiming_fate(const struct claim_input *in)
{
	return evidence_told(in->evidence, in->segment->frame);
}

/* Of a packet that was captured again, or doubled. */
enum claim_id claiming_copy_id(const struct fate_told *told);

/* The second FIN was captured behind an ACK of the first one that has a number beyond it. */
static inline bool fin_was_jumped_over(const struct flow *flow)
{
	return (flow->flags & FLOW_FIN_ACK_JUMPED) && !(flow->flags & FLOW_FIN_ACKED_ALONE);
}

/* The same packet was captured before, and nothing tells which of them is a copy. */
bool claiming_is_twin(const struct claim_input *in, const struct fate_told *told);

/* Who has sent something in the capture, has not sent its FIN before that began. */
bool claiming_has_not_closed(const struct claim_input *in);

/* The rules by topic: each adds what the segment is about. */
void claims_syn(struct claiming *now);
void claims_fin(struct claiming *now);
void claims_reset(struct claiming *now);

/* Whether a RST seems to end the connection, and its sender's states, known from the whole file, do
 * not say that it sent it. */
bool claims_reset_is_doubted(const struct claim_input *in);
void claims_again(struct claiming *now);   /* payload or FIN that was sent before */
void claims_fate(struct claiming *now);    /* what became of it */
void claims_settled(struct claiming *now); /* what had become of others before it */
void claims_late(struct claiming *now);    /* whose numbers were skipped before */
/* What its SACK shows to be missing; ISN: of the other side. */
void claims_lacks(struct claiming *now, uint32_t isn);
void claims_data(struct claiming *now);   /* with payload */
bool claims_window(struct claiming *now); /* false: it is about something else */
void claims_ack(struct claiming *now);    /* without payload, SYN, FIN and RST */

#endif
