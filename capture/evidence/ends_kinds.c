/* SPDX-License-Identifier: MIT */
#include "ends_kinds.h"
#include "seq.h"

/* It was sent before its RST, or the RST was another's. */
static bool is_its_first_syn(const struct ends_walk *walk)
{
	const struct ends_side *side = walk->sender;
	return (side->flags & ENDS_RESET) && side->state == TCP_SYN_SENT &&
	       ends_has(walk, TCP_FLAG_SYN) && walk->end == side->nxt &&
	       (walk->input->copy || walk->input->may_be_copy);
}

/* A SYN+ACK with numbers that it has left behind: a late copy, and none of another opening. */
static bool is_its_late_answer(const struct ends_walk *walk)
{
	const struct ends_side *side = walk->sender;
	return side->state >= TCP_ESTABLISHED && side->state != ENDS_NO_STATE &&
	       !(side->flags & ENDS_SENT_SYN) && ends_has(walk, TCP_FLAG_ACK) &&
	       side->nxt - walk->end <= UINT16_MAX;
}

/* RFC 9293 section 3.8.1: who sends again has the connection. */
static bool sends_again(const struct ends_walk *walk)
{
	return walk->input->again && walk->end != walk->input->seq && !walk->overtaken &&
	       !walk->input->copy && !walk->input->may_be_copy && !walk->input->may_be_late_copy;
}

/* It has no number that its RST is behind: it may have been sent before that. */
static bool tells_no_order(const struct ends_walk *walk)
{
	return walk->end == walk->input->seq && seq_before(walk->end, walk->sender->nxt);
}

bool ends_surely_goes_on(const struct ends_walk *walk)
{
	const struct ends_side *side = walk->sender;
	return side->reopens || !(sends_again(walk) || ends_may_be_revived(side) ||
				  ends_may_have_been_held(walk) || tells_no_order(walk));
}

bool ends_may_have_been_held(const struct ends_walk *walk)
{
	const struct ends_side *side = walk->sender;
	return (side->flags & ENDS_RESET) && side->answers && side->ahead &&
	       walk->input->seq == side->nxt && walk->end != walk->input->seq;
}

/* Its first word was the RST, and no SYN was captured since: it had answered that before. */
static bool answers_what_was_not_captured(const struct ends_walk *walk)
{
	return walk->sender->state == ENDS_NO_STATE && ends_has(walk, TCP_FLAG_ACK) &&
	       !(walk->receiver->flags & ENDS_SENT_SYN) && !walk->input->may_be_copy;
}

bool ends_repeats_its_syn(const struct ends_walk *walk)
{
	const struct ends_side *side = walk->sender;
	if (!(side->flags & ENDS_RESET) || !ends_has(walk, TCP_FLAG_SYN))
		return false;
	if (answers_what_was_not_captured(walk))
		return true;
	bool opening = side->state == TCP_SYN_SENT || side->state == TCP_SYN_RECEIVED;
	bool ack = side->state == TCP_SYN_RECEIVED && !(side->flags & ENDS_SENT_SYN);
	bool crosses = side->state == TCP_SYN_SENT && ends_has(walk, TCP_FLAG_ACK);
	return opening && (crosses || !ends_has(walk, TCP_FLAG_ACK) == !ack) &&
	       walk->end == side->nxt && !walk->input->may_be_copy;
}

/* Below the number of its SYN, which nobody has acknowledged: it is of an older connection. */
static bool is_below_its_syn(const struct ends_walk *walk)
{
	const struct ends_side *side = walk->sender;
	return side->state == TCP_SYN_RECEIVED && !(side->flags & (ENDS_ACKED | ENDS_SENT_SYN)) &&
	       seq_before(walk->input->seq, side->una);
}

bool ends_is_old(const struct ends_walk *walk)
{
	const struct ends_side *side = walk->sender;
	bool reset = side->flags & ENDS_RESET;
	if (ends_has(walk, TCP_FLAG_SYN)) {
		bool opening = (reset && !side->reopens) || side->state == ENDS_NO_STATE ||
			       side->state == TCP_SYN_SENT ||
			       (side->state == TCP_SYN_RECEIVED && ends_has(walk, TCP_FLAG_ACK));
		return !opening || is_its_first_syn(walk) || is_its_late_answer(walk);
	}
	if (side->reopens)
		return walk->overtaken;
	if (!reset)
		return is_below_its_syn(walk);
	/* It acknowledges nothing of what the RST answers. */
	bool behind = (side->answers || side->answers_older) && walk->acks &&
		      seq_before(walk->input->ack, walk->receiver->nxt);
	return !walk->news && !sends_again(walk) &&
	       (behind || walk->overtaken || !ends_up_to_a_window(side->nxt + 1, walk->end));
}

bool ends_fills_below_rst(const struct ends_walk *walk)
{
	const struct ends_side *side = walk->sender;
	bool may_be_held = side->answers_older || ends_may_have_been_held(walk);
	bool before = side->jumps || (may_be_held && ends_is_old(walk));
	return (side->flags & ENDS_RESET) && before && !side->reopens &&
	       walk->input->seq == side->nxt && !walk->news && !sends_again(walk) &&
	       !ends_has(walk, TCP_FLAG_SYN);
}

bool ends_is_of_an_older_connection(const struct ends_walk *walk)
{
	uint8_t peer = walk->receiver->state;
	return walk->sender->state == ENDS_NO_STATE &&
	       (peer == TCP_SYN_SENT || peer == TCP_SYN_RECEIVED) &&
	       !ends_has(walk, TCP_FLAG_SYN) && ends_has(walk, TCP_FLAG_ACK) && !walk->acks;
}

bool ends_speaks_of_another(const struct ends_walk *walk)
{
	const struct ends_side *side = walk->sender;
	if (side->state != TCP_SYN_SENT || ends_has(walk, TCP_FLAG_SYN | TCP_FLAG_RST))
		return false;
	/* Data of its SYN (RFC 7413), captured behind the ACK of it; or what a RST acknowledges was
	 * never sent. */
	bool own = walk->input->length > 0 || walk->input->seq == side->nxt;
	bool of_syn =
	    own && (side->flags & ENDS_ACKED) && side->una - walk->input->seq <= UINT16_MAX;
	uint32_t behind = side->una + !(side->flags & ENDS_ACKED); /* the SYN's own number */
	return !of_syn && !ends_up_to_a_window(behind, walk->input->seq);
}

bool ends_holds_its_syn(const struct ends_walk *walk)
{
	const struct ends_side *side = walk->sender;
	const struct ends_input *in = walk->input;
	bool fin = ends_has(walk, TCP_FLAG_FIN);
	return walk->receiver->state == ENDS_NO_STATE && !(side->flags & ENDS_ACKED) &&
	       (in->length > 1 || fin) && seq_before_or_at(in->seq, side->una) &&
	       seq_before(side->una, in->seq + in->length + fin);
}

bool ends_was_not_heard_answering(const struct ends_walk *walk)
{
	return walk->sender->state == ENDS_NO_STATE && walk->receiver->state == TCP_SYN_SENT &&
	       !ends_has(walk, TCP_FLAG_SYN);
}

bool ends_is_guessed(const struct ends_walk *walk, bool first)
{
	const struct ends_side *peer = walk->receiver;
	bool of_syn = peer->state == ENDS_NO_STATE || (peer->flags & ENDS_SENT_SYN);
	/* Of a SYN with data or a cookie it may answer with data before that (RFC 7413 section 3).
	 */
	bool may_be_early = walk->end == walk->input->seq || (peer->flags & ENDS_EARLY);
	return may_be_early && (!walk->news || (first && of_syn));
}

bool ends_may_have_been_answered(const struct ends_walk *walk)
{
	return walk->sender->state == TCP_SYN_RECEIVED && walk->receiver->state == ENDS_NO_STATE &&
	       !ends_has(walk, TCP_FLAG_SYN);
}

bool ends_had_not_sent_its_syn(const struct ends_walk *walk)
{
	const struct ends_side *side = walk->sender;
	return side->state == TCP_SYN_SENT && ends_has(walk, TCP_FLAG_SYN) &&
	       ends_has(walk, TCP_FLAG_ACK) && !(side->flags & ENDS_EARLY) &&
	       walk->end != side->nxt;
}

bool ends_answers_no_syn(const struct ends_walk *walk)
{
	return walk->sender->state == TCP_SYN_SENT && ends_has(walk, TCP_FLAG_SYN) &&
	       ends_has(walk, TCP_FLAG_ACK) && walk->receiver->state == ENDS_NO_STATE &&
	       walk->sender->status == 0;
}

/* Who answers a SYN with data or a cookie may have sent data before (RFC 7413 section 3): up to a
 * window. */
bool ends_answers_anew(const struct ends_walk *walk)
{
	const struct ends_side *side = walk->sender;
	bool early = walk->receiver->flags & ENDS_EARLY;
	return side->state == TCP_SYN_RECEIVED && !(side->flags & ENDS_SENT_SYN) &&
	       ends_has(walk, TCP_FLAG_SYN) && ends_has(walk, TCP_FLAG_ACK) &&
	       (early ? !ends_up_to_a_window(walk->end, side->nxt) : walk->end != side->nxt);
}

bool ends_has_disowned(const struct ends_walk *walk)
{
	const struct ends_side *side = walk->sender;
	return side->state == ENDS_NO_STATE && (side->flags & ENDS_SENT_SYN) &&
	       walk->input->seq != side->nxt - 1;
}

bool ends_makes_rst_doubtful(const struct ends_walk *walk)
{
	return (walk->sender->flags & ENDS_RESET) && !walk->overtaken &&
	       (!ends_has(walk, TCP_FLAG_SYN) || is_its_first_syn(walk));
}

bool ends_still_listens(const struct ends_walk *walk)
{
	return walk->sender->state == TCP_SYN_RECEIVED && ends_has(walk, TCP_FLAG_ACK) &&
	       !walk->input->copy && !(walk->sender->flags & ENDS_RESET);
}

bool ends_had_answered_before_rst(const struct ends_walk *walk)
{
	return (walk->sender->flags & ENDS_RESET) && ends_had_not_sent_its_syn(walk);
}

bool ends_answers_an_older_connection(const struct ends_walk *walk)
{
	const struct ends_side *side = walk->sender;
	bool opening = side->state == TCP_SYN_SENT || side->state == TCP_SYN_RECEIVED;
	return opening && !ends_has(walk, TCP_FLAG_ACK) &&
	       (seq_before(walk->input->seq, side->una) || seq_before(side->nxt, walk->input->seq));
}

bool ends_may_have_tried_again(const struct ends_walk *walk)
{
	return walk->sender->state == TCP_SYN_SENT && ends_has(walk, TCP_FLAG_SYN) &&
	       !ends_has(walk, TCP_FLAG_ACK);
}

bool ends_is_behind_its_fin(const struct ends_walk *walk)
{
	const struct ends_side *side = walk->sender;
	return (side->flags & ENDS_SENT_FIN) && seq_before(side->nxt, walk->end);
}

bool ends_answers_another_syn(const struct ends_walk *walk)
{
	const struct ends_side *peer = walk->receiver;
	uint32_t ack = walk->input->ack;
	bool bare = !(peer->flags & (ENDS_ACKED | ENDS_EARLY));
	return ends_has(walk, TCP_FLAG_SYN) &&
	       (seq_before(peer->nxt, ack) || (bare && seq_before(peer->una + 1, ack)));
}

bool ends_speaks_of_a_later_one(const struct ends_walk *walk)
{
	return ends_is_behind_its_fin(walk) && !ends_has(walk, TCP_FLAG_SYN);
}

bool ends_may_have_older_numbers(const struct ends_walk *walk)
{
	bool bare = walk->end == walk->input->seq;
	if (ends_has(walk, TCP_FLAG_SYN))
		return false;
	return (bare && walk->receiver->state == ENDS_NO_STATE) ||
	       seq_before(walk->sender->nxt, walk->input->seq);
}
