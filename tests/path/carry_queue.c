// SPDX-License-Identifier: MIT
/* The frames that are on their way, in the order in which they are due. */
#include <stdlib.h>
#include <string.h>

#include "path.h"

enum { NS_PER_MS = 1000000 };

struct frame *carry_copy(const struct frame *frame)
{
	struct frame *copy = malloc(sizeof *copy + frame->length);
	if (copy)
		memcpy(copy, frame, sizeof *copy + frame->length);
	return copy;
}

/* Behind all that are due no later. */
void carry_insert(struct path *path, struct frame *frame)
{
	struct frame **at = &path->queue;
	while (*at && (*at)->due_ns <= frame->due_ns)
		at = &(*at)->next;
	frame->next = *at;
	*at = frame;
}

/* A hop's delay is the last that is given for this frame, or for one before it. */
static unsigned delay_ms(const struct path *path, const struct frame *frame)
{
	unsigned ms = 0;
	for (size_t i = 0; i < path->plan.delays_count; i++) {
		const struct delay *delay = &path->plan.delays[i];
		if (delay->from == frame->from && delay->hop == frame->hop &&
		    delay->frame <= path->ordinals[frame->from][KIND_ANY])
			ms = delay->ms;
	}
	return ms;
}

void carry_enter(struct path *path, struct frame *frame, int64_t more_ms)
{
	frame->due_ns = path_now_ns() + (delay_ms(path, frame) + more_ms) * NS_PER_MS;
	carry_insert(path, frame);
}

void carry_arm(struct path *path)
{
	if (!path->queue)
		return;
	int64_t left = path->queue->due_ns - path_now_ns();
	left = left > 0 ? (left + 999) / 1000 : 0;
	const struct timeval after = {left / 1000000, left % 1000000};
	event_add(&path->due, &after);
}

void carry_release(struct path *path)
{
	while (path->queue) {
		struct frame *next = path->queue->next;
		free(path->queue);
		path->queue = next;
	}
}
