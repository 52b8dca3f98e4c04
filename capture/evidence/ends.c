/* SPDX-License-Identifier: MIT */
#include "ends.h"

#include <string.h>

#include "ends_walk.h"

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

/* It was sent before its RST, or the RST was another's. */
static bool is_its_first_syn(const struct ends_walk *walk)
{
	const struct ends_side *side = walk->sender;
	return (side->flags & ENDS_RESET) && side->state == TCP_SYN_SENT &&
	       ends_has(walk, TCP_FLAG_SYN) && walk->end == side->nxt &&
	       (walk->input->copy || walk->input->may_be_copy);
}

/* RFC 9293 section 3.8.1: who sends again has the connection. */
static bool sends_again(const struct ends_walk *walk)
{
	return walk->input->again && walk->end != walk->input->seq && !walk->overtaken &&
	       !walk->input->copy && !walk->input->may_be_copy;
}

/* It sends its SYN or SYN+ACK again, with the same number: it goes on, and its RST was another's.
 */
static bool repeats_its_syn(const struct ends_walk *walk)
{
	const struct ends_side *side = walk->sender;
	bool opening = side->state == TCP_SYN_SENT || side->state == TCP_SYN_RECEIVED;
	bool ack = side->state == TCP_SYN_RECEIVED && !(side->flags & ENDS_SENT_SYN);
	return (side->flags & ENDS_RESET) && opening && ends_has(walk, TCP_FLAG_SYN) &&
	       !ends_has(walk, TCP_FLAG_ACK) == !ack && walk->end == side->nxt &&
	       !walk->input->may_be_copy;
}

/* A SYN of an end that is past it, or anything of one that is CLOSED, but was sent before that: it
 * tells nothing of its sender. */
static bool is_old(const struct ends_walk *walk)
{
	const struct ends_side *side = walk->sender;
	bool reset = side->flags & ENDS_RESET;
	bool opening = (reset && !side->reopens) || side->state == ENDS_NO_STATE ||
		       side->state == TCP_SYN_SENT ||
		       (side->state == TCP_SYN_RECEIVED && ends_has(walk, TCP_FLAG_ACK));
	if (ends_has(walk, TCP_FLAG_SYN))
		return !opening || is_its_first_syn(walk);
	if (side->reopens)
		return walk->overtaken;
	/* It acknowledges nothing of what the RST answers. */
	bool behind =
	    side->answers && walk->acks && seq_before(walk->input->ack, walk->receiver->nxt);
	return reset && !walk->news && !sends_again(walk) &&
	       (behind || !ends_up_to_a_window(side->nxt + 1, walk->end));
}

/* RFC 9293 section 3.5.1: a segment of an older connection answers a SYN. */
static bool is_of_an_older_connection(const struct ends_walk *walk)
{
	return walk->sender->state == ENDS_NO_STATE && walk->receiver->state == TCP_SYN_SENT &&
	       !ends_has(walk, TCP_FLAG_SYN) && ends_has(walk, TCP_FLAG_ACK) && !walk->acks;
}

/* It has not the numbers of its SYN: that was made by somebody else, or this is older. */
static bool speaks_of_another(const struct ends_walk *walk)
{
	const struct ends_side *side = walk->sender;
	/* Data of its SYN (RFC 7413), captured behind the ACK of it. */
	bool of_syn = (side->flags & ENDS_ACKED) && side->una - walk->input->seq <= UINT16_MAX;
	return side->state == TCP_SYN_SENT && !ends_has(walk, TCP_FLAG_SYN) &&
	       !ends_has(walk, TCP_FLAG_RST) && !of_syn &&
	       !ends_up_to_a_window(side->una, walk->input->seq);
}

/* The capture missed the SYN+ACK of who acknowledges a SYN. */
static bool was_not_heard_answering(const struct ends_walk *walk)
{
	return walk->sender->state == ENDS_NO_STATE && walk->receiver->state == TCP_SYN_SENT &&
	       !ends_has(walk, TCP_FLAG_SYN);
}

/* Nor what the other end said, of which nothing was captured: the ACK of its SYN, or nothing. */
static bool may_have_been_answered(const struct ends_walk *walk)
{
	return walk->sender->state == TCP_SYN_RECEIVED && walk->receiver->state == ENDS_NO_STATE &&
	       !ends_has(walk, TCP_FLAG_SYN);
}

/* RFC 9293 figure 7: who answers a SYN that crossed its own does so with the number of its own. */
static bool had_not_sent_its_syn(const struct ends_walk *walk)
{
	const struct ends_side *side = walk->sender;
	return side->state == TCP_SYN_SENT && ends_has(walk, TCP_FLAG_SYN) &&
	       ends_has(walk, TCP_FLAG_ACK) && !(side->flags & ENDS_EARLY) &&
	       walk->end != side->nxt;
}

/* RFC 9293 section 3.10.7.4: in SYN-RECEIVED its number stays the same. This one was LISTEN again,
 * or keeps nothing (SYN cookies, RFC 4987 section 3.6). */
static bool answers_anew(const struct ends_walk *walk)
{
	const struct ends_side *side = walk->sender;
	return side->state == TCP_SYN_RECEIVED && !(side->flags & ENDS_SENT_SYN) &&
	       !(walk->receiver->flags & ENDS_EARLY) && ends_has(walk, TCP_FLAG_SYN) &&
	       ends_has(walk, TCP_FLAG_ACK) && walk->end != side->nxt;
}

static void say(struct ends_walk *walk, struct ends_shown was)
{
	bool another = had_not_sent_its_syn(walk);
	if (another)
		ends_doubt_syn(walk);
	ends_believe_syn(walk);
	walk->renumbered = another || answers_anew(walk);
	if (walk->renumbered || ends_opens_anew(walk))
		ends_open_anew(walk);
	int own_fin = ends_note_action(walk, walk->sender_index, ENDS_OWN_FIN);
	if (own_fin == ENDS_NOT_YET)
		ends_send_noted_fin(walk);
	if (was_not_heard_answering(walk))
		ends_move(walk, walk->sender_index, ENDS_SENDS_SYN_ACK);
	ends_confirm_all(walk);
	ends_confirm_early_fin(walk);
	if (own_fin == 0)
		ends_send_noted_fin(walk);
	if (may_have_been_answered(walk)) {
		walk->sender->mark = walk->input->ack;
		ends_suspect(walk->sender, ENDS_GOT_ACK);
	}
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
	if (walk->sender->state == ENDS_NO_STATE)
		ends_move(walk, walk->sender_index, ENDS_SPEAKS);
	if (ends_has_got_fin(walk)) /* of an end whose first word this is */
		ends_confirm(walk, ENDS_GOT_FIN, ENDS_RECEIVES_FIN);
	if (ends_has(walk, TCP_FLAG_FIN))
		ends_send_fin(walk);
}

/* RFC 9293 section 3.10.7.4, fifth: without an ACK it is dropped; and no TCP sends one. */
static bool is_of_no_tcp(const struct ends_walk *walk)
{
	return !(walk->flags & (TCP_FLAG_SYN | TCP_FLAG_RST | TCP_FLAG_ACK));
}

/* RFC 9293 section 3.10.5: who has sent a RST says nothing more. What is captured behind it, and is
 * not known to have been sent before it, makes it doubtful whether the RST was its own. */
static bool makes_rst_doubtful(const struct ends_walk *walk)
{
	return (walk->sender->flags & ENDS_RESET) && !walk->overtaken &&
	       (!ends_has(walk, TCP_FLAG_SYN) || is_its_first_syn(walk));
}

/* It answers another SYN: with SYN cookies (RFC 4987 section 3.6) a listener knows of no other. */
static bool still_listens(const struct ends_walk *walk)
{
	return walk->sender->state == TCP_SYN_RECEIVED && ends_has(walk, TCP_FLAG_ACK) &&
	       !walk->input->copy && !(walk->sender->flags & ENDS_RESET);
}

/* RFC 9293 section 3.10.7.4, fifth: in SYN-RECEIVED a RST answers an ACK that is not acceptable, and the
 * opening goes on. Its SYN+ACK, with another number than the SYN in its name, is captured late. */
static bool had_answered_before_rst(const struct ends_walk *walk)
{
	return (walk->sender->flags & ENDS_RESET) && had_not_sent_its_syn(walk);
}

static void take(struct ends_walk *walk, struct ends_shown was)
{
	uint32_t una = walk->receiver->una;
	if (walk->input->captured_again || is_of_no_tcp(walk))
		return;
	if (ends_has(walk, TCP_FLAG_SYN) && walk->input->ignored) {
		if (still_listens(walk)) { /* it may be another's */
			walk->doubtful = true;
			ends_contradict(walk, ENDS_GOT_ACK);
		}
		if (!walk->input->copy)
			ends_reopen(walk);
		correct(walk, was);
		return;
	}
	if (speaks_of_another(walk)) {
		ends_doubt_syn(walk);
		walk->sender->doubted = true;
		return;
	}
	ends_read_numbers(walk);
	if (is_of_an_older_connection(walk)) {
		/* Its SYN may be a late copy of that one's. */
		walk->receiver->unsure |= !ends_has(walk, TCP_FLAG_RST);
		return;
	}
	walk->news = walk->acks && !walk->overtaken && walk->receiver->una != una;
	bool old = is_old(walk);
	if (ends_has(walk, TCP_FLAG_RST)) {
		ends_contradict_doubtful(walk);
		walk->step->correction.frame = 0; /* it may be forged */
		ends_send_rst(walk);
	} else if (walk->input->may_be_copy && !old && !ends_opens_anew(walk)) {
		ends_doubt_all(walk);
		correct(walk, was);
	} else if (!walk->input->copy && !old) {
		bool repeats = repeats_its_syn(walk);
		if (walk->sender->flags & ENDS_RESET && (repeats || !ends_has(walk, TCP_FLAG_SYN)))
			ends_revive(walk, walk->sender->reopens || !(repeats || sends_again(walk)));
		else if (had_answered_before_rst(walk))
			ends_revive(walk, false);
		say(walk, was);
	} else if (!walk->input->copy && makes_rst_doubtful(walk)) {
		ends_doubt_rst(walk);
		correct(walk, was);
	}
	ends_bring_all(walk);
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
	step->correction = (struct ends_correction){0};
	step->move_count = step->note_count = 0;
	walk->flags = in->flags;
	walk->sender_index = self ? SIDE_CLIENT : in->from;
	walk->receiver_index = self || in->from == SIDE_SERVER ? SIDE_CLIENT : SIDE_SERVER;
	walk->sender = &ends->side[walk->sender_index];
	walk->receiver = &ends->side[walk->receiver_index];
	memcpy(step->before, ends->shown, sizeof step->before);
	take(walk, step->before[walk->sender_index]);
	if (walk->survey)
		return;
	bool gap = in->gap || (in->ack_gap && walk->acks) || misses_numbers(ends);
	for (unsigned i = 0; i < 2; i++) {
		step->shown[i] = ends_show(walk, self ? SIDE_CLIENT : i);
		ends->shown[i] = step->shown[i];
		if (gap && step->shown[i].state != ENDS_NO_STATE)
			step->shown[i].hedged = true;
	}
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

size_t ends_survey(struct ends *ends, const struct ends_input *input, bool self,
		   struct ends_note notes[ENDS_NOTES_MAX])
{
	struct ends_step step;
	step.note_count = 0;
	struct ends_walk walk = {.ends = ends, .input = input, .step = &step, .survey = true};
	walk_through(&walk, self);
	memcpy(notes, step.notes, step.note_count * sizeof(notes[0]));
	return step.note_count;
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
	}
	memcpy(notes, step.notes, step.note_count * sizeof(notes[0]));
	return step.note_count;
}
