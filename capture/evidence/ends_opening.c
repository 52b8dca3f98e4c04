/* SPDX-License-Identifier: MIT */
/* The prediction of ends_prediction.c for the opening of nearly all connections: the three segments
 * of RFC 9293 figure 6, the first payload behind them, and the first word that answers that. */
#include "ends_predicted.h"

enum {
	SYN_SENT = ENDS_KNOWN | ENDS_SENT_SYN, /* ends_side.flags */
	SYN_RECEIVED = ENDS_KNOWN,
};

static bool is_fresh(const struct ends_side *side)
{
	return ends_is_just(side, ENDS_NO_STATE, 0, 0);
}

bool ends_predict_syn(struct ends_walk *walk)
{
	const struct ends_input *in = walk->input;
	if (in->length > 0 || in->fast_open || !is_fresh(walk->sender) || !is_fresh(walk->receiver))
		return false;
	*walk->sender = (struct ends_side){
	    .state = TCP_SYN_SENT,
	    .una = in->seq,
	    .nxt = in->seq + 1,
	    .opened = in->frame,
	    .flags = SYN_SENT,
	};
	return ends_leave_in(walk, TCP_SYN_SENT, (struct ends_shown){.state = ENDS_NO_STATE});
}

bool ends_predict_syn_ack(struct ends_walk *walk)
{
	const struct ends_input *in = walk->input;
	struct ends_side *receiver = walk->receiver;
	if (in->length > 0 || in->fast_open || !is_fresh(walk->sender) ||
	    !ends_is_just(receiver, TCP_SYN_SENT, SYN_SENT, 0) || !ends_is_empty(receiver) ||
	    receiver->una + 1 != in->ack || receiver->nxt != in->ack)
		return false;
	*walk->sender = (struct ends_side){
	    .state = TCP_SYN_RECEIVED,
	    .una = in->seq,
	    .nxt = in->seq + 1,
	    .flags = SYN_RECEIVED,
	};
	receiver->una = in->ack;
	receiver->flags |= ENDS_ACKED;
	ends_begin(walk, ENDS_GOT_SYN, true);
	ends_begin(walk, ENDS_GOT_ACK, true);
	return ends_leave_in(
	    walk, TCP_SYN_RECEIVED,
	    (struct ends_shown){.state = TCP_ESTABLISHED, .hedged = !walk->second});
}

bool ends_predict_handshake_ack(struct ends_walk *walk)
{
	const struct ends_input *in = walk->input;
	struct ends_side *sender = walk->sender, *receiver = walk->receiver;
	unsigned brought =
	    ends_brought(walk, ENDS_GOT_SYN, true) | ends_brought(walk, ENDS_GOT_ACK, true);
	if (!ends_is_just(sender, TCP_SYN_SENT, SYN_SENT | ENDS_ACKED, brought) ||
	    !ends_is_just(receiver, TCP_SYN_RECEIVED, SYN_RECEIVED, 0) ||
	    !ends_is_empty(receiver) || in->length > 0 || sender->nxt != in->seq ||
	    sender->una != in->seq || receiver->una + 1 != in->ack || receiver->nxt != in->ack ||
	    sender->first[ENDS_CLASS_ACK] > sender->first[ENDS_CLASS_NUMBERS] ||
	    sender->copies[ENDS_CLASS_ACK] != ends_copies(walk, true) ||
	    sender->copies[ENDS_CLASS_NUMBERS] != ends_copies(walk, true))
		return false;
	ends_settle(sender, TCP_ESTABLISHED);
	sender->got_fin = 0;
	sender->misses = false;
	receiver->una = in->ack;
	receiver->flags |= ENDS_ACKED;
	ends_begin(walk, ENDS_GOT_ACK, false);
	return ends_leave_in(walk, TCP_ESTABLISHED,
			     (struct ends_shown){.state = TCP_ESTABLISHED, .hedged = true});
}

/* The ACK comes again with payload, which only who has got it acknowledges. */
static bool predict_payload(struct ends_walk *walk)
{
	const struct ends_input *in = walk->input;
	struct ends_side *receiver = walk->receiver;
	if (!ends_is_just(receiver, TCP_SYN_RECEIVED, SYN_RECEIVED | ENDS_ACKED,
			  ends_brought(walk, ENDS_GOT_ACK, false)) ||
	    in->length == 0 || in->ack != receiver->una || in->ack != receiver->nxt ||
	    receiver->mark != in->seq || receiver->first[ENDS_CLASS_ACK] == 0 ||
	    receiver->copies[ENDS_CLASS_ACK] != ends_copies(walk, false))
		return false;
	ends_count(walk->sender, in->length);
	receiver->status = (uint8_t)ends_brought(walk, ENDS_GOT_ACK, true);
	receiver->copies[ENDS_CLASS_ACK] = ends_copies(walk, true);
	return ends_leave_in(
	    walk, TCP_ESTABLISHED,
	    (struct ends_shown){.state = TCP_ESTABLISHED, .hedged = !walk->second});
}

static bool predict_answer(struct ends_walk *walk)
{
	const struct ends_input *in = walk->input;
	struct ends_side *sender = walk->sender, *receiver = walk->receiver;
	if (!ends_is_just(sender, TCP_SYN_RECEIVED, SYN_RECEIVED | ENDS_ACKED,
			  ends_brought(walk, ENDS_GOT_ACK, true)) ||
	    in->ack != receiver->nxt || !seq_before(sender->mark, in->ack) ||
	    (receiver->flags & ENDS_EARLY) || sender->first[ENDS_CLASS_NUMBERS] != 0 ||
	    sender->copies[ENDS_CLASS_ACK] != ends_copies(walk, true))
		return false;
	if (in->ack != receiver->una)
		sender->got_fin = 0;
	ends_settle(sender, TCP_ESTABLISHED);
	ends_count(sender, in->length);
	receiver->una = in->ack;
	return ends_leave_in(walk, TCP_ESTABLISHED, (struct ends_shown){.state = TCP_ESTABLISHED});
}

bool ends_predict_first_words(struct ends_walk *walk)
{
	if (!ends_is_next(walk->sender, walk->receiver, walk->input))
		return false;
	if (ends_is_settled(walk->sender))
		return predict_payload(walk);
	return ends_is_settled(walk->receiver) && predict_answer(walk);
}
