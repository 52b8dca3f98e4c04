/* SPDX-License-Identifier: MIT */
/* Claims about bytes that are sent again, or come late. */
#include "checksum.h"
#include "claims_private.h"
#include "seq.h"
#include "tcp_options.h"

/* Shorter ago than any retransmission time-out of Linux: what the other side said is what the
 * sender acts on. Unknown times are no ground for anything. */
static bool is_recent(int64_t us)
{
	return us >= 0 && us < RTO_MIN_US;
}

static bool is_timeout(int64_t us)
{
	return us >= RTO_MIN_US;
}

/* So soon after a report that it is what the sender acts on: the path to it and back, and a little;
 * shorter than its time-out. */
static bool is_answer(const struct claim_input *in, int64_t us)
{
	int64_t round_trip_us = in->round_trip_us[in->step->from];
	if (round_trip_us < 0)
		round_trip_us = 0;
	return is_recent(us) && us < REPORT_US + round_trip_us * 5 / 4;
}

/* By what it echoes, it left before the other side's last segment came (RFC 7323 section 4.3: a
 * pure ACK's timestamp is echoed, too). */
static bool left_before_heard(const struct claim_input *in)
{
	struct tcp_options options;
	if (in->cause->peer_stamp == 0)
		return false;
	tcp_options_read(in->segment, &options);
	return options.has_timestamps && seq_before(options.timestamp_echo, in->cause->peer_stamp);
}

/* The third duplicate ACK would have been answered before the last one came (RFC 5681 section 3.2);
 * if it had not arrived by then, it may be a time-out that sends this. */
static bool timer_may_have_run_out(const struct cause *cause)
{
	return cause->dupacks > 3 && is_timeout(cause->silence_us);
}

/* The first SACK came sooner before it than any round trip to its sender took: it may have passed
 * that on its way, and a time-out sends this (RFC 6298 section 5.4). */
static bool timer_beside_report(const struct claim_input *in)
{
	const struct cause *cause = in->cause;
	return cause->at_una && cause->again == 1 && cause->first_us >= RTO_MIN_US &&
	       cause->least_us >= 0 && cause->report_us < cause->least_us;
}

static enum claim_id again_reported(const struct claim_input *in, bool fast)
{
	const struct cause *cause = in->cause;
	if (cause->report_frame == cause->peer_frame && left_before_heard(in))
		return CLAIM_IDS;
	if (cause->sacked_since && is_answer(in, cause->report_us))
		return timer_beside_report(in) ? CLAIM_AGAIN : CLAIM_AGAIN_SACK;
	if (!is_answer(in, cause->heard_us))
		return CLAIM_IDS;
	if (cause->at_una && cause->again == 1 && cause->dupacks >= (fast ? 2 : 3))
		return timer_may_have_run_out(cause) ? CLAIM_AGAIN : CLAIM_AGAIN_DUPACKS;
	return cause->recovers ? CLAIM_AGAIN_PARTIAL : CLAIM_IDS;
}

/* No timer expires before a round trip of the whole path (RFC 6298 section 2.3, RFC 8985 section
 * 7.2), and an ACK of more starts it anew (RFC 6298 section 5.3). What comes sooner belongs to a
 * repetition before it, or answers something: that ACK, a window that has opened (RFC 9293 section
 * 3.8.6.1), or what was not captured, as an ICMP error (RFC 1191). */
static bool before_any_timer(const struct claim_input *in)
{
	const struct cause *cause = in->cause;
	int64_t near_us = in->round_trip_us[in->step->from];
	int64_t far_us = in->round_trip_us[side_other(in->step->from)];
	near_us = near_us > 0 ? near_us : 0;
	int64_t least_us = near_us + (far_us > 0 ? far_us : 0);
	if (far_us < 0 && least_us < TIMER_UNKNOWN_US)
		least_us = TIMER_UNKNOWN_US;
	bool heard = cause->at_una && cause->peer_frame > cause->sent_frame;
	bool had_come = cause->heard_us >= near_us / 2 && !left_before_heard(in);
	return cause->silence_us < least_us ||
	       (heard && had_come && cause->heard_us < near_us + least_us);
}

/* It acknowledges what was not captured: what came to it, nobody knows, nor when. */
static bool heard_unseen(const struct claim_input *in)
{
	const struct cause *cause = in->cause;
	bool ack = in->segment->flags & TCP_FLAG_ACK;
	return cause->moves_ack ? cause->acks_more || cause->peer_hole
				: ack && cause->peer_frame == 0 && !cause->doubled;
}

/* Nothing reported them missing: a timer of the sender. */
static enum claim_id again_by_timer(const struct claim_input *in)
{
	const struct cause *cause = in->cause;
	int64_t round_trip_us = in->round_trip_us[side_other(in->step->from)];
	/* All that is outstanding is in it, or it is the only segment that is. */
	bool alone =
	    (cause->own_before == 1 && !cause->own_unsure) || (cause->at_una && cause->is_tail);
	bool several = cause->own_before > 1;
	bool silent = is_timeout(cause->silence_us) &&
		      (cause->heard_us == CAUSE_UNKNOWN || is_timeout(cause->heard_us));
	/* What is sent again is stamped anew (RFC 7323): this may be a copy that the path made. */
	bool stamped =
	    !cause->stamped_before && !(cause->stamped_us == 0 && cause->own_us >= STAMP_STEP_US);
	if ((in->step->before & (FLOW_CLOSED | FLOW_RESET)) || !stamped)
		return CLAIM_AGAIN; /* it may have been under way for long */
	if (cause->silence_us > RTO_MAX_US || heard_unseen(in))
		return CLAIM_AGAIN;
	if (cause->doubled && silent)
		return CLAIM_AGAIN_DOUBLED;
	if (alone && cause->silence_us > 0)
		return before_any_timer(in) ? CLAIM_AGAIN : CLAIM_AGAIN_TIMER;
	bool asked = cause->sacked_since; /* that answer may have been under way for long */
	if (several && cause->at_una && silent && !cause->is_tail && !asked)
		return CLAIM_AGAIN_TIMEOUT;
	/* RFC 8985 section 7: the last of what is outstanding, when nothing was heard of it for two
	 * round trips; and sooner than a time-out. */
	bool probe = several && cause->is_tail && !cause->at_una && cause->again == 1 &&
		     cause->dupacks == 0 && cause->sack_right == cause->sack_left;
	if (probe && is_recent(cause->silence_us) && round_trip_us >= 0 &&
	    cause->silence_us > round_trip_us)
		return CLAIM_AGAIN_PROBE;
	return CLAIM_AGAIN;
}

static enum claim_id again_id(const struct claiming *now)
{
	const struct cause *cause = now->in->cause;
	bool acked = cause->acked || claiming_label(now, LABEL_SPURIOUS_RETRANSMISSION);
	if (acked)
		return cause->repeats ? CLAIM_AGAIN_ACKED : CLAIM_ACKED_BEFORE;
	if (cause->syn_only)
		return CLAIM_AGAIN_SYN_ONLY;
	bool fast = claiming_label(now, LABEL_FAST_RETRANSMISSION);
	enum claim_id reported = again_reported(now->in, fast);
	bool asked = reported == CLAIM_AGAIN_PARTIAL || reported == CLAIM_AGAIN_DUPACKS;
	if (asked && claiming_fate(now->in).fate == FATE_UNKNOWN)
		return CLAIM_AGAIN; /* it may be a copy, which nobody sent again */
	return reported != CLAIM_IDS ? reported : again_by_timer(now->in);
}

/* The last of the bytes that the SACK covered, from ISN on: the FIN is none, where it covered
 * bytes, too. */
static uint32_t last_sacked(const struct claim_input *in, uint32_t isn)
{
	const struct cause *cause = in->cause;
	const struct causes *causes = in->flow->causes;
	const struct causes_side *own =
	    causes && !flow_is_self(in->flow) ? &causes->side[in->step->from] : NULL;
	bool fin = own && (own->flags & CAUSE_FIN) && cause->sack_right == own->fin_end &&
		   cause->sack_right - cause->sack_left > 1;
	return cause->sack_right - isn - 1 - fin;
}

static void again_figures(const struct claim_input *in, struct claim *claim)
{
	const struct cause *cause = in->cause;
	uint32_t isn = flow_side_const(in->flow, in->step->from)->isn;
	if (claim->id == CLAIM_AGAIN_SACK) {
		claim_rests_on(claim, cause->report_frame);
		claim_value(claim, UNIT_SEQ, cause->sack_left - isn);
		claim_more(claim, UNIT_SEQ, last_sacked(in, isn));
	} else if (claim->id == CLAIM_AGAIN_DUPACKS) {
		claim_rests_on(claim, cause->peer_frame);
		claim_value(claim, UNIT_COUNT, cause->dupacks);
	} else if (claim->id == CLAIM_ACKED_BEFORE) {
		claim_rests_on(claim, cause->peer_frame);
		claim_value(claim, UNIT_BYTES, in->segment->payload_length);
		return;
	} else if (claim->id == CLAIM_AGAIN_PARTIAL || claim->id == CLAIM_AGAIN_SYN_ONLY ||
		   claim->id == CLAIM_AGAIN_ACKED) {
		claim_rests_on(claim, cause->peer_frame);
	} else {
		claim_rests_on(claim, cause->sent_frame);
		claim_value(claim, UNIT_US, cause->silence_us);
		if (cause->again > 0)
			claim_more(claim, UNIT_COUNT, cause->again + 1);
	}
	if (cause->at_una)
		claim_rests_on(claim, cause->first_frame);
}

/* It took more bytes along. */
static void claim_new(struct claiming *now)
{
	const struct cause *cause = now->in->cause;
	const struct segment *segment = now->in->segment;
	if (cause->new_bytes == 0 || cause->new_bytes >= segment->payload_length)
		return;
	uint32_t last = now->in->step->relative_seq + segment->payload_length - 1;
	struct claim *claim = claiming_add(now, CLAIM_AGAIN_NEW);
	claim_value(claim, UNIT_SEQ, last - cause->new_bytes + 1);
	claim_more(claim, UNIT_SEQ, last);
}

void claims_again(struct claiming *now)
{
	again_figures(now->in, claiming_add(now, again_id(now)));
	claim_new(now);
}

void claims_late(struct claiming *now)
{
	const struct fate_told told = claiming_fate(now->in);
	if (told.fate == FATE_OVERTAKEN)
		claim_rests_on(claiming_add(now, CLAIM_OVERTAKEN), told.by);
	else if (now->in->overtakes)
		claiming_add(now, CLAIM_AGAIN); /* its first sending comes later: when, is open */
	else
		claiming_add(now, now->in->lost_before ? CLAIM_LOST_BEFORE : CLAIM_LATE);
	claim_new(now);
}

void claims_fate(struct claiming *now)
{
	static const struct {
		bool told;
		enum claim_id id;
	} rows[FATE_COUNT + 1] = {[FATE_LOST] = {true, CLAIM_LOST},
				  [FATE_PART_LOST] = {true, CLAIM_PART_LOST},
				  [FATE_LOST_OR_ANSWER] = {true, CLAIM_LOST_OR_ANSWER},
				  [FATE_DISCARDED] = {true, CLAIM_DISCARDED}};
	const struct evidence_step *evidence = now->in->evidence;
	const struct fate_told told = claiming_fate(now->in);
	if (evidence && evidence->crossed)
		claim_rests_on(claiming_add(now, CLAIM_CROSSED), evidence->crossed);
	if (!rows[told.fate].told)
		return;
	enum claim_id id = rows[told.fate].id;
	/* What came later may be a copy that the path held back, and nothing was sent again. */
	if (id == CLAIM_LOST_OR_ANSWER && told.grade == FATE_PROBABLY)
		id = CLAIM_PROBABLY_LOST;
	const unsigned syn_ack = TCP_FLAG_SYN | TCP_FLAG_ACK;
	/* Who asked for no connection may answer nothing. */
	if (told.fate == FATE_LOST_OR_ANSWER && (now->in->segment->flags & syn_ack) == syn_ack)
		id = CLAIM_NO_ANSWER;
	/* That an answer tells of it has nothing to do with its checksum, nor has a sum that a
	 * network card was to add the rest to. */
	bool answered = told.by != 0 && told.by != now->in->segment->frame;
	if (id == CLAIM_DISCARDED && !answered &&
	    segment_checksum(now->in->segment) == CHECKSUM_BAD &&
	    !segment_checksum_is_partial(now->in->segment))
		id = CLAIM_BAD_CHECKSUM;
	/* That it is answered is told with the answer. */
	if (id == CLAIM_DISCARDED &&
	    (claim_find(now->set, CLAIM_SYN_ACK_HELD) || claim_find(now->set, CLAIM_SAME_PACKET) ||
	     claim_find(now->set, CLAIM_OUTSIDE_WINDOW) ||
	     claim_find(now->set, CLAIM_BEFORE_ANSWER)))
		return;
	/* So is that it was not. */
	if (id == CLAIM_NO_ANSWER && claim_find(now->set, CLAIM_SYN_ACK_AGAIN))
		return;
	claim_rests_on(claiming_add(now, id), told.by);
}

/* A state that its segment shows its sender in was brought by one of those before it. */
void claims_settled(struct claiming *now)
{
	const struct claim_input *in = now->in;
	const struct cause *cause = in->cause;
	enum side from = in->step->from;
	if (!in->evidence || cause->hedged_frame == 0 ||
	    (in->segment->flags & (TCP_FLAG_SYN | TCP_FLAG_RST)))
		return;
	const struct end_state *before = &in->evidence->before[from];
	if (before->state != cause->hedged_state || !in->evidence->states[from].proven)
		return;
	struct claim *claim = claiming_add(now, CLAIM_ONE_ARRIVED);
	claim_rests_on(claim, cause->hedged_frame);
	claim_rests_on(claim, cause->hedged_last);
	claim_value(claim, UNIT_COUNT, cause->hedged_count);
}
