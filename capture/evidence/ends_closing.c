/* SPDX-License-Identifier: MIT */
/* The prediction of ends_prediction.c for the closing of most connections (RFC 9293 figure 12),
 * where the ACK of the first FIN comes with the second one, or before it. */
#include "ends_predicted.h"

enum {
	OPEN = ENDS_KNOWN | ENDS_ACKED, /* ends_side.flags, beside who sent the SYN */
	CLOSED = OPEN | ENDS_SENT_FIN,
};

static bool is_closing(const struct ends_side *side, unsigned state, unsigned flags,
		       unsigned status)
{
	return ends_is_just(side, state, flags | (side->flags & ENDS_SENT_SYN), status);
}

/* Its FIN is the last of its numbers. */
static void send_fin(struct ends_walk *walk)
{
	ends_count(walk->sender, walk->input->length + 1);
	walk->sender->flags |= ENDS_SENT_FIN;
	walk->sender->opened = walk->input->frame;
	walk->receiver->misses = false;
	ends_begin(walk, ENDS_GOT_FIN, true);
}

static bool predict_first_fin(struct ends_walk *walk)
{
	const struct ends_input *in = walk->input;
	if (!ends_is_next(walk->sender, walk->receiver, in) || !ends_is_empty(walk->receiver) ||
	    in->passed != 0) /* others of its sender were behind it: that is noted */
		return false;
	if (in->ack != walk->receiver->una)
		walk->sender->got_fin = 0;
	walk->receiver->una = in->ack;
	send_fin(walk);
	walk->sender->state = TCP_FIN_WAIT_1;
	return ends_leave_in(walk, TCP_FIN_WAIT_1,
			     (struct ends_shown){.state = TCP_CLOSE_WAIT, .hedged = !walk->second});
}

/* The sender acknowledges the FIN that came to it: in CLOSE-WAIT, it may send its own with that. */
static bool takes_fin(const struct ends_walk *walk)
{
	const struct ends_input *in = walk->input;
	const struct ends_side *sender = walk->sender, *receiver = walk->receiver;
	return is_closing(sender, TCP_ESTABLISHED, OPEN, ends_brought(walk, ENDS_GOT_FIN, true)) &&
	       sender->first[ENDS_CLASS_ACK] == 0 &&
	       sender->copies[ENDS_CLASS_NUMBERS] == ends_copies(walk, true) &&
	       is_closing(receiver, TCP_FIN_WAIT_1, CLOSED, 0) && ends_is_empty(receiver) &&
	       ends_is_next(sender, receiver, in) && in->ack == receiver->nxt &&
	       in->ack != receiver->una;
}

static void take_fin(struct ends_walk *walk)
{
	struct ends_side *sender = walk->sender;
	sender->got_fin = sender->first[ENDS_CLASS_NUMBERS];
	sender->opened = walk->input->frame;
	sender->misses = false;
	ends_settle(sender, TCP_CLOSE_WAIT);
	walk->receiver->una = walk->input->ack;
}

static bool predict_second_fin(struct ends_walk *walk)
{
	take_fin(walk);
	ends_begin(walk, ENDS_GOT_ACK, true);
	send_fin(walk);
	walk->sender->state = TCP_LAST_ACK;
	return ends_leave_in(walk, TCP_LAST_ACK,
			     (struct ends_shown){.state = TCP_TIME_WAIT, .hedged = !walk->second});
}

static bool predict_ack_of_fin(struct ends_walk *walk)
{
	take_fin(walk);
	ends_begin(walk, ENDS_GOT_ACK, false);
	return ends_leave_in(walk, TCP_CLOSE_WAIT,
			     (struct ends_shown){.state = TCP_FIN_WAIT_2, .hedged = true});
}

bool ends_predict_fin(struct ends_walk *walk)
{
	if (walk->input->length >= SEQ_WINDOW_MAX) /* with the FIN it is more than a window */
		return false;
	if (ends_is_settled(walk->sender) && ends_is_settled(walk->receiver))
		return predict_first_fin(walk);
	return takes_fin(walk) && predict_second_fin(walk);
}

static bool predict_last_ack(struct ends_walk *walk)
{
	const struct ends_input *in = walk->input;
	struct ends_side *sender = walk->sender, *receiver = walk->receiver;
	unsigned brought =
	    ends_brought(walk, ENDS_GOT_ACK, true) | ends_brought(walk, ENDS_GOT_FIN, true);
	if (!is_closing(sender, TCP_FIN_WAIT_1, CLOSED, brought) ||
	    !is_closing(receiver, TCP_LAST_ACK, CLOSED, 0) || !ends_is_empty(receiver) ||
	    in->length > 0 || in->seq != sender->nxt || in->seq != sender->una ||
	    in->ack != receiver->nxt || in->ack == receiver->una ||
	    !ends_up_to_a_window(receiver->una, in->ack) || !seq_before(sender->mark, in->ack) ||
	    sender->copies[ENDS_CLASS_ACK] != ends_copies(walk, true) ||
	    sender->copies[ENDS_CLASS_NUMBERS] != ends_copies(walk, true))
		return false;
	sender->got_fin = sender->first[ENDS_CLASS_NUMBERS];
	sender->misses = false;
	ends_settle(sender, TCP_TIME_WAIT);
	receiver->una = in->ack;
	ends_begin(walk, ENDS_GOT_ACK, false);
	return ends_leave_in(walk, TCP_TIME_WAIT,
			     (struct ends_shown){.state = TCP_CLOSED, .hedged = true});
}

bool ends_predict_closing_ack(struct ends_walk *walk)
{
	if (walk->sender->flags & ENDS_SENT_FIN)
		return predict_last_ack(walk);
	return walk->input->length == 0 && takes_fin(walk) && predict_ack_of_fin(walk);
}
