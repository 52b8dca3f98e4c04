/* SPDX-License-Identifier: MIT */
/* Lists of events from those that the writers get. */
#ifndef COMPARE_TAKE_H
#define COMPARE_TAKE_H

#include "compare_list.h"
#include "event.h"

void compare_take_segment(struct compare_list *list, const struct segment_event *event);
void compare_take_connection(struct compare_list *list, const struct connection_event *event);

#endif
