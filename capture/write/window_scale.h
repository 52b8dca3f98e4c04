/* SPDX-License-Identifier: MIT */
/* Private to write: the window as its sender means it. */
#ifndef WINDOW_SCALE_H
#define WINDOW_SCALE_H

#include "event.h"

/* Whether it is known by how many bits the window of EVENT's segment is to be shifted to the left,
 * and then SHIFT. RFC 7323 section 2.2: not in a SYN; later if both ends offered it, which one that
 * answers does only when the other did. */
static inline bool window_scale(const struct segment_event *event, unsigned *shift)
{
	const struct flow_side *sender = flow_side_const(event->flow, event->step->from);
	const struct flow_side *peer = flow_side_const(event->flow, side_other(event->step->from));
	bool syn = event->segment->flags & TCP_FLAG_SYN;
	bool both = (sender->flags & SIDE_SENT_SYN_ACK) || (peer->flags & SIDE_SCALE_KNOWN);
	*shift = syn ? 0 : sender->window_scale;
	return syn || ((sender->flags & SIDE_SCALE_KNOWN) && both);
}

#endif
