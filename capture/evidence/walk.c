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

/* Several ranges of one segment tell the same. */
static bool is_told(const struct walk *walk, const struct fate_event *event)
{
	for (size_t i = walk->count; i-- > 0;) {
		const struct fate_event *told = &walk->events[i];
		if (told->kind == event->kind && told->frame == event->frame)
			return told->kind == FATE_EVENT_FATE && told->fate == event->fate &&
			       told->grade == event->grade && told->by == event->by &&
			       !event->was_lost;
	}
	return false;
}

void walk_emit(struct walk *walk, const struct fate_event *event)
{
	if (is_told(walk, event))
		return;
	if (walk_room(walk, 1))
		walk->events[walk->count++] = *event;
	else
		walk->fates->flags |= FATES_FORGOT;
}

void walk_fate(struct walk *walk, enum side side, uint64_t frame, enum fate fate,
	       enum fate_grade grade, uint64_t by)
{
	bool at_end = fate == FATE_OVERTAKEN || (fate == FATE_UNKNOWN && by == 0);
	if (walk->in && frame == walk->in->frame && at_end)
		walk->sent.told = true;
	walk_emit(walk, &(struct fate_event){.frame = frame,
					     .by = by,
					     .kind = FATE_EVENT_FATE,
					     .fate = (uint8_t)fate,
					     .grade = (uint8_t)grade,
					     .side = (uint8_t)side});
}

bool walk_came_surely(const struct walk *walk, enum side side, uint64_t frame)
{
	const struct copies *copies = walk->fates->more ? copies_of(walk, side) : NULL;
	for (unsigned i = 0; copies && i < copies->count; i++) {
		const struct copy_range *range = &copies->range[i];
		bool told = (range->flags & (RANGE_JUDGED | RANGE_DOUBLE)) == RANGE_JUDGED &&
			    !copies_only(range);
		int answered = told ? copies_answered(range) : -1;
		if (answered >= 0 && range->copy[answered].mark.frame == frame)
			return true;
	}
	return false;
}

void walk_tell(struct walk *walk, enum side side, const struct sent_mark *mark, enum fate fate,
	       enum fate_grade grade, uint64_t by)
{
	bool sure = fate == FATE_ARRIVED && grade == FATE_FOLLOWS;
	if (!mark->discarded && (sure || !walk_came_surely(walk, side, mark->frame)))
		walk_fate(walk, side, mark->frame, fate, grade, by);
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
