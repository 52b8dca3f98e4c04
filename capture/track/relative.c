/* SPDX-License-Identifier: MIT */
#include "relative.h"

#include "seq.h"

/* RFC 9293 section 3.10.7.4: in SYN-RECEIVED its number stays the same. The SYN+ACK before answered
 * another SYN, or nobody remembers it (SYN cookies, RFC 4987 section 3.6): this one is the answer,
 * with all that it says. */
static void answer_anew(struct flow_side *sender)
{
	const unsigned said = SIDE_SENT_SYN_ACK | SIDE_SCALE_KNOWN | SIDE_SCALE_OFFERED;
	sender->flags &= (uint16_t)~said;
	sender->state = TCP_LISTEN;
	sender->window_scale = 0;
}

/* A SYN+ACK of the server, for the client's SYN. */
static bool is_answer_to_syn(const struct transition *now)
{
	return now->from == SIDE_SERVER && (now->segment->flags & TCP_FLAG_ACK) &&
	       (now->peer->flags & SIDE_SENT_SYN) && now->segment->ack == now->peer->isn + 1;
}

/* Who opens simultaneously repeats its SYN's number in the SYN+ACK (RFC 9293 section 3.5, figure
 * 7): this one answers with another, so the SYN in the server's name was another's. */
static void disown_syn(struct flow_side *sender)
{
	sender->flags &= (uint16_t)~SIDE_SENT_SYN;
	answer_anew(sender);
}

bool relative_set_base(const struct transition *now)
{
	struct flow_side *sender = now->sender, *peer = now->peer;
	const struct segment *segment = now->segment;
	bool syn = segment->flags & TCP_FLAG_SYN;
	bool corrects = syn && (sender->flags & SIDE_ISN_KNOWN) && sender->isn != segment->seq;
	if (corrects)
		sender->flags &= (uint16_t)~SIDE_ISN_KNOWN;
	bool opened = (sender->flags | peer->flags) & (SIDE_SENT_SYN | SIDE_SENT_SYN_ACK);
	if (corrects && (opened || !seq_before(segment->seq, sender->next))) /* it is not late */
		sender->flags &= (uint16_t)~SIDE_SPOKE;
	if (corrects && (sender->flags & (SIDE_SENT_SYN | SIDE_SENT_SYN_ACK)) == SIDE_SENT_SYN_ACK)
		answer_anew(sender);
	if (corrects && is_answer_to_syn(now) &&
	    (sender->flags & (SIDE_SENT_SYN | SIDE_SENT_SYN_ACK)) == SIDE_SENT_SYN)
		disown_syn(sender);
	if (!(sender->flags & SIDE_ISN_KNOWN) && !segment_is_from_nobody(segment)) {
		sender->isn = syn ? segment->seq : segment->seq - 1;
		sender->flags |= SIDE_ISN_KNOWN;
	}
	if (!(peer->flags & SIDE_ISN_KNOWN) && (segment->flags & TCP_FLAG_ACK)) {
		peer->isn = segment->ack - 1;
		peer->flags |= SIDE_ISN_KNOWN;
	}
	return corrects;
}
