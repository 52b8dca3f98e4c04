/* SPDX-License-Identifier: MIT */
#include "causes_private.h"
#include "seq.h"
#include "window.h"

/* A number was skipped, or one that was is here. One hole is remembered: of more, all between; and
 * of one that is filled in its middle, all. */
static void take_hole(struct causing *now)
{
	struct causes_side *own = now->own;
	uint32_t seq = now->segment->seq;
	bool numbers = now->end != seq;
	if (now->cause->jumps) {
		if (!causes_has_hole(own)) {
			causes_begin_hole(own, now->now_us);
		} else {
			own->flags |= CAUSE_HOLE_ROUGH;
		}
		own->hole_right = seq;
		own->flags |= CAUSE_HOLE;
	} else if (now->cause->fills_hole) {
		if (seq_before_or_at(seq, own->hole_left))
			own->hole_left = now->end;
		else if (seq_before_or_at(own->hole_right, now->end))
			own->hole_right = seq;
		else
			own->flags |= CAUSE_HOLE_ROUGH;
		if (!seq_before(own->hole_left, own->hole_right))
			own->flags &= ~(uint32_t)CAUSE_HOLE;
	}
	if (numbers && seq_before_or_at(own->hole_right, seq))
		own->flags |= CAUSE_HOLE_SURE;
}

static void take_repetition(struct causing *now)
{
	struct causes_side *own = now->own;
	const struct cause *cause = now->cause;
	own->again = cause->again;
	own->again_seq = now->segment->seq;
	if (!(own->flags & CAUSE_AGAIN) || seq_before(now->segment->seq, own->again_left))
		own->again_left = now->segment->seq;
	if (!(own->flags & CAUSE_AGAIN) || seq_before(own->again_right, now->end))
		own->again_right = now->end;
	own->flags |= CAUSE_AGAIN;
	own->again_frame = (uint32_t)now->segment->frame;
	own->silence_us = short_us(cause->silence_us);
	own->unanswered = count_up(own->unanswered);
	own->flags &= ~(uint32_t)CAUSE_PROBES;
	/* What is no tail sends nobody to probe for a loss (RFC 8985 section 7). */
	if (!(own->flags & CAUSE_RECOVERS) &&
	    (cause->at_una || cause->sacked_above || !cause->is_tail)) {
		own->flags |= CAUSE_RECOVERS;
		own->recover = own->next;
	}
}

/* The side spoke for the first time. What the other had not acknowledged before lies below it. */
static void begin(struct causes_side *own, uint32_t seq)
{
	own->next = own->first_seq = seq;
	/* It has sent all that was acknowledged: this may be a probe with an old number. */
	if ((own->flags & CAUSE_ACKED) && own->una - seq == 1)
		own->next = own->una;
	if ((own->flags & CAUSE_ACKED) && seq_before(own->una, seq)) {
		own->flags |= CAUSE_UNSEEN;
		own->unseen_end = seq;
	}
	own->flags |= CAUSE_SPOKE;
}

static void take_first(struct causing *now)
{
	struct causes_side *own = now->own;
	const struct segment *segment = now->segment;
	bool syn = segment->flags & TCP_FLAG_SYN;
	bool anew = syn && !now->odd && own->syns > 0 && own->last_seq != segment->seq &&
		    !now->cause->repeats;
	/* What was captured before are ACKs of an older connection (RFC 9293 section 3.5.1). */
	bool begins = syn && !now->odd && own->sent_frame == 0 && now->peer->syns > 0;
	if (anew || begins || !(own->flags & CAUSE_SPOKE)) {
		bool acked = !syn && (own->flags & CAUSE_ACKED);
		bool untold = anew || (acked && seq_before(segment->seq, own->una)) ||
			      (own->flags & CAUSE_SKIPS_UNTOLD);
		own->next = own->first_seq = segment->seq;
		own->flags &= anew ? CAUSE_RST : CAUSE_RST | CAUSE_ACKED;
		own->flags |= CAUSE_SPOKE | (untold ? CAUSE_SKIPS_UNTOLD : 0U);
		own->outstanding = own->syns = own->again = 0;
		own->syn_answer_us = 0; /* of two, the first may be none of its own */
	}
}

/* How often its side sent it. A SYN+ACK with another number answers another SYN (with SYN cookies,
 * RFC 4987 section 3.6); in a simultaneous open it answers the other SYN with the number of its own
 * (RFC 9293 figure 7). */
static void take_syn(struct causing *now)
{
	struct causes_side *own = now->own;
	bool ack = now->segment->flags & TCP_FLAG_ACK;
	bool anothers = !ack && (now->own_flow->flags & SIDE_SENT_SYN_ACK); /* in its name */
	const unsigned last = CAUSE_OPENING | CAUSE_LAST_ACKS | CAUSE_ODD;
	bool crosses = ack && (own->flags & last) == CAUSE_OPENING;
	if (ack && own->first_seq != now->segment->seq)
		own->syns = 0;
	if (!anothers)
		own->first_seq = now->segment->seq;
	now->cause->syns = crosses && own->syns > 0 ? own->syns : count_up(own->syns);
	if (now->cause->syn_other)
		own->flags |= CAUSE_SYN_OTHER;
	if (now->cause->syn_frame != 0)
		own->flags |= CAUSE_SYN_COPIED;
	else if (!anothers && !now->cause->syn_other)
		own->syns = now->cause->syns;
}

static void take_numbers(struct causing *now)
{
	struct causes_side *own = now->own;
	const struct segment *segment = now->segment;
	bool syn = segment->flags & TCP_FLAG_SYN;
	now->peer->reopened = false;
	if (syn)
		take_syn(now);
	if (syn && segment->payload_length > 0 && !(segment->flags & TCP_FLAG_ACK)) {
		own->flags |= CAUSE_SYN_DATA;
		if (own->syn_bytes < segment->payload_length)
			own->syn_bytes = (uint16_t)segment->payload_length;
	}
	take_hole(now);
	/* It comes behind its ACK. */
	bool late = now->cause->fills_hole && now->cause->acked;
	if (now->cause->repeats)
		take_repetition(now);
	else if (!late && own->outstanding < UINT16_MAX)
		own->outstanding++;
	if (own->outstanding == 1 && !now->cause->repeats && !late) {
		own->oldest_us = now->now_us;
		own->oldest_frame = (uint32_t)segment->frame;
	}
	if (seq_before(own->next, now->end))
		own->next = now->end;
	if (now->cause->below_first && seq_before_or_at(own->first_seq, now->end))
		own->first_seq = segment->seq;
	if ((own->flags & CAUSE_UNSEEN) && !seq_before(now->end, own->unseen_end) &&
	    seq_before(segment->seq, own->unseen_end))
		own->flags &= ~(uint32_t)CAUSE_UNSEEN;
	own->sent_us = now->now_us;
	own->sent_frame = (uint32_t)segment->frame;
	if (segment->payload_length > 0 && !now->cause->repeats && own->waiting_us > 0)
		causes_take_wait(now);
	if (!(segment->flags & TCP_FLAG_FIN) || syn)
		return;
	if (now->cause->fin_other != 0)
		return;
	own->fins = count_up(own->fins);
	own->fin_again_acked |= now->cause->repeats && now->cause->acked;
	if (own->flags & CAUSE_FIN)
		return;
	own->flags |= CAUSE_FIN;
	own->fin_us = now->now_us;
	own->fin_frame = (uint32_t)segment->frame;
	if (now->peer->flags & CAUSE_FIN)
		now->causes->fin_least_us = now->cause->least_us;
	own->fin_end = now->end;
}

/* What is sent again tells no time: which copy is acknowledged (Karn; RFC 6298 section 3)? */
static void take_payload(struct causing *now)
{
	struct causes_side *own = now->own;
	own->flags &= ~(uint32_t)CAUSE_DATA;
	if (now->cause->repeats || now->cause->fills_hole || (now->segment->flags & TCP_FLAG_SYN))
		return;
	own->flags |= CAUSE_DATA;
	own->data_us = now->now_us;
	own->data_end = now->segment->seq + now->segment->payload_length;
}

/* What is remembered of every segment. */
static void take_last(struct causing *now)
{
	struct causes_side *own = now->own;
	const struct segment *segment = now->segment;
	bool control = segment->flags & (TCP_FLAG_SYN | TCP_FLAG_FIN);
	const unsigned last = CAUSE_OPENING | CAUSE_LAST_ACKS | CAUSE_LAST_AGAIN | CAUSE_ODD;
	unsigned flags = own->flags & ~last;
	bool other =
	    own->last_frame > 0 && (own->last_seq != segment->seq || own->last_end != now->end ||
				    own->last_ack != segment->ack);
	if (segment->flags & TCP_FLAG_SYN)
		flags |= CAUSE_OPENING;
	if (segment->flags & TCP_FLAG_ACK)
		flags |= CAUSE_LAST_ACKS;
	if (control && now->cause->repeats)
		flags |= CAUSE_LAST_AGAIN;
	if (now->odd)
		flags |= CAUSE_ODD;
	if (segment->flags & TCP_FLAG_RST)
		flags |= CAUSE_RST;
	own->flags = flags;
	own->keeps_alive = false;
	own->last_rst = segment->flags & TCP_FLAG_RST;
	own->last_us = now->now_us;
	own->stamp = now->stamp;
	own->same_ids |= other && own->ip_id == segment->ip_id && segment->ip_id != 0;
	own->ip_id = segment->ip_id;
	own->options_length = segment->options_length;
	own->last_frame = (uint32_t)segment->frame;
	own->last_seq = segment->seq;
	own->last_end = now->end;
	own->last_ack = segment->ack;
	if (now->cause->probes) {
		own->unanswered = own->flags & CAUSE_PROBES ? count_up(own->unanswered) : 1;
		own->flags |= CAUSE_PROBES;
		if (now->peer->window == 0)
			now->peer->shut_probes = count_up(now->peer->shut_probes);
	}
	if (now->peer != own)
		now->peer->unanswered = 0;
}

/* A RST or SYN that its receiver does not take moves nothing. */
static bool step_counts(const struct step *step, const struct segment *segment)
{
	if (step->verdict == VERDICT_PENDING)
		return segment->flags & TCP_FLAG_RST;
	return step->verdict == VERDICT_TAKEN || step->verdict == VERDICT_FROM_NOBODY;
}

/* A RST with ACK says what had come (RFC 9293 3.10.7.4), and ends the wait for more. One with
 * number 0 says where a segment without ACK ended, of whatever connection (3.10.7.1). */
static void acked_by_reset(struct causes_side *side, uint32_t ack, uint32_t reset_seq)
{
	if (reset_seq != 0 && (side->flags & CAUSE_ACKED) &&
	    seq_before_or_at(side->una, side->next) && ack - side->una <= side->next - side->una)
		side->una = ack;
}

/* What it acknowledges may be captured behind it. */
static void take_reset_ack(struct causing *now)
{
	const struct causes_side *peer = now->peer;
	if (now->segment->flags & TCP_FLAG_RST) {
		if (now->segment->flags & TCP_FLAG_ACK)
			acked_by_reset(now->peer, now->segment->ack, now->segment->seq);
	} else if (now->numbered && peer->last_rst && (peer->flags & CAUSE_LAST_ACKS)) {
		acked_by_reset(now->own, peer->last_ack, peer->last_seq);
	}
}

void causes_none(struct cause *cause)
{
	*cause = (struct cause){
	    .before_us = CAUSE_UNKNOWN,
	    .silence_us = CAUSE_UNKNOWN,
	    .heard_us = CAUSE_UNKNOWN,
	    .first_us = CAUSE_UNKNOWN,
	    .answer_us = CAUSE_UNKNOWN,
	    .fin_after_us = CAUSE_UNKNOWN,
	    .last_sample_us = CAUSE_UNKNOWN,
	    .least_us = CAUSE_UNKNOWN,
	    .peer_least_us = CAUSE_UNKNOWN,
	    .report_us = CAUSE_UNKNOWN,
	    .stamped_us = CAUSE_UNKNOWN,
	    .own_us = CAUSE_UNKNOWN,
	};
}

void causes_segment(struct causes *causes, const struct flow *flow, const struct step *step,
		    const struct segment *segment, bool overtaken, struct cause *cause)
{
	bool self = flow_is_self(flow);
	enum side from = self ? SIDE_CLIENT : step->from;
	enum side to = self ? SIDE_CLIENT : side_other(step->from);
	bool rst = segment->flags & TCP_FLAG_RST;
	unsigned scale;
	window_shift(flow, from, segment, &scale);
	struct causing now = {
	    .causes = causes,
	    .own = &causes->side[from],
	    .peer = &causes->side[to],
	    .flow = flow,
	    .own_flow = &flow->side[from],
	    .peer_flow = &flow->side[to],
	    .step = step,
	    .segment = segment,
	    .cause = cause,
	    .now_us = segment->time_ns / 1000,
	    .end = segment_sequence_end(segment),
	    .window = (uint32_t)segment->window << scale,
	    .stamp = causes_stamp(segment),
	    .odd = !step_counts(step, segment),
	};
	/* What has no ACK is dropped, and takes no numbers (RFC 9293 section 3.10.7.4, fifth). */
	bool taken = segment->flags & (TCP_FLAG_SYN | TCP_FLAG_ACK);
	now.numbered = !rst && !now.odd && taken && now.end != segment->seq;
	causes_none(cause);
	causes_look(&now);
	cause->sent_before = overtaken || cause->stamped_before;
	bool copy = cause->same_packet || cause->fin_copied;
	now.numbered &= !cause->probes && !copy && !cause->older;
	/* It acknowledges nothing. */
	bool silent = rst || now.odd || copy || cause->older;
	if (rst)
		causes_look_reset(&now);
	else if (!silent)
		causes_look_ack(&now);
	if (now.numbered) {
		take_first(&now);
		take_numbers(&now);
		if (segment->payload_length > 0)
			take_payload(&now);
	} else if (!silent && !(now.own->flags & CAUSE_SPOKE)) {
		begin(now.own, segment->seq);
	}
	take_reset_ack(&now);
	if (!silent && !cause->no_evidence) {
		causes_take_ack(&now);
		causes_take_window(&now);
	}
	causes_take_asked(&now);
	take_last(&now);
	causes_take_milestones(&now);
}

void causes_repaired(struct causes *causes, enum side from, enum again how, int64_t first_us)
{
	struct causes_side *side = &causes->side[from];
	side->repaired[how] = count_up(side->repaired[how]);
	if (side->repaired_frame[how] == 0)
		side->repaired_frame[how] = side->last_frame;
	if (first_us == CAUSE_UNKNOWN && (side->lost > 0 || side->parts > 0) && side->lost_us != 0)
		first_us = cause_since(side->last_us, side->lost_us);
	if (short_us(first_us) > side->repair_us)
		side->repair_us = short_us(first_us);
}
