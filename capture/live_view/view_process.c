/* SPDX-License-Identifier: MIT */
#include "view_process.h"

#include <errno.h>
#include <event2/event.h>
#include <fcntl.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include "http_connections.h"
#include "sandbox.h"
#include "view_server.h"

enum {
	RING_BYTES = 16 << 20, /* what a browser that comes later still gets */
	RING_RECORDS = 1 << 16,
	READ_BYTES = 64 * 1024,
	READS_PER_TURN = 8,     /* then the browsers get their turn */
	RECORD_MAX = 64 * 1024, /* no record is that long */
	OTHER_DESCRIPTORS = 16, /* beside those of HTTP connections */
	PING_S = 15,
	DRAIN_MS = 150, /* for the last records to go out */
	DRAIN_STEP_MS = 5,
	VIEW_NICE = 10,
};

struct serving {
	const struct view_process *process;
	struct event_base *base;
	struct record_ring ring;
	struct sse_clients clients;
	struct view_server *server;
	struct text line; /* what has come of the next record */
	struct event *readable, *pace, *ping, *drain;
	int drain_rounds;
	char run_id[RUN_ID_MAX];
};

static void release_all(struct serving *serving)
{
	sse_clients_release(&serving->clients, serving->ring.next);
}

/* Up to the next segment; but as long as nobody looks on, nothing happens. */
static void on_pace(evutil_socket_t fd, short what, void *context)
{
	(void)fd;
	(void)what;
	static const char segment[] = "{\"kind\":\"segment\"";
	struct serving *serving = context;
	struct sse_clients *clients = &serving->clients;
	const struct record_ring *ring = &serving->ring;
	uint64_t to = clients->released < ring->first ? ring->first : clients->released;
	bool one = false;
	while (clients->count > 0 && to < ring->next && !one) {
		struct record_pieces record = record_ring_get(ring, to++);
		one = record.length[0] >= sizeof segment &&
		      memcmp(record.bytes[0], segment, sizeof segment - 1) == 0;
	}
	sse_clients_release(clients, to);
}

static void on_ping(evutil_socket_t fd, short what, void *context)
{
	(void)fd;
	(void)what;
	sse_clients_ping(&((struct serving *)context)->clients);
}

/* Whole lines become records. */
static void take(struct serving *serving, const char *bytes, size_t length)
{
	struct text *line = &serving->line;
	while (length > 0) {
		const char *newline = memchr(bytes, '\n', length);
		size_t part = newline ? (size_t)(newline - bytes) + 1 : length;
		if (line->length == 0 && newline) {
			record_ring_push(&serving->ring, bytes, part);
		} else if (line->length + part <= RECORD_MAX) {
			text_bytes(line, bytes, part);
			if (newline)
				record_ring_push(&serving->ring, line->bytes, line->length);
		}
		if (newline)
			text_clear(line);
		bytes += part;
		length -= part;
	}
}

/* The sniffer has ended: as soon as the browsers have everything, so do we. */
static void on_drain(evutil_socket_t fd, short what, void *context)
{
	(void)fd;
	(void)what;
	struct serving *serving = context;
	static const struct timeval soon = {.tv_usec = DRAIN_STEP_MS * 1000L};
	bool late = ++serving->drain_rounds > DRAIN_MS / DRAIN_STEP_MS;
	bool left = serving->clients.count == 0;
	if (left || late) {
		event_base_loopbreak(serving->base);
		return;
	}
	if (sse_clients_are_served(&serving->clients))
		sse_clients_end(&serving->clients);
	event_add(serving->drain, &soon);
}

static void on_readable(evutil_socket_t fd, short what, void *context)
{
	(void)what;
	struct serving *serving = context;
	char bytes[READ_BYTES];
	for (int i = 0; i < READS_PER_TURN; i++) {
		ssize_t length = read(fd, bytes, sizeof bytes);
		if (length > 0 && serving->process->policy) {
			view_server_add(serving->server, bytes, (size_t)length);
		} else if (length > 0) {
			take(serving, bytes, (size_t)length);
		} else if (length == 0 || (errno != EAGAIN && errno != EINTR)) {
			event_del(serving->readable);
			event_active(serving->drain, EV_TIMEOUT, 0);
			break;
		} else {
			break;
		}
	}
	if (serving->process->pace_ms == 0)
		release_all(serving);
}

/* Its streams are the sniffer's: a pipe that one of them is has to end when the sniffer does. */
static void leave_streams(const struct view_process *process)
{
	int null = open("/dev/null", O_RDWR);
	for (int fd = 0; null >= 0 && fd <= 2; fd++)
		if (fd != process->listener && fd != process->records)
			dup2(null, fd);
	if (null > 2)
		close(null);
}

/* Signals from the terminal are the sniffer's: when it ends, so do the records. */
static void leave_signals(void)
{
	static const int theirs[] = {SIGINT, SIGTERM, SIGHUP};
	for (size_t i = 0; i < sizeof theirs / sizeof theirs[0]; i++)
		signal(theirs[i], SIG_IGN);
}

/* Where processors are few, the capture comes first. */
static void step_back(void)
{
	setpriority(PRIO_PROCESS, 0, VIEW_NICE);
}

static void bound_descriptors(void)
{
	struct rlimit limit;
	if (getrlimit(RLIMIT_NOFILE, &limit) != 0)
		return;
	if (limit.rlim_cur > HTTP_CONNECTIONS_MAX + OTHER_DESCRIPTORS)
		limit.rlim_cur = HTTP_CONNECTIONS_MAX + OTHER_DESCRIPTORS;
	setrlimit(RLIMIT_NOFILE, &limit);
}

static bool prepare(struct serving *serving)
{
	const struct view_process *process = serving->process;
	struct timespec now;
	clock_gettime(CLOCK_REALTIME, &now);
	snprintf(serving->run_id, sizeof serving->run_id, "%" PRIx64 "-%x",
		 (uint64_t)now.tv_sec * 1000000000 + (uint64_t)now.tv_nsec, (unsigned)getpid());
	serving->base = event_base_new();
	/* What has come is taken before anybody is answered. */
	if (serving->base && process->policy)
		event_base_priority_init(serving->base, 2);
	if (!serving->base || !record_ring_init(&serving->ring, RING_BYTES, RING_RECORDS))
		return false;
	serving->clients = (struct sse_clients){
	    .base = serving->base,
	    .ring = &serving->ring,
	    .run = {.id = serving->run_id,
		    .lang = process->lang,
		    .origin = process->origin,
		    .live = true,
		    .pace_ms = process->pace_ms},
	};
	serving->server = view_server_new(serving->base, process->listener, process->address,
					  &serving->clients, process->policy);
	serving->readable =
	    event_new(serving->base, process->records, EV_READ | EV_PERSIST, on_readable, serving);
	serving->pace = event_new(serving->base, -1, EV_PERSIST, on_pace, serving);
	serving->ping = event_new(serving->base, -1, EV_PERSIST, on_ping, serving);
	serving->drain = evtimer_new(serving->base, on_drain, serving);
	if (serving->readable && process->policy)
		event_priority_set(serving->readable, 0);
	return serving->server && serving->readable && serving->pace && serving->ping &&
	       serving->drain;
}

static void no_log(int severity, const char *message)
{
	(void)severity;
	(void)message;
}

static void finish(struct serving *serving)
{
	struct event *events[] = {serving->readable, serving->pace, serving->ping, serving->drain};
	for (size_t i = 0; i < sizeof events / sizeof events[0]; i++)
		if (events[i])
			event_free(events[i]);
	view_server_free(serving->server);
	if (serving->base)
		event_base_free(serving->base);
	record_ring_release(&serving->ring);
	text_release(&serving->line);
}

bool view_process_run(const struct view_process *process)
{
	static const struct timeval often = {.tv_sec = PING_S};
	const struct timeval pace = {.tv_sec = (time_t)(process->pace_ms / 1000),
				     .tv_usec = (suseconds_t)(process->pace_ms % 1000) * 1000};
	struct serving serving = {.process = process};
	text_init(&serving.line);
	leave_streams(process);
	leave_signals();
	step_back();
	bound_descriptors();
	event_set_log_callback(no_log);
	const struct sandbox sandbox = {.profile = SANDBOX_VIEW, .parent = process->parent};
	/* Nobody's bytes are looked at before the loop. */
	bool ready = prepare(&serving) && sandbox_enter(&sandbox, NULL, NULL) &&
		     write(process->ready, "", 1) == 1;
	if (ready) {
		event_add(serving.readable, NULL);
		event_add(serving.ping, &often);
		if (process->pace_ms > 0)
			event_add(serving.pace, &pace);
		event_base_dispatch(serving.base);
	}
	finish(&serving);
	return ready;
}
