/* SPDX-License-Identifier: MIT */
#include "connection_private.h"

static enum connection_timer wanted_timer(const struct connection *connection)
{
	const struct echo_queue *queue = &connection->queue;
	if (connection->phase == PHASE_DELAYING)
		return TIMER_CLOSE;
	if (connection->phase == PHASE_GAP)
		return TIMER_GAP;
	if (connection->deaf)
		return TIMER_READ;
	if (queue->holding && queue->ready > 0)
		return TIMER_ECHO;
	if (connection->phase == PHASE_OPEN && connection->reading &&
	    (queue->rule.pending > 0 || connection->stopping))
		return TIMER_PAUSE;
	return connection->shared->durations[TIMER_IDLE] ? TIMER_IDLE : TIMER_NONE;
}

/* The others run from one event to a fixed time after it, whatever the peer does meanwhile. */
static bool may_begin_anew(enum connection_timer timer)
{
	return timer == TIMER_PAUSE || timer == TIMER_IDLE;
}

static void on_pause(struct connection *connection)
{
	/* A server that was late is no pause of the peer's: look once more before judging. */
	uint64_t before = connection->received;
	if (!connection_receive(connection))
		return;
	if (connection->received == before && connection->phase == PHASE_OPEN) {
		echo_queue_paused(&connection->queue);
		if (connection->stopping)
			connection->phase = PHASE_FLUSHING;
	}
	connection_advance(connection, true);
}

static void on_timer(evutil_socket_t fd, short what, void *context)
{
	(void)fd;
	(void)what;
	struct connection *connection = context;
	enum connection_timer passed = connection->awaited;
	connection->awaited = TIMER_NONE;
	switch (passed) {
	case TIMER_PAUSE:
		on_pause(connection);
		return;
	case TIMER_READ:
		connection->deaf = false;
		break;
	case TIMER_ECHO:
		connection->queue.holding = false;
		break;
	case TIMER_GAP:
		connection->gap_due = false;
		connection->phase = PHASE_FLUSHING;
		break;
	case TIMER_CLOSE:
		connection_leave(connection);
		return;
	case TIMER_IDLE:
		connection_end(connection, LEFT_IDLE, 0);
		return;
	case TIMER_NONE:
	case TIMER_COUNT:
		return;
	}
	connection_advance(connection, true);
}

bool connection_run_timer(struct connection *connection, bool restart)
{
	enum connection_timer wanted = wanted_timer(connection);
	if (wanted == connection->awaited && !(restart && may_begin_anew(wanted)))
		return true;
	connection->awaited = wanted;
	if (wanted == TIMER_NONE) {
		if (connection->timer)
			event_free(connection->timer);
		connection->timer = NULL;
		return true;
	}
	if (!connection->timer)
		connection->timer =
		    event_new(connection->shared->base, -1, 0, on_timer, connection);
	return connection->timer &&
	       event_add(connection->timer, connection->shared->durations[wanted]) == 0;
}
