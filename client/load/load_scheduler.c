/* SPDX-License-Identifier: MIT */
#include "load_private.h"

enum {
	BATCH = 64,     /* requests that the pump gives out before the loop gets its turn */
	OPENING = 128,  /* connections that may wait for their first echo: more would overflow the
			 * backlog of many a server, and each SYN lost there costs a second */
	GIVE_UP = 1000, /* connections in a row that could not be made */
};

bool load_assign(struct load *load, struct load_connection *connection, int64_t now)
{
	if (load->taken >= load->limit || load->over)
		return false;
	/* The last requests are for the connections that have not been opened yet. */
	uint64_t unopened = load->settings->load.reconnect
				? 0
				: load->settings->load.connections - load->slots_used;
	if (connection->done > 0 && load->limit - load->taken <= unopened)
		return false;
	connection->started = now;
	if (load_is_open(load)) {
		connection->started = rate_time(&load->rate, load->taken);
		if (connection->started > now)
			return false;
	}
	connection->request = load->taken++;
	return true;
}

/* A pump that waits until a request is due need not be woken: nothing is due before. */
void load_wake(struct load *load)
{
	static const struct timeval at_once;
	if (!event_pending(load->dispatch, EV_TIMEOUT, NULL))
		event_add(load->dispatch, &at_once);
}

static void get_idle(struct load *load, struct load_connection *connection)
{
	connection->next = NULL;
	if (load->idle)
		load->idle_last->next = connection;
	else
		load->idle = connection;
	load->idle_last = connection;
}

void load_release(struct load *load, struct load_connection *connection)
{
	load->active--;
	if (!load->reached) {
		load_abort(load, LOAD_UNREACHED);
	} else if (load->unreached >= GIVE_UP) {
		load_abort(load, LOAD_GAVE_UP);
	} else if (!load->ending) {
		get_idle(load, connection);
		if (load->taken < load->limit)
			load_wake(load);
	}
	load_check_end(load);
}

/* Whose turn it is; NULL: nobody is idle, or has to wait for others first. */
static struct load_connection *next_idle(struct load *load)
{
	bool fresh = load->slots_used < load->settings->load.connections;
	struct load_connection *next = fresh ? load_slot(load, load->slots_used) : load->idle;
	if (!next || next->state == STATE_IDLE)
		return next;
	/* The first one finds out which address answers. */
	if (!load->reached && load->active > 0)
		return NULL;
	if (!load->settings->load.reconnect && load->opening >= OPENING)
		return NULL;
	next->load = load;
	return next;
}

static void remove_idle(struct load *load, const struct load_connection *connection)
{
	if (connection == load->idle)
		load->idle = connection->next;
	else
		load->slots_used++;
}

/* Wakes the pump when the next request is due. */
static void await_due(struct load *load, int64_t now)
{
	if (!load_is_open(load) || load->taken >= load->limit ||
	    event_pending(load->dispatch, EV_TIMEOUT, NULL))
		return;
	/* Rounded up, or it would wake to find that nothing is due yet. */
	int64_t wait_us = (rate_time(&load->rate, load->taken) - now + 999) / 1000;
	struct timeval wait = {.tv_sec = (time_t)(wait_us / 1000000),
			       .tv_usec = (suseconds_t)(wait_us % 1000000)};
	event_add(load->dispatch, &wait);
}

void load_dispatch(struct load *load)
{
	for (int given = 0; !load->over; given++) {
		struct load_connection *connection = next_idle(load);
		if (!connection)
			return; /* who becomes idle kicks */
		if (given == BATCH) {
			load_wake(load);
			return;
		}
		int64_t now = clock_ns();
		if (!load_assign(load, connection, now)) {
			await_due(load, now);
			return;
		}
		remove_idle(load, connection);
		load->active++;
		load_connection_begin(connection);
	}
}
