/* SPDX-License-Identifier: MIT */
/* Header prediction (Van Jacobson, RFC 1323 section 4.2.1) for both ends: the next segment of an
 * open connection moves three numbers. What stands here is a part of what ends.c does, never
 * anything else: a test takes both ways beside each other. */
#include "ends_predicted.h"

enum { SYN_FIN_RST_ACK = TCP_FLAG_SYN | TCP_FLAG_FIN | TCP_FLAG_RST | TCP_FLAG_ACK };

static bool is_plain(const struct ends_input *in)
{
	bool copy = in->copy || in->captured_again || in->again || in->may_be_copy ||
		    in->may_be_late_copy || in->same_ack || in->overtaken;
	bool odd =
	    in->stray || in->foreign || in->doubtful || in->ignored || in->gap || in->ack_gap;
	return !copy && !odd && in->sack_right == in->ack;
}

/* The precondition: no rule of the full way has anything to say. */
static bool is_predicted(const struct ends_walk *walk)
{
	return (walk->flags & SYN_FIN_RST_ACK) == TCP_FLAG_ACK && ends_is_settled(walk->sender) &&
	       ends_is_settled(walk->receiver) &&
	       ends_is_next(walk->sender, walk->receiver, walk->input);
}

/* What is under way to an end is settled, or begins. */
static bool predict_opening_or_closing(struct ends_walk *walk)
{
	switch (walk->flags & SYN_FIN_RST_ACK) {
	case TCP_FLAG_SYN:
		return ends_predict_syn(walk);
	case TCP_FLAG_SYN | TCP_FLAG_ACK:
		return ends_predict_syn_ack(walk);
	case TCP_FLAG_FIN | TCP_FLAG_ACK:
		return ends_predict_fin(walk);
	case TCP_FLAG_ACK:
		if (walk->sender->state == TCP_SYN_SENT)
			return ends_predict_handshake_ack(walk);
		return walk->receiver->flags & ENDS_SENT_FIN ? ends_predict_closing_ack(walk)
							     : ends_predict_first_words(walk);
	default:
		return false;
	}
}

bool ends_predict(struct ends_walk *walk)
{
	if (walk->note_count > 0 || walk->sender == walk->receiver || !is_plain(walk->input))
		return false;
	bool plain = is_predicted(walk);
	if (!plain && !(walk->input->brief && predict_opening_or_closing(walk)))
		return false;
	walk->sender->gap = walk->receiver->gap = false;
	if (!plain)
		return true;
	const struct ends_input *in = walk->input;
	struct ends_side *sender = walk->sender, *receiver = walk->receiver;
	if (in->ack != receiver->una)
		sender->got_fin = 0;
	receiver->una = in->ack;
	receiver->ahead = false;
	sender->misses = false;
	if (in->length > 0) {
		sender->nxt += in->length;
		sender->jumped = 0;
		sender->jumped_one = in->length == 1;
	}
	if (walk->survey)
		return true;
	for (unsigned i = 0; i < 2; i++)
		walk->step->shown[i] = walk->ends->shown[i] =
		    (struct ends_shown){.state = TCP_ESTABLISHED};
	return true;
}
