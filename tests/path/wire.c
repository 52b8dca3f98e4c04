// SPDX-License-Identifier: MIT
/* Both ends of the path: frames as a kernel sends them, and as one is given them. */
#include <linux/if_packet.h>
#include <sched.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/uio.h>

#include "path.h"

enum { TAKEN_NS = 1000000000 };

static enum side other(enum side side)
{
	return side == CLIENT ? SERVER : CLIENT;
}

/* The room behind its bytes is given back. */
static struct frame *shrink(struct frame *frame)
{
	struct frame *shrunk = realloc(frame, sizeof *frame + frame->length);
	return shrunk ? shrunk : frame;
}

static void count(struct path *path, struct frame *frame)
{
	const enum segment_kind kind = segment_kind(&frame->segment);
	frame->ordinals[kind] = ++path->ordinals[frame->from][kind];
	frame->ordinals[KIND_ANY] = ++path->ordinals[frame->from][KIND_ANY];
	frame->number = ++path->frames;
	frame->copy = 1;
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

/* What was delivered last, and is not recorded yet. */
static void record_delivered(struct path *path)
{
	struct frame *frame = path->delivered;
	const enum side to = other(frame->from);
	unsigned at = 0;
	path->delivered = NULL;
	if (path->delivered_taken)
		at = record_frame(&path->record, (enum place)to, &path->delivered_time,
				  frame->bytes, frame->length);
	path->client_port = to == SERVER ? frame->segment.source : frame->segment.destination;
	record_begin(&path->record, "delivered", &path->delivered_time);
	fprintf(path->record.log,
		",\"frame\":%u,\"copy\":%u,\"end\":\"%s\",\"at\":%u,\"taken\":%s,\"late_us\":%lld",
		frame->number, frame->copy, path_side_name(to), at,
		path->delivered_taken ? "true" : "false", (long long)frame->late_ns / 1000);
	path_record_states(path);
	free(frame);
}

/* How long a frame that the kernel saw at TIME waited until it was read. */
static long long microseconds_since(const struct timespec *time)
{
	struct timespec now;
	clock_gettime(CLOCK_REALTIME, &now);
	return (now.tv_sec - time->tv_sec) * 1000000LL + (now.tv_nsec - time->tv_nsec) / 1000;
}

static void record_sent(struct path *path, const struct frame *frame, const struct timespec *time,
			bool raced)
{
	struct record *record = &path->record;
	unsigned at =
	    record_frame(record, (enum place)frame->from, time, frame->bytes, frame->length);
	record_begin(record, "sent", time);
	fprintf(record->log,
		",\"frame\":%u,\"end\":\"%s\",\"ordinal\":%u,\"kind\":\"%s\",\"nth\":%u,\"at\":%u"
		",\"late_us\":%lld",
		frame->number, path_side_name(frame->from), frame->ordinals[KIND_ANY],
		kind_name(segment_kind(&frame->segment)),
		frame->ordinals[segment_kind(&frame->segment)], at, microseconds_since(time));
	if (raced)
		fputs(",\"raced\":true", record->log);
	record_segment(record, &frame->segment);
	path_record_states(path);
}

static bool before(const struct timespec *one, const struct timespec *other)
{
	return one->tv_sec < other->tv_sec ||
	       (one->tv_sec == other->tv_sec && one->tv_nsec < other->tv_nsec);
}

static void take(struct path *path, struct frame *frame, const struct timespec *time)
{
	/* A timer may have sent it just before what was delivered meanwhile. */
	bool raced = path->delivered && before(time, &path->delivered_time);
	if (path->delivered && !raced)
		record_delivered(path);
	count(path, frame);
	path->client_port =
	    frame->from == CLIENT ? frame->segment.source : frame->segment.destination;
	record_sent(path, frame, time, raced);
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
void wire_read(struct path *path, enum side from)
{
	const int64_t begin = path_now_ns();
	const uint32_t number = ++path->markers;
	uint32_t marker = 0;
	bool marked = network_mark(&path->network, from, number);
	while (marked && marker != number && path_now_ns() - begin < TAKEN_NS) {
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
		err_set(&path->err, "the %s's frames do not come", path_side_name(from));
		path_fail(path);
	}
}

/* Until the receiver's kernel has counted a further segment; it then has done all that follows. */
static bool wait_until_taken(const struct path *path, enum side end, uint64_t before)
{
	const int64_t begin = path_now_ns();
	while (counters_segments_in(&path->network, end) == before) {
		if (path_now_ns() - begin > TAKEN_NS)
			return false;
		sched_yield();
	}
	return true;
}

void wire_deliver(struct path *path, struct frame *frame)
{
	const enum side to = other(frame->from);
	struct iovec parts[] = {{&frame->offload, sizeof frame->offload},
				{frame->bytes, frame->length}};
	struct msghdr message = {.msg_iov = parts, .msg_iovlen = 2};
	wire_read(path, CLIENT); /* what a timer sent just now came before */
	wire_read(path, SERVER);
	uint64_t before = counters_segments_in(&path->network, to);
	clock_gettime(CLOCK_REALTIME, &path->delivered_time);
	bool sent = sendmsg(path->network.packets[to], &message, 0) > 0;
	path->delivered_taken = sent && wait_until_taken(path, to, before);
	path->delivered = frame;
	path->again = true;
	wire_read(path, to);
	if (path->delivered)
		record_delivered(path);
}
