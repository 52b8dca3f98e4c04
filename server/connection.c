/* SPDX-License-Identifier: MIT */
#include "connection_private.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

/* Reading stops when so many bytes are held, and goes on when so few are. */
enum {
	HELD_HIGH = CONNECTION_HELD_MAX - CONNECTION_READ_SIZE,
	HELD_LOW = HELD_HIGH / 4,
};

struct connection_link *connection_link(struct connection *connection)
{
	return &connection->link;
}

struct connection *connection_of(struct connection_link *link)
{
	return (struct connection *)link;
}

static void release_event(struct event **event)
{
	if (*event)
		event_free(*event);
	*event = NULL;
}

/* The last thing that happens to a connection. */
static void end(struct connection *connection, struct outcome outcome)
{
	struct connection_shared *shared = connection->shared;
	struct connection_summary summary = {connection->peer, outcome.how, outcome.error,
					     connection->received, connection->queue.echoed};
	bool truncated = connection->queue.ready > 0;
	/* An echo that is cut must not look complete: RST, not FIN. */
	if (truncated || shared->settings->reset) {
		struct linger linger = {.l_onoff = 1, .l_linger = 0};
		setsockopt(connection->fd, SOL_SOCKET, SO_LINGER, &linger, sizeof linger);
	}
	release_event(&connection->readable);
	release_event(&connection->writable);
	release_event(&connection->timer);
	close(connection->fd);
	event_log_closed(shared->report, &summary);
	shared->ended(connection, &summary, truncated, shared->context);
	echo_queue_release(&connection->queue);
	free(connection);
}

static bool watch(struct connection *connection, struct event **event, short what,
		  event_callback_fn callback, bool on)
{
	if (!on)
		return !*event || event_del(*event) == 0;
	if (!*event)
		*event = event_new(connection->shared->base, connection->fd,
				   (short)(what | EV_PERSIST), callback, connection);
	return *event && event_add(*event, NULL) == 0;
}

static bool may_read(const struct connection *connection)
{
	if (connection->stage != STAGE_OPEN)
		return connection->stage == STAGE_LINGERING;
	if (connection->read_delayed)
		return false;
	return echo_queue_length(&connection->queue) <
	       (size_t)(connection->reading ? HELD_HIGH : HELD_LOW);
}

static void on_readable(evutil_socket_t fd, short what, void *context);
static void on_writable(evutil_socket_t fd, short what, void *context);
static void on_timer(evutil_socket_t fd, short what, void *context);

/* Mostly it waits already for what it is to wait for: then nothing is asked of libevent. */
static bool wait_for(struct connection *connection, bool reading, bool sending)
{
	if (reading != connection->reading &&
	    !watch(connection, &connection->readable, EV_READ, on_readable, reading))
		return false;
	if (sending != connection->sending &&
	    !watch(connection, &connection->writable, EV_WRITE, on_writable, sending))
		return false;
	connection->reading = reading;
	connection->sending = sending;
	return true;
}

/* RESTART: what it waits for begins anew. False without memory. */
static bool run_timer(struct connection *connection, bool restart)
{
	enum connection_timer wanted = connection_next_timer(connection);
	if (wanted == connection->awaited && !(restart && connection_timer_restarts(wanted)))
		return true;
	connection->awaited = wanted;
	if (wanted == TIMER_NONE) {
		release_event(&connection->timer);
		return true;
	}
	if (!connection->timer)
		connection->timer =
		    event_new(connection->shared->base, -1, 0, on_timer, connection);
	return connection->timer &&
	       event_add(connection->timer, connection->shared->durations[wanted]) == 0;
}

static bool wait_for_more(struct connection *connection, bool restart_timer)
{
	const struct echo_queue *queue = &connection->queue;
	return wait_for(connection, may_read(connection),
			queue->ready > 0 && !queue->echo_delayed) &&
	       run_timer(connection, restart_timer);
}

/* After whatever happened, which had this OUTCOME: sends what can be sent and arranges what to wait
 * for, or ends the connection. */
static void advance(struct connection *connection, struct outcome outcome, bool restart_timer)
{
	if (!outcome.ended)
		outcome = connection_send(connection);
	if (!outcome.ended && !wait_for_more(connection, restart_timer))
		outcome = outcome_failed(ENOMEM);
	if (outcome.ended)
		end(connection, outcome);
}

static void on_readable(evutil_socket_t fd, short what, void *context)
{
	(void)fd;
	(void)what;
	struct connection *connection = context;
	advance(connection, connection_receive(connection), true);
}

static void on_writable(evutil_socket_t fd, short what, void *context)
{
	(void)fd;
	(void)what;
	struct connection *connection = context;
	/* Bytes that go out do not make the peer's pause longer. */
	advance(connection, outcome_goes_on(), connection->awaited != TIMER_PAUSE);
}

static void on_timer(evutil_socket_t fd, short what, void *context)
{
	(void)fd;
	(void)what;
	struct connection *connection = context;
	enum connection_timer passed = connection->awaited;
	struct outcome outcome = outcome_goes_on();
	uint64_t before = connection->received;
	connection->awaited = TIMER_NONE;
	/* A server that was late is no pause of the peer's: look once more before judging. */
	if (passed == TIMER_PAUSE)
		outcome = connection_receive(connection);
	if (passed != TIMER_PAUSE ||
	    (!outcome.ended && connection->received == before && connection->stage == STAGE_OPEN))
		outcome = connection_timer_passed(connection, passed);
	advance(connection, outcome, true);
}

/* What it waits for first. */
static bool begin(struct connection *connection)
{
	const struct connection_shared *shared = connection->shared;
	if (shared->settings->close_first == CLOSE_FIRST_ACCEPT) {
		connection->closes_first = true;
		connection->stage = STAGE_FLUSHING;
		/* At the next turn: nobody has heard of this connection yet. */
		return wait_for(connection, false, true);
	}
	connection->read_delayed = shared->durations[TIMER_READ];
	connection->queue.echo_delayed = shared->durations[TIMER_ECHO];
	return wait_for(connection, !connection->read_delayed, false) &&
	       run_timer(connection, true);
}

struct connection *connection_open(struct connection_shared *shared, int fd,
				   const struct endpoint *peer)
{
	struct connection *connection = calloc(1, sizeof *connection);
	if (!connection) {
		close(fd);
		return NULL;
	}
	connection->shared = shared;
	connection->fd = fd;
	connection->peer = *peer;
	echo_queue_init(&connection->queue, (enum echo_mode)shared->settings->echo);
	if (begin(connection))
		return connection;
	release_event(&connection->readable);
	release_event(&connection->writable);
	release_event(&connection->timer);
	free(connection);
	close(fd);
	return NULL;
}

void connection_drain(struct connection *connection)
{
	if (connection->stage != STAGE_OPEN)
		return; /* it is on its way to its end */
	uint64_t before = connection->received;
	struct outcome outcome = connection_receive(connection);
	if (!outcome.ended && connection->stage == STAGE_OPEN) {
		connection->stopping = true;
		if (connection->received == before && echo_queue_length(&connection->queue) == 0)
			outcome = outcome_ended(CLOSED_STOPPED);
	}
	advance(connection, outcome, true);
}

void connection_abort(struct connection *connection)
{
	end(connection, outcome_ended(CLOSED_STOPPED));
}

void connection_half_close(struct connection *connection)
{
	if (connection->stage != STAGE_OPEN || connection->queue.ready > 0)
		return;
	connection_send_fin(connection);
	advance(connection, outcome_goes_on(), true);
}
