/* SPDX-License-Identifier: MIT */
#include "tracker.h"

#include "analysis.h"
#include "held.h"
#include "judge.h"
#include "prediction.h"
#include "relative.h"
#include "reuse.h"
#include "state_machine.h"

_Static_assert(LABEL_COUNT <= 16, "flow.labels has a bit for each");

bool tracker_client_is_source(const struct segment *segment)
{
	if (segment->flags & TCP_FLAG_SYN)
		return !(segment->flags & TCP_FLAG_ACK);
	return segment->source.port >= segment->destination.port;
}

void tracker_begin(struct flow *flow, const struct segment *segment, bool reused)
{
	bool rst = segment->flags & TCP_FLAG_RST;
	bool syn = (segment->flags & TCP_FLAG_SYN) && !rst;
	bool ack = segment->flags & TCP_FLAG_ACK;
	bool answered = syn && ack;
	/* What has no ACK is dropped in every state behind SYN-SENT (RFC 9293 section 3.10.7.4): it
	 * tells of no connection. */
	bool midstream = !syn && ack && !rst;
	enum tcp_state before = midstream ? TCP_ESTABLISHED : TCP_CLOSED;
	flow->side[SIDE_CLIENT].state = (uint8_t)(answered ? TCP_SYN_SENT
						  : syn    ? TCP_CLOSED
							   : before);
	flow->side[SIDE_SERVER].state = (uint8_t)(syn ? TCP_LISTEN : before);
	if (midstream)
		flow->flags |= FLOW_ESTABLISHED;
	else if (!syn)
		flow->flags |= FLOW_STRAY;
	if (reused)
		flow->flags |= FLOW_REUSED_PORTS;
}

static bool is_open(const struct flow_side *side)
{
	return side->state >= TCP_ESTABLISHED;
}

/* Both ends through the flags of the segment. */
static void run_state_machine(struct transition *now)
{
	unsigned flags = now->segment->flags;
	if (flags & TCP_FLAG_RST) {
		state_machine_reset(now);
		return;
	}
	if (flags & TCP_FLAG_SYN)
		state_machine_syn(now);
	else if (flags & TCP_FLAG_ACK)
		state_machine_ack(now);
	/* Without ACK it is dropped before its FIN is looked at, and a FIN with SYN by most. */
	if ((flags & TCP_FLAG_FIN) && (flags & TCP_FLAG_ACK) && !(flags & TCP_FLAG_SYN))
		state_machine_fin(now);
	if (is_open(now->sender) && is_open(now->peer))
		now->flow->flags |= FLOW_ESTABLISHED;
}

/* SEGMENT is a RST that counts. An ACK, a SYN+ACK, or a FIN with ACK, of which no connection was
 * seen and that is answered with a RST of its number: who answers so has no connection (RFC 9293
 * section 3.10.7.1, a scan). */
static bool answers_stray(const struct flow *flow, const struct flow_side *sender,
			  const struct flow_side *peer, const struct segment *segment)
{
	bool opened = (sender->flags | peer->flags) & SIDE_SENT_SYN;
	return !opened && !(sender->flags & (SIDE_SENT_SYN_ACK | SIDE_SPOKE)) && peer->bytes == 0 &&
	       !(segment->flags & TCP_FLAG_ACK) && !(flow->flags & FLOW_SELF) &&
	       (peer->flags & SIDE_SPOKE) && segment->seq == peer->last_ack;
}

static void note_stray(struct flow *flow, const struct flow_side *sender,
		       const struct flow_side *peer, const struct segment *segment)
{
	if (segment->flags & TCP_FLAG_RST) {
		if (answers_stray(flow, sender, peer, segment))
			flow->flags |= FLOW_STRAY;
	} else if (segment->flags & (TCP_FLAG_SYN | TCP_FLAG_ACK)) {
		flow->flags &= ~(uint32_t)FLOW_STRAY;
	}
}

/* A segment that is taken: numbers, then states. */
static void take(struct transition *now)
{
	struct flow *flow = now->flow;
	struct step *step = now->step;
	const struct segment *segment = now->segment;
	note_stray(flow, now->sender, now->peer, segment);
	bool corrected = relative_set_base(now);
	step->labels = analyse(flow, now->sender, now->peer, segment);
	if (corrected && !(segment->flags & TCP_FLAG_ACK)) /* Wireshark begins anew with it */
		step->labels &= ~label_retransmissions();
	if (corrected || (step->first && (flow->flags & FLOW_REUSED_PORTS)))
		step->labels |= label_bit(LABEL_REUSED_PORTS);
	/* A RST without ACK answers, as who opens anew does (RFC 9293 section 3.10.7.3). */
	if ((segment->flags & (TCP_FLAG_RST | TCP_FLAG_ACK)) != TCP_FLAG_RST)
		reuse_speaks_on(flow, now->from);
	run_state_machine(now);
}

/* It answers the SYN of who is past that: its sender has no connection, and what opened one in its
 * name was another's (RFC 9293 section 3.10.7.1). */
static bool refuses_late(const struct transition *now)
{
	const struct segment *segment = now->segment;
	const struct flow_side *peer = now->peer;
	return segment_is_from_nobody(segment) && (segment->flags & TCP_FLAG_ACK) &&
	       (now->sender->flags & peer->flags & SIDE_SENT_SYN) &&
	       !(now->sender->flags & SIDE_SENT_SYN_ACK) && segment->ack == peer->isn + 1;
}

/* A RST that was not taken tells that its sender had ended the connection, and not by the other
 * side's FIN: that has an ACK, and what answers it has none (RFC 9293 section 3.10.7.1). */
static bool ended_without_it(const struct transition *now)
{
	const struct flow *flow = now->flow;
	const struct segment *segment = now->segment;
	if (!(segment->flags & TCP_FLAG_RST) || (flow->flags & FLOW_RESET))
		return false;
	if (flow->flags & FLOW_FIN_SEEN)
		return (segment->flags & TCP_FLAG_ACK) && segment->seq == 0 &&
		       flow->first_closer != now->from;
	return now->step->verdict == VERDICT_CHALLENGED;
}

/* One that changes nothing: a RST, or a SYN with another number. */
static void leave(const struct transition *now)
{
	if (refuses_late(now))
		now->flow->flags |= FLOW_REFUSED;
	if (ended_without_it(now)) {
		now->flow->flags |= FLOW_RST_UNTAKEN;
		now->flow->resetter = now->from == SIDE_SERVER;
		now->flow->rst_seq = now->sender->next;
	}
	if (verdict_drops(now->step->verdict))
		return;
	now->step->labels = analyse_untaken(now->flow, now->peer, now->segment);
	if (now->step->verdict == VERDICT_PENDING)
		reuse_remember(now->flow, now->from, now->segment);
}

/* After a silence, times of which 32 bits are known would be of this hour again. */
static void age(struct flow *flow, const struct segment *segment)
{
	uint32_t then = (uint32_t)(segment->time_ns / 1000) - FLOW_LONG_AGO_US;
	for (int side = SIDE_CLIENT; side <= SIDE_SERVER; side++)
		flow->side[side].next_time = flow->side[side].last_time = then;
	flow->flags &= ~(uint32_t)FLOW_SYN_TIMED;
	if (segment->time_ns - flow->last_ns > FLOW_YEAR_NS)
		flow->flags |= FLOW_CLOCK_ODD;
}

/* Who repeats tells no TTL: the same segment has another on a router's other link. */
static bool is_news(const struct flow_side *sender, const struct segment *segment)
{
	return seq_before(sender->last_ack, segment->ack) ||
	       seq_before(sender->next, segment_sequence_end(segment));
}

static struct transition transition_of(struct flow *flow, const struct segment *segment,
				       struct step *step)
{
	return (struct transition){.flow = flow,
				   .sender = flow_side(flow, step->from),
				   .peer = flow_side(flow, side_other(step->from)),
				   .segment = segment,
				   .from = step->from,
				   .step = step};
}

/* What was held back before counts, now that SEGMENT of FROM comes: it is taken first. */
static void release(struct flow *flow, enum side from, const struct segment *segment,
		    struct step *step)
{
	step->renounced = held_renounced(flow, from, segment);
	int side = held_released(flow, from, segment);
	if (side < 0)
		return;
	const struct segment *held = &flow->extra->held->released;
	struct step own = {.from = (enum side)side, .before = flow->flags};
	if (held->flags &
	    TCP_FLAG_SYN) /* the other one was not taken, nor what it said of its TTL */
		flow->ttl[side] = held->ip_ttl;
	else
		held_jump_begin(flow, &flow->extra->held->jump, held->frame);
	struct transition now = transition_of(flow, held, &own);
	take(&now);
	flow->labels |= (uint16_t)own.labels;
	step->released = held;
	step->released_from = own.from;
	step->released_again = flow->extra->held->again[side];
	step->released_labels = own.labels;
	step->released_facts = flow->flags & ~own.before;
}

/* SEGMENT of FROM may tell of what was held back, or counted after that. */
static void hear_of_held(struct flow *flow, enum side from, const struct segment *segment,
			 struct step *step)
{
	struct held_jump *jump = &flow->extra->held->jump;
	if (held_waits(flow->extra))
		release(flow, from, segment, step);
	if (jump->open && held_jump_was_stray(jump, from, segment))
		step->strays = jump;
}

/* As judge(), but of what is no SYN and no RST. */
static enum step_verdict judge_plain(struct flow *flow, enum side from,
				     const struct segment *segment)
{
	if (held_is_of_no_tcp(flow, segment))
		return VERDICT_NO_TCP;
	bool stray = held_is_stray(flow, from, segment) && held_keep(flow, from, segment);
	return stray ? VERDICT_HELD : VERDICT_TAKEN;
}

static enum step_verdict judge_any(struct flow *flow, enum side from, const struct segment *segment)
{
	if (!(segment->flags & (TCP_FLAG_SYN | TCP_FLAG_RST)))
		return judge_plain(flow, from, segment);
	if (held_is_second_answer(flow, from, segment) && held_keep(flow, from, segment))
		return VERDICT_HELD;
	return judge(flow, from, segment);
}

/* What the segment is told to be, when it has been taken or left. */
static void finish(const struct transition *now)
{
	struct flow *flow = now->flow;
	struct step *step = now->step;
	const struct segment *segment = now->segment;
	if (step->labels != 0) {
		flow->retransmissions += (step->labels & label_retransmissions()) != 0;
		flow->labels |= (uint16_t)step->labels;
	}
	bool ack = segment->flags & TCP_FLAG_ACK;
	step->relative_seq =
	    now->sender->flags & SIDE_ISN_KNOWN ? segment->seq - now->sender->isn : segment->seq;
	step->relative_ack = ack ? segment->ack - now->peer->isn : segment->ack;
	step->facts = flow->flags & ~step->before;
	step->established = step->facts & FLOW_ESTABLISHED;
	step->ended = step->facts & (FLOW_CLOSED | FLOW_RESET);
	prediction_prepare(flow);
}

static void step_fully(struct flow *flow, enum side from, const struct segment *segment,
		       struct step *step)
{
	*step = (struct step){
	    .from = from,
	    .first = flow->segments == 0,
	    .before = flow->flags,
	};
	struct transition now = transition_of(flow, segment, step);
	flow->segments++;
	int64_t silence_ns = segment->time_ns - flow->last_ns;
	if (silence_ns > FLOW_LONG_AGO_US * INT64_C(1000))
		age(flow, segment);
	if (silence_ns >= 0)
		flow->last_ns = segment->time_ns;
	else
		flow->flags |= FLOW_CLOCK_ODD;
	if ((flow->flags & FLOW_RST_PENDING) && judge_goes_on(flow, from, segment) &&
	    !held_is_stray(flow, from, segment)) {
		state_machine_going_on(flow, from);
		if (segment->flags & TCP_FLAG_RST) /* it aborts what had been opened */
			flow->flags |= FLOW_ESTABLISHED;
	}
	uint8_t *ttl = &flow->ttl[now.sender - flow->side];
	bool tells_ttl =
	    !(segment->flags & TCP_FLAG_RST) && (*ttl == 0 || is_news(now.sender, segment));
	if (flow->extra && held_asks(flow->extra))
		hear_of_held(flow, from, segment, step);
	step->verdict = judge_any(flow, from, segment);
	step->stray_ack = held_resets_with_stray_ack(flow, from, segment);
	step->foreign = (segment->flags & TCP_FLAG_RST) && judge_is_foreign(flow, from, segment);
	if (tells_ttl && !verdict_drops(step->verdict))
		*ttl = segment->ip_ttl;
	if (verdict_counts(step->verdict, segment))
		take(&now);
	else
		leave(&now);
	finish(&now);
}

void tracker_take_held(struct flow *flow, const struct segment *segment, struct step *step)
{
	struct transition now = transition_of(flow, segment, step);
	flow->extra->held->waits[step->from] = false;
	step->verdict = VERDICT_TAKEN;
	take(&now);
	finish(&now);
}

void tracker_drop_held(struct flow *flow, const struct step *step)
{
	flow->extra->held->waits[step->from] = false;
}

void tracker_step(struct flow *flow, const struct segment *segment, struct step *step)
{
	enum side from = flow_sender(flow, segment);
	if (!prediction_step(flow, from, segment, step))
		step_fully(flow, from, segment, step);
}
