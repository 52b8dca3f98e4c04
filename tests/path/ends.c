// SPDX-License-Identifier: MIT
#include "ends.h"

#include "calls.h"
#include "path.h"

static void record_call(const struct made *made, const struct call *call, bool done)
{
	struct record *record = &made->path->record;
	struct timespec time;
	clock_gettime(CLOCK_REALTIME, &time);
	record_begin(record, "call", &time);
	fprintf(
	    record->log,
	    ",\"end\":\"%s\",\"call\":\"%s\",\"number\":%ld,\"bytes\":%ld,\"error\":%d,\"done\":%s",
	    path_side_name(made->side), call_name(call->index), call->number, made->bytes,
	    made->error, done ? "true" : "false");
	path_record_states(made->path);
}

static void on_ready(evutil_socket_t fd, short what, void *context)
{
	struct path *path = context;
	(void)fd, (void)what;
	path->again = true;
	path->step(path);
}

static void on_pause(evutil_socket_t fd, short what, void *context)
{
	struct path *path = context;
	(void)fd, (void)what;
	for (enum side side = CLIENT; side < SIDES; side++)
		path->ends[side].paused = path->ends[side].paused &&
					  event_pending(&path->ends[side].pause, EV_TIMEOUT, NULL);
	path->again = true;
	path->step(path);
}

static void wait_ready(struct path *path, struct end *end, short event)
{
	int fd = event == EV_READ && end->socket < 0 ? end->listener : end->socket;
	if (event == 0 || fd < 0)
		return;
	event_del(&end->ready);
	event_assign(&end->ready, path->base, fd, event, on_ready, path);
	event_add(&end->ready, NULL);
}

/* What a call changes is a state of that end's connection. */
static void set_port(struct path *path, enum side side)
{
	struct sockaddr_storage address = {0};
	socklen_t length = sizeof address;
	int fd = path->ends[side].socket;
	int failed = side == CLIENT ? getsockname(fd, (struct sockaddr *)&address, &length)
				    : getpeername(fd, (struct sockaddr *)&address, &length);
	/* The port stands at the same place in both versions' addresses. */
	uint16_t port = ntohs(((const struct sockaddr_in *)&address)->sin_port);
	if (fd >= 0 && failed == 0 && port != 0)
		path->client_port = port;
}

/* Makes the next call of one end; true: it is done. */
static bool step(struct path *path, enum side side)
{
	struct end *end = &path->ends[side];
	if (end->next == path->plan.calls_count[side] || end->paused)
		return false;
	const struct call *call = &path->plan.calls[side][end->next];
	struct made made = {.path = path, .side = side, .end = end, .number = call->number};
	const bool first = !end->begun;
	if (first)
		end->left = call->number;
	end->begun = true;
	set_port(path, side);
	enum result result = call_make(call->index, &made);
	if (result == BLOCKED)
		wait_ready(path, end, call_event(call->index));
	if (first || result == DONE || made.bytes > 0)
		record_call(&made, call, result == DONE);
	wire_read(path, CLIENT);
	wire_read(path, SERVER);
	if (result == BLOCKED)
		return false;
	end->begun = false;
	end->next++;
	return true;
}

bool ends_call(struct path *path)
{
	bool server = step(path, SERVER);
	return step(path, CLIENT) || server;
}

bool ends_done(const struct path *path)
{
	bool done = path_rests(path);
	for (enum side side = CLIENT; side < SIDES; side++) {
		const struct end *end = &path->ends[side];
		done = done && !end->paused &&
		       (end->begun || end->next == path->plan.calls_count[side]);
	}
	return done;
}

void ends_open(struct path *path)
{
	for (enum side side = CLIENT; side < SIDES; side++) {
		struct end *end = &path->ends[side];
		*end = (struct end){.listener = -1, .socket = -1};
		event_assign(&end->ready, path->base, -1, 0, on_ready, path);
		evtimer_assign(&end->pause, path->base, on_pause, path);
	}
}
