/* SPDX-License-Identifier: MIT */
#include "load_outcome.h"

#include <errno.h>

#include "clock.h"
#include "load_failure.h"

/* ---- the end ---- */

void load_end(struct load_scheduler *scheduler)
{
	scheduler->over = true;
	event_base_loopbreak(scheduler->shared.base);
}

void load_abort(struct load_scheduler *scheduler, enum load_end how)
{
	if (scheduler->over)
		return;
	int64_t now = clock_monotonic_ns();
	scheduler->result->end = how;
	if (!scheduler->ending) {
		scheduler->result->elapsed_ns = now - scheduler->start;
		scheduler->result->unfinished =
		    scheduler->active + load_requests_waiting(&scheduler->requests, now);
	}
	load_end(scheduler);
}

/* ---- requests for connections ---- */

/* A dispatch that waits until a request is due need not be woken: nothing is due before. */
void load_wake(struct load_scheduler *scheduler)
{
	static const struct timeval at_once;
	if (!event_pending(scheduler->dispatch, EV_TIMEOUT, NULL))
		event_add(scheduler->dispatch, &at_once);
}

bool load_assign(struct load_scheduler *scheduler, struct load_connection *connection, int64_t now,
		 int64_t *started)
{
	/* The last requests are for the connections that have not been opened yet. */
	uint64_t reserved = 0;
	if (connection->done > 0 && !scheduler->shared.reconnect)
		reserved = scheduler->slots.count - scheduler->slots.used;
	return !scheduler->over && load_requests_take(&scheduler->requests, reserved, now,
						      &connection->request, started);
}

/* CONNECTION, which was active, is idle. */
static enum load_outcome release(struct load_scheduler *scheduler,
				 struct load_connection *connection)
{
	scheduler->active--;
	if (!scheduler->reached) {
		load_abort(scheduler, LOAD_UNREACHED);
	} else if (scheduler->unreached >= LOAD_GIVE_UP) {
		load_abort(scheduler, LOAD_GAVE_UP);
	} else if (!scheduler->ending) {
		load_slots_add_idle(&scheduler->slots, connection);
		if (load_requests_left(&scheduler->requests))
			load_wake(scheduler);
	}
	return LOAD_PENDING;
}

/* How many connections there will be in all, as far as that is known; 0: no idea. Those that leave
 * no port in TIME-WAIT count only while they are open. */
static uint64_t connections_of(const struct client_settings *settings)
{
	if (settings->load.reconnect && settings->close != CLOSE_MODE_RESET)
		return settings->load.requests;
	return settings->load.connections;
}

bool load_next_address(struct load_scheduler *scheduler, struct err *err)
{
	const struct client_settings *settings = scheduler->settings;
	struct source_addresses *sources = &scheduler->shared.source_addresses;
	const struct server_address *address;
	while ((address = server_addresses_next(&scheduler->result->addresses)))
		if (source_addresses_init(sources, address, connections_of(settings),
					  scheduler->local_ports, settings->local_address, err)) {
			scheduler->result->sources = sources->count;
			return true;
		}
	return false;
}

/* ---- what becomes of them ---- */

enum load_outcome load_open(struct load_scheduler *scheduler, struct load_connection *connection,
			    int64_t started)
{
	struct load_result *result = scheduler->result;
	connection->number = ++scheduler->opened;
	return load_connection_open(connection, server_addresses_reached(&result->addresses),
				    started, &result->err);
}

static enum load_outcome on_established(struct load_scheduler *scheduler,
					struct load_connection *connection)
{
	scheduler->result->connections++;
	scheduler->unreached = 0;
	/* Of a connection that stays, connecting is no part of the request. */
	if (!scheduler->requests.open && !scheduler->shared.reconnect)
		connection->socket.transfer.started = clock_monotonic_ns();
	if (!scheduler->reached) {
		scheduler->reached = true;
		load_wake(scheduler);
	}
	return load_connection_proceed(connection);
}

static enum load_outcome on_done(struct load_scheduler *scheduler,
				 struct load_connection *connection)
{
	int64_t now = clock_monotonic_ns(), started;
	histogram_add(&scheduler->result->latency,
		      (uint64_t)(now - connection->socket.transfer.started));
	scheduler->result->requests++;
	if (connection->done++ == 0)
		scheduler->opening--;
	if (scheduler->shared.reconnect || !load_assign(scheduler, connection, now, &started))
		return release(scheduler, connection);
	return load_connection_request(connection, started);
}

/* Ends the load when no other request would fare better. */
static bool is_hopeless(struct load_scheduler *scheduler, const struct transfer_result *failure)
{
	if (failure->failure == FAILURE_UNREACHED && failure->error == EADDRNOTAVAIL)
		source_addresses_explain_exhausted(
		    &scheduler->shared.source_addresses, scheduler->result->connections,
		    scheduler->settings->close == CLOSE_MODE_RESET, &scheduler->result->err);
	else if (failure->failure != FAILURE_UNSTARTED)
		return false;
	load_abort(scheduler, LOAD_BROKEN);
	return true;
}

/* The first connection of all has more than one address to try. When nobody answers, the first
 * one's error is the one to tell. */
static bool tries_another(struct load_scheduler *scheduler, const struct load_failure *failure)
{
	const struct transfer_result *transfer = &failure->transfer;
	if (scheduler->reached || !transfer_failure_is_of_address(transfer) ||
	    transfer->error == EADDRNOTAVAIL)
		return false;
	if (scheduler->first.connection == 0 && transfer->failure == FAILURE_UNREACHED)
		scheduler->first = *failure;
	if (!load_next_address(scheduler, NULL))
		return false;
	scheduler->opened = 0;
	return true;
}

static enum load_outcome on_failed(struct load_scheduler *scheduler,
				   struct load_connection *connection)
{
	struct load_failure failure = load_connection_failure(connection);
	bool was_active = connection->state != STATE_IDLE;
	load_connection_drop(connection);
	if (tries_another(scheduler, &failure))
		return load_open(scheduler, connection, clock_monotonic_ns());
	if (is_hopeless(scheduler, &failure.transfer))
		return LOAD_PENDING;
	if (!scheduler->reached)
		failure = scheduler->first;
	load_failure_count(scheduler->result, &failure);
	scheduler->unreached = failure.connecting ? scheduler->unreached + 1 : 0;
	if (!was_active)
		return LOAD_PENDING;
	if (connection->done == 0)
		scheduler->opening--;
	return release(scheduler, connection);
}

void load_settle(struct load_scheduler *scheduler, struct load_connection *connection,
		 enum load_outcome outcome)
{
	while (outcome != LOAD_PENDING) {
		if (outcome == LOAD_ESTABLISHED)
			outcome = on_established(scheduler, connection);
		else if (outcome == LOAD_DONE)
			outcome = on_done(scheduler, connection);
		else if (outcome == LOAD_FAILED)
			outcome = on_failed(scheduler, connection);
		else
			outcome = release(scheduler, connection);
	}
}
