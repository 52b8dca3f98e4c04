/* SPDX-License-Identifier: MIT */
#include "held_jump.h"

#include "seq.h"

void held_jump_begin(const struct flow *flow, struct held_jump *jump, uint64_t frame)
{
	if (!jump->open)
		*jump = (struct held_jump){
		    .open = true,
		    .next = {flow->side[SIDE_CLIENT].next, flow->side[SIDE_SERVER].next},
		};
	if (jump->count < HELD_JUMP_MAX)
		jump->frames[jump->count++] = frame;
}

bool held_jump_was_stray(struct held_jump *jump, enum side from, const struct segment *segment)
{
	const enum side other = side_other(from);
	if ((segment->flags & (TCP_FLAG_SYN | TCP_FLAG_RST | TCP_FLAG_ACK)) != TCP_FLAG_ACK)
		return false;
	if (seq_before(jump->next[from], segment->seq) ||
	    seq_before(jump->next[other], segment->ack)) {
		if (jump->count == HELD_JUMP_MAX)
			jump->open = false;
		else
			jump->frames[jump->count++] = segment->frame;
		return false;
	}
	if (segment->seq != jump->next[from])
		return false;
	if (segment_sequence_length(segment) > 0) {
		jump->next[from] = segment_sequence_end(segment);
		jump->went_on[from] = true;
	}
	bool told = jump->went_on[other] && segment->ack == jump->next[other];
	jump->open = !told;
	return told;
}
