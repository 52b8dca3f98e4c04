/* SPDX-License-Identifier: MIT */
/* A SYN+ACK or FIN that comes again sooner than a timer sends it. */
#include "causes_private.h"

enum {
	STAMP_STEP_US = 2000,
	TIMER_UNKNOWN_US = 1000, /* no timer is shorter, where no round trip is known */
	TIMER_LEAST_US = 200000, /* TCP_RTO_MIN in Linux; RFC 6298 asks for a second */
};

static bool is_as_last(const struct causing *now)
{
	const struct causes_side *own = now->own;
	return (own->flags & CAUSE_LAST_ACKS) && !own->last_rst && !(own->flags & CAUSE_ODD) &&
	       own->last_seq == now->segment->seq && own->last_end == now->end &&
	       own->last_ack == now->segment->ack && now->peer != own &&
	       own->options_length == now->segment->options_length &&
	       now->cause->own_us != CAUSE_UNKNOWN;
}

/* A SYN+ACK is sent again by a timer of a second (RFC 6298 section 2), and at once for a copy of
 * the SYN. One that the path held may come shortly before the next. */
static void look_syn_ack_soon(const struct causing *now)
{
	const unsigned kind = now->segment->flags & (TCP_FLAG_SYN | TCP_FLAG_ACK);
	bool later = now->cause->stamped_us >= TIMER_LEAST_US;
	/* The SYN came again behind the last one, which answers that. */
	bool asked = now->peer->syns != 1 && (now->peer->sent_frame > now->own->sent_frame ||
					      now->stamp != now->own->stamp);
	if (kind != (TCP_FLAG_SYN | TCP_FLAG_ACK) || now->cause->syn_frame != 0 || now->odd ||
	    !(now->own->flags & CAUSE_OPENING) || now->peer->syns == 0 || asked || later ||
	    !is_as_last(now) || now->cause->own_us >= TIMER_LEAST_US)
		return;
	now->cause->syn_frame = now->own->sent_frame;
	now->cause->syn_soon = true;
}

/* Only a timer sends a FIN alone again: no sooner than a round trip (RFC 6298, RFC 8985 section
 * 7.2), and stamped anew (RFC 7323). */
static bool is_fin_copied(const struct causing *now)
{
	const struct causes_side *own = now->own, *peer = now->peer;
	const struct segment *segment = now->segment;
	if (!now->cause->repeats || segment->payload_length > 0 || !is_as_last(now) ||
	    (segment->ip_id != 0 && segment->ip_id != own->ip_id))
		return false;
	if (now->stamp != own->stamp)
		return false;
	if (now->stamp != 0 && now->cause->own_us >= STAMP_STEP_US)
		return true;
	int64_t round_trip_us = 0;
	if (now->cause->own_us >= TIMER_LEAST_US)
		return false;
	if (own->flags & CAUSE_SAMPLED)
		round_trip_us += own->least_us;
	if (peer->flags & CAUSE_SAMPLED)
		round_trip_us += peer->least_us;
	if (round_trip_us == 0)
		round_trip_us = TIMER_UNKNOWN_US;
	return now->cause->own_us < round_trip_us;
}

void causes_look_copy(struct causing *now)
{
	if (now->segment->flags & TCP_FLAG_SYN)
		look_syn_ack_soon(now);
	else
		now->cause->fin_copied = is_fin_copied(now);
}
