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

/* How END, that of SIDE, is to be shown. */
static void number_end(enum numbering numbering, const struct flow *flow, enum side side,
		       struct endpoint *end)
{
	*end = flow->ends[side];
	if (numbering == NUMBERING_CANONICAL && side == SIDE_CLIENT && !flow_is_self(flow))
		end->port = canonical_port(flow);
}

void numbering_ends(enum numbering numbering, const struct flow *flow, struct endpoint ends[2])
{
	number_end(numbering, flow, SIDE_CLIENT, &ends[SIDE_CLIENT]);
	number_end(numbering, flow, SIDE_SERVER, &ends[SIDE_SERVER]);
}

void numbering_apply(enum numbering numbering, struct segment_event *event)
{
	const struct segment *segment = event->segment;
	enum side from = event->step->from;
	number_end(numbering, event->flow, from, &event->source);
	number_end(numbering, event->flow, side_other(from), &event->destination);
	event->time_ns = numbering == NUMBERING_CANONICAL ? GOLDEN_START_EPOCH * INT64_C(1000000000)
							  : segment->time_ns;
	event->seq = shown(numbering, event->flow, from, segment->seq);
	event->ack = segment->flags & TCP_FLAG_ACK
			 ? shown(numbering, event->flow, side_other(from), segment->ack)
			 : segment->ack;
}
