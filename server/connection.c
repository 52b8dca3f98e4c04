/* SPDX-License-Identifier: MIT */
#include "connection_private.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
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

void connection_end(struct connection *connection, enum left_how how, int error)
{
	struct connection_shared *shared = connection->shared;
	struct departure departure = {connection->peer, how, error, connection->received,
				      connection->queue.echoed};
	bool cut_off = connection->queue.ready > 0;
	/* An echo that is cut must not look complete: RST, not FIN. */
	if (cut_off || shared->settings->reset) {
		struct linger linger = {.l_onoff = 1, .l_linger = 0};
		setsockopt(connection->fd, SOL_SOCKET, SO_LINGER, &linger, sizeof linger);
	}
	release_event(&connection->readable);
	release_event(&connection->writable);
	release_event(&connection->timer);
	close(connection->fd);
	server_report_left(shared->report, &departure);
	shared->ended(connection, &departure, cut_off, shared->context);
	echo_queue_release(&connection->queue);
	free(connection);
}

void connection_fail(struct connection *connection, int error)
{
	/* EPIPE: the RST came after the FIN. */
	if (error == ECONNRESET || error == EPIPE)
		connection_end(connection, LEFT_RESET, 0);
	else
		connection_end(connection, LEFT_ERROR, error);
}

void connection_leave(struct connection *connection)
{
	connection_end(connection, connection->hung_up ? LEFT_HUNG_UP : LEFT_FIN, 0);
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

static void half_close(struct connection *connection)
{
	shutdown(connection->fd, SHUT_WR);
	connection->phase = PHASE_LINGERING;
}

/* The next part of the farewell, or close. False: the connection has ended. */
static bool say_more(struct connection *connection)
{
	const struct option_list *parts = &connection->shared->settings->farewell;
	if (connection->said < parts->count) {
		const char *part = parts->items[connection->said++];
		connection->gap_due = connection->shared->durations[TIMER_GAP];
		connection->queue.holding = false;
		if (echo_queue_say(&connection->queue, part, strlen(part)))
			return true;
		connection_fail(connection, ENOMEM);
		return false;
	}
	if (connection->shared->durations[TIMER_CLOSE]) {
		connection->phase = PHASE_DELAYING;
		return true;
	}
	connection_leave(connection);
	return false;
}

/* In the flushing phase: sends, and decides what comes when all is out. False: the connection has
 * ended. */
static bool flush(struct connection *connection)
{
	while (connection->phase == PHASE_FLUSHING && connection->queue.ready == 0) {
		if (connection->stopping)
			half_close(connection);
		else if (connection->gap_due)
			connection->phase = PHASE_GAP;
		else if (!say_more(connection))
			return false;
		int error = echo_queue_send(&connection->queue, connection->fd);
		if (error != 0) {
			connection_fail(connection, error);
			return false;
		}
	}
	return true;
}

/* --hang-up=message: the first message is complete, and its echo is out. */
static bool has_heard_enough(const struct connection *connection)
{
	return connection->shared->settings->hang_up == HANG_UP_MESSAGE &&
	       connection->received > 0 && connection->queue.rule.pending == 0 &&
	       connection->queue.ready == 0;
}

static bool may_read(const struct connection *connection)
{
	if (connection->phase != PHASE_OPEN)
		return connection->phase == PHASE_LINGERING;
	if (connection->deaf)
		return false;
	return echo_queue_length(&connection->queue) <
	       (size_t)(connection->reading ? HELD_HIGH : HELD_LOW);
}

static void on_readable(evutil_socket_t fd, short what, void *context);
static void on_writable(evutil_socket_t fd, short what, void *context);

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

void connection_advance(struct connection *connection, bool restart_timer)
{
	struct echo_queue *queue = &connection->queue;
	int error = echo_queue_send(queue, connection->fd);
	if (error != 0) {
		connection_fail(connection, error);
		return;
	}
	if (connection->phase == PHASE_OPEN && has_heard_enough(connection)) {
		connection->hung_up = true;
		connection->phase = PHASE_FLUSHING;
	}
	if (!flush(connection))
		return;
	/* What is complete later waits anew. */
	if (queue->ready == 0)
		queue->holding = connection->shared->durations[TIMER_ECHO];

	if (!wait_for(connection, may_read(connection), queue->ready > 0 && !queue->holding) ||
	    !connection_run_timer(connection, restart_timer))
		connection_fail(connection, ENOMEM);
}

static void on_readable(evutil_socket_t fd, short what, void *context)
{
	(void)fd;
	(void)what;
	struct connection *connection = context;
	if (connection_receive(connection))
		connection_advance(connection, true);
}

static void on_writable(evutil_socket_t fd, short what, void *context)
{
	(void)fd;
	(void)what;
	struct connection *connection = context;
	/* Bytes that go out do not make the peer's pause longer. */
	connection_advance(connection, connection->awaited != TIMER_PAUSE);
}

/* What it waits for first. */
static bool begin(struct connection *connection)
{
	const struct connection_shared *shared = connection->shared;
	if (shared->settings->hang_up == HANG_UP_ACCEPT) {
		connection->hung_up = true;
		connection->phase = PHASE_FLUSHING;
		/* At the next turn: nobody has heard of this connection yet. */
		return wait_for(connection, false, true);
	}
	connection->deaf = shared->durations[TIMER_READ];
	connection->queue.holding = shared->durations[TIMER_ECHO];
	return wait_for(connection, !connection->deaf, false) &&
	       connection_run_timer(connection, true);
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
	if (connection->phase != PHASE_OPEN)
		return; /* it is on its way to its end */
	uint64_t before = connection->received;
	if (!connection_receive(connection))
		return;
	if (connection->phase == PHASE_OPEN) {
		if (connection->received == before && echo_queue_length(&connection->queue) == 0) {
			connection_end(connection, LEFT_STOPPED, 0);
			return;
		}
		connection->stopping = true;
	}
	connection_advance(connection, true);
}

void connection_cut(struct connection *connection)
{
	connection_end(connection, LEFT_STOPPED, 0);
}

void connection_half_close(struct connection *connection)
{
	if (connection->phase != PHASE_OPEN || connection->queue.ready > 0)
		return;
	half_close(connection);
	connection_advance(connection, true);
}
