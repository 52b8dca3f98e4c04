/* SPDX-License-Identifier: MIT */
/* The order of the questions and their wording follow Wireshark's User's Guide, "TCP Analysis",
 * so that the labels mean what its users know. Where it keeps a list of unacknowledged segments,
 * gaps are enough here: what was not skipped was seen. */
#include "analysis.h"

#include "seq.h"
#include "sequence.h"
#include "window.h"

enum {
	FAST_RETRANSMISSION_US = 20000, /* after the last duplicate ACK */
	OUT_OF_ORDER_US = 3000, /* after the highest sequence number, unless the RTT is known */
	FAST_RETRANSMISSION_ACKS = 2,
	SYN_FIN_RST = TCP_FLAG_SYN | TCP_FLAG_FIN | TCP_FLAG_RST,
};

static uint32_t time_us(const struct segment *segment)
{
	return (uint32_t)(segment->time_ns / 1000);
}

/* Microseconds since THEN; 0 when the capture's order is not that of its times. */
static uint32_t since(const struct analysis *a, uint32_t then)
{
	return (int32_t)(a->now_us - then) < 0 ? 0 : a->now_us - then;
}

static bool is_zero_window_probe(const struct analysis *a)
{
	return a->length == 1 && a->expected && (a->backward->flags & SIDE_SPOKE) &&
	       a->backward->window == 0;
}

static bool fills_window(const struct analysis *a)
{
	const struct flow_side *peer = a->backward;
	if (a->length == 0 || !a->plain || !(peer->flags & SIDE_SCALE_KNOWN))
		return false;
	return a->segment->seq + a->length == peer->last_ack + window_last(peer);
}

/* Of a segment of a side that spoke, and that does not begin where that ended. */
static label_set judge_number(const struct analysis *a)
{
	const struct segment *segment = a->segment;
	uint32_t next = a->forward->next;
	label_set labels = 0;
	if (!(segment->flags & TCP_FLAG_RST) && (a->new_base || seq_before(next, segment->seq)))
		labels |= label_bit(LABEL_LOST_SEGMENT);
	if (a->length <= 1 && a->plain && segment->seq == next - 1)
		labels |= label_bit(LABEL_KEEP_ALIVE);
	return labels;
}

/* Questions about the sender: its numbers, its window, its ACK. */
static label_set judge_sender(struct analysis *a)
{
	const struct segment *segment = a->segment;
	struct flow_side *sender = a->forward;
	bool spoke = sender->flags & SIDE_SPOKE;
	bool pure = a->length == 0 && a->plain;
	bool repeats = pure && a->expected && a->same_ack;
	label_set labels = 0;

	if (is_zero_window_probe(a))
		return label_bit(LABEL_ZERO_WINDOW_PROBE);
	if (segment->window == 0 && a->plain)
		labels |= label_bit(LABEL_ZERO_WINDOW);
	if (spoke && !a->expected)
		labels |= judge_number(a);
	if (repeats && segment->window != 0 && segment->window != sender->window)
		labels |= label_bit(LABEL_WINDOW_UPDATE);
	if (fills_window(a))
		labels |= label_bit(LABEL_WINDOW_FULL);

	bool same_window = segment->window == sender->window;
	if (repeats && same_window && segment->window != 0) {
		if (a->backward->flags & SIDE_LAST_KEEP_ALIVE)
			return labels | label_bit(LABEL_KEEP_ALIVE_ACK);
		if (sender->dupacks < UINT8_MAX)
			sender->dupacks++;
		return labels | label_bit(LABEL_DUPLICATE_ACK);
	}
	if (segment->window != 0)
		return labels;
	bool takes_probe = segment->ack == sender->last_ack + 1;
	if (pure && a->expected && same_window && (a->same_ack || takes_probe) &&
	    (a->backward->flags & SIDE_LAST_PROBE)) {
		labels |= label_bit(LABEL_ZERO_WINDOW_PROBE_ACK);
		if (takes_probe)
			sequence_take_probe(a);
	}
	return labels;
}

/* Where the receiver's sequence numbers are known without a gap up to. */
static uint32_t acknowledgeable(const struct analysis *a)
{
	if (!a->extra)
		return a->backward->next;
	struct side_extra *extra = extra_of(a, a->backward);
	uint32_t known = extra->gaps.count > 0 ? extra->gaps.gap[0].left : a->backward->next;
	if (extra->acked_unseen && seq_before(known, extra->acked_to))
		return extra->acked_to;
	if (extra->acked_unseen && seq_before(extra->acked_to, known))
		extra->acked_unseen = false;
	return known;
}

static bool acknowledges_unseen(const struct analysis *a)
{
	const struct segment *segment = a->segment;
	return (segment->flags & TCP_FLAG_ACK) && (a->backward->flags & SIDE_SPOKE) &&
	       !seq_before_or_at(segment->ack, acknowledgeable(a));
}

/* Whether what lies before ACK was not captured, with NEXT the highest number so far. */
static bool ends_unseen(const struct gaps *gaps, uint32_t next, uint32_t ack)
{
	return seq_before(next, ack) ||
	       (gaps->count > 0 && gaps->gap[gaps->count - 1].right == ack);
}

/* An ACK of what was never seen: the capture lost it. */
static label_set judge_ack(struct analysis *a)
{
	const struct segment *segment = a->segment;
	if (!acknowledges_unseen(a))
		return 0;
	/* A probe's byte was taken, and the window opened again with the same ACK. */
	if (a->expected && segment->ack == a->forward->last_ack + 1 &&
	    (a->backward->flags & SIDE_LAST_PROBE)) {
		sequence_take_probe(a);
		return label_bit(LABEL_WINDOW_UPDATE);
	}
	a->extra = flow_extra(a->flow);
	if (a->extra) {
		struct side_extra *extra = extra_of(a, a->backward);
		extra->acked_unseen = true;
		extra->end_unseen = ends_unseen(&extra->gaps, a->backward->next, segment->ack);
		gaps_forget(&extra->gaps, segment->ack);
		extra->acked_to = segment->ack;
	}
	return label_bit(LABEL_ACK_LOST_SEGMENT);
}

static bool was_seen(const struct analysis *a, uint32_t end)
{
	const struct flow_side *sender = a->forward;
	bool sent_syn = sender->flags & (SIDE_SENT_SYN | SIDE_SENT_SYN_ACK);
	bool still_early = sender->bytes < SEQ_WINDOW_MAX && seq_before(sender->isn, sender->next);
	if (still_early && seq_before(a->segment->seq, sender->isn + !sent_syn))
		return false; /* from before what was seen first */
	return !a->extra || !gaps_touch(&extra_of(a, a->forward)->gaps, a->segment->seq, end);
}

/* All of its payload was acknowledged before. */
static bool is_acknowledged(const struct analysis *a)
{
	const struct flow_side *peer = a->backward;
	return a->length > 0 && (peer->flags & SIDE_SPOKE) && peer->last_ack != 0 &&
	       seq_before_or_at(a->segment->seq + a->length, peer->last_ack) &&
	       !seq_is_far(a->segment->seq, peer->last_ack);
}

/* A segment below the highest number: sent again, or late. */
static label_set judge_repetition(const struct analysis *a)
{
	const struct flow_side *sender = a->forward;
	const struct flow_side *peer = a->backward;
	const struct segment *segment = a->segment;
	uint32_t end = segment->seq + a->occupied;

	/* In a simultaneous open (RFC 9293 figure 7) SYN+ACK repeats the SYN's number by design. */
	if ((segment->flags & TCP_FLAG_SYN) && (segment->flags & TCP_FLAG_ACK) &&
	    (sender->flags & SIDE_SENT_SYN) && !(sender->flags & SIDE_SENT_SYN_ACK))
		return 0;
	if (is_acknowledged(a))
		return label_bit(LABEL_SPURIOUS_RETRANSMISSION);
	/* More than a probe, from the probe's own byte on: that is the rest of the data. */
	if (!seq_before(segment->seq, sender->next) ||
	    (a->length > 1 && segment->seq == sender->next - 1))
		return 0;
	if (peer->dupacks >= FAST_RETRANSMISSION_ACKS && peer->last_ack == segment->seq &&
	    since(a, peer->last_time) < FAST_RETRANSMISSION_US)
		return label_bit(LABEL_FAST_RETRANSMISSION);
	uint32_t limit = a->flow->flags & FLOW_RTT_KNOWN && a->flow->syn_rtt_us > 0
			     ? a->flow->syn_rtt_us
			     : OUT_OF_ORDER_US;
	if (since(a, sender->next_time) < limit && !was_seen(a, end) &&
	    (end != sender->next || (sender->flags & SIDE_LAST_PURE)))
		return label_bit(LABEL_OUT_OF_ORDER);
	return label_bit(LABEL_RETRANSMISSION);
}

static void remember(struct analysis *a, label_set labels)
{
	struct flow_side *sender = a->forward;
	const unsigned last = SIDE_LAST_KEEP_ALIVE | SIDE_LAST_PROBE | SIDE_PROBE_TAKEN;
	unsigned flags = sender->flags & ~last;
	if (labels & label_bit(LABEL_KEEP_ALIVE))
		flags |= SIDE_LAST_KEEP_ALIVE;
	if (labels & label_bit(LABEL_ZERO_WINDOW_PROBE))
		flags |= SIDE_LAST_PROBE;
	sender->flags = (uint16_t)(flags | SIDE_SPOKE);
	sender->last_time = a->now_us;
	if (a->segment->flags & TCP_FLAG_RST)
		return; /* who aborts receives no more */
	sender->window = a->segment->window;
	if (a->segment->flags & TCP_FLAG_ACK)
		sender->last_ack = a->segment->ack;
}

label_set analyse_untaken(struct flow *flow, struct flow_side *backward,
			  const struct segment *segment)
{
	if (segment->flags & TCP_FLAG_SYN)
		return label_bit(LABEL_REUSED_PORTS);
	const struct analysis a = {
	    .flow = flow,
	    .backward = backward,
	    .segment = segment,
	    .extra = flow->extra,
	};
	return acknowledges_unseen(&a) ? label_bit(LABEL_ACK_LOST_SEGMENT) : 0;
}

label_set analyse(struct flow *flow, struct flow_side *forward, struct flow_side *backward,
		  const struct segment *segment)
{
	if ((forward->flags | backward->flags) & SIDE_LENGTH_UNKNOWN) {
		sequence_learn_length(forward, segment->seq);
		if (segment->flags & TCP_FLAG_ACK)
			sequence_learn_length(backward, segment->ack);
	}
	struct analysis a = {
	    .flow = flow,
	    .forward = forward,
	    .backward = backward,
	    .segment = segment,
	    .extra = flow->extra,
	    .now_us = time_us(segment),
	    .length = segment->flags & TCP_FLAG_RST ? 0 : segment->payload_length,
	    .occupied = occupied(segment),
	    .plain = !(segment->flags & SYN_FIN_RST),
	    .expected = (forward->flags & SIDE_SPOKE) && segment->seq == forward->next,
	    .same_ack = segment->ack == forward->last_ack,
	};
	bool nobody = segment_is_from_nobody(segment) && !(forward->flags & SIDE_SPOKE);
	label_set labels = 0;
	if (!nobody) {
		sequence_measure(&a);
		if (a.extra && (segment->flags & TCP_FLAG_SYN))
			sequence_begin_again(&a);
		labels = judge_sender(&a);
		if (!a.same_ack)
			forward->dupacks = 0;
	}
	labels |= judge_ack(&a);
	if (nobody)
		return labels;
	if (a.occupied > 0 && !a.new_base && (forward->flags & SIDE_SPOKE) &&
	    !(labels & label_bit(LABEL_KEEP_ALIVE)) &&
	    !(labels & label_bit(LABEL_ZERO_WINDOW_PROBE)))
		labels |= judge_repetition(&a);
	else if (!(forward->flags & SIDE_SPOKE) && is_acknowledged(&a))
		labels |= label_bit(LABEL_SPURIOUS_RETRANSMISSION);
	/* Wireshark calls a last byte that comes again a keep-alive, acknowledged or not. */
	if ((labels & label_bit(LABEL_KEEP_ALIVE)) && a.length == 1 && !is_acknowledged(&a))
		flow->retransmissions++;
	if (!(labels & label_bit(LABEL_ZERO_WINDOW_PROBE)))
		sequence_advance(&a);
	remember(&a, labels);
	return labels;
}
