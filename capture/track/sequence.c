/* SPDX-License-Identifier: MIT */
#include "sequence.h"

#include "seq.h"

/* A segment that is far away. A SYN or a RST may be old, forged or nobody's; a pure ACK from behind
 * brings nothing that is new. */
static bool begins_far_away(const struct analysis *a)
{
	return !(a->segment->flags & (TCP_FLAG_SYN | TCP_FLAG_RST)) &&
	       (a->occupied > 0 || seq_before(a->forward->next, a->segment->seq));
}

void sequence_measure(struct analysis *a)
{
	if (a->expected || !(a->forward->flags & SIDE_SPOKE) ||
	    !seq_is_far(a->segment->seq, a->forward->next))
		return;
	a->far = true;
	a->new_base = begins_far_away(a);
}

void sequence_begin_again(struct analysis *a)
{
	struct side_extra *extra = extra_of(a, a->forward);
	/* Who has acknowledged something was past its SYN. */
	if (extra->gaps.count == 0 || (a->segment->flags & TCP_FLAG_ACK) ||
	    (a->forward->flags & SIDE_ACKED_ONCE))
		return;
	a->forward->next = extra->gaps.gap[0].left;
	extra->gaps.count = 0;
}

void sequence_take_probe(struct analysis *a)
{
	struct flow_side *prober = a->backward;
	if (a->segment->ack != prober->next + 1 || (prober->flags & SIDE_PROBE_TAKEN))
		return;
	prober->next++;
	prober->bytes++;
	prober->flags |= SIDE_PROBE_TAKEN;
}

void sequence_learn_length(struct flow_side *side, uint32_t number)
{
	if (!(side->flags & SIDE_LENGTH_UNKNOWN) || number - side->next > UINT16_MAX)
		return; /* nothing behind it, or more than a packet holds (RFC 791) */
	side->bytes += number - side->next;
	side->next = number;
	side->flags &= (uint16_t)~SIDE_LENGTH_UNKNOWN;
}

/* The sender's first numbers, or its first ones far away: what lies before them was not captured,
 * and what is remembered of that says nothing about these. */
static void begin_numbers(struct analysis *a)
{
	if (a->extra) {
		struct side_extra *extra = extra_of(a, a->forward);
		extra->gaps.count = 0;
		extra->acked_unseen = false;
	}
	a->forward->next = a->segment->seq;
}

/* What was skipped before the segment, or was skipped and is seen now. */
static void keep_gaps(struct analysis *a, uint32_t payload, uint32_t end)
{
	struct flow_side *sender = a->forward;
	uint32_t seq = a->segment->seq;
	if (seq_before(sender->next, seq) && (a->extra = flow_extra(a->flow)) != NULL) {
		gaps_add(&extra_of(a, a->forward)->gaps, sender->next, seq);
	} else if (a->extra && seq_before(seq, sender->next)) {
		struct gaps *gaps = &extra_of(a, a->forward)->gaps;
		sender->bytes += gaps_fill(gaps, payload, payload + a->length);
		gaps_fill(gaps, seq, end); /* SYN and FIN, too */
	}
	struct side_extra *extra = a->extra ? extra_of(a, a->forward) : NULL;
	if (extra && a->occupied > 0 && end == extra->acked_to)
		extra->acked_unseen = false; /* it is captured now, behind its ACK */
	if (extra && seq_before(sender->next, end))
		gaps_forget(&extra->gaps, end - SEQ_WINDOW_MAX);
}

void sequence_advance(struct analysis *a)
{
	struct flow_side *sender = a->forward;
	const struct segment *segment = a->segment;
	uint32_t end = segment->seq + a->occupied;
	bool spoke = sender->flags & SIDE_SPOKE;
	uint32_t payload = segment->seq + ((segment->flags & TCP_FLAG_SYN) != 0);

	if (spoke && (segment->flags & TCP_FLAG_RST))
		return;
	if (!spoke || a->new_base)
		begin_numbers(a);
	else if (a->far)
		return;
	else if (!a->expected || a->extra)
		keep_gaps(a, payload, end);
	if (spoke && !a->new_base && !seq_before(sender->next, end))
		return;
	if (a->length > 0) {
		uint32_t news = spoke && seq_before(payload, sender->next) ? sender->next : payload;
		if (seq_before(news, payload + a->length))
			sender->bytes += payload + a->length - news;
	}
	sender->flags = (uint16_t)(a->length ? sender->flags & ~SIDE_LAST_PURE
					     : sender->flags | SIDE_LAST_PURE);
	sender->next = end;
	if (segment->first_fragment)
		sender->flags |= SIDE_LENGTH_UNKNOWN;
	sender->next_time = a->now_us;
}
