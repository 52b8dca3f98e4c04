/* SPDX-License-Identifier: MIT */
/* What each of the rules tells, and where it keeps it. */
#include <stdlib.h>

#include "fates_private.h"

uint32_t walk_length(const struct fates_input *in)
{
	if (in->flags & TCP_FLAG_RST)
		return 0; /* what it carries is no data (RFC 9293 section 3.5.3) */
	return in->length + ((in->flags & (TCP_FLAG_SYN | TCP_FLAG_FIN)) != 0);
}

void walk_emit(struct walk *walk, const struct fate_event *event)
{
	if (walk_room(walk, 1))
		walk->events[walk->count++] = *event;
	else
		walk->fates->flags |= FATES_FORGOT;
}

void walk_fate(struct walk *walk, enum side side, uint64_t frame, enum fate fate,
	       enum fate_grade grade, uint64_t by)
{
	walk_emit(walk, &(struct fate_event){.frame = frame,
					     .by = by,
					     .kind = FATE_EVENT_FATE,
					     .fate = (uint8_t)fate,
					     .grade = (uint8_t)grade,
					     .side = (uint8_t)side});
}

struct fates_more *walk_more(struct walk *walk)
{
	struct fates *fates = walk->fates;
	if (!fates->more && walk->table->room.bytes >= sizeof *fates->more) {
		fates->more = calloc(1, sizeof *fates->more);
		if (fates->more)
			walk->table->room.bytes -= sizeof *fates->more;
		else
			walk->table->room.no_memory = true;
	}
	if (!fates->more)
		fates->flags |= FATES_FORGOT;
	return fates->more;
}

bool walk_is_ordered(const struct walk *walk)
{
	return recent_identifications_rise(walk->table->recent, walk->fates->last[walk->x],
					   walk->sent.owner, walk->sent.mark.ip_id);
}

enum sent_order walk_order(const struct walk *walk, const struct sent_mark *earlier)
{
	const struct sent_mark *later = &walk->sent.mark;
	enum sent_order order = sent_order(earlier, later, false);
	return order == SENT_APART && walk_is_ordered(walk) ? sent_order(earlier, later, true)
							    : order;
}
