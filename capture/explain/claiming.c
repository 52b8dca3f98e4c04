/* SPDX-License-Identifier: MIT */
/* What several topics ask of a segment, and how they claim. */
#include "claims_private.h"

struct claim *claiming_add(struct claiming *now, enum claim_id id)
{
	return claim_add(now->set, id, now->in->step->from, now->in->segment->frame);
}

enum claim_id claiming_copy_id(const struct fate_told *told)
{
	if (told->fate == FATE_DUPLICATE)
		return CLAIM_DOUBLED;
	return told->grade == FATE_SEEN ? CLAIM_CAPTURED_ELSEWHERE : CLAIM_CAPTURED_TWICE;
}

bool claiming_is_twin(const struct claim_input *in, const struct fate_told *told)
{
	const unsigned control = TCP_FLAG_SYN | TCP_FLAG_FIN | TCP_FLAG_RST;
	bool pure = in->segment->payload_length == 0 && !(in->segment->flags & control);
	return told->fate == FATE_UNKNOWN && !in->cause->same_ids && told->by > 0 &&
	       told->by < in->segment->frame && in->segment->ip_id != 0 &&
	       (in->cause->repeats || pure);
}

bool claiming_has_not_closed(const struct claim_input *in)
{
	const struct flow_side *own = flow_side_const(in->flow, in->step->from);
	return (own->flags & (SIDE_SENT_SYN | SIDE_SENT_SYN_ACK)) || own->bytes > 0;
}
