/* SPDX-License-Identifier: MIT */
/* Claims about segments with SYN. */
#include "claims_private.h"
#include "tcp_options.h"

/* RFC 7413: a client asks for a cookie and the server gives one; later the client shows it. */
static void claim_cookie(struct claiming *now)
{
	struct tcp_options options;
	tcp_options_read(now->in->segment, &options);
	if (!options.fast_open)
		return;
	if (options.fast_open_length == 0)
		claiming_add(now, CLAIM_COOKIE_REQUEST);
	else
		claim_value(claiming_add(now, CLAIM_COOKIE), UNIT_BYTES, options.fast_open_length);
}

static void claim_syn_again(struct claiming *now, enum claim_id id)
{
	const struct cause *cause = now->in->cause;
	struct claim *claim = claiming_add(now, id);
	claim_rests_on(claim, cause->sent_frame);
	claim_value(claim, UNIT_US, cause->silence_us);
	const struct causes *causes = now->in->flow->causes;
	bool counted = !causes || !(causes->side[now->in->step->from].flags & CAUSE_SYN_OTHER);
	if (cause->syns > 1 && !cause->syn_soon && counted)
		claim_more(claim, UNIT_COUNT, cause->syns);
}

/* What came before it had data: some leave that out when they send the SYN again (RFC 7413 section
 * 4.1.3). */
static void claim_without_data(struct claiming *now)
{
	const struct causes *causes = now->in->flow->causes;
	if (causes && (causes->side[now->in->step->from].flags & CAUSE_SYN_DATA) &&
	    now->in->segment->payload_length == 0)
		claiming_add(now, CLAIM_SYN_WITHOUT_DATA);
}

/* The same SYN was captured before, while an older connection stood between these ends. */
static bool claim_syn_of_before(struct claiming *now)
{
	const struct segment *segment = now->in->segment;
	int64_t before_ns = flow_syn_before(now->in->flow, segment->seq);
	if (before_ns == 0 || now->in->step->from != SIDE_CLIENT)
		return false;
	claim_value(claiming_add(now, CLAIM_SYN_AGAIN), UNIT_US,
		    cause_since(segment->time_ns / 1000, before_ns / 1000));
	return true;
}

/* Who answered a SYN in LISTEN has sent no SYN without ACK, and never does (RFC 9293 section
 * 3.10.7.2). */
static bool is_of_syn_ack(const struct claim_input *in)
{
	const struct flow_side *own = flow_side_const(in->flow, in->step->from);
	return (own->flags & (SIDE_SENT_SYN | SIDE_SENT_SYN_ACK)) == SIDE_SENT_SYN_ACK;
}

/* Data goes with the client's SYN, which the server answers; in a simultaneous open both do. */
static bool sends_answers(const struct claim_input *in)
{
	return in->step->from == SIDE_SERVER;
}

/* It acknowledges another number than that of PEER's SYN, and none of the data that went with it:
 * what was sent later none that answers it can have. */
static bool lies_beyond_syn(const struct claim_input *in, const struct flow_side *peer)
{
	const struct causes *causes = in->flow->causes;
	uint32_t beyond = in->segment->ack - peer->isn - 1;
	unsigned data = causes && !flow_is_self(in->flow)
			    ? causes->side[side_other(in->step->from)].syn_bytes
			    : 0;
	if (!(in->flow->flags & FLOW_SYN_DATA))
		return beyond != 0;
	return data != 0 && beyond > data && (in->step->before & FLOW_ESTABLISHED);
}

static enum claim_id syn_ack_id(const struct claiming *now)
{
	if (now->in->step->facts & FLOW_FAST_OPEN)
		return CLAIM_SYN_ACK_DATA;
	/* It acknowledges that SYN and no other (RFC 9293 section 3.10.7.3). */
	if (now->in->cause->no_evidence)
		return CLAIM_SYN_ACK_OTHER;
	const struct flow_side *peer =
	    flow_side_const(now->in->flow, side_other(now->in->step->from));
	if (!(peer->flags & (SIDE_SENT_SYN | SIDE_SENT_SYN_ACK)))
		return CLAIM_SYN_ACK_ALONE;
	if (lies_beyond_syn(now->in, peer))
		return CLAIM_SYN_ACK_OTHER;
	/* Which one it answers, where the SYN was sent again, is not known; the SYN+ACK may have
	 * data of its own. */
	bool of_data = (now->in->flow->flags & FLOW_SYN_DATA) && peer->bytes > 0 &&
		       sends_answers(now->in) && now->in->segment->ack == peer->isn + 1 &&
		       now->in->cause->peer_again == 0;
	return of_data ? CLAIM_SYN_ACK_ONLY : CLAIM_SYN_ACK;
}

/* Its ACK was captured so shortly before that it cannot have come by then. */
static bool is_acked_too_late(const struct claim_input *in)
{
	int64_t since_us = in->cause->heard_us;
	return since_us >= 0 && since_us < in->round_trip_us[in->step->from];
}

static enum claim_id syn_ack_again_id(const struct claiming *now)
{
	if (!now->in->cause->acked)
		return CLAIM_SYN_ACK_AGAIN;
	return is_acked_too_late(now->in) ? CLAIM_SYN_ACK_SOON : CLAIM_SYN_ACK_HELD;
}

void claims_syn(struct claiming *now)
{
	const struct step *step = now->in->step;
	const struct cause *cause = now->in->cause;
	const struct segment *segment = now->in->segment;
	bool again = (step->labels & label_retransmissions()) != 0 && cause->syns > 1;
	bool ack = segment->flags & TCP_FLAG_ACK, again_soon = again && cause->syn_soon;
	const struct flow_side *peer = flow_side_const(now->in->flow, side_other(step->from));
	if (step->verdict == VERDICT_HELD) { /* of two, it is not known which one is taken */
		claiming_add(now, CLAIM_SYN_ACK);
		return;
	}
	if (step->verdict != VERDICT_TAKEN) {
		bool pending = step->verdict == VERDICT_PENDING;
		claiming_add(now, pending ? CLAIM_SYN_PENDING : CLAIM_SYN_STRAY);
		return;
	}
	if (now->in->evidence && now->in->evidence->forged) {
		claim_rests_on(claiming_add(now, CLAIM_SYN_FORGED), now->in->evidence->forged);
	} else if (again && !ack && is_of_syn_ack(now->in)) {
		claiming_add(now, CLAIM_SYN_OF_SYN_ACK);
	} else if (again && cause->syn_other) {
		claim_rests_on(claiming_add(now, CLAIM_SYN_OTHER), cause->own_frame);
	} else if (again_soon) {
		claim_syn_again(now, CLAIM_SYN_ACK_EARLY);
	} else if (again && cause->syn_frame == segment->frame) {
		claiming_add(now, CLAIM_SYN_UNSENT);
	} else if (again && cause->syn_frame != 0) {
		claim_rests_on(claiming_add(now, CLAIM_SAME_PACKET), cause->syn_frame);
	} else if (again && ack) {
		claim_syn_again(now, syn_ack_again_id(now));
	} else if (again) {
		claim_syn_again(now, CLAIM_SYN_AGAIN);
		claim_without_data(now);
	} else if (ack) {
		/* A SYN+ACK of the other side is not what it answers, nor is a SYN that comes again
		 * without the data. */
		enum claim_id id = syn_ack_id(now);
		bool unnamed = (peer->flags & SIDE_SENT_SYN_ACK) ||
			       ((now->in->flow->flags & FLOW_SYN_DATA) && cause->peer_again > 0);
		claim_rests_on(claiming_add(now, id), unnamed ? 0 : cause->asked_frame);
	} else if (segment->payload_length > 0) {
		claim_value(claiming_add(now, CLAIM_SYN_DATA), UNIT_BYTES, segment->payload_length);
	} else if (!claim_syn_of_before(now)) {
		bool second = (peer->flags & SIDE_SENT_SYN) && now->in->flow->segments > 1;
		claim_rests_on(claiming_add(now, second ? CLAIM_SYN_BEFORE_OTHER : CLAIM_SYN),
			       second ? cause->asked_frame : 0);
	}
	claim_cookie(now);
}
