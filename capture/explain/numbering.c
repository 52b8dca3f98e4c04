/* SPDX-License-Identifier: MIT */
#include "numbering.h"

#include "protocol.h"

static uint16_t canonical_port(const struct flow *flow)
{
	uint32_t ports = UINT16_MAX + 1 - GOLDEN_CLIENT_PORT;
	return (uint16_t)(GOLDEN_CLIENT_PORT + (flow->number - 1) % ports);
}

/* A connection to itself has one socket, and that is the server's. */
static uint32_t canonical_isn(const struct flow *flow, enum side side)
{
	uint32_t first = side == SIDE_CLIENT ? GOLDEN_CLIENT_ISN : GOLDEN_SERVER_ISN;
	return first + flow->number - 1;
}

static uint32_t shown(enum numbering numbering, const struct flow *flow, enum side side,
		      uint32_t number)
{
	const struct flow_side *from = flow_side_const(flow, side);
	if (numbering == NUMBERING_RAW || !(from->flags & SIDE_ISN_KNOWN))
		return number;
	uint32_t relative = number - from->isn;
	if (numbering == NUMBERING_RELATIVE)
		return relative;
	return relative + canonical_isn(flow, flow_is_self(flow) ? SIDE_CLIENT : side);
}

void numbering_ends(enum numbering numbering, const struct flow *flow, struct endpoint ends[2])
{
	ends[SIDE_CLIENT] = flow->ends[SIDE_CLIENT];
	ends[SIDE_SERVER] = flow->ends[SIDE_SERVER];
	if (numbering == NUMBERING_CANONICAL && !flow_is_self(flow))
		ends[SIDE_CLIENT].port = canonical_port(flow);
}

void numbering_apply(enum numbering numbering, struct segment_event *event)
{
	const struct segment *segment = event->segment;
	enum side from = event->step->from;
	struct endpoint ends[2];
	numbering_ends(numbering, event->flow, ends);
	event->source = ends[from];
	event->destination = ends[side_other(from)];
	event->time_ns = numbering == NUMBERING_CANONICAL ? GOLDEN_START_EPOCH * INT64_C(1000000000)
							  : segment->time_ns;
	event->seq = shown(numbering, event->flow, from, segment->seq);
	event->ack = segment->flags & TCP_FLAG_ACK
			 ? shown(numbering, event->flow, side_other(from), segment->ack)
			 : segment->ack;
}
