/* SPDX-License-Identifier: MIT */
#include "zeek.h"

static void set(struct flow *flow, enum side side, enum zeek_endpoint state)
{
	unsigned shift = side == SIDE_CLIENT ? 0 : 4;
	flow->zeek = (uint8_t)((flow->zeek & ~(0xfu << shift)) | (unsigned)state << shift);
}

/* A SYN+ACK establishes both ends, and so does any SYN from the server. After a refusal it answers
 * a SYN that was sent again. */
static void take_syn(struct flow *flow, enum side from, enum zeek_endpoint own, bool ack)
{
	if (flow_is_self(flow) && ack)
		set(flow, from, ZEEK_ESTABLISHED);
	bool alone = zeek_endpoint(flow, side_other(from)) == ZEEK_INACTIVE;
	if (own == ZEEK_PARTIAL && alone && !ack)
		set(flow, from, ZEEK_SYN_SENT);
	bool refused = own == ZEEK_RESET && zeek_endpoint(flow, SIDE_CLIENT) == ZEEK_SYN_SENT;
	if (own != ZEEK_INACTIVE && !(from == SIDE_SERVER && refused))
		return;
	if (from == SIDE_CLIENT) {
		set(flow, from, ZEEK_SYN_SENT);
		return;
	}
	if (zeek_endpoint(flow, SIDE_CLIENT) == ZEEK_SYN_SENT)
		set(flow, SIDE_CLIENT, ZEEK_ESTABLISHED);
	set(flow, from, ZEEK_ESTABLISHED);
}

/* Neither SYN nor FIN nor RST. */
static void take_plain(struct flow *flow, enum side from, const struct segment *segment)
{
	enum zeek_endpoint other = zeek_endpoint(flow, side_other(from));
	bool odd_ack =
	    from == SIDE_SERVER && segment->payload_length == 0 && other == ZEEK_SYN_SENT;
	if (odd_ack)
		return; /* of a SYN, before the SYN+ACK */
	bool missed_syn = (segment->flags & TCP_FLAG_ACK) && other == ZEEK_ESTABLISHED;
	set(flow, from, missed_syn ? ZEEK_ESTABLISHED : ZEEK_PARTIAL);
}

static void take_fin(struct flow *flow, enum side from)
{
	/* The other end's FIN came before its RST: a normal end after all. */
	if (zeek_endpoint(flow, side_other(from)) == ZEEK_RESET_CLOSED)
		set(flow, side_other(from), ZEEK_CLOSED);
	set(flow, from, ZEEK_CLOSED);
}

void zeek_step(struct flow *flow, enum side from, const struct segment *segment)
{
	enum zeek_endpoint own = zeek_endpoint(flow, from);
	unsigned flags = segment->flags;
	if (!(flags & (TCP_FLAG_SYN | TCP_FLAG_FIN | TCP_FLAG_RST))) {
		if (own == ZEEK_INACTIVE)
			take_plain(flow, from, segment);
		return;
	}
	if (flags & TCP_FLAG_SYN) {
		take_syn(flow, from, own, flags & TCP_FLAG_ACK);
		own = zeek_endpoint(flow, from);
	}
	if (flags & TCP_FLAG_RST) {
		bool closed = own == ZEEK_CLOSED;
		/* After both FINs it changes nothing. */
		if (!(closed && zeek_endpoint(flow, side_other(from)) == ZEEK_CLOSED) &&
		    own != ZEEK_RESET_CLOSED)
			set(flow, from, closed ? ZEEK_RESET_CLOSED : ZEEK_RESET);
	} else if ((flags & TCP_FLAG_FIN) && own != ZEEK_RESET && own != ZEEK_RESET_CLOSED &&
		   own != ZEEK_CLOSED) {
		take_fin(flow, from);
	}
}
