// SPDX-License-Identifier: MIT
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
static void insert(struct path *path, struct frame *frame)
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

/* A frame that waits for N others waits for one less when one passes its hop. */
static void count_down(struct path *path, const struct frame *passing)
{
	for (struct frame **at = &path->queue; *at;) {
		struct frame *frame = *at;
		if (!frame->held || frame->from != passing->from || frame->hop != passing->hop ||
		    passing->number < frame->number || frame->wait_for-- > 1) {
			at = &frame->next;
			continue;
		}
		*at = frame->next;
		frame->held = false;
		frame->due_ns = passing->due_ns;
		insert(path, frame);
	}
}

void carry_enter(struct path *path, struct frame *frame, int64_t more_ms)
{
	frame->due_ns = path_now_ns() + (delay_ms(path, frame) + more_ms) * NS_PER_MS;
	insert(path, frame);
}

static void pass_middle(struct path *path, struct frame *frame)
{
	struct timespec time;
	clock_gettime(CLOCK_REALTIME, &time);
	unsigned at = record_frame(&path->record, AT_MIDDLE, &time, frame->bytes, frame->length);
	record_begin(&path->record, "middle", &time);
	fprintf(path->record.log, ",\"frame\":%u,\"copy\":%u,\"at\":%u", frame->number, frame->copy,
		at);
	record_end(&path->record);
	frame->hop++;
	rules_apply(path, frame);
}

void carry_due(struct path *path)
{
	struct frame *frame = path->queue;
	const int64_t now = path_now_ns();
	if (!frame || frame->due_ns > now)
		return;
	frame->late_ns = now - frame->due_ns;
	if (frame->late_ns > path->late_ns)
		path->late_ns = frame->late_ns;
	path->queue = frame->next;
	frame->held = false;
	count_down(path, frame);
	if (frame->hop + 1 < HOPS)
		pass_middle(path, frame);
	else
		wire_deliver(path, frame);
	wire_read(path, CLIENT);
	wire_read(path, SERVER);
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
