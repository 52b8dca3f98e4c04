/* SPDX-License-Identifier: MIT */
/* Which segments a page has. */
#include "figure.h"
#include "page_evidence.h"
#include "page_record.h"

bool page_always_shows(const struct segment_event *event)
{
	return is_never_left_out(event->step->labels, page_pause_before(event));
}

bool page_shows(const struct segment_event *event)
{
	return event->flow->segments <= PAGE_SEGMENTS_MAX ||
	       !end_state_equal(event->before[SIDE_CLIENT], event->states[SIDE_CLIENT]) ||
	       !end_state_equal(event->before[SIDE_SERVER], event->states[SIDE_SERVER]) ||
	       event->step->ended || page_always_shows(event);
}
