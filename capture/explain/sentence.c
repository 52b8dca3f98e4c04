/* SPDX-License-Identifier: MIT */
#include "sentence.h"

#include "claims.h"
#include "messages.h"

void text_sentence(struct text *text, enum lang lang, const struct segment_event *event)
{
	struct message_values values = {
	    .first = (enum side)event->flow->first_closer,
	    .length = event->segment->payload_length,
	    .seq = event->step->relative_seq,
	    .ack = event->step->relative_ack,
	    .timeless = event->timeless,
	    .fin = event->segment->flags & TCP_FLAG_FIN,
	    .syn_ack = (event->segment->flags & (TCP_FLAG_SYN | TCP_FLAG_ACK)) ==
		       (TCP_FLAG_SYN | TCP_FLAG_ACK),
	};
	const struct claim *new_bytes =
	    event->claims ? claim_find(event->claims, CLAIM_AGAIN_NEW) : NULL;
	if (new_bytes) /* they are told apart from those that were sent before */
		values.length = (uint32_t)new_bytes->value - values.seq;
	if (!event->claims)
		return;
	/* How far the clock went is told where it went further than before. */
	const struct causes *causes = event->flow->causes;
	bool odd = claim_find(event->claims, CLAIM_CLOCK_BACK) != NULL ||
		   claim_find(event->claims, CLAIM_CLOCK_JUMP) != NULL;
	if (!odd || !causes || causes->clock_frame == (uint32_t)event->segment->frame) {
		text_claims(text, lang, event->claims, &values);
		return;
	}
	struct claim_set others = {.count = 0};
	for (size_t i = 0; i < event->claims->count; i++) {
		const struct claim *claim = &event->claims->claim[i];
		if (claim->id != CLAIM_CLOCK_BACK && claim->id != CLAIM_CLOCK_JUMP)
			others.claim[others.count++] = *claim;
	}
	text_claims(text, lang, &others, &values);
}

void text_verdict(struct text *text, enum lang lang, const struct flow *flow, bool timeless)
{
	struct message_values values = {
	    .first = (enum side)flow->first_closer,
	    .timeless = timeless,
	    .given_up = flow->flags & (FLOW_DISPLACED | FLOW_EVICTED),
	};
	struct claim_set claims;
	claims_of_connection(flow, flow->causes, &claims);
	text_claims(text, lang, &claims, &values);
}
