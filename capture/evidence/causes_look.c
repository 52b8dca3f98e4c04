/* SPDX-License-Identifier: MIT */
#include "causes_private.h"
#include "seq.h"
#include "tcp_options.h"

enum {
	SAME_PACKET_US = 50000,  /* what is doubled comes soon */
	SYN_AGAIN_US = 900000,   /* timers are not exact */
	SYN_SOONEST_US = 200000, /* no stack's first timer is shorter */
	STAMP_STEP_US = 2000,
};

uint32_t causes_stamp(const struct segment *segment)
{
	const uint8_t *options = segment->options;
	size_t at = 0;
	if (segment->options_length >= 12 && options[2] == TCP_OPTION_TIMESTAMPS)
		at = 2; /* behind two paddings */
	else if (segment->options_length >= 16 && options[6] == TCP_OPTION_TIMESTAMPS)
		at = 6; /* of a SYN: behind MSS and SACK-permitted */
	if (at == 0 || options[at + 1] != 10)
		return 0;
	return (uint32_t)options[at + 2] << 24 | (uint32_t)options[at + 3] << 16 |
	       (uint32_t)options[at + 4] << 8 | options[at + 5];
}

/* It acknowledges more than its sender's last segment (RFC 9293 section 3.4: an ACK is cumulative),
 * or begins with new numbers where that one, and all before it, ended: it was sent behind that,
 * whatever its timestamp says. */
static bool is_behind_last(const struct causing *now)
{
	const struct segment *segment = now->segment;
	const struct causes_side *own = now->own;
	bool acks = (segment->flags & TCP_FLAG_ACK) && seq_before(own->last_ack, segment->ack);
	bool goes_on =
	    now->end != segment->seq && segment->seq == own->next && segment->seq == own->last_end;
	return acks || goes_on;
}

static void look_stamps(struct causing *now)
{
	uint32_t stamp = now->stamp;
	if (!(now->own->flags & CAUSE_SPOKE))
		return;
	now->cause->own_us = cause_since(now->now_us, now->own->last_us);
	if (stamp == 0 || now->own->stamp == 0)
		return;
	bool before = seq_before(stamp, now->own->stamp);
	now->cause->stamped_before = before && !is_behind_last(now);
	if (!before)
		now->cause->stamped_us = (int64_t)(stamp - now->own->stamp) * 1000;
}

static void look_times(struct causing *now)
{
	struct cause *cause = now->cause;
	const struct causes_side *own = now->own, *peer = now->peer;
	const struct causes_side *last = own;
	if (!(own->flags & CAUSE_SPOKE) ||
	    ((peer->flags & CAUSE_SPOKE) && peer->last_frame > own->last_frame))
		last = peer;
	if (last->flags & CAUSE_SPOKE) {
		cause->before_us = cause_since(now->now_us, last->last_us);
		cause->clock_back = now->now_us < last->last_us;
		cause->clock_jumped = !cause->clock_back && cause->before_us == CAUSE_UNKNOWN;
		if (cause->clock_back)
			cause->clock_us =
			    (int64_t)((uint64_t)last->last_us - (uint64_t)now->now_us);
		else if (cause->clock_jumped)
			cause->clock_us =
			    (int64_t)((uint64_t)now->now_us - (uint64_t)last->last_us);
	}
	if (own->sent_frame)
		cause->silence_us = cause_since(now->now_us, own->sent_us);
	if (own->oldest_frame)
		cause->first_us = cause_since(now->now_us, own->oldest_us);
	if (peer->flags & CAUSE_SPOKE)
		cause->heard_us = cause_since(now->now_us, peer->last_us);
	if (peer->sent_frame)
		cause->answer_us = cause_since(now->now_us, peer->sent_us);
	if (peer->flags & CAUSE_FIN)
		cause->fin_after_us = cause_since(now->now_us, peer->fin_us);
	if (own->flags & CAUSE_SAMPLED) {
		cause->least_us = own->least_us;
		cause->last_sample_us = own->sample_us;
	}
	if (peer->flags & CAUSE_SAMPLED)
		cause->peer_least_us = peer->least_us;
}

static void look_numbers(struct causing *now)
{
	struct cause *cause = now->cause;
	const struct causes_side *own = now->own;
	uint32_t seq = now->segment->seq, end = now->end;
	uint32_t fin = (now->segment->flags & TCP_FLAG_FIN) != 0;
	bool syn = now->segment->flags & TCP_FLAG_SYN;
	bool anew = syn && own->syns > 0 && own->first_seq != seq;
	bool known = (own->flags & CAUSE_SPOKE) && !anew && !seq_is_far(seq, own->next);

	cause->fills_hole = known && (own->flags & CAUSE_HOLE) &&
			    seq_before(seq, own->hole_right) && seq_before(own->hole_left, end);
	const unsigned opened = SIDE_SENT_SYN | SIDE_SENT_SYN_ACK;
	const struct flow_side *side = now->own_flow;
	cause->below_first =
	    known && !syn && !(side->flags & opened) && seq_before(seq, own->first_seq);
	cause->repeats =
	    known && seq_before(seq, own->next) && !cause->fills_hole && !cause->below_first;
	cause->jumps = known && !syn && seq_before(own->next, seq);
	cause->skipped = cause->jumps ? seq - own->next : 0;
	uint32_t payload_end = end - fin;
	if (known && seq_before(own->next, payload_end))
		cause->new_bytes = payload_end - (cause->repeats ? own->next : seq + syn);
	cause->is_tail = known && seq_before_or_at(own->next, end);
	cause->at_una = (own->flags & CAUSE_ACKED) && seq == own->una;
	cause->acked = (own->flags & CAUSE_ACKED) && seq_before_or_at(end, own->una);
	cause->after_own_fin = (own->flags & CAUSE_FIN) && now->segment->payload_length > 0 &&
			       seq_before_or_at(own->fin_end, seq);
	bool begins = !(own->flags & CAUSE_SPOKE) && now->peer != own &&
		      (now->peer->flags & CAUSE_LAST_ACKS) && now->peer->last_ack == end &&
		      !now->peer->last_rst;
	cause->fin_behind_ack =
	    fin && (begins || (cause->fills_hole && cause->acked && cause->is_tail &&
			       seq_before_or_at(own->last_end, seq)));
	if (fin && (own->flags & CAUSE_FIN) && own->fin_end != end)
		cause->fin_other = own->fin_frame;
	if (!cause->repeats)
		return;
	bool same = own->again > 0 && own->again_seq == seq;
	cause->again = same ? count_up(own->again) : 1;
	cause->doubled = same && own->silence_us > 0 &&
			 cause->silence_us * 2 >= (int64_t)own->silence_us * 3 &&
			 cause->silence_us * 2 <= (int64_t)own->silence_us * 5;
	cause->sacked_above = (own->flags & CAUSE_SACKED) && seq_before(end - 1, own->sack_left);
	/* Captured late, behind the SACK: which of them was sent last, that or this, is open. */
	bool beside = own->last_seq == seq && own->last_frame == own->sent_frame &&
		      own->sent_frame > own->sack_frame;
	cause->sacked_since =
	    cause->sacked_above && !beside && (!same || own->sack_frame > own->again_frame);
	cause->recovers = (own->flags & CAUSE_RECOVERS) && !same && cause->at_una;
	bool syn_data = (own->flags & CAUSE_SYN_DATA) && !(now->flow->flags & FLOW_FAST_OPEN);
	uint32_t isn = now->own_flow->isn;
	bool first = own->again == 0 || own->again_seq == isn; /* behind nothing, or the SYN */
	cause->syn_only = syn_data && seq == isn + 1 && cause->at_una && first;
}

static void look_before(struct causing *now)
{
	struct cause *cause = now->cause;
	const struct causes_side *own = now->own, *peer = now->peer;
	cause->spoke = own->flags & CAUSE_SPOKE;
	cause->passes_over = cause->spoke && seq_before(own->next, now->segment->seq);
	cause->reset_before = own->flags & CAUSE_RST;
	cause->own_before = own->outstanding;
	cause->own_unsure = own->flags & CAUSE_UNSURE;
	cause->peer_before = peer->outstanding;
	cause->peer_unsure = peer->flags & CAUSE_UNSURE;
	cause->own_frame = own->last_frame;
	cause->sent_frame = own->sent_frame;
	cause->first_frame = own->oldest_frame;
	cause->peer_frame = peer->last_frame;
	cause->asked_frame = peer->sent_frame;
	cause->peer_shut = peer->shut_us != 0;
	cause->fins_before = peer->fins;
	cause->own_fins = own->fins;
	cause->fin_last = (own->flags & CAUSE_FIN) && own->fin_end == own->next;
	cause->peer_again = peer->again;
	cause->peer_hole = causes_has_hole(peer);
	cause->answers_probe = (peer->flags & CAUSE_PROBES) && peer->unanswered > 0 &&
			       peer->last_frame > own->last_frame;
	cause->answers_alive = cause->answers_probe && peer->keeps_alive;
	cause->own_unseen = own->flags & CAUSE_UNSEEN;
	cause->answers_odd = peer->flags & CAUSE_ODD && peer->last_frame > own->last_frame;
	cause->peer_stamp = peer->stamp;
	cause->peer_repeated = (peer->flags & CAUSE_LAST_AGAIN) && peer != own;
	cause->peer_syn = (peer->flags & CAUSE_OPENING) && !(peer->flags & CAUSE_LAST_ACKS);
	cause->hedged_frame = own->hedged_frame;
	cause->hedged_last = own->hedged_last;
	cause->hedged_count = own->hedged_count;
	cause->hedged_state = own->hedged_state;
	cause->dupacks = own->dupacks;
	cause->report_frame = own->flags & CAUSE_SACKED ? own->sack_frame : own->ack_frame;
	if (own->flags & CAUSE_SACKED)
		cause->report_us = cause_since(now->now_us, own->sack_us);
	cause->sack_left = own->sack_left;
	cause->sack_right = own->sack_right;
}

/* A probe of a shut window, or a keep-alive: empty, or with a byte that was acknowledged. A byte
 * that was not is sent again. No window is what a RST says. */
static bool is_probe(const struct causing *now)
{
	label_set labels = now->step->labels;
	if (labels & label_bit(LABEL_ZERO_WINDOW_PROBE))
		return now->peer->shut_us != 0 || !now->peer->last_rst;
	return (labels & label_bit(LABEL_KEEP_ALIVE)) &&
	       (now->segment->payload_length == 0 || now->cause->acked);
}

/* RFC 6864: an identification other than 0 that is not used again soon; or with a timestamp that
 * would have gone on (RFC 7323 section 5.4). */
static bool is_same_packet(const struct causing *now)
{
	const struct causes_side *own = now->own;
	const struct segment *segment = now->segment;
	if (segment->ip_id == 0 || segment->ip_id != own->ip_id || !(own->flags & CAUSE_SPOKE))
		return false;
	bool syn = segment->flags & TCP_FLAG_SYN, opening = own->flags & CAUSE_OPENING;
	if (now->cause->same_ids || syn != opening)
		return false;
	int64_t since_us = cause_since(now->now_us, own->last_us);
	bool soon = since_us != CAUSE_UNKNOWN && since_us < SAME_PACKET_US;
	return (soon || now->stamp != 0) && now->stamp == own->stamp &&
	       segment->options_length == own->options_length && segment->seq == own->last_seq &&
	       now->end == own->last_end && segment->ack == own->last_ack;
}

/* Before the SYN's number there is none, as long as they have not gone around once. */
static bool is_older(const struct causing *now)
{
	const struct flow_side *side = now->own_flow;
	bool opened = side->flags & (SIDE_SENT_SYN | SIDE_SENT_SYN_ACK);
	return opened && !(now->segment->flags & (TCP_FLAG_SYN | TCP_FLAG_RST)) &&
	       side->bytes < SEQ_WINDOW_MAX && seq_before(now->segment->seq, side->isn);
}

/* Before a timer sends it, and then with the same options or fewer: another one than the last. */
static bool is_syn_other(const struct causing *now)
{
	const struct causes_side *own = now->own;
	return (own->flags & (CAUSE_OPENING | CAUSE_LAST_ACKS | CAUSE_ODD)) == CAUSE_OPENING &&
	       now->peer != own && own->last_seq == now->segment->seq &&
	       own->options_length != now->segment->options_length &&
	       now->cause->own_us != CAUSE_UNKNOWN && now->cause->own_us < SYN_AGAIN_US;
}

/* A SYN is sent again after a second at the soonest (RFC 6298 section 2), and is stamped anew then
 * (RFC 7323); and none by who has acknowledged the other one (RFC 9293 section 3.10.7.4). What
 * comes all the same is another copy of it, or in its sender's name. */
static void look_syn(const struct causing *now)
{
	const unsigned kind = now->segment->flags & (TCP_FLAG_SYN | TCP_FLAG_ACK);
	if (kind != TCP_FLAG_SYN || now->own->syns == 0)
		return;
	int64_t since_us = cause_since(now->now_us, now->causes->syn_us);
	now->cause->syn_other = is_syn_other(now);
	const struct causes_side *own = now->own;
	if (now->cause->syn_other || now->peer == own || now->odd || !now->cause->repeats ||
	    (now->peer_flow->flags & SIDE_SENT_SYN))
		return;
	bool opening = own->flags & CAUSE_OPENING;
	bool left = !opening && !own->last_rst && (own->flags & CAUSE_LAST_ACKS);
	bool stamped = now->stamp != 0;
	bool later = stamped && (own->stamp == 0 || seq_before(own->stamp, now->stamp));
	bool soon = !later && !now->peer->last_rst && since_us >= 0 &&
		    since_us < (stamped ? SYN_AGAIN_US : SYN_SOONEST_US);
	bool same_id = now->segment->ip_id == own->ip_id;
	if (left || (soon && opening && !same_id))
		now->cause->syn_frame = (uint32_t)now->segment->frame;
	else if (soon)
		now->cause->syn_frame = now->causes->syn_frame;
}

/* Who acknowledged data has left SYN-RECEIVED, but for Fast Open, and sends no SYN+ACK any more
 * (RFC 9293 section 3.10.7.4): it was under way. And one that is sent again is stamped anew (RFC
 * 7323), unless two copies of the SYN are answered within a step of that clock. */
static void look_syn_ack(const struct causing *now)
{
	const unsigned kind = now->segment->flags & (TCP_FLAG_SYN | TCP_FLAG_ACK);
	const struct causes_side *own = now->own;
	if (kind != (TCP_FLAG_SYN | TCP_FLAG_ACK) || own->syns == 0 || !now->cause->repeats ||
	    now->odd || now->peer == own)
		return;
	bool acks = (own->flags & CAUSE_LAST_ACKS) && !own->last_rst && !(own->flags & CAUSE_ODD);
	bool fast = now->flow->flags & (FLOW_SYN_DATA | FLOW_FAST_OPEN);
	bool left = acks && !fast && seq_before(now->segment->ack, own->last_ack);
	bool alike = acks && (own->flags & CAUSE_OPENING) && now->stamp != 0 &&
		     now->stamp == own->stamp && now->segment->ack == own->last_ack;
	/* It sent more since, or spoke with another identification: which frame it was is not
	 * known. */
	bool other = own->next != now->end ||
		     (now->segment->ip_id != 0 && now->segment->ip_id != own->ip_id);
	if (left || (alike && now->cause->own_us >= STAMP_STEP_US))
		now->cause->syn_frame = other ? (uint32_t)now->segment->frame : own->sent_frame;
}

/* RFC 9293 section 3.8.6.1: who probes a shut window goes on until it hears that it is open. */
static bool goes_on_probing(const struct causes_side *own, const struct segment *segment)
{
	return (own->flags & CAUSE_PROBES) && own->unanswered > 0 && !own->keeps_alive &&
	       own->last_seq == segment->seq;
}

void causes_look(struct causing *now)
{
	now->cause->older = is_older(now);
	look_times(now);
	look_stamps(now);
	look_before(now);
	if (now->numbered)
		look_numbers(now);
	bool shared = now->peer != now->own && now->segment->ip_id != 0 &&
		      now->peer->ip_id == now->segment->ip_id;
	now->cause->same_ids = now->stamp == 0 && (now->own->same_ids || shared);
	now->cause->same_packet = is_same_packet(now);
	now->cause->probes = is_probe(now);
	now->cause->probes_on = now->cause->probes && goes_on_probing(now->own, now->segment);
	if (now->segment->flags & TCP_FLAG_SYN) {
		look_syn(now);
		look_syn_ack(now);
	}
	if (now->segment->flags & (TCP_FLAG_SYN | TCP_FLAG_FIN))
		causes_look_copy(now);
}
