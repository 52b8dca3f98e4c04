/* SPDX-License-Identifier: MIT */
#include "ends.h"

#include <string.h>

#include "ends_receipt.h"

void ends_init(struct ends *ends)
{
	memset(ends, 0, sizeof(*ends));
	ends->side[SIDE_CLIENT].state = ends->side[SIDE_SERVER].state = ENDS_NO_STATE;
}

static bool has(const struct ends_walk *walk, unsigned flag)
{
	return walk->input->flags & flag;
}

static bool shows(const struct ends_side *side, enum ends_receipt receipt)
{
	return ends_status(side, receipt) >= ENDS_SHOWN;
}

/* Whether A lies up to a window behind B (RFC 7323 section 2.3). */
static bool up_to_a_window(uint32_t b, uint32_t a)
{
	return a - b <= SEQ_WINDOW_MAX;
}

/* RFC 9293 section 3.10.7.4, fifth: which ACKs are evidence. One of what was never seen is believed
 * (the capture missed it, or it comes yet) until a lower one follows. */
static void read_ack(struct ends_walk *walk)
{
	struct ends_side *peer = walk->receiver;
	uint32_t ack = walk->input->ack;
	if (!has(walk, TCP_FLAG_ACK))
		return;
	bool unheard = peer->state == ENDS_NO_STATE;
	if (!(peer->flags & ENDS_KNOWN)) {
		peer->una = peer->nxt = ack;
		peer->flags |= ENDS_KNOWN;
		walk->acks = true;
		return;
	}
	bool opening = (peer->flags & ENDS_SENT_SYN) && !(peer->flags & ENDS_ACKED);
	if (opening && (ack == peer->una || !up_to_a_window(ack, peer->nxt)))
		return; /* 3.10.7.3: of an older connection */
	if (seq_before(ack, peer->una) && !seq_before(peer->nxt, peer->una)) {
		walk->acks = walk->overtaken = up_to_a_window(ack, peer->una);
		return;
	}
	if (!seq_before(ack, peer->una) && !up_to_a_window(peer->una, ack))
		return;
	walk->acks = true;
	if (ack != peer->una)
		peer->flags |= ENDS_ACKED;
	peer->una = ack;
	if (unheard && seq_before(peer->nxt, ack))
		peer->nxt = ack;
}

static void read_numbers(struct ends_walk *walk)
{
	const struct ends_input *in = walk->input;
	read_ack(walk);
	walk->evidence = walk->receiver->una;
	if (walk->acks && seq_before(walk->evidence, in->sack_right) &&
	    !seq_before(walk->receiver->nxt, in->sack_right))
		walk->evidence = in->sack_right;
	bool fin = has(walk, TCP_FLAG_FIN) && !has(walk, TCP_FLAG_SYN);
	walk->end = in->seq + in->length + has(walk, TCP_FLAG_SYN) + fin;
	walk->next = walk->sender->flags & ENDS_KNOWN ? walk->sender->nxt : in->seq;
}

/* The sender's highest number. Nothing comes behind a FIN. */
static void advance(struct ends_walk *walk)
{
	struct ends_side *side = walk->sender;
	if (!(side->flags & ENDS_KNOWN)) {
		side->una = walk->input->seq;
		side->nxt = walk->end;
		side->flags |= ENDS_KNOWN;
	} else if (!(side->flags & ENDS_SENT_FIN) && up_to_a_window(side->nxt, walk->end)) {
		side->nxt = walk->end;
	}
}

/* RFC 9293 section 3.8.1: what it sends again was not acknowledged by what it has got. */
static bool repeats_its_fin(const struct ends_walk *walk)
{
	const struct ends_side *side = walk->sender;
	const struct ends_input *in = walk->input;
	bool data = in->length > 0 && seq_before(in->seq, side->nxt - 1);
	return (side->flags & ENDS_SENT_FIN) && (has(walk, TCP_FLAG_FIN) || data);
}

static bool has_got_ack_of_syn(const struct ends_walk *walk)
{
	const struct ends_side *side = walk->sender;
	const struct ends_side *peer = walk->receiver;
	bool early = peer->flags & ENDS_EARLY;
	uint32_t mark = ends_status(side, ENDS_GOT_ACK) ? side->mark : peer->nxt;
	if (has(walk, TCP_FLAG_SYN))
		return false;
	return (!early && (walk->input->length > 0 || has(walk, TCP_FLAG_FIN))) ||
	       (walk->acks && seq_before(mark, walk->evidence));
}

static bool has_got_fin(const struct ends_walk *walk)
{
	const struct ends_side *peer = walk->receiver;
	return (peer->flags & ENDS_SENT_FIN) && walk->acks &&
	       seq_before_or_at(peer->nxt, peer->una);
}

static void confirm(struct ends_walk *walk)
{
	const struct ends_side *side = walk->sender;
	if (side->state == TCP_SYN_SENT && !has(walk, TCP_FLAG_SYN) && walk->acks) {
		ends_confirm(walk, ENDS_GOT_SYN, ENDS_SPEAKS);
		ends_confirm(walk, ENDS_GOT_ACK, ENDS_SPEAKS);
	} else if (side->state == TCP_SYN_SENT && has(walk, TCP_FLAG_ACK)) {
		if (ends_status(side, ENDS_GOT_SYN))
			ends_confirm(walk, ENDS_GOT_SYN, ENDS_RECEIVES_SYN);
	} else if (side->state == TCP_SYN_RECEIVED && has_got_ack_of_syn(walk)) {
		ends_confirm(walk, ENDS_GOT_ACK, ENDS_RECEIVES_ACK_OF_SYN);
	} else if ((side->flags & ENDS_SENT_FIN) && ends_status(side, ENDS_GOT_ACK) && walk->acks &&
		   seq_before(side->mark, walk->evidence) && side->state != TCP_LAST_ACK) {
		ends_confirm(walk, ENDS_GOT_ACK, ENDS_RECEIVES_ACK_OF_FIN);
	}
	if (has_got_fin(walk))
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

static void contradict(struct ends_walk *walk)
{
	struct ends_side *side = walk->sender;
	bool first_fin = has(walk, TCP_FLAG_FIN) && !(side->flags & ENDS_SENT_FIN);
	if (has_passed_rst(walk))
		ends_drop(walk, ENDS_GOT_RST);
	ends_contradict(walk, ENDS_GOT_RST);
	if (walk->overtaken) {
		/* What was sent behind this FIN does not acknowledge the other one either. */
		if (first_fin)
			ends_contradict(walk, ENDS_GOT_FIN);
		return;
	}
	if (has(walk, TCP_FLAG_SYN)) {
		ends_contradict(walk, ENDS_GOT_ACK);
		if (!has(walk, TCP_FLAG_ACK))
			ends_contradict(walk, ENDS_GOT_SYN);
	}
	if (side->state == TCP_LAST_ACK || repeats_its_fin(walk))
		ends_contradict(walk, ENDS_GOT_ACK);
	if (walk->acks || has(walk, TCP_FLAG_SYN))
		ends_contradict(walk, ENDS_GOT_FIN);
}

/* What the sender was shown in, and turns out not to have been in. */
static void correct(struct ends_walk *walk, struct ends_shown was)
{
	struct ends_correction *correction = &walk->step->correction;
	struct ends_shown now = ends_show(walk, walk->sender_index);
	if (walk->second || was.state == now.state)
		correction->frame = 0;
	if (correction->frame == 0)
		return;
	correction->end = walk->sender_index;
	correction->was = was.state;
	correction->state = now.state;
}

/* An opening begins, or is tried again with another number after it was refused. */
static void begin_numbers(struct ends_walk *walk)
{
	struct ends_side *side = walk->sender;
	bool acked = (side->flags & ENDS_KNOWN) && side->state == ENDS_NO_STATE &&
		     up_to_a_window(walk->input->seq + 1, side->una);
	uint32_t una = side->una;
	*side = (struct ends_side){.state = side->state, .una = walk->input->seq, .nxt = walk->end};
	side->flags = ENDS_KNOWN;
	if (acked) { /* what answers it was captured before it */
		side->una = una;
		side->flags |= ENDS_ACKED;
	}
	walk->next = walk->input->seq;
}

static void send_syn(struct ends_walk *walk)
{
	struct ends_side *side = walk->sender;
	bool ack = has(walk, TCP_FLAG_ACK);
	if (side->state == ENDS_NO_STATE || side->state == TCP_CLOSED)
		begin_numbers(walk);
	else
		advance(walk);
	if (!ack)
		side->flags |= ENDS_SENT_SYN;
	if (walk->input->length > 0 || walk->input->fast_open)
		side->flags |= ENDS_EARLY;
	ends_move(walk, walk->sender_index, ack ? ENDS_SENDS_SYN_ACK : ENDS_SENDS_SYN);
}

static void send_fin(struct ends_walk *walk)
{
	struct ends_side *side = walk->sender;
	if ((side->flags & ENDS_SENT_FIN) || walk->end != side->nxt)
		return;
	ends_drop(walk, ENDS_GOT_ACK); /* of its SYN: FIN-WAIT-1 comes with or without it */
	side->flags |= ENDS_SENT_FIN;
	ends_move(walk, walk->sender_index, ENDS_SENDS_FIN);
}

/* The ACK of the receiver's SYN or FIN. */
static void bring_ack(struct ends_walk *walk)
{
	struct ends_side *to = walk->receiver;
	bool opening = to->state == TCP_SYN_SENT || to->state == TCP_SYN_RECEIVED;
	bool closing = ends_rows[to->state][ENDS_RECEIVES_ACK_OF_FIN].reason != NULL;
	bool covers_syn = opening && (to->flags & ENDS_ACKED);
	bool covers_fin = closing && !walk->overtaken && seq_before_or_at(to->nxt, to->una);
	if (!walk->acks || !(covers_syn || covers_fin))
		return;
	if (!ends_status(to, ENDS_GOT_ACK)) {
		/* RFC 7413 section 3: what of a SYN's data its answer left out, comes again. */
		const struct ends_side *from = walk->sender;
		bool answered = to->state == TCP_SYN_RECEIVED && seq_before(from->una, walk->next);
		to->mark = answered ? from->una : walk->next;
	}
	bool carried =
	    seq_before_or_at(walk->input->seq, to->mark) && seq_before(to->mark, walk->end);
	ends_bring(walk, ENDS_GOT_ACK, carried);
}

static void bring_fin(struct ends_walk *walk)
{
	const struct ends_side *from = walk->sender;
	const struct ends_side *to = walk->receiver;
	bool open = to->state == TCP_SYN_SENT || to->state == TCP_SYN_RECEIVED ||
		    to->state == TCP_ESTABLISHED || to->state == TCP_FIN_WAIT_1 ||
		    to->state == TCP_FIN_WAIT_2;
	if (!(from->flags & ENDS_SENT_FIN) || walk->end != from->nxt || !open)
		return;
	if (seq_before_or_at(from->nxt, from->una)) /* its ACK was captured before it */
		ends_move(walk, walk->receiver_index, ENDS_RECEIVES_FIN);
	else
		ends_bring(walk, ENDS_GOT_FIN, true);
}

static void bring_rst(struct ends_walk *walk)
{
	if (walk->input->rst == ENDS_RST_TAKEN)
		ends_bring(walk, ENDS_GOT_RST, false);
	else if (walk->input->rst == ENDS_RST_CHALLENGED)
		ends_suspect(walk, ENDS_GOT_RST);
}

static void bring(struct ends_walk *walk)
{
	struct ends_side *to = walk->receiver;
	if (to->state == ENDS_NO_STATE || (to->flags & ENDS_RESET))
		return;
	if (has(walk, TCP_FLAG_RST)) {
		bring_rst(walk);
	} else {
		bool acceptable = walk->acks || !has(walk, TCP_FLAG_ACK);
		if (has(walk, TCP_FLAG_SYN) && to->state == TCP_SYN_SENT && acceptable)
			ends_bring(walk, ENDS_GOT_SYN, true);
		bring_ack(walk);
		if (has(walk, TCP_FLAG_FIN))
			bring_fin(walk);
	}
	if (walk->fresh)
		ends_bring_the_rest(walk);
	ends_assume(walk);
}

/* RFC 9293 section 3.10.7.3, 3.10.7.4: an end that opens answers the ACK of an older connection
 * with a RST that has its number, and goes on. */
static bool answers_an_older_connection(const struct ends_walk *walk)
{
	const struct ends_side *side = walk->sender;
	bool opening = side->state == TCP_SYN_SENT || side->state == TCP_SYN_RECEIVED;
	return opening && !has(walk, TCP_FLAG_ACK) &&
	       (seq_before(walk->input->seq, side->una) || seq_before(side->nxt, walk->input->seq));
}

/* Where the frame of its RST is kept, of what is free; NULL: a RST at this time is never doubted.
 */
static uint32_t *rst_frame(struct ends_side *side)
{
	if (ends_status(side, ENDS_GOT_ACK) == ENDS_NOTHING)
		return &side->mark;
	return side->first[1] == 0 ? &side->first[1] : NULL;
}

static void send_rst(struct ends_walk *walk)
{
	struct ends_side *side = walk->sender;
	if (walk->input->foreign || answers_an_older_connection(walk) || (side->flags & ENDS_RESET))
		return;
	if (has_got_fin(walk))
		ends_confirm(walk, ENDS_GOT_FIN, ENDS_RECEIVES_FIN);
	side->flags |= ENDS_RESET;
	int action = ends_note_action(walk, walk->sender_index, ENDS_OWN_RST);
	uint32_t *frame = rst_frame(side);
	if (action < 0)
		ends_leave(walk);
	else
		side->flags |= ENDS_RESET_HIDDEN;
	if (frame)
		*frame = walk->input->frame;
}

/* Its RST was not its own: it goes on. */
static void revive(struct ends_walk *walk)
{
	struct ends_side *side = walk->sender;
	uint32_t *frame = rst_frame(side);
	side->flags &= (uint8_t) ~(ENDS_RESET | ENDS_RESET_HIDDEN);
	if (!frame)
		return;
	walk->step->correction.frame = *frame;
	ends_add_note(walk, (struct ends_note){.frame = *frame,
					       .end = walk->sender_index,
					       .receipts = 1U << ENDS_OWN_RST,
					       .action = ENDS_NOT_YET});
	*frame = 0;
}

/* A SYN of an end that is past it, or anything of one that is CLOSED, but was sent before that: it
 * tells nothing of its sender. */
static bool is_old(const struct ends_walk *walk)
{
	const struct ends_side *side = walk->sender;
	bool reset = side->flags & ENDS_RESET;
	bool opening = reset || side->state == ENDS_NO_STATE || side->state == TCP_SYN_SENT ||
		       (side->state == TCP_SYN_RECEIVED && has(walk, TCP_FLAG_ACK));
	if (has(walk, TCP_FLAG_SYN))
		return !opening;
	return reset && !walk->news && !up_to_a_window(side->nxt + 1, walk->end);
}

/* RFC 9293 section 3.5.1: a segment of an older connection answers a SYN. */
static bool is_of_an_older_connection(const struct ends_walk *walk)
{
	return walk->sender->state == ENDS_NO_STATE && walk->receiver->state == TCP_SYN_SENT &&
	       !has(walk, TCP_FLAG_SYN) && has(walk, TCP_FLAG_ACK) && !walk->acks;
}

/* Another opening, after a RST that it sent, or that it got: it opens anew. */
static bool opens_anew(const struct ends_walk *walk)
{
	const struct ends_side *side = walk->sender;
	uint32_t seq = walk->input->seq;
	if (!has(walk, TCP_FLAG_SYN))
		return false;
	bool same = seq_before_or_at(side->una - 1, seq) && seq_before(seq, side->nxt);
	return (side->flags & ENDS_RESET) ||
	       (side->state == TCP_SYN_SENT && shows(side, ENDS_GOT_RST) && !same &&
		!has(walk, TCP_FLAG_ACK));
}

static void open_anew(struct ends_walk *walk)
{
	struct ends_side *side = walk->sender;
	for (unsigned r = 0; r < ENDS_RECEIPT_COUNT; r++)
		ends_drop(walk, (enum ends_receipt)r);
	side->state = TCP_CLOSED;
	side->flags = ENDS_KNOWN;
}

/* The capture missed the SYN+ACK of who acknowledges a SYN. */
static bool was_not_heard_answering(const struct ends_walk *walk)
{
	return walk->sender->state == ENDS_NO_STATE && walk->receiver->state == TCP_SYN_SENT &&
	       !has(walk, TCP_FLAG_SYN);
}

static void say(struct ends_walk *walk, struct ends_shown was)
{
	if (opens_anew(walk))
		open_anew(walk);
	if (was_not_heard_answering(walk))
		ends_move(walk, walk->sender_index, ENDS_SENDS_SYN_ACK);
	confirm(walk);
	contradict(walk);
	correct(walk, was);
	if (has(walk, TCP_FLAG_SYN)) {
		send_syn(walk);
		return;
	}
	advance(walk);
	if (walk->sender->state == ENDS_NO_STATE)
		ends_move(walk, walk->sender_index, ENDS_SPEAKS);
	if (has_got_fin(walk)) /* of an end whose first word this is */
		ends_confirm(walk, ENDS_GOT_FIN, ENDS_RECEIVES_FIN);
	if (has(walk, TCP_FLAG_FIN))
		send_fin(walk);
}

static void take(struct ends_walk *walk, struct ends_shown was)
{
	uint32_t una = walk->receiver->una;
	if (has(walk, TCP_FLAG_SYN) && walk->input->ignored)
		return;
	read_numbers(walk);
	if (is_of_an_older_connection(walk))
		return;
	walk->news = walk->acks && !walk->overtaken && walk->receiver->una != una;
	bool old = is_old(walk);
	if (has(walk, TCP_FLAG_RST)) {
		send_rst(walk);
	} else if (!walk->input->copy && !old) {
		if (walk->sender->flags & ENDS_RESET && !has(walk, TCP_FLAG_SYN))
			revive(walk);
		say(walk, was);
	}
	bring(walk);
}

/* Numbers were acknowledged that were never seen. */
static bool misses_numbers(const struct ends *ends)
{
	for (int i = 0; i < 2; i++) {
		const struct ends_side *side = &ends->side[i];
		if ((side->flags & ENDS_KNOWN) && seq_before(side->nxt, side->una))
			return true;
	}
	return false;
}

static void walk_through(struct ends_walk *walk, bool self)
{
	struct ends *ends = walk->ends;
	const struct ends_input *in = walk->input;
	struct ends_step *step = walk->step;
	memset(step, 0, sizeof(*step));
	walk->sender_index = self ? SIDE_CLIENT : in->from;
	walk->receiver_index = self || in->from == SIDE_SERVER ? SIDE_CLIENT : SIDE_SERVER;
	walk->sender = &ends->side[walk->sender_index];
	walk->receiver = &ends->side[walk->receiver_index];
	for (unsigned i = 0; i < 2; i++)
		step->before[i] = ends_show(walk, self ? SIDE_CLIENT : i);
	take(walk, step->before[walk->sender_index]);
	bool gap = in->gap || misses_numbers(ends);
	for (unsigned i = 0; i < 2; i++) {
		step->shown[i] = ends_show(walk, self ? SIDE_CLIENT : i);
		if (gap && step->shown[i].state != ENDS_NO_STATE)
			step->shown[i].hedged = true;
	}
}

void ends_step(struct ends *ends, const struct ends_input *input, bool self, struct ends_step *step)
{
	struct ends_walk walk = {.ends = ends, .input = input, .step = step};
	walk_through(&walk, self);
}

void ends_second_pass(struct ends *ends, const struct ends_input *input, bool self,
		      const struct ends_note *notes, size_t count, struct ends_step *step)
{
	struct ends_walk walk = {.ends = ends,
				 .input = input,
				 .step = step,
				 .notes = notes,
				 .note_count = count,
				 .second = true};
	walk_through(&walk, self);
}

size_t ends_finish(struct ends *ends, struct ends_note notes[ENDS_NOTES_MAX])
{
	struct ends_step step = {.note_count = 0};
	struct ends_walk walk = {.ends = ends, .step = &step};
	for (uint8_t i = 0; i < 2; i++) {
		walk.sender = &ends->side[i];
		walk.sender_index = i;
		for (unsigned r = 0; r < ENDS_RECEIPT_COUNT; r++)
			ends_drop(&walk, (enum ends_receipt)r);
	}
	memcpy(notes, step.notes, step.note_count * sizeof(notes[0]));
	return step.note_count;
}
