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
	};
	const struct claim *new_bytes =
	    event->claims ? claim_find(event->claims, CLAIM_AGAIN_NEW) : NULL;
	if (new_bytes) /* they are told apart from those that were sent before */
		values.length = (uint32_t)new_bytes->value - values.seq;
	if (event->claims)
		text_claims(text, lang, event->claims, &values);
}

void text_verdict(struct text *text, enum lang lang, const struct flow *flow, bool timeless)
{
	struct message_values values = {
	    .first = (enum side)flow->first_closer,
	    .timeless = timeless,
	};
	struct claim_set claims;
	claims_of_connection(flow, flow->causes, &claims);
	text_claims(text, lang, &claims, &values);
}
