// SPDX-License-Identifier: MIT
/* What happens on the path from its beginning to its end, and what is recorded of it. */
#include "ends.h"
#include "path.h"

enum { LOOK_US = 20000 };

static void record_moment(struct path *path, const char *event)
{
	struct timespec time;
	clock_gettime(CLOCK_REALTIME, &time);
	record_begin(&path->record, event, &time);
	path_record_states(path);
}

static void end_with(struct path *path, const char *event)
{
	if (!path->ended)
		record_moment(path, event);
	path->ended = true;
	event_base_loopbreak(path->base);
}

static void step(struct path *path)
{
	while (path->again && !path->failed) {
		path->again = false;
		while (ends_call(path) && !path->failed)
			;
	}
	if (!path->carries_only && ends_done(path))
		end_with(path, "rest");
	else
		carry_arm(path);
}

static void on_packets(evutil_socket_t fd, short what, void *context)
{
	struct path *path = context;
	(void)fd, (void)what;
	wire_read(path, CLIENT);
	wire_read(path, SERVER);
	step(path);
}

static void on_due(evutil_socket_t fd, short what, void *context)
{
	struct path *path = context;
	(void)fd, (void)what;
	carry_due(path);
	step(path);
}

/* Timers of the kernel that end without a frame are seen by looking. */
static void on_look(evutil_socket_t fd, short what, void *context)
{
	struct path *path = context;
	(void)fd, (void)what;
	path->again = true;
	step(path);
}

static void on_limit(evutil_socket_t fd, short what, void *context)
{
	(void)fd, (void)what;
	end_with(context, "limit");
}

/* Timers of a path that plays its own plan. */
static void begin_looking(struct path *path)
{
	const long limit_ms = path->plan.limit_ms;
	const struct timeval limit = {limit_ms / 1000, limit_ms % 1000 * 1000};
	const struct timeval look = {0, LOOK_US};
	evtimer_assign(&path->limit, path->base, on_limit, path);
	event_assign(&path->look, path->base, -1, EV_PERSIST, on_look, path);
	event_add(&path->limit, &limit);
	event_add(&path->look, &look);
}

void path_begin(struct path *path)
{
	path->step = step;
	ends_open(path);
	for (enum side end = CLIENT; end < SIDES; end++) {
		event_assign(&path->packets[end], path->base, path->network.packets[end],
			     EV_READ | EV_PERSIST, on_packets, path);
		event_add(&path->packets[end], NULL);
	}
	evtimer_assign(&path->due, path->base, on_due, path);
	if (!path->carries_only)
		begin_looking(path);
	record_moment(path, "begin");
	path->again = true;
	step(path);
}

void path_end(struct path *path)
{
	for (enum side end = CLIENT; end < SIDES; end++)
		event_del(&path->packets[end]);
	event_del(&path->due);
	if (!path->carries_only) {
		event_del(&path->limit);
		event_del(&path->look);
	}
	carry_release(path);
}
