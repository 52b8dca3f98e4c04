/* SPDX-License-Identifier: MIT */
/* An end that had not the connection that it seemed to be opening, as its own RST tells. */
#include "ends_walk.h"

/* RFC 9293 section 3.10.7.1: who answers the one ACK of its SYN+ACK so has no connection; it was
 * back in LISTEN (by a RST or another SYN, 3.10.7.4), or kept nothing (SYN cookies). Of several
 * that came, the first may have found one. */
void ends_note_gone(struct ends_walk *walk)
{
	const struct ends_side *side = walk->sender;
	uint32_t frame = side->first[ENDS_CLASS_ACK];
	bool once = side->copies[ENDS_CLASS_ACK] == !side->pure;
	if (side->state != TCP_SYN_RECEIVED || (side->flags & ENDS_SENT_SYN) || frame == 0 ||
	    !once || walk->input->seq != side->una ||
	    ends_status(side, ENDS_GOT_RST) != ENDS_NOTHING)
		return;
	ends_add_note(walk, (struct ends_note){.frame = frame,
					       .end = walk->sender_index,
					       .receipts = 1U << ENDS_GONE});
}

void ends_take_gone(struct ends_walk *walk)
{
	walk->receiver->gone |= ends_note_action(walk, walk->receiver_index, ENDS_GONE) >= 0;
}
