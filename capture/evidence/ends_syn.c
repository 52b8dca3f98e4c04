/* SPDX-License-Identifier: MIT */
/* Whether a SYN is its alleged sender's own. */
#include "ends_kinds.h"

void ends_note_syn(struct ends_walk *walk, uint32_t frame, enum ends_action action)
{
	ends_add_note(walk, (struct ends_note){.frame = frame,
					       .end = walk->sender_index,
					       .receipts = 1U << ENDS_OWN_SYN,
					       .action = (uint8_t)action});
}

void ends_doubt_syn(struct ends_walk *walk)
{
	ends_note_syn(walk, walk->sender->opened, ENDS_HEDGED);
}

void ends_believe_syn(struct ends_walk *walk)
{
	struct ends_side *side = walk->sender;
	if (!side->doubted || !walk->acks || side->state != TCP_SYN_SENT ||
	    (ends_has(walk, TCP_FLAG_SYN) && walk->end != side->nxt))
		return;
	side->doubted = false;
	side->untold = ends_may_have_older_numbers(walk);
	/* A listener answers the other SYN, and what is not acceptable behind that, with this
	 * number, which who made a SYN in its name may have known. */
	bool answers = ends_has(walk, TCP_FLAG_SYN) || walk->end == walk->input->seq;
	if (side->untold || (answers && (walk->receiver->flags & ENDS_SENT_SYN)))
		return;
	ends_note_syn(walk, side->opened, 0);
}
