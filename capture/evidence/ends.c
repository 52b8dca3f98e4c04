/* SPDX-License-Identifier: MIT */
#include "ends.h"

#include <string.h>

#include "ends_kinds.h"
#include "seq.h"

void ends_init(struct ends *ends)
{
	memset(ends, 0, sizeof(*ends));
	ends->side[SIDE_CLIENT].state = ENDS_NO_STATE;
	ends->side[SIDE_SERVER].state = ENDS_NO_STATE;
	ends->shown[SIDE_CLIENT].state = ENDS_NO_STATE;
	ends->shown[SIDE_SERVER].state = ENDS_NO_STATE;
}

/* What the sender was shown in, and turns out not to have been in. */
static void correct(struct ends_walk *walk, struct ends_shown was)
{
	struct ends_correction *correction = &walk->step->correction;
	if (correction->frame == 0 || walk->second || walk->survey) {
		*correction = (struct ends_correction){0};
		return;
	}
	struct ends_shown now = ends_show(walk, walk->sender_index);
	if (walk->at_rst != TCP_CLOSED)
		now.state = walk->at_rst;
	/* Of one that was only heard of by its RST, there is nothing to go back to. */
	bool none =
	    was.state == now.state || now.state == ENDS_NO_STATE || was.state == ENDS_NO_STATE;
	if (none)
		*correction = (struct ends_correction){0};
	else
		*correction = (struct ends_correction){.frame = correction->frame,
						       .end = walk->sender_index,
						       .was = was.state,
						       .state = now.state};
}

/* Whether the SYN that was captured of it was its own, and whether this is another one. */
static void say_opening(struct ends_walk *walk)
{
	bool another = ends_had_not_sent_its_syn(walk);
	if (another && walk->acks && (walk->receiver->flags & ENDS_SENT_SYN))
		ends_note_syn(walk, walk->sender->opened, ENDS_NOT_YET);
	else if (another || ends_answers_no_syn(walk))
		ends_doubt_syn(walk);
	ends_believe_syn(walk);
	walk->renumbered = another || ends_answers_anew(walk) || ends_has_disowned(walk);
	if (walk->renumbered || ends_opens_anew(walk))
		ends_open_anew(walk);
}

/* Of its SYN: only what it acknowledges beyond this will tell. */
static void await_ack(struct ends_walk *walk)
{
	walk->sender->mark = walk->input->ack;
	ends_suspect(walk->sender, ENDS_GOT_ACK);
}

static void say(struct ends_walk *walk, struct ends_shown was)
{
	if (ends_has(walk, TCP_FLAG_SYN) || walk->sender->state == TCP_SYN_SENT)
		say_opening(walk);
	int own_fin = ends_note_action(walk, walk->sender_index, ENDS_OWN_FIN);
	if (own_fin == ENDS_NOT_YET)
		ends_send_noted_fin(walk);
	bool first = walk->sender->state == ENDS_NO_STATE;
	if (ends_was_not_heard_answering(walk)) {
		ends_answer_unheard(walk);
		if (walk->receiver->flags & ENDS_EARLY) /* it may acknowledge data of the SYN */
			await_ack(walk);
	}
	ends_confirm_all(walk);
	ends_confirm_early_fin(walk);
	ends_send_missed_fin(walk);
	if (own_fin == 0)
		ends_send_noted_fin(walk);
	if (ends_may_have_been_answered(walk))
		await_ack(walk);
	walk->doubtful = walk->input->may_be_late_copy;
	ends_contradict_all(walk);
	ends_suppose_early_ack(walk);
	if (ends_closed_unknowing(walk))
		ends_close_unknowing(walk);
	correct(walk, was);
	if (ends_has(walk, TCP_FLAG_SYN)) {
		ends_send_syn(walk);
		return;
	}
	ends_advance(walk);
	if (first || walk->sender->guessed)
		walk->sender->guessed = ends_is_guessed(walk, first);
	if (walk->sender->state == ENDS_NO_STATE)
		ends_move(walk, walk->sender_index, ENDS_SPEAKS);
	if (ends_has_got_fin(walk)) /* of an end whose first word this is */
		ends_confirm(walk, ENDS_GOT_FIN, ENDS_RECEIVES_FIN);
	if (ends_has(walk, TCP_FLAG_FIN))
		ends_send_fin(walk);
}

/* It counts; whether the RST was its own is doubtful. */
static void say_below_rst(struct ends_walk *walk, struct ends_shown was)
{
	struct ends_side *side = walk->sender;
	uint8_t moves = walk->step->move_count;
	uint32_t rst = side->opened;
	bool closed = side->flags & ENDS_SENT_FIN;
	ends_doubt_rst(walk);
	say(walk, was);
	side->opened = rst;
	side->doubted = true;
	side->closes_below |= !closed && (side->flags & ENDS_SENT_FIN);
	side->jumps = side->jumps && (side->ahead || walk->end == walk->input->seq);
	walk->step->move_count = moves; /* of who is CLOSED */
}

/* RFC 9293 section 3.10.7.4, fifth: without an ACK it is dropped; and no TCP sends one. */
static bool is_of_no_tcp(const struct ends_walk *walk)
{
	return !(walk->flags & (TCP_FLAG_SYN | TCP_FLAG_RST | TCP_FLAG_ACK));
}

/* It says and brings nothing. */
static bool tells_nothing(const struct ends_walk *walk)
{
	return walk->input->captured_again || walk->input->stray || is_of_no_tcp(walk);
}

static void take(struct ends_walk *walk, struct ends_shown was)
{
	uint32_t una = walk->receiver->una;
	walk->receiver->ahead = false; /* what comes now may have been sent behind this */
	if (tells_nothing(walk))
		return;
	if (ends_has(walk, TCP_FLAG_SYN) && walk->input->ignored) {
		if (ends_still_listens(walk)) { /* it may be another's */
			walk->doubtful = true;
			ends_contradict(walk, ENDS_GOT_ACK);
		}
		if (!walk->input->copy)
			ends_reopen(walk);
		correct(walk, was);
		return;
	}
	if (ends_speaks_of_another(walk)) {
		ends_doubt_syn(walk);
		walk->sender->doubted |= !walk->second; /* that knows by its notes */
		if (!ends_holds_its_syn(walk))
			return;
		*walk->sender = (struct ends_side){.state = ENDS_NO_STATE};
	}
	walk->sender->gone &= walk->input->copy;
	if (walk->note_count > 0)
		ends_take_gone(walk);
	ends_take_missed_fin(walk);
	ends_read_numbers(walk);
	if (ends_is_of_an_older_connection(walk)) {
		/* Its SYN may be a late copy of that one's. */
		walk->receiver->unsure |=
		    walk->receiver->state == TCP_SYN_SENT && !ends_has(walk, TCP_FLAG_RST);
		/* A RST answers what was not captured, and may have ended what is captured yet. */
		walk->sender->guessed |= ends_has(walk, TCP_FLAG_RST);
		return;
	}
	/* Below what was captured first of the other side lie numbers that the SYN may have. */
	bool below = walk->receiver->state != ENDS_NO_STATE && seq_before(walk->receiver->una, una);
	walk->news = walk->acks && !walk->overtaken && walk->receiver->una != una && !below;
	bool reset = walk->sender->flags & ENDS_RESET;
	bool fills = reset && ends_fills_below_rst(walk);
	bool old = !fills && ends_is_old(walk);
	if (ends_has(walk, TCP_FLAG_RST)) {
		ends_contradict_doubtful(walk);
		ends_send_rst(walk);
		walk->step->correction.frame = 0; /* it may be forged */
	} else if (walk->input->may_be_copy && !old && !ends_opens_anew(walk)) {
		ends_doubt_all(walk);
		correct(walk, was);
	} else if (!walk->input->copy && fills) {
		say_below_rst(walk, was);
	} else if (!walk->input->copy && !old) {
		bool repeats = ends_repeats_its_syn(walk);
		walk->held = reset && ends_may_have_been_held(walk);
		if (walk->sender->flags & ENDS_RESET && (repeats || !ends_has(walk, TCP_FLAG_SYN)))
			ends_revive(walk, repeats ? walk->sender->state == ENDS_NO_STATE
						  : ends_surely_goes_on(walk));
		else if (ends_had_answered_before_rst(walk))
			ends_revive(walk, false);
		say(walk, was);
	} else if (!walk->input->copy && ends_makes_rst_doubtful(walk)) {
		ends_doubt_receipts(walk); /* it may have left behind that, or before */
		ends_doubt_rst(walk);
		correct(walk, was);
	}
	ends_bring_all(walk);
}

/* Numbers were acknowledged that were never seen, or were probably a FIN's. */
static bool misses_numbers(const struct ends *ends)
{
	for (int i = 0; i < 2; i++) {
		const struct ends_side *side = &ends->side[i];
		if (((side->flags & ENDS_KNOWN) && seq_before(side->nxt, side->una)) ||
		    side->missed)
			return true;
	}
	return false;
}

/* Both have closed, and this lies behind it: they may have another connection. What no end takes
 * tells nothing. */
static bool is_of_a_later_connection(const struct ends_walk *walk)
{
	return !walk->input->stray && (walk->receiver->flags & ENDS_SENT_FIN) &&
	       ends_has(walk, TCP_FLAG_ACK) && ends_is_behind_its_fin(walk);
}

static void walk_through(struct ends_walk *walk, bool self)
{
	struct ends *ends = walk->ends;
	const struct ends_input *in = walk->input;
	struct ends_step *step = walk->step;
	step->correction = (struct ends_correction){0};
	step->move_count = step->note_count = 0;
	walk->flags = in->flags;
	walk->sender_index = self ? SIDE_CLIENT : in->from;
	walk->receiver_index = self || in->from == SIDE_SERVER ? SIDE_CLIENT : SIDE_SERVER;
	walk->sender = &ends->side[walk->sender_index];
	walk->receiver = &ends->side[walk->receiver_index];
	memcpy(step->before, ends->shown, sizeof step->before);
	if (ends_predict(walk))
		return;
	bool fin = ends_has(walk, TCP_FLAG_FIN) && !ends_has(walk, TCP_FLAG_SYN);
	walk->end = in->seq + in->length + ends_has(walk, TCP_FLAG_SYN) + fin;
	take(walk, step->before[walk->sender_index]);
	if (walk->survey)
		return;
	bool gap = in->gap || (in->ack_gap && walk->acks) || misses_numbers(ends) ||
		   is_of_a_later_connection(walk);
	if (tells_nothing(walk)) /* nor is anything surer than before */
		gap |= walk->sender->gap;
	walk->sender->gap = walk->receiver->gap = gap;
	for (unsigned i = 0; i < 2; i++) {
		step->shown[i] = ends_show(walk, self ? SIDE_CLIENT : i);
		ends->shown[i] = step->shown[i];
		if (gap && step->shown[i].state != ENDS_NO_STATE)
			step->shown[i].hedged = true;
	}
	if (walk->held && step->shown[walk->sender_index].state != ENDS_NO_STATE)
		step->shown[walk->sender_index].hedged = true;
	if (walk->excluded == 0 || !ends_awaits(walk->sender))
		return;
	walk->excluded = 0; /* that holds for this segment alone */
	for (unsigned i = 0; i < 2; i++)
		ends->shown[i] = ends_show(walk, self ? SIDE_CLIENT : i);
}

void ends_step(struct ends *ends, const struct ends_input *input, bool self, struct ends_step *step)
{
	struct ends_walk walk = {.ends = ends, .input = input, .step = step};
	walk_through(&walk, self);
}

void ends_survey(struct ends *ends, const struct ends_input *input, bool self,
		 struct ends_step *noted)
{
	struct ends_walk walk = {.ends = ends, .input = input, .step = noted, .survey = true};
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
			if (ends_shows(walk.sender, (enum ends_receipt)r))
				ends_drop(&walk, (enum ends_receipt)r);
		if (walk.sender->state == TCP_SYN_SENT && walk.sender->got_fin != 0)
			ends_add_note(&walk, (struct ends_note){.frame = walk.sender->got_fin,
								.end = i,
								.receipts = 1U << ENDS_OWN_SYN,
								.action = ENDS_HEDGED});
		ends_note_missed_fin(&walk, i);
	}
	memcpy(notes, step.notes, step.note_count * sizeof(notes[0]));
	return step.note_count;
}
