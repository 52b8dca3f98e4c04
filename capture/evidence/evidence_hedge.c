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

void evidence_hedge(const struct evidence_flow *kept, enum side from, struct end_state states[2])
{
	hedge_unheard(kept, states);
	for (int side = SIDE_CLIENT; side <= SIDE_SERVER; side++) {
		if (kept->one_way[from])
			hedge_open(&states[side]);
		/* The order of two places that are put together is that of neither. */
		if (kept->twice == FATES_TWICE_APART)
			hedge(&states[side]);
	}
}
