/* SPDX-License-Identifier: MIT */
/* Windows as their senders mean them: RFC 7323 section 2.2. */
#ifndef WINDOW_H
#define WINDOW_H

#include "flow.h"

/* Whether it is known by how many bits the window of SEGMENT, which the side FROM has sent, is to
 * be shifted to the left: in a SYN by none, later if both ends offered it, which one that answers
 * does only when the other did. *SHIFT is that, or 0. */
static inline bool window_shift(const struct flow *flow, enum side from,
				const struct segment *segment, unsigned *shift)
{
	const struct flow_side *sender = flow_side_const(flow, from);
	const struct flow_side *peer = flow_side_const(flow, side_other(from));
	bool syn = segment->flags & TCP_FLAG_SYN;
	bool both = (sender->flags & SIDE_SENT_SYN_ACK) || (peer->flags & SIDE_SCALE_KNOWN);
	bool scaled = !syn && (sender->flags & SIDE_SCALE_KNOWN) && both;
	*shift = scaled ? sender->window_scale : 0;
	return syn || scaled;
}

/* The last window of SIDE, whose scale is known: bytes. */
static inline uint32_t window_last(const struct flow_side *side)
{
	return (uint32_t)side->window << (side->flags & SIDE_ACKED_ONCE ? side->window_scale : 0);
}

/* Whether NUMBER, of a RST in the name of SENDER, whose SYN+ACK nobody has acknowledged yet, lies
 * far outside of the window that PEER has offered with its SYN. Who has no connection sends number
 * 0 (RFC 9293 section 3.10.7.1). */
static inline bool window_is_far_in_opening(const struct flow_side *sender,
					    const struct flow_side *peer, uint32_t number)
{
	uint32_t sent = sender->next - sender->isn;
	return (sender->flags & SIDE_SENT_SYN_ACK) && (peer->flags & SIDE_SENT_SYN) &&
	       number != 0 && number - sender->isn > sent + peer->window + UINT16_MAX;
}

#endif
