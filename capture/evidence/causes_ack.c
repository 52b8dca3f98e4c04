/* SPDX-License-Identifier: MIT */
#include "causes_private.h"

#include <string.h>

#include "seq.h"
#include "tcp_options.h"

/* The block of before that lay above the ACK then: in the first ACK that covers it, it may be left
 * over from there, and tell nothing. */
static bool was_above(const struct causing *now, uint32_t left, uint32_t right)
{
	const struct causes_side *peer = now->peer;
	return (peer->flags & CAUSE_SACKED) && (peer->flags & CAUSE_ACKED) &&
	       peer->sack_left == left && peer->sack_right == right &&
	       seq_before(peer->una, right) && seq_before_or_at(right, now->segment->ack);
}

/* Blocks above the ACK say what came out of order (RFC 2018), the first one below it, or inside of
 * the second, what came twice (RFC 2883 section 4). */
static void look_sack(struct causing *now)
{
	struct tcp_options options;
	const struct segment *segment = now->segment;
	if (!(segment->flags & TCP_FLAG_ACK) || segment->options_length == 0 ||
	    !memchr(segment->options, TCP_OPTION_SACK, segment->options_length))
		return;
	const struct flow_side *peer = now->peer_flow;
	bool numbers_known = (peer->flags & SIDE_ISN_KNOWN) && peer->bytes < SEQ_WINDOW_MAX;
	bool begun_late = !(peer->flags & (SIDE_SENT_SYN | SIDE_SENT_SYN_ACK));
	tcp_options_read(segment, &options);
	for (size_t i = 0; i < options.sack_count; i++) {
		uint32_t left = options.sack[i].left, right = options.sack[i].right;
		if (numbers_known && seq_before(left, peer->isn))
			continue; /* of what an older connection left over */
		if (seq_before(now->peer->next, right))
			continue; /* of what nobody sent here: RFC 2018 section 3 */
		/* What came out of order is told in later ACKs, too: perhaps in one that was not
		 * captured. */
		bool told = (now->own->flags & CAUSE_LAST_ACKS) &&
			    seq_before_or_at(right, now->own->last_ack);
		if (begun_late && !told && seq_before_or_at(right, segment->ack))
			continue;
		if (was_above(now, left, right))
			continue;
		bool inside = i == 0 && options.sack_count > 1 &&
			      seq_before_or_at(options.sack[1].left, left) &&
			      seq_before_or_at(right, options.sack[1].right);
		if (i == 0 && (inside || seq_before_or_at(right, segment->ack))) {
			now->cause->sack_twice = true;
			now->cause->sack_left = left;
			now->cause->sack_right = right;
		} else if (seq_before(segment->ack, left)) {
			if (!now->cause->sack_above && !now->cause->sack_twice) {
				now->cause->sack_left = left;
				now->cause->sack_right = right;
			}
			now->cause->sack_above = true;
		}
	}
}

void causes_look_ack(struct causing *now)
{
	struct cause *cause = now->cause;
	const struct causes_side *own = now->own, *peer = now->peer;
	uint32_t ack = now->segment->ack;
	uint32_t window = now->window;
	cause->window_grew =
	    (own->flags & CAUSE_SPOKE) && window > own->window && !(own->flags & CAUSE_OPENING);
	cause->window_kept = (own->flags & CAUSE_SPOKE) && window == own->window;
	unsigned scale = now->own_flow->window_scale;
	/* Down, or up as Linux does. */
	uint32_t least = own->window >> scale, most = (own->window + (1U << scale) - 1) >> scale;
	cause->window_rounded = (own->flags & CAUSE_OPENING) &&
				(now->segment->window == least || now->segment->window == most) &&
				window == (uint32_t)now->segment->window << scale;
	cause->was_shut =
	    (own->flags & CAUSE_WAS_SHUT) && window > own->window && !cause->sent_before;
	if (!(now->segment->flags & TCP_FLAG_ACK) || !(peer->flags & CAUSE_SPOKE))
		return;
	/* In SYN-SENT only what the SYN took is acknowledged (RFC 9293 section 3.10.7.3); behind a
	 * first fragment the tracker has learned from it how much that is. */
	uint32_t isn = now->peer_flow->isn;
	if (!(peer->flags & CAUSE_ACKED) && peer->syns > 0 &&
	    ((seq_before(peer->next, ack) && seq_before(now->peer_flow->next, ack)) ||
	     seq_before_or_at(ack, isn))) {
		cause->no_evidence = true;
		return;
	}
	cause->moves_ack = !(peer->flags & CAUSE_ACKED) || seq_before(peer->una, ack);
	/* What comes behind it was there: its ACK would cover that (RFC 9293 section 3.4). */
	cause->reneges = cause->moves_ack && (peer->flags & CAUSE_SACKED) &&
			 (peer->flags & CAUSE_ACKED) && seq_before_or_at(peer->sack_left, ack) &&
			 seq_before(ack, peer->sack_right);
	cause->older_ack = (peer->flags & CAUSE_ACKED) && seq_before(ack, peer->una);
	cause->acks_sent = cause->older_ack && (peer->flags & CAUSE_UNSEEN) &&
			   (peer->flags & CAUSE_HOLE) && ack == peer->hole_left;
	cause->covers_all = seq_before_or_at(peer->next, ack);
	cause->acks_more = seq_before(peer->next, ack);
	/* A segment with payload reports, too, but what is told of that is the payload. */
	if (now->segment->payload_length == 0)
		look_sack(now);
}

static void keep_least(uint32_t *least_us, int64_t us)
{
	if (us >= 0 && (*least_us == 0 || us < *least_us))
		*least_us = us > 0 ? short_us(us) : 1;
}

/* A FIN that came twice is no data; how often it was sent is told as such. */
static bool is_fin_alone(const struct causing *now)
{
	const struct cause *cause = now->cause;
	return (now->peer_flow->flags & SIDE_SENT_FIN) &&
	       cause->sack_right == now->peer_flow->next &&
	       cause->sack_right - cause->sack_left == 1;
}

static void take_sack(struct causing *now)
{
	struct causes_side *peer = now->peer;
	const struct cause *cause = now->cause;
	/* What was captured once, the path doubled, or it was repeated where nobody captured it. */
	bool again = (peer->flags & CAUSE_AGAIN) &&
		     seq_before_or_at(peer->again_left, cause->sack_left) &&
		     seq_before_or_at(cause->sack_right, peer->again_right);
	/* A SYN that crossed another comes again with the SYN+ACK (RFC 9293 figure 7). */
	bool syn = cause->sack_left == now->peer_flow->isn &&
		   cause->sack_right - cause->sack_left == 1 && peer->syns > 0;
	/* The copy that an ACK before was for is not known. */
	if (cause->sack_twice && !syn)
		keep_least(&now->own->data_bound_us, 0);
	if (cause->sack_twice && again && !syn && !is_fin_alone(now)) {
		peer->twice = count_up(peer->twice);
		if (peer->twice_frame == 0)
			peer->twice_frame = (uint32_t)now->segment->frame;
	}
	if (!cause->sack_above)
		return;
	struct tcp_options options;
	tcp_options_read(now->segment, &options);
	for (size_t i = 0; i < options.sack_count; i++) {
		uint32_t left = options.sack[i].left, right = options.sack[i].right;
		if (!seq_before(now->segment->ack, left) || seq_before(peer->next, right))
			continue;
		if ((peer->flags & CAUSE_SACKED) && seq_before_or_at(right, peer->sack_right))
			continue;
		peer->sack_left = left;
		peer->sack_right = right;
		peer->sack_frame = (uint32_t)now->segment->frame;
		peer->sack_us = now->now_us;
		peer->flags |= CAUSE_SACKED;
	}
}

/* A round trip to the sender: from what the other side sent to the ACK of all of it, where nothing
 * was sent twice (Karn; RFC 6298 section 3). */
static void take_sample(struct causing *now)
{
	struct causes_side *own = now->own;
	int64_t us = now->cause->answer_us;
	if (us < 0 || now->peer->again > 0 || now->cause->peer_before == 0)
		return;
	own->sample_us = short_us(us);
	if (!(own->flags & CAUSE_SAMPLED) || own->sample_us < own->least_us)
		own->least_us = own->sample_us;
	own->flags |= CAUSE_SAMPLED;
	if (now->segment->flags & TCP_FLAG_SYN)
		own->syn_answer_us = own->sample_us;
}

/* Behind the payload a FIN was sent, more than a round trip later: the ACK may be for that, and the
 * one of the payload was not captured. */
static bool for_later(const struct causing *now)
{
	const struct causes_side *own = now->own, *peer = now->peer;
	int64_t later_us = cause_since(peer->sent_us, peer->data_us);
	return seq_before(peer->data_end, now->segment->ack) && (own->flags & CAUSE_SAMPLED) &&
	       (later_us < 0 || later_us > own->least_us);
}

/* From the last payload to its ACK, whatever follows it; an ACK of what was sent before that took
 * longer than since then. */
static void take_data_sample(struct causing *now)
{
	struct causes_side *own = now->own, *peer = now->peer;
	if (!(peer->flags & CAUSE_DATA))
		return;
	bool covered = seq_before_or_at(peer->data_end, now->segment->ack);
	int64_t us = cause_since(now->now_us, peer->data_us);
	/* What it acknowledges beside was sent later, and not captured; or an ACK before it was
	 * not.
	 */
	if (!now->cause->acks_more && !now->cause->passes_over && !for_later(now))
		keep_least(covered ? &own->data_least_us : &own->data_bound_us, us);
	if (covered)
		peer->flags &= ~(uint32_t)CAUSE_DATA;
}

/* All is acknowledged; and more: what was not captured, or comes behind its ACK. (A probe's byte is
 * none of it.) */
static void leave_hole(struct causing *now)
{
	struct causes_side *peer = now->peer;
	if (!now->cause->acks_more || !(now->step->labels & label_bit(LABEL_ACK_LOST_SEGMENT)))
		return;
	/* What was acknowledged before, unseen, too, and what is now are one. */
	bool goes_on = (peer->flags & CAUSE_HOLE) && peer->hole_right == peer->next &&
		       (peer->flags & CAUSE_UNSEEN) && peer->unseen_end == peer->next;
	if (!goes_on)
		causes_begin_hole(peer, now->now_us);
	peer->flags |= CAUSE_UNSEEN | CAUSE_HOLE;
	peer->unseen_end = peer->hole_right = now->segment->ack;
}

static void move_una(struct causing *now)
{
	struct causes_side *peer = now->peer;
	uint32_t ack = now->segment->ack;
	take_data_sample(now);
	if (now->cause->covers_all) {
		take_sample(now);
		leave_hole(now);
		peer->next = ack;
		peer->outstanding = 0;
		peer->lost_us = 0;
		peer->flags &= ~(uint32_t)CAUSE_UNSURE;
		peer->oldest_frame = 0;
	} else if (peer->outstanding > 0) {
		peer->outstanding = 1;
		peer->flags |= CAUSE_UNSURE;
		peer->oldest_frame = 0; /* which one it is now is not remembered */
	}
	peer->una = ack;
	peer->flags |= CAUSE_ACKED;
	peer->ack_frame = (uint32_t)now->segment->frame;
	peer->again = peer->dupacks = 0;
	if ((peer->flags & CAUSE_RECOVERS) && seq_before_or_at(peer->recover, ack))
		peer->flags &= ~(uint32_t)CAUSE_RECOVERS;
	if ((peer->flags & CAUSE_SACKED) &&
	    (now->cause->reneges || seq_before_or_at(peer->sack_right, ack)))
		peer->flags &= ~(uint32_t)CAUSE_SACKED;
}

void causes_take_ack(struct causing *now)
{
	struct causes_side *peer = now->peer;
	const struct segment *segment = now->segment;
	if (!(segment->flags & TCP_FLAG_ACK))
		return;
	if (!(peer->flags & CAUSE_SPOKE)) {
		peer->una = segment->ack;
		peer->flags |= CAUSE_ACKED;
		return;
	}
	bool pure = segment->payload_length == 0 && !now->numbered;
	if (now->cause->moves_ack)
		move_una(now);
	else if (pure && segment->ack == peer->una && peer->outstanding > 0 &&
		 (now->cause->sack_above || now->window == now->own->window))
		peer->dupacks = count_up(peer->dupacks);
	take_sack(now);
}

void causes_take_window(struct causing *now)
{
	struct causes_side *own = now->own;
	uint32_t window = now->window;
	bool opening = now->segment->flags & TCP_FLAG_SYN;
	bool was_zero = own->shut_us != 0;
	bool older = now->cause->older_ack || (now->cause->sent_before && !now->cause->moves_ack);
	if ((opening && now->cause->repeats) || older)
		return; /* it may be an old one */
	if (window == 0 && !opening) {
		if (!was_zero) {
			own->shut_us = now->now_us;
			own->shut_count = count_up(own->shut_count);
			if (own->shut_frame == 0)
				own->shut_frame = (uint32_t)now->segment->frame;
		}
		own->flags |= CAUSE_WAS_SHUT;
	} else if (was_zero) {
		int64_t us = cause_since(now->now_us, own->shut_us);
		own->shut_total_us = short_us((int64_t)own->shut_total_us + (us < 0 ? 0 : us));
		own->shut_us = 0;
		own->reopened = true;
	}
	if (window > own->window)
		own->flags &= ~(uint32_t)CAUSE_WAS_SHUT;
	own->window = window;
}

/* How far its number lies behind all that its sender is known to have sent: captured, or
 * acknowledged without that. */
static int32_t lies_beyond(const struct causing *now)
{
	const struct causes_side *own = now->own, *peer = now->peer;
	uint32_t sent = own->next;
	if (!(own->flags & CAUSE_SPOKE))
		return 0;
	if ((peer->flags & CAUSE_LAST_ACKS) && seq_before(sent, peer->last_ack) &&
	    !seq_is_far(sent, peer->last_ack))
		sent = peer->last_ack;
	return seq_distance(sent, now->segment->seq);
}

void causes_look_reset(struct causing *now)
{
	struct cause *cause = now->cause;
	const struct segment *segment = now->segment;
	const struct causes_side *own = now->own, *peer = now->peer;
	bool spoke_last = (peer->flags & CAUSE_SPOKE) &&
			  (!(own->flags & CAUSE_SPOKE) || peer->last_frame > own->last_frame);
	bool ack = segment->flags & TCP_FLAG_ACK;
	cause->unanswered = own->unanswered;
	cause->unanswered_probes = own->flags & CAUSE_PROBES;
	cause->beyond = lies_beyond(now);
	cause->ttl_differs = now->step->foreign;
	/* RFC 9293 section 3.10.7.1: number 0 answers a segment without ACK. */
	cause->refuses = ack && segment->seq == 0 && peer->syns > 0 &&
			 !(peer->flags & CAUSE_ACKED) && segment->ack == peer->next;
	/* One that somebody made before may have been answered, the RST behind it not. */
	if (peer->last_rst && !cause->reset_before)
		return;
	bool peer_acked = peer->flags & CAUSE_LAST_ACKS;
	/* RFC 9293 section 3.10.7.1 */
	bool spoke = own->flags & CAUSE_SPOKE; /* and 0 is then perhaps its next number */
	bool of_no_ack = segment->seq == 0 ? !(peer_acked && (peer->last_ack != 0 || spoke))
					   : !spoke && !peer_acked;
	if (!ack)
		causes_look_asked(now);
	else if (spoke_last && !peer->last_rst && segment->ack == peer->last_end && of_no_ack) {
		cause->answers_first = cause->answers_last = peer->last_frame;
		cause->answers_count = 1;
	}
	cause->answers = cause->answers_count > 0 && !cause->answers_copy;
	cause->may_answer = ack && !cause->answers && cause->asked_frame > cause->own_frame;
	cause->answers_old_ack =
	    cause->answers && own->syns > 0 && !ack && segment->seq != own->next;
	if (!spoke_last || peer->last_rst)
		return;
	cause->answers_syn =
	    ack && (peer->flags & CAUSE_OPENING) && !peer_acked && segment->ack == peer->last_end;
	cause->answers_old = ack && peer->una == peer->next && peer->last_seq == peer->next - 1 &&
			     segment->ack == peer->last_seq && segment->seq == peer->last_ack;
}
