/* SPDX-License-Identifier: MIT */
/* Claims about a connection: how it was opened, what happened, how it ended. */
#include "classify.h"
#include "ending.h"
#include "seq.h"

enum {
	GIVES_UP_MIN = 2,        /* fewer unanswered segments are no reason */
	ANSWERS_APART_US = 5000, /* a host may take less */
};

/* Something on the path may have answered the SYN, or the server's program takes its time: both
 * times are told. Of an ACK that was probably delayed it is known why. */
static void claim_answer_times(const struct ending *end)
{
	const struct causes_side *server = ending_side(end, SIDE_SERVER);
	int64_t syn_us = server->syn_answer_us, data_us = server->data_least_us;
	bool least = server->data_bound_us == 0 || server->data_bound_us >= server->data_least_us;
	/* What was not captured may have been sent later, and have taken less. */
	bool gaps = ending_has_gap(end, SIDE_SERVER) || ending_has_gap(end, SIDE_CLIENT);
	bool known = syn_us != 0 && data_us != 0 && data_us < UINT32_MAX && least &&
		     !server->delays && !gaps;
	if (!known || data_us < 2 * syn_us || data_us - syn_us < ANSWERS_APART_US)
		return;
	struct claim *claim = ending_add(end, CLAIM_ANSWER_TIMES, SIDE_SERVER);
	claim_rests_on(claim, end->causes->opened_frame);
	claim_value(claim, UNIT_US, syn_us);
	claim_more(claim, UNIT_US, data_us);
}

/* Behind its SYN+ACK the server only answered with a RST without ACK, as who has no connection does
 * (RFC 9293 section 3.10.7.1): nothing shows that it took the ACK. */
static bool is_server_untold(const struct ending *end)
{
	const struct flow *flow = end->flow;
	if (!(flow->flags & FLOW_RESET) || flow->resetter != SIDE_SERVER || flow_is_self(flow) ||
	    !end->causes->reset_answers || end->causes->reset_in_name || end->causes->reset_forged)
		return false;
	const struct causes_side *client = ending_side(end, SIDE_CLIENT),
				 *server = ending_side(end, SIDE_SERVER);
	return (flow->side[SIDE_CLIENT].flags & SIDE_SENT_SYN) &&
	       (flow->side[SIDE_SERVER].flags & SIDE_SENT_SYN_ACK) && server->last_rst &&
	       !(server->flags & CAUSE_LAST_ACKS) && (client->flags & CAUSE_ACKED) &&
	       client->una == flow->side[SIDE_CLIENT].isn + 1 &&
	       server->next == flow->side[SIDE_SERVER].isn + 1;
}

static void claim_opened(const struct ending *end)
{
	const struct flow *flow = end->flow;
	int64_t rtt_us = flow->flags & FLOW_RTT_KNOWN ? (int64_t)flow->syn_rtt_us : CAUSE_UNKNOWN;
	const unsigned client = flow_side_const(flow, SIDE_CLIENT)->flags;
	if (end->causes && !end->causes->syn_timed && !(client & SIDE_SENT_SYN)) {
		claim_rests_on(ending_add(end, CLAIM_OPENED_UNSEEN, SIDE_CLIENT),
			       end->causes->opened_frame);
		return;
	}
	if (!end->causes || !end->causes->opened) {
		claim_value(ending_add(end, CLAIM_OPENED, SIDE_CLIENT), UNIT_US, rtt_us);
		return;
	}
	int64_t whole_us = cause_since(end->causes->opened_us, end->causes->syn_us);
	uint8_t syns = end->causes->opened_syns, answers = end->causes->opened_answers;
	bool held = end->causes->held, by_data = end->causes->opened_by_data && !held;
	enum claim_id id = held          ? CLAIM_OPENED_HELD
			   : syns > 1    ? CLAIM_OPENED_AGAIN
			   : answers > 1 ? CLAIM_OPENED_ANSWER_AGAIN
			   : by_data     ? CLAIM_OPENED_AT_MOST
					 : CLAIM_OPENED;
	struct claim *claim = ending_add(end, id, held ? SIDE_SERVER : SIDE_CLIENT);
	claim_rests_on(claim, end->causes->syn_frame);
	claim_rests_on(claim, end->causes->opened_frame);
	/* Behind a repetition "at most" would say nothing. */
	bool told = rtt_us != CAUSE_UNKNOWN && (!by_data || id == CLAIM_OPENED_AT_MOST);
	if (held ? end->causes->opened_told : told)
		claim_value(claim, UNIT_US, whole_us);
	bool counted = !(ending_side(end, SIDE_CLIENT)->flags & CAUSE_SYN_OTHER);
	int sent = held || syns <= 1 ? answers : counted ? syns : 0;
	bool sure = !ending_is_unsure(end, SIDE_CLIENT) && !ending_is_unsure(end, SIDE_SERVER);
	if (id != CLAIM_OPENED && id != CLAIM_OPENED_AT_MOST && sent > 0 && sure)
		claim_more(claim, UNIT_COUNT, sent);
	if (!held && syns > 1 && answers > 1 && sure)
		ending_count(end, CLAIM_SYN_ACK_REPEATED, SIDE_SERVER, end->causes->opened_frame,
			     answers);
	if (!held && syns > 1 && answers == 1) {
		claim = ending_add(end, CLAIM_ROUND_TRIP, SIDE_CLIENT);
		claim_rests_on(claim, end->causes->opened_frame);
		claim_value(claim, UNIT_US, rtt_us);
	}
	if (held && syns > 1 && sure && counted)
		ending_count(end, CLAIM_SYN_REPEATED, SIDE_CLIENT, end->causes->syn_frame, syns);
	claim_answer_times(end);
	if (is_server_untold(end))
		claim_rests_on(ending_add(end, CLAIM_SERVER_UNTOLD, SIDE_SERVER),
			       end->causes->reset_frame);
}

/* The last SYN came after the last RST; a RST of the client is no try. */
static bool tries_again(const struct ending *end)
{
	if (!end->causes || !end->causes->refused)
		return false;
	const struct causes_side *client = ending_side(end, SIDE_CLIENT);
	return !client->last_rst && client->last_frame > ending_side(end, SIDE_SERVER)->last_frame;
}

static enum claim_id id_of_refused(const struct ending *end)
{
	return tries_again(end) ? CLAIM_NOT_OPENED_REFUSED_AGAIN : CLAIM_NOT_OPENED_REFUSED;
}

/* A RST with ACK says what had come (RFC 9293 section 3.10.7.1): a SYN+ACK. */
static bool resets_unseen_answer(const struct ending *end)
{
	if (!end->causes)
		return false;
	const struct causes_side *client = ending_side(end, SIDE_CLIENT);
	return client->last_rst && client->syns > 0 && (client->flags & CAUSE_LAST_ACKS) &&
	       client->last_ack != 0 && !(ending_side(end, SIDE_SERVER)->flags & CAUSE_SPOKE);
}

static void claim_unanswered(const struct ending *end)
{
	bool by_server = flow_side_const(end->flow, SIDE_SERVER)->flags & SIDE_SENT_SYN_ACK;
	/* The first SYN may be none of its sender, who answers that of the other side. */
	bool answered = by_server || flow_open(end->flow) == OPEN_INCOMPLETE;
	if (ending_is_early(end)) {
		ending_add(end, CLAIM_GIVEN_UP, SIDE_CLIENT);
		return;
	}
	if (tries_again(end)) {
		ending_add(end, CLAIM_NOT_OPENED_REFUSED_AGAIN, SIDE_SERVER);
		return;
	}
	if (!answered && resets_unseen_answer(end)) {
		claim_rests_on(ending_add(end, CLAIM_NOT_OPENED_UNSEEN, SIDE_CLIENT),
			       ending_side(end, SIDE_CLIENT)->last_frame);
		return;
	}
	enum side side = by_server ? SIDE_SERVER : SIDE_CLIENT;
	bool one_way = answered && ending_is_unheard(end, side_other(side));
	enum claim_id id = !answered ? CLAIM_NOT_OPENED_UNANSWERED
			   : one_way ? CLAIM_OPENING_ONE_WAY
				     : CLAIM_NOT_OPENED_INCOMPLETE;
	struct claim *claim = ending_add(end, id, side);
	if (end->causes)
		claim_rests_on(claim, answered ? ending_side(end, side)->last_frame
					       : end->causes->syn_frame);
	if (end->causes && ending_side(end, side)->syns > 1 && !ending_is_unsure(end, side) &&
	    !(ending_side(end, side)->flags & CAUSE_SYN_OTHER))
		claim_value(claim, UNIT_COUNT, ending_side(end, side)->syns);
}

static struct claim *add_reset(const struct ending *end, enum claim_id id)
{
	struct claim *claim = ending_add(end, id, (enum side)end->flow->resetter);
	if (end->causes)
		claim_rests_on(claim, end->causes->reset_frame);
	return claim;
}

/* The SYN+ACK was not for the SYN that the RST answers, or came behind it. */
static bool refuses_its_syn(const struct ending *end)
{
	return end->causes && end->causes->refused && end->flow->resetter == SIDE_SERVER &&
	       ending_side(end, SIDE_CLIENT)->syns == 1;
}

static void claim_broken_off(const struct ending *end)
{
	if (refuses_its_syn(end)) {
		add_reset(end, CLAIM_NOT_OPENED_REFUSED);
		return;
	}
	bool forged = end->causes && end->causes->reset_forged;
	/* Who has no connection aborts none, nor who answers an ACK that is not for its SYN. */
	bool answers = end->causes && end->causes->reset_answers;
	enum side other = side_other((enum side)end->flow->resetter);
	struct claim *claim =
	    add_reset(end, forged                          ? CLAIM_NOT_OPENED_FORGED
			   : ending_is_unheard(end, other) ? CLAIM_OPENING_ONE_WAY_RST
			   : answers                       ? CLAIM_NOT_OPENED_ANSWERED
							   : CLAIM_NOT_OPENED_BROKEN_OFF);
	bool syn = flow_side_const(end->flow, SIDE_SERVER)->flags & SIDE_SENT_SYN;
	if (end->causes && !syn && ending_side(end, SIDE_SERVER)->syns > 1 &&
	    !ending_is_unsure(end, SIDE_SERVER))
		claim_value(claim, UNIT_COUNT, ending_side(end, SIDE_SERVER)->syns);
}

static void add_opened(const struct ending *end, enum claim_id id)
{
	struct claim *claim = ending_add(end, id, SIDE_CLIENT);
	if (!end->causes)
		return;
	claim_rests_on(claim, end->causes->syn_frame);
	claim_rests_on(claim, end->causes->opened_frame);
}

/* Whether that is all. */
static bool claims_opening(const struct ending *end)
{
	switch (flow_open(end->flow)) {
	case OPEN_REFUSED:
		add_reset(end, id_of_refused(end));
		return true;
	case OPEN_NO_CONNECTION:
		if (end->causes && end->causes->no_connection)
			add_reset(end, CLAIM_NO_CONNECTION);
		else
			ending_add(end, CLAIM_STRAY, SIDE_CLIENT);
		return true;
	case OPEN_INCOMPLETE:
		if (end->flow->flags & FLOW_RESET)
			claim_broken_off(end);
		else
			claim_unanswered(end);
		return true;
	case OPEN_UNANSWERED:
		claim_unanswered(end);
		return true;
	case OPEN_MIDSTREAM:
		ending_add(end, CLAIM_OPENED_BEFORE, SIDE_CLIENT);
		ending_add(end, CLAIM_ROLES_GUESSED, SIDE_CLIENT);
		return false;
	case OPEN_SIMULTANEOUS:
		add_opened(end, CLAIM_OPENED_SIMULTANEOUSLY);
		return false;
	case OPEN_FAST:
		add_opened(end, CLAIM_OPENED_FAST);
		return false;
	case OPEN_3_WAY:
	case OPEN_NAME_COUNT:
		break;
	}
	claim_opened(end);
	return false;
}

/* The other side has begun anew with another number: an ACK below that is read as one of an older
 * connection. */
static bool may_be_acked_unread(const struct ending *end, enum side side)
{
	return ending_side(end, side_other(side))->flags & CAUSE_SKIPS_UNTOLD;
}

/* What stood at the end: who gave up, and what nobody acknowledged. */
static void claims_left(const struct ending *end)
{
	const struct flow *flow = end->flow;
	bool reset = flow->flags & FLOW_RESET;
	enum side last = flow_is_self(flow) ? SIDE_CLIENT : SIDE_SERVER;
	const struct flow_side *other =
	    flow_side_const(flow, side_other((enum side)flow->resetter));
	bool heard = other->flags & SIDE_SPOKE; /* or its answers were not captured */
	if (reset && heard && end->causes->gave_up >= GIVES_UP_MIN) {
		bool probing = end->causes->gave_up_probing;
		ending_count(end, probing ? CLAIM_GAVE_UP_PROBES : CLAIM_GAVE_UP,
			     (enum side)flow->resetter, end->causes->reset_frame,
			     end->causes->gave_up);
	}
	for (enum side side = SIDE_CLIENT; side <= last; side++) {
		const struct causes_side *own = ending_side(end, side);
		uint32_t bytes = own->next - own->una;
		/* What was sent again last may be acknowledged. */
		int again = seq_before(own->again_seq, own->una) ? 0 : own->again;
		if (!(own->flags & CAUSE_ACKED) || own->outstanding == 0 || bytes == 0 ||
		    bytes > SEQ_WINDOW_MAX || (!reset && again == 0) || ending_is_early(end))
			continue;
		bool fin = (own->flags & CAUSE_FIN) && seq_before(own->una, own->fin_end);
		bytes -= fin;
		/* Of numbers that were skipped, it was not seen that they were sent. */
		if (bytes == 0 || bytes > flow_side_const(flow, side)->bytes)
			continue;
		bool in_part =
		    (own->flags & CAUSE_SACKED) && seq_before(own->sack_left, own->next - fin);
		/* The verdict is told with the RST; an ACK that was under way may come yet, or the
		 * bytes themselves. */
		bool before = reset && own->oldest_frame <= end->causes->reset_frame &&
			      own->ack_frame <= end->causes->reset_frame;
		if (!in_part && !before && may_be_acked_unread(end, side))
			continue;
		struct claim *claim = ending_add(end,
						 in_part  ? CLAIM_ACKED_IN_PART
						 : before ? CLAIM_NO_ACK_BEFORE_RST
							  : CLAIM_NEVER_ACKED,
						 side);
		claim_rests_on(claim, own->sent_frame);
		claim_value(claim, UNIT_BYTES, bytes);
		if (again > 0 && !in_part)
			claim_more(claim, UNIT_COUNT, again + 1);
	}
}

void claims_of_connection(const struct flow *flow, const struct causes *causes,
			  struct claim_set *set)
{
	struct ending end = {flow, causes, set};
	set->count = 0;
	bool all = claims_opening(&end);
	if (causes && !all)
		claims_events(&end);
	if (causes && !all)
		claims_left(&end);
	if (!all)
		claims_closing(&end);
	if (causes && !all)
		claims_fins(&end);
	if (causes && (causes->clock_back || causes->clock_jumped)) {
		struct claim *claim = ending_add(&end, CLAIM_TIMES_ODD, SIDE_CLIENT);
		claim_rests_on(claim, causes->clock_frame);
		claim_value(claim, UNIT_US, causes->clock_us);
	}
}
