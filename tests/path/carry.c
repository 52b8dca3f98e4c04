// SPDX-License-Identifier: MIT
#include "path.h"

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
		carry_insert(path, frame);
	}
}

static void pass_middle(struct path *path, struct frame *frame)
{
	struct timespec time;
	clock_gettime(CLOCK_REALTIME, &time);
	unsigned at = record_frame(&path->record, AT_MIDDLE, &time, frame->bytes, frame->length);
	record_begin(&path->record, "middle", &time);
	fprintf(path->record.log, ",\"frame\":%u,\"copy\":%u,\"at\":%u,\"late_us\":%lld",
		frame->number, frame->copy, at, (long long)frame->late_ns / 1000);
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
