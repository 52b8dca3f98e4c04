/* SPDX-License-Identifier: MIT */
/* What a segment tells of its sender: what had arrived when it left, and what had not. */
#include "ends_kinds.h"

/* With it all numbers end that its sender has behind what was not seen: it fills that, or a part of
 * it, and may have been sent before what was captured before it. */
static bool fills_a_jump(const struct ends_walk *walk)
{
	const struct ends_side *side = walk->sender;
	return walk->end == side->nxt && walk->end != walk->input->seq && side->jumped != 0;
}

/* RFC 9293 section 3.10.7.4, fifth: which ACKs are evidence. One of what was never seen is believed
 * (the capture missed it, or it comes yet) until a lower one follows. */
static void read_ack(struct ends_walk *walk)
{
	struct ends_side *peer = walk->receiver;
	uint32_t ack = walk->input->ack;
	if (!ends_has(walk, TCP_FLAG_ACK) || walk->input->stray_ack ||
	    ends_speaks_of_a_later_one(walk))
		return;
	bool unheard = peer->state == ENDS_NO_STATE;
	if (!(peer->flags & ENDS_KNOWN)) {
		peer->una = peer->nxt = ack;
		peer->flags |= ENDS_KNOWN | ENDS_ACKED;
		walk->acks = true;
		return;
	}
	bool opening = (peer->flags & ENDS_SENT_SYN) && !(peer->flags & ENDS_ACKED);
	if (peer->state == TCP_SYN_RECEIVED && !(peer->flags & ENDS_ACKED) &&
	    !seq_before(peer->una, ack))
		return;
	if (opening && (!seq_before(peer->una, ack) || !seq_before_or_at(ack, peer->nxt)))
		return; /* 3.10.7.3: of an older connection */
	if (peer->state == TCP_SYN_RECEIVED && ends_answers_another_syn(walk)) {
		walk->sender->untold = true;
		return;
	}
	bool synchronized = peer->state != TCP_SYN_SENT && peer->state != TCP_SYN_RECEIVED;
	bool first = synchronized && !(peer->flags & ENDS_ACKED); /* whatever it had before */
	bool late = walk->input->overtaken || walk->input->copy || walk->input->may_be_copy ||
		    (fills_a_jump(walk) && !walk->input->again);
	if (!first && seq_before(ack, peer->una) && (late || !seq_before(peer->nxt, peer->una))) {
		walk->acks = walk->overtaken = ends_up_to_a_window(ack, peer->una);
		return;
	}
	if (!seq_before(ack, peer->una) && !ends_up_to_a_window(peer->una, ack))
		return;
	walk->acks = true;
	if (first || ack != peer->una)
		peer->flags |= ENDS_ACKED;
	if (ack != peer->una && !unheard && seq_before(peer->nxt, ack))
		walk->sender->got_fin = walk->input->frame; /* if a FIN comes there yet */
	else if (ack != peer->una && !(peer->flags & ENDS_SENT_FIN))
		walk->sender->got_fin = 0;
	peer->una = ack;
	if (unheard && seq_before(peer->nxt, ack))
		peer->nxt = ack;
}

void ends_read_numbers(struct ends_walk *walk)
{
	const struct ends_input *in = walk->input;
	read_ack(walk);
	walk->overtaken |= in->overtaken;
	walk->evidence = walk->receiver->una;
	if (walk->acks && seq_before(walk->evidence, in->sack_right) &&
	    !seq_before(walk->receiver->nxt, in->sack_right))
		walk->evidence = in->sack_right;
	const struct ends_side *side = walk->sender;
	bool known = side->flags & ENDS_KNOWN;
	walk->next = known ? side->nxt : in->seq;
	/* Its first word may be something that it sends again. */
	if (side->state == ENDS_NO_STATE && !ends_has(walk, TCP_FLAG_SYN) &&
	    (!known || seq_before(walk->next, walk->end)))
		walk->next = walk->end;
}

/* RFC 9293 section 3.8.1: what it sends again was not acknowledged by what it has got. What was not
 * captured before may have been sent before. */
static bool repeats_its_fin(const struct ends_walk *walk)
{
	const struct ends_side *side = walk->sender;
	const struct ends_input *in = walk->input;
	if (!(side->flags & ENDS_SENT_FIN))
		return false;
	return ends_has(walk, TCP_FLAG_FIN) ||
	       (in->length > 0 && in->again && seq_before(in->seq, side->nxt - 1));
}

static bool has_got_ack_of_syn(const struct ends_walk *walk)
{
	const struct ends_side *side = walk->sender;
	const struct ends_side *peer = walk->receiver;
	bool early = peer->flags & ENDS_EARLY;
	uint32_t mark = ends_status(side, ENDS_GOT_ACK) ? side->mark : peer->nxt;
	if (ends_has(walk, TCP_FLAG_SYN))
		return false;
	if (peer->state == ENDS_NO_STATE && walk->news)
		return true; /* it had acknowledged the SYN before */
	/* Of the SYN's data, too, only what comes again (RFC 7413 section 3); if that was told, and
	 * by another segment. */
	if (early && walk->news && (side->flags & ENDS_KNOWN) && !ends_status(side, ENDS_GOT_ACK))
		return true;
	return (!early && (walk->input->length > 0 || ends_has(walk, TCP_FLAG_FIN))) ||
	       (walk->acks && seq_before(mark, walk->evidence));
}

/* By SACK: the first numbers behind the ACK had not arrived, so any of those behind them brought
 * it.
 */
static bool got_only_later_numbers(const struct ends_walk *walk)
{
	const struct ends_side *side = walk->sender;
	if (ends_status(side, ENDS_GOT_ACK) && side->copies[ENDS_CLASS_ACK] == 0 &&
	    seq_before(walk->receiver->nxt, walk->evidence))
		return true; /* what was never seen may have brought it */
	return ends_status(side, ENDS_GOT_ACK) && seq_before(walk->receiver->una, walk->evidence) &&
	       seq_before_or_at(walk->receiver->una, side->mark);
}

/* What was never seen may have been sent before the ACK. */
static bool has_got_ack_of_fin(const struct ends_walk *walk)
{
	const struct ends_side *side = walk->sender;
	return walk->acks && ends_status(side, ENDS_GOT_ACK) && side->state != TCP_LAST_ACK &&
	       seq_before(side->mark, walk->evidence) &&
	       seq_before(side->mark, walk->receiver->nxt);
}

bool ends_has_got_fin(const struct ends_walk *walk)
{
	const struct ends_side *peer = walk->receiver;
	return (peer->flags & ENDS_SENT_FIN) && walk->acks &&
	       seq_before_or_at(peer->nxt, peer->una);
}

/* A SYN without ACK came to it, perhaps before the SYN+ACK: in SYN-RECEIVED an ACK answers what is
 * not acceptable, as that is then (RFC 9293 section 3.10.7.4, first). */
static bool may_be_syn_received(const struct ends_walk *walk)
{
	return (walk->receiver->flags & ENDS_SENT_SYN) && walk->input->length == 0 &&
	       !ends_has(walk, TCP_FLAG_FIN);
}

/* It speaks in SYN-SENT: a SYN had come. */
static void confirm_opening(struct ends_walk *walk)
{
	const struct ends_side *peer = walk->receiver;
	/* Of what was never seen: of another SYN+ACK, perhaps. */
	if (peer->state != ENDS_NO_STATE && seq_before(peer->nxt, walk->input->ack))
		ends_drop(walk, ENDS_GOT_SYN);
	if (may_be_syn_received(walk)) {
		ends_confirm(walk, ENDS_GOT_SYN, ENDS_RECEIVES_SYN);
		walk->sender->mark = walk->input->ack;
		ends_suspect(walk->sender, ENDS_GOT_ACK);
		return;
	}
	ends_confirm(walk, ENDS_GOT_SYN, ENDS_SPEAKS);
	ends_confirm(walk, ENDS_GOT_ACK, ENDS_SPEAKS);
}

void ends_confirm_all(struct ends_walk *walk)
{
	const struct ends_side *side = walk->sender;
	if (side->state == TCP_SYN_SENT && !ends_has(walk, TCP_FLAG_SYN) && walk->acks) {
		confirm_opening(walk);
	} else if (side->state == TCP_SYN_SENT && walk->acks) {
		if (ends_status(side, ENDS_GOT_SYN))
			ends_confirm(walk, ENDS_GOT_SYN, ENDS_RECEIVES_SYN);
	} else if (side->state == TCP_SYN_RECEIVED && has_got_ack_of_syn(walk)) {
		if (got_only_later_numbers(walk))
			ends_drop(walk, ENDS_GOT_ACK);
		ends_confirm(walk, ENDS_GOT_ACK, ENDS_RECEIVES_ACK_OF_SYN);
	} else if ((side->flags & ENDS_SENT_FIN) && has_got_ack_of_fin(walk)) {
		if (got_only_later_numbers(walk))
			ends_drop(walk, ENDS_GOT_ACK);
		ends_confirm(walk, ENDS_GOT_ACK, ENDS_RECEIVES_ACK_OF_FIN);
	}
	if (ends_has_got_fin(walk))
		ends_confirm(walk, ENDS_GOT_FIN, ENDS_RECEIVES_FIN);
}

/* A RST that had not arrived when it last spoke never will: it acknowledges all that the other
 * side, which went on, sent by now. */
static bool has_passed_rst(const struct ends_walk *walk)
{
	const struct ends_side *peer = walk->receiver;
	return ends_status(walk->sender, ENDS_GOT_RST) == ENDS_UNDER_WAY && walk->news &&
	       !(peer->flags & ENDS_RESET) && peer->una == peer->nxt;
}

/* It was overtaken, or fills a hole, and may have been. */
static bool was_sent_before(const struct ends_walk *walk)
{
	const struct ends_input *in = walk->input;
	bool below = (seq_before(walk->end, walk->next) && in->length > 0) || fills_a_jump(walk);
	return walk->overtaken || (below && !in->again);
}

static bool was_sent_before_its_fin(const struct ends_walk *walk)
{
	const struct ends_side *side = walk->sender;
	return (side->flags & ENDS_SENT_FIN) && walk->end == walk->input->seq &&
	       seq_before(walk->end, side->nxt);
}

/* Without numbers of its own, and below its next one: it was sent before that, or is a probe (RFC
 * 9293 section 3.8.4), which stands right below what was acknowledged. */
static bool may_be_older(const struct ends_walk *walk)
{
	const struct ends_side *side = walk->sender;
	uint32_t seq = walk->input->seq;
	return walk->end == seq && seq_before(seq + 1, walk->next) && seq + 1 != side->una;
}

/* By SACK, it has got numbers that were never seen: what had them may have brought the ACK of its
 * own. */
static bool has_got_unseen_numbers(const struct ends_walk *walk)
{
	const struct ends_side *peer = walk->receiver;
	return walk->acks && seq_before(peer->nxt, walk->input->sack_right) &&
	       ends_up_to_a_window(peer->nxt, walk->input->sack_right);
}

/* It acknowledges nothing of the numbers that brought the ACK of its own. */
static bool lacks_what_brought_ack(const struct ends_walk *walk)
{
	return walk->acks && walk->evidence == walk->sender->mark;
}

void ends_contradict_ack(struct ends_walk *walk)
{
	const struct ends_side *side = walk->sender;
	if ((side->flags & ENDS_SENT_FIN) && lacks_what_brought_ack(walk) && !side->pure &&
	    ends_shows(side, ENDS_GOT_ACK))
		ends_contradict(walk, ENDS_GOT_ACK);
}

/* In LAST-ACK it had not come; but where its FIN was sent before, not captured, and crossed the
 * other one, this is TIME-WAIT. */
static void doubt_ack_of_last_fin(struct ends_walk *walk)
{
	walk->doubtful = true;
	if (ends_status(walk->sender, ENDS_GOT_ACK) != ENDS_NOTHING)
		ends_take_back(walk, ENDS_GOT_ACK);
}

void ends_contradict_all(struct ends_walk *walk)
{
	struct ends_side *side = walk->sender;
	if (ends_is_behind_its_fin(walk))
		return;
	if (walk->input->same_ack) {
		if (!ends_counts_as_shown(side, ENDS_GOT_RST)) /* a challenge ACK */
			ends_contradict(walk, ENDS_GOT_RST);
		ends_doubt_all(walk);
		return;
	}
	if (has_passed_rst(walk) || ends_may_have_tried_again(walk))
		ends_drop(walk, ENDS_GOT_RST);
	if (!was_sent_before(walk))
		ends_contradict(walk, ENDS_GOT_RST);
	if (walk->overtaken || was_sent_before_its_fin(walk)) {
		/* What was sent behind its first FIN does not acknowledge the other one either. */
		if (ends_has(walk, TCP_FLAG_FIN) && !(side->flags & ENDS_SENT_FIN))
			ends_contradict(walk, ENDS_GOT_FIN);
		return;
	}
	if (may_be_older(walk)) {
		ends_doubt_all(walk);
		return;
	}
	if (ends_has(walk, TCP_FLAG_SYN)) {
		ends_contradict(walk, ENDS_GOT_ACK);
		if (!ends_has(walk, TCP_FLAG_ACK))
			ends_contradict(walk, ENDS_GOT_SYN);
	}
	if (repeats_its_fin(walk))
		ends_contradict(walk, ENDS_GOT_ACK);
	else if (side->state == TCP_LAST_ACK)
		doubt_ack_of_last_fin(walk);
	else if (!ends_has(walk, TCP_FLAG_SYN))
		ends_doubt(walk, lacks_what_brought_ack(walk) && !has_got_unseen_numbers(walk));
	if (walk->acks || ends_has(walk, TCP_FLAG_SYN)) {
		ends_contradict(walk, ENDS_GOT_FIN);
		side->misses = repeats_its_fin(walk);
	}
}

/* Without ACK it answers a segment: its number is the ACK of that (RFC 9293 section 3.10.7.1). In
 * LAST-ACK that is a late one: the ACK of its FIN may have closed it before. */
static bool answers_one_of_before(const struct ends_walk *walk)
{
	const struct ends_side *side = walk->sender;
	return side->state == TCP_SYN_RECEIVED ||
	       (side->state != TCP_LAST_ACK && seq_before(walk->input->seq, side->nxt));
}

/* In SYN-RECEIVED it answers an ACK of what it has not sent (RFC 9293 section 3.10.7.4, fifth):
 * that has brought nothing. So does who has given its opening up. */
static void disbelieve_ack(struct ends_walk *walk)
{
	struct ends_side *side = walk->sender;
	if (side->state != TCP_SYN_RECEIVED || side->una != walk->input->seq ||
	    !seq_before(side->nxt, side->una))
		return;
	ends_contradict(walk, ENDS_GOT_ACK);
	side->guessed = true;
}

void ends_contradict_doubtful(struct ends_walk *walk)
{
	const struct ends_side *side = walk->sender;
	bool ack = ends_has(walk, TCP_FLAG_ACK);
	bool waits = side->state == TCP_FIN_WAIT_1 || side->state == TCP_FIN_WAIT_2;
	bool own = !walk->input->foreign &&
		   ends_note_action(walk, walk->sender_index, ENDS_OWN_RST) != ENDS_NOT_YET;
	if (!own || (side->flags & ENDS_RESET))
		return;
	walk->doubtful = true;
	if (ends_answers_an_older_connection(walk)) {
		/* Who has got the SYN+ACK answers with an ACK (RFC 9293 section 3.10.7.4). */
		if (side->state == TCP_SYN_SENT && ends_shows(side, ENDS_GOT_ACK)) {
			ends_contradict(walk, ENDS_GOT_SYN);
			ends_contradict(walk, ENDS_GOT_ACK);
		}
		disbelieve_ack(walk);
		return;
	}
	if (side->state == TCP_SYN_SENT && !ack && ends_shows(side, ENDS_GOT_ACK)) {
		ends_contradict(walk, ENDS_GOT_SYN);
		ends_contradict(walk, ENDS_GOT_ACK);
		ends_doubt_syn(walk);
	} else if (!ack && answers_one_of_before(walk)) {
		ends_note_gone(walk);
		ends_contradict(walk, ENDS_GOT_ACK);
		if (side->state == TCP_SYN_RECEIVED && (side->flags & ENDS_SENT_SYN))
			ends_doubt_syn(walk); /* a listener's answer: its SYN was another's */
	}
	if (ack ? walk->acks && !ends_has_got_fin(walk) : waits)
		ends_contradict(walk, ENDS_GOT_FIN);
}
