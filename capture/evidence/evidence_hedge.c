/* SPDX-License-Identifier: MIT */
/* States that are not sure, whatever the segments of both ends say. */
#include "evidence_private.h"

static void hedge(struct end_state *state)
{
	state->proven = state->state == END_STATE_NONE;
}

/* Nothing was captured of the other end, whose FIN may have come at any time. */
static void hedge_open(struct end_state *state)
{
	if (state->state != END_STATE_NONE && state->state >= TCP_ESTABLISHED)
		state->proven = false;
}

/* Nor is its answer to a SYN, or to the SYN+ACK: that one may have come when this end speaks again.
 */
static void hedge_opening(struct end_state *state)
{
	if (state->state == TCP_SYN_SENT || state->state == TCP_SYN_RECEIVED)
		state->proven = false;
}

/* Who is not seen to send numbers may have closed before the capture began: its FIN has come, or it
 * has not; and its own state is not sure either, but ESTABLISHED, which says no more than that. */
static void hedge_unheard(const struct evidence_flow *kept, struct end_state states[2])
{
	if (kept->self || (kept->numbers[SIDE_CLIENT] && kept->numbers[SIDE_SERVER]))
		return;
	for (int side = SIDE_CLIENT; side <= SIDE_SERVER; side++)
		if (!kept->numbers[side_other((enum side)side)] ||
		    states[side].state != TCP_ESTABLISHED) /* its FIN is not seen */
			hedge_open(&states[side]);
}

static bool has_note(const struct evidence *evidence, enum note_kind kind)
{
	for (size_t i = 0; i < evidence->note_count; i++)
		if (evidence->notes[i].kind == kind)
			return true;
	return false;
}

void evidence_note_held(const struct evidence *evidence, struct evidence_flow *kept,
			const struct flow *flow, const struct segment *segment,
			const struct step *step)
{
	const enum side from = step->from;
	if (step->released)
		kept->held[step->released_from] = 0;
	if (step->verdict != VERDICT_HELD) {
		/* Its sender goes on, without it. */
		kept->held[from] = 0;
		return;
	}
	/* Behind a FIN there are no numbers (RFC 9293 section 3.10.4): it is not its sender's. */
	if (flow_side_const(flow, from)->flags & SIDE_SENT_FIN)
		return;
	if (kept->held[from] == 0) {
		if (evidence->options.pass == EVIDENCE_SECOND && !has_note(evidence, NOTE_HELD))
			return;
		kept->held[from] = evidence->frame;
		kept->held_fin[from] = false;
	}
	kept->held_fin[from] |= (segment->flags & TCP_FLAG_FIN) != 0;
}

/* What was held back is probably dropped. If not, its FIN counts, or what it acknowledges of who
 * closes; but not for FROM, the other end, when it speaks and acknowledges none of it. */
static void hedge_held(const struct evidence_flow *kept, enum side from, struct end_state states[2])
{
	bool fin = (kept->held[SIDE_CLIENT] != 0 && kept->held_fin[SIDE_CLIENT]) ||
		   (kept->held[SIDE_SERVER] != 0 && kept->held_fin[SIDE_SERVER]);
	for (int side = SIDE_CLIENT; side <= SIDE_SERVER; side++) {
		if ((side != (int)from || kept->held[side] != 0) &&
		    (fin || states[side].state != TCP_ESTABLISHED))
			hedge_open(&states[side]);
		/* What answered its SYN may have been missed. */
		if (states[side].state == TCP_SYN_SENT && kept->held[side_other((enum side)side)])
			hedge(&states[side]);
	}
}

void evidence_hedge(const struct evidence_flow *kept, enum side from, bool syn,
		    struct end_state states[2])
{
	hedge_unheard(kept, states);
	if (evidence_holds(kept))
		hedge_held(kept, from, states);
	for (int side = SIDE_CLIENT; side <= SIDE_SERVER; side++) {
		if (kept->one_way[from])
			hedge_open(&states[side]);
		if (kept->one_way[from] && !syn)
			hedge_opening(&states[side]);
		/* The order of two places that are put together is that of neither. */
		if (kept->twice == FATES_TWICE_APART)
			hedge(&states[side]);
	}
}
