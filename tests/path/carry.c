// SPDX-License-Identifier: MIT
#include <errno.h>
#include <linux/if_packet.h>
#include <sched.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/uio.h>

#include "path.h"

enum { TAKEN_NS = 1000000000, NS_PER_MS = 1000000 };

static int64_t monotonic_ns(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

struct frame *carry_copy(const struct frame *frame)
{
	struct frame *copy = malloc(sizeof *copy + frame->length);
	if (copy)
		memcpy(copy, frame, sizeof *copy + frame->length);
	return copy;
}

/* The room behind its bytes is given back. */
static struct frame *shrink(struct frame *frame)
{
	struct frame *shrunk = realloc(frame, sizeof *frame + frame->length);
	return shrunk ? shrunk : frame;
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
	frame->due_ns = monotonic_ns() + (delay_ms(path, frame) + more_ms) * NS_PER_MS;
	insert(path, frame);
}

static void count(struct path *path, struct frame *frame)
{
	const enum segment_kind kind = segment_kind(&frame->segment);
	frame->ordinals[kind] = ++path->ordinals[frame->from][kind];
	frame->ordinals[KIND_ANY] = ++path->ordinals[frame->from][KIND_ANY];
	frame->number = ++path->frames;
	frame->copy = 1;
}

static void record_sent(struct path *path, const struct frame *frame, const struct timespec *time)
{
	struct record *record = &path->record;
	unsigned at =
	    record_frame(record, (enum place)frame->from, time, frame->bytes, frame->length);
	record_begin(record, "sent", time);
	fprintf(record->log,
		",\"frame\":%u,\"end\":\"%s\",\"ordinal\":%u,\"kind\":\"%s\",\"nth\":%u,\"at\":%u",
		frame->number, side_name(frame->from), frame->ordinals[KIND_ANY],
		kind_name(segment_kind(&frame->segment)),
		frame->ordinals[segment_kind(&frame->segment)], at);
	record_segment(record, &frame->segment);
	path_record_states(path);
}

/* When the kernel saw the frame. */
static struct timespec time_of(struct msghdr *message)
{
	struct timespec time;
	struct cmsghdr *control = CMSG_FIRSTHDR(message);
	clock_gettime(CLOCK_REALTIME, &time);
	if (control && control->cmsg_level == SOL_SOCKET && control->cmsg_type == SCM_TIMESTAMPNS)
		memcpy(&time, CMSG_DATA(control), sizeof time);
	return time;
}

static void take(struct path *path, struct frame *frame, const struct timespec *time)
{
	count(path, frame);
	path->client_port =
	    frame->from == CLIENT ? frame->segment.source : frame->segment.destination;
	record_sent(path, frame, time);
	path->again = true;
	rules_apply(path, frame);
}

/* The next frame that FROM's interface sent; NULL: there is none (yet). */
static struct frame *receive(struct path *path, enum side from, struct timespec *time)
{
	static const struct frame fresh;
	_Alignas(struct cmsghdr) char control[CMSG_SPACE(sizeof(struct timespec))];
	struct frame *frame = malloc(sizeof *frame + FRAME_MAX);
	if (!frame)
		return NULL;
	*frame = fresh;
	struct iovec parts[] = {{&frame->offload, sizeof frame->offload},
				{frame->bytes, FRAME_MAX}};
	struct msghdr message = {.msg_iov = parts,
				 .msg_iovlen = 2,
				 .msg_control = control,
				 .msg_controllen = sizeof control};
	ssize_t got = recvmsg(path->network.packets[from], &message, 0);
	if (got < (ssize_t)sizeof frame->offload) {
		free(frame);
		return NULL;
	}
	*time = time_of(&message);
	frame->length = (size_t)got - sizeof frame->offload;
	frame->from = from;
	return shrink(frame);
}

/* Though mostly a frame is there when the call that sent it returns, a busy kernel may leave it to
 * a thread of its own: a marker behind it tells when it has come. */
void carry_read(struct path *path, enum side from)
{
	const int64_t begin = monotonic_ns();
	const uint32_t number = ++path->markers;
	uint32_t marker = 0;
	bool marked = network_mark(&path->network, from, number);
	while (marked && marker != number && monotonic_ns() - begin < TAKEN_NS) {
		struct timespec time;
		struct frame *frame = receive(path, from, &time);
		if (!frame)
			sched_yield();
		else if (segment_read(&frame->segment, frame->bytes, frame->length))
			take(path, frame, &time);
		else {
			network_is_marker(frame->bytes, frame->length, &marker);
			free(frame);
		}
	}
	if (marker != number) {
		err_set(&path->err, "the %s's frames do not come", side_name(from));
		path_fail(path);
	}
}

/* Until the receiver's kernel has counted a further segment; it then has done all that follows. */
static bool wait_until_taken(const struct path *path, enum side end, uint64_t before)
{
	const int64_t begin = monotonic_ns();
	while (counters_segments_in(&path->network, end) == before) {
		if (monotonic_ns() - begin > TAKEN_NS)
			return false;
		sched_yield();
	}
	return true;
}

static void deliver(struct path *path, struct frame *frame)
{
	const enum side to = frame->from == CLIENT ? SERVER : CLIENT;
	struct record *record = &path->record;
	struct iovec parts[] = {{&frame->offload, sizeof frame->offload},
				{frame->bytes, frame->length}};
	struct msghdr message = {.msg_iov = parts, .msg_iovlen = 2};
	struct timespec time;
	carry_read(path, CLIENT); /* what a timer sent just now came before */
	carry_read(path, SERVER);
	uint64_t before = counters_segments_in(&path->network, to);
	clock_gettime(CLOCK_REALTIME, &time);
	bool sent = sendmsg(path->network.packets[to], &message, 0) > 0;
	bool taken = sent && wait_until_taken(path, to, before);
	unsigned at = 0;
	if (taken)
		at = record_frame(record, (enum place)to, &time, frame->bytes, frame->length);
	path->client_port = to == SERVER ? frame->segment.source : frame->segment.destination;
	record_begin(record, "delivered", &time);
	fprintf(record->log, ",\"frame\":%u,\"copy\":%u,\"end\":\"%s\",\"at\":%u,\"taken\":%s",
		frame->number, frame->copy, side_name(to), at, taken ? "true" : "false");
	path_record_states(path);
	free(frame);
	path->again = true;
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
	if (!frame || frame->due_ns > monotonic_ns())
		return;
	path->queue = frame->next;
	frame->held = false;
	count_down(path, frame);
	if (frame->hop + 1 < HOPS)
		pass_middle(path, frame);
	else
		deliver(path, frame);
	carry_read(path, CLIENT);
	carry_read(path, SERVER);
}

void carry_arm(struct path *path)
{
	if (!path->queue)
		return;
	int64_t left = path->queue->due_ns - monotonic_ns();
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
