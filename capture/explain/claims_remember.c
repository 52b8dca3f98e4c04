/* SPDX-License-Identifier: MIT */
/* What the claims about segments add up to for the connection. */
#include "claims_private.h"

/* How the claims about repetitions count for the connection: one more than enum again. */
static const uint8_t again_of[CLAIM_IDS] = {
    [CLAIM_AGAIN_SACK] = AGAIN_BY_SACK + 1,
    [CLAIM_AGAIN_DUPACKS] = AGAIN_BY_DUPACKS + 1,
    [CLAIM_AGAIN_PARTIAL] = AGAIN_BY_PARTIAL_ACK + 1,
    [CLAIM_AGAIN_TIMEOUT] = AGAIN_BY_TIMEOUT + 1,
    [CLAIM_AGAIN_DOUBLED] = AGAIN_BY_BACKOFF + 1,
    [CLAIM_AGAIN_PROBE] = AGAIN_BY_PROBE + 1,
    [CLAIM_AGAIN_SYN_ONLY] = AGAIN_SYN_ONLY + 1,
    [CLAIM_AGAIN_TIMER] = AGAIN_BY_TIMER + 1,
    [CLAIM_AGAIN] = AGAIN_UNTOLD + 1,
};

static void remember_states(struct causes *causes, const struct claim_input *input)
{
	const struct evidence_step *evidence = input->evidence;
	enum side from = input->step->from, to = side_other(from);
	if (!evidence || flow_is_self(input->flow))
		return;
	if (evidence->states[from].proven)
		causes_settled(causes, from);
	bool moved = evidence->before[to].state != evidence->states[to].state;
	/* A FIN before it may have brought that. */
	bool fin_before = moved && input->cause->own_fins > 0 && input->cause->own_before > 0 &&
			  !(input->segment->flags & TCP_FLAG_FIN);
	causes_hedged(causes, to, (uint32_t)input->segment->frame, moved,
		      evidence->states[to].state, evidence->states[to].proven || fin_before);
}

void claims_remember(struct causes *causes, const struct claim_input *input,
		     const struct claim_set *set)
{
	enum side side = flow_is_self(input->flow) ? SIDE_CLIENT : input->step->from;
	remember_states(causes, input);
	for (size_t i = 0; i < set->count; i++) {
		const struct claim *claim = &set->claim[i];
		unsigned how = again_of[claim->id];
		if (how > 0)
			causes_repaired(causes, side, (enum again)(how - 1),
					input->cause->first_us);
		if (claim->id == CLAIM_LOST)
			causes_lost(causes, side);
		if (claim->id == CLAIM_CAPTURED_TWICE || claim->id == CLAIM_CAPTURED_ELSEWHERE)
			causes_captured_twice(causes);
		if (claim->id == CLAIM_REFUSED)
			causes->refused = true;
		if (claim->id == CLAIM_RESET_FORGED && causes->reset_frame == claim->frames[0])
			causes->reset_forged = true;
		if (claim->id == CLAIM_RESET_NO_CONNECTION)
			causes->no_connection = true;
		if (claim->id == CLAIM_ACK_DELAYED)
			causes_delayed(causes, side, claim->value);
	}
}
