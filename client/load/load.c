/* SPDX-License-Identifier: MIT */
#include "load.h"

#include <errno.h>
#include <signal.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "file_limit.h"
#include "load_private.h"

enum {
	SECOND = 1000000000,
	TICK_MS = 100,
	SWEEPS = 8, /* in the time that a request may take */
};

/* ---- the end ---- */

static void end(struct load *load)
{
	load->over = true;
	event_base_loopbreak(load->base);
}

static uint64_t due_unsent(const struct load *load, int64_t now)
{
	if (!load_is_open(load))
		return 0;
	uint64_t due = rate_due(&load->rate, now);
	due = due < load->limit ? due : load->limit;
	return due > load->taken ? due - load->taken : 0;
}

void load_abort(struct load *load, enum load_end how)
{
	if (load->over)
		return;
	int64_t now = clock_ns();
	load->result->end = how;
	if (!load->ending) {
		load->result->elapsed_ns = now - load->start;
		load->result->unfinished = load->active + due_unsent(load, now);
	}
	end(load);
}

/* Every request has had its end: closes what is open. */
static void close_all(struct load *load)
{
	load->ending = true;
	load->result->elapsed_ns = clock_ns() - load->start;
	/* One more, so that the first to be closed is not taken for the last. */
	load->active = 1;
	for (uint64_t i = 0; i < load->slots_used; i++)
		if (load_slot(load, i)->state != STATE_CLOSED) {
			load->active++;
			load_connection_finish(load_slot(load, i));
		}
	if (--load->active == 0)
		end(load);
}

void load_check_end(struct load *load)
{
	if (load->active > 0 || load->over)
		return;
	if (load->ending)
		end(load);
	else if (load->taken >= load->limit)
		close_all(load);
}

/* ---- what comes by time and by signal ---- */

static void on_dispatch(evutil_socket_t fd, short what, void *context)
{
	(void)fd;
	(void)what;
	load_dispatch(context);
}

/* Requests that nobody was free to take in all that time. */
static void expire_unsent(struct load *load, int64_t now)
{
	const struct load_failure failure = {.kind = LOAD_TIMED_OUT};
	for (uint64_t late = due_unsent(load, now - load->timeout); late > 0; late--) {
		load->taken++;
		load_failure_count(load->result, &failure);
	}
}

/* A look at every connection now and then: coarse, but no timer has to be set for each request. */
static void on_sweep(evutil_socket_t fd, short what, void *context)
{
	(void)fd;
	(void)what;
	struct load *load = context;
	int64_t latest = clock_ns() - load->timeout;
	for (uint64_t i = 0; i < load->slots_used && !load->over; i++) {
		struct load_connection *connection = load_slot(load, i);
		if (connection->state != STATE_CLOSED && connection->state != STATE_IDLE &&
		    connection->started <= latest)
			load_connection_fail_as(connection, LOAD_TIMED_OUT);
	}
	if (!load->over && !load->ending) {
		expire_unsent(load, latest + load->timeout);
		load_check_end(load);
	}
}

static void on_deadline(evutil_socket_t fd, short what, void *context)
{
	(void)fd;
	(void)what;
	struct load *load = context;
	load->limit = load->taken;
	load_check_end(load);
}

static void on_progress(evutil_socket_t fd, short what, void *context)
{
	(void)fd;
	(void)what;
	struct load *load = context;
	if (load->ending)
		return;
	load->result->elapsed_ns = clock_ns() - load->start;
	load->hooks.tick(load->result, load->hooks.context);
}

static void on_signal(evutil_socket_t number, short what, void *context)
{
	(void)number;
	(void)what;
	load_abort(context, LOAD_INTERRUPTED);
}

/* ---- the beginning ---- */

/* How many connections there will be in all, as far as that is known; 0: no idea. Those that leave
 * no port in TIME-WAIT count only while they are open. */
static uint64_t connections_of(const struct client_settings *settings)
{
	if (settings->load.reconnect && settings->close != CLOSE_MODE_RESET)
		return settings->load.requests;
	return settings->load.connections;
}

static bool set_up_events(struct load *load)
{
	struct event_config *config = event_config_new();
	if (!config)
		return false;
	event_config_set_flag(config, EVENT_BASE_FLAG_NOLOCK);
	/* Otherwise what is due comes up to a millisecond late. */
	if (load_is_open(load))
		event_config_set_flag(config, EVENT_BASE_FLAG_PRECISE_TIMER);
	load->base = event_base_new_with_config(config);
	event_config_free(config);
	if (!load->base)
		return false;
	load->dispatch = event_new(load->base, -1, 0, on_dispatch, load);
	load->sweep = event_new(load->base, -1, EV_PERSIST, on_sweep, load);
	load->deadline = event_new(load->base, -1, 0, on_deadline, load);
	load->progress = event_new(load->base, -1, EV_PERSIST, on_progress, load);
	load->interrupt = evsignal_new(load->base, SIGINT, on_signal, load);
	load->terminate = evsignal_new(load->base, SIGTERM, on_signal, load);
	return load->dispatch && load->sweep && load->deadline && load->progress &&
	       load->interrupt && load->terminate;
}

static bool start_events(struct load *load)
{
	const struct client_settings *settings = load->settings;
	uint64_t sweep_us = settings->timeout_s * 1000000 / SWEEPS;
	const struct timeval sweep = {(time_t)(sweep_us / 1000000),
				      (suseconds_t)(sweep_us % 1000000)};
	const struct timeval duration = {.tv_sec = (time_t)settings->load.duration_s};
	const struct timeval tick = {.tv_usec = TICK_MS * 1000L};
	bool timed = settings->load.duration_s > 0 && !load_is_open(load);
	load_wake(load);
	return event_add(load->sweep, &sweep) == 0 &&
	       (!timed || event_add(load->deadline, &duration) == 0) &&
	       (!load->hooks.tick || event_add(load->progress, &tick) == 0) &&
	       event_add(load->interrupt, NULL) == 0 && event_add(load->terminate, NULL) == 0;
}

static bool set_up_slots(struct load *load)
{
	const size_t align = _Alignof(max_align_t);
	size_t size = sizeof(struct load_connection) + event_get_struct_event_size();
	load->slot_size = (size + align - 1) / align * align;
	load->slots = calloc((size_t)load->settings->load.connections, load->slot_size);
	return load->slots;
}

/* So many requests there will be, as far as that is known. Those of an open loop are counted
 * beforehand: what is due by its end is still sent, however late. */
static uint64_t limit_of(const struct client_settings *settings)
{
	const struct load_settings *load = &settings->load;
	uint64_t limit = load->requests > 0 ? load->requests : UINT64_MAX;
	if (load->rate > 0 && load->duration_s > 0 && load->rate * load->duration_s < limit)
		limit = load->rate * load->duration_s;
	return limit;
}

static void load_init(struct load *load, const struct client_settings *settings)
{
	load->settings = settings;
	load->wait_echo = client_awaits_echo(settings);
	load->timeout = (int64_t)settings->timeout_s * SECOND;
	load->limit = limit_of(settings);
	load->connect.socket = settings->socket;
	/* Nagle's algorithm (RFC 9293 section 3.7.4) would hold the end of a long message back. */
	load->connect.socket.nodelay = settings->socket.nodelay || load->wait_echo;
}

static void load_free(struct load *load)
{
	struct event *const events[] = {load->dispatch, load->sweep,     load->deadline,
					load->progress, load->interrupt, load->terminate};
	for (uint64_t i = 0; i < load->slots_used; i++)
		load_connection_drop(load_slot(load, i));
	for (size_t i = 0; i < sizeof events / sizeof events[0]; i++)
		if (events[i])
			event_free(events[i]);
	if (load->base)
		event_base_free(load->base);
	payload_release(&load->payload);
	free(load->slots);
	free(load);
}

bool load_next_address(struct load *load, struct err *err)
{
	struct load_result *result = load->result;
	for (; result->tried < result->target.count; result->tried++) {
		const struct server_address *address = &result->target.addresses[result->tried];
		if (source_addresses_init(&load->source_addresses, address,
					  connections_of(load->settings),
					  load->settings->local_address, err)) {
			result->reached = result->tried;
			result->sources = load->source_addresses.count;
			return true;
		}
	}
	return false;
}

/* Whatever is needed beside sockets. */
static bool prepare(struct load *load, struct err *err)
{
	const struct client_settings *settings = load->settings;
	struct load_result *result = load->result;
	if (!resolve_host(&result->target, settings->host, (uint16_t)settings->port, err) ||
	    !file_limit_raise(settings->load.connections, err) ||
	    !payload_init(&load->payload, settings, err) || !load_next_address(load, err))
		return false;
	result->size = load->payload.length;
	return !load->hooks.resolved || load->hooks.resolved(err);
}

static bool start(struct load *load, struct err *err)
{
	load->start = clock_ns();
	load->rate = (struct rate){.per_second = load->settings->load.rate, .start = load->start};
	return (set_up_slots(load) && set_up_events(load) && start_events(load)) ||
	       err_set(err, "cannot start: %s", strerror(ENOMEM));
}

bool load_run(const struct client_settings *settings, const struct load_hooks *hooks,
	      struct load_result *result, struct err *err)
{
	*result = (struct load_result){.end = LOAD_COMPLETE};
	struct load *load = calloc(1, sizeof *load);
	if (!load)
		return err_set(err, "cannot start: %s", strerror(ENOMEM));
	load->result = result;
	if (hooks)
		load->hooks = *hooks;
	load_init(load, settings);
	bool ran = prepare(load, err) && start(load, err);
	if (ran)
		event_base_dispatch(load->base);
	load_free(load);
	return ran;
}
