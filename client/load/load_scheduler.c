/* SPDX-License-Identifier: MIT */
#include "load_scheduler.h"

#include "clock.h"
#include "load_failure.h"
#include "local_ports.h"

enum {
	BATCH = 64,    /* requests that are given out before the loop gets its turn */
	OPENING = 128, /* connections that may wait for their first echo: more would overflow the
			* backlog of many a server, and each SYN lost there costs a second */
};

/* ---- the end ---- */

/* Every request has had its end: closes what is open. */
static void close_all(struct load_scheduler *scheduler)
{
	const struct load_slots *slots = &scheduler->slots;
	int64_t now = clock_monotonic_ns();
	scheduler->ending = true;
	scheduler->result->elapsed_ns = now - scheduler->start;
	for (uint64_t i = 0; i < slots->used; i++)
		if (load_slots_get(slots, i)->state != STATE_CLOSED)
			scheduler->active++;
	for (uint64_t i = 0; i < slots->used; i++) {
		struct load_connection *connection = load_slots_get(slots, i);
		if (connection->state != STATE_CLOSED)
			load_settle(scheduler, connection, load_connection_close(connection, now));
	}
}

/* Ends it when nothing is left to do. */
static void check_end(struct load_scheduler *scheduler)
{
	if (scheduler->active > 0 || scheduler->over)
		return;
	if (!scheduler->ending && !load_requests_left(&scheduler->requests))
		close_all(scheduler);
	if (scheduler->ending && scheduler->active == 0)
		load_end(scheduler);
}

/* ---- what the event loop tells ---- */

static void on_report(struct load_connection *connection, enum load_outcome outcome, void *context)
{
	load_settle(context, connection, outcome);
	check_end(context);
}

/* Whose turn it is; NULL: nobody is idle, or has to wait for others first. */
static struct load_connection *next_idle(struct load_scheduler *scheduler)
{
	struct load_connection *next = load_slots_next_idle(&scheduler->slots);
	if (!next || next->state == STATE_IDLE)
		return next;
	/* The first one finds out which address answers. */
	if (!scheduler->reached && scheduler->active > 0)
		return NULL;
	if (!scheduler->shared.reconnect && scheduler->opening >= OPENING)
		return NULL;
	next->shared = &scheduler->shared;
	return next;
}

static void give(struct load_scheduler *scheduler, struct load_connection *connection,
		 int64_t started)
{
	load_slots_remove_idle(&scheduler->slots, connection);
	scheduler->active++;
	if (connection->state == STATE_IDLE) {
		load_settle(scheduler, connection, load_connection_request(connection, started));
		return;
	}
	scheduler->opening++;
	load_settle(scheduler, connection, load_open(scheduler, connection, started));
}

/* Wakes the dispatch when the next request is due. */
static void await_due(struct load_scheduler *scheduler, int64_t now)
{
	if (!scheduler->requests.open || !load_requests_left(&scheduler->requests) ||
	    event_pending(scheduler->dispatch, EV_TIMEOUT, NULL))
		return;
	struct timeval wait = clock_timeval_ns(load_requests_next(&scheduler->requests) - now);
	event_add(scheduler->dispatch, &wait);
}

/* Gives out what is due, as long as somebody is idle. */
static void dispatch(struct load_scheduler *scheduler)
{
	for (int given = 0; !scheduler->over; given++) {
		struct load_connection *connection = next_idle(scheduler);
		if (!connection)
			return; /* who becomes idle wakes it */
		if (given == BATCH) {
			load_wake(scheduler);
			return;
		}
		int64_t now = clock_monotonic_ns(), started;
		if (!load_assign(scheduler, connection, now, &started)) {
			await_due(scheduler, now);
			return;
		}
		give(scheduler, connection, started);
	}
}

static void on_dispatch(evutil_socket_t fd, short what, void *context)
{
	(void)fd;
	(void)what;
	dispatch(context);
	check_end(context);
}

/* Requests that nobody was free to take in all that time. */
static void expire_waiting(struct load_scheduler *scheduler, int64_t now)
{
	const struct load_failure failure = {.kind = LOAD_TIMED_OUT};
	int64_t since = now - scheduler->shared.request.timeout_ns, started;
	uint64_t late = load_requests_waiting(&scheduler->requests, since), number;
	while (late-- > 0 && load_requests_take(&scheduler->requests, 0, now, &number, &started))
		load_failure_count(scheduler->result, &failure);
}

void load_scheduler_sweep(struct load_scheduler *scheduler)
{
	const struct load_slots *slots = &scheduler->slots;
	int64_t now = clock_monotonic_ns();
	for (uint64_t i = 0; i < slots->used && !scheduler->over; i++) {
		struct load_connection *connection = load_slots_get(slots, i);
		if (connection->state != STATE_CLOSED && connection->state != STATE_IDLE &&
		    transfer_is_late(&connection->socket.transfer, now))
			load_settle(scheduler, connection, load_connection_expire(connection));
	}
	if (!scheduler->over && !scheduler->ending)
		expire_waiting(scheduler, now);
	check_end(scheduler);
}

void load_scheduler_stop(struct load_scheduler *scheduler)
{
	load_requests_stop(&scheduler->requests);
	check_end(scheduler);
}

/* ---- the beginning ---- */

bool load_scheduler_init(struct load_scheduler *scheduler, const struct client_settings *settings,
			 struct load_result *result, struct err *err)
{
	struct load_shared *shared = &scheduler->shared;
	scheduler->settings = settings;
	scheduler->result = result;
	scheduler->local_ports = local_ports_here();
	shared->result = result;
	shared->report = on_report;
	shared->context = scheduler;
	shared->reconnect = settings->load.reconnect;
	if (!payload_init(&shared->payload, settings, err) || !load_next_address(scheduler, err))
		return false;
	result->size = shared->payload.length;
	shared->closing = (struct transfer_plan){
	    .message = {.message = shared->payload.bytes, .length = shared->payload.length},
	    .wait_echo = client_awaits_echo(settings),
	    .close = (enum close_mode)settings->close,
	    .timeout_ns = (int64_t)settings->timeout_s * NS_PER_S,
	};
	shared->request = shared->closing;
	if (!shared->reconnect)
		shared->request.close = CLOSE_MODE_FIN; /* it stays, when the request is done */
	/* Nagle's algorithm (RFC 9293 section 3.7.4) would hold the end of a long message back. */
	shared->connect.socket = settings->socket;
	shared->connect.socket.nodelay = settings->socket.nodelay || shared->request.wait_echo;
	return true;
}

bool load_scheduler_start(struct load_scheduler *scheduler, struct event_base *base)
{
	const struct client_settings *settings = scheduler->settings;
	scheduler->start = clock_monotonic_ns();
	load_requests_init(&scheduler->requests, settings, scheduler->start);
	scheduler->shared.base = base;
	scheduler->dispatch = event_new(base, -1, 0, on_dispatch, scheduler);
	if (!scheduler->dispatch || !load_slots_init(&scheduler->slots, settings->load.connections))
		return false;
	load_wake(scheduler);
	return true;
}

void load_scheduler_release(struct load_scheduler *scheduler)
{
	load_slots_release(&scheduler->slots);
	if (scheduler->dispatch)
		event_free(scheduler->dispatch);
	payload_release(&scheduler->shared.payload);
}
