/* SPDX-License-Identifier: MIT */
/* Private to evidence: a segment on its way through causes. */
#ifndef CAUSES_PRIVATE_H
#define CAUSES_PRIVATE_H

#include "causes.h"

struct causing {
	struct causes *causes;
	struct causes_side *own, *peer; /* of a connection to itself the same */
	const struct flow *flow;
	const struct flow_side *own_flow, *peer_flow; /* what the tracker knows of own and peer */
	const struct step *step;
	const struct segment *segment;
	struct cause *cause;
	int64_t now_us;
	uint32_t end;    /* one past its last number */
	uint32_t window; /* in bytes, where its scale is known */
	uint32_t stamp;  /* where Linux and most others put it; 0: none */
	bool numbered;   /* it has any, and is no RST */
	bool odd;        /* a SYN or RST that changed nothing */
};

static inline uint8_t count_up(uint8_t count)
{
	return count < UINT8_MAX ? (uint8_t)(count + 1) : count;
}

/* Microseconds in 32 bits, at most the largest. */
static inline uint32_t short_us(int64_t us)
{
	return us < 0 ? 0 : us > UINT32_MAX ? UINT32_MAX : (uint32_t)us;
}

/* When it comes, where its numbers lie, what stood before it. Apart from what takes it: one
 * function of both would have too few registers. */
void causes_look(struct causing *now) __attribute__((noinline));

/* What it acknowledges, reports and offers; and what that makes of the other side. */
void causes_look_ack(struct causing *now);
void causes_take_ack(struct causing *now);
void causes_take_window(struct causing *now);

/* Payload for the first time, after an ACK that was delayed: whether it waited for that. */
void causes_take_wait(struct causing *now);

/* When the connection was opened, acknowledged, reset. */
void causes_take_milestones(struct causing *now);

/* causing.stamp */
uint32_t causes_stamp(const struct segment *segment);

/* SIDE skips numbers, or what it did not send in the capture is acknowledged. */
void causes_begin_hole(struct causes_side *side, int64_t now_us);

/* What a RST answers. */
/* A SYN+ACK or FIN as the last segment of its side, sooner than a timer sends it. */
void causes_look_copy(struct causing *now);
void causes_look_reset(struct causing *now);
void causes_look_asked(struct causing *now); /* one without ACK, by its number */
void causes_take_asked(struct causing *now);

#endif
