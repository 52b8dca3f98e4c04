/* SPDX-License-Identifier: MIT */
#include "connection.h"

#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include "echo_queue.h"

/* Reading stops when so many bytes are held, and goes on when so few are. */
enum {
	HELD_HIGH = CONNECTION_HELD_MAX - CONNECTION_READ_SIZE,
	HELD_LOW = HELD_HIGH / 4,
};

enum phase {
	PHASE_OPEN,      /* reads, and echoes by the rule */
	PHASE_FLUSHING,  /* reads no more; the rest of the echo goes out */
	PHASE_DELAYING,  /* all is sent; --close-delay passes */
	PHASE_LINGERING, /* the server stops: our FIN is sent, the peer's is awaited */
};

struct connection {
	struct connection_link link; /* first: connection_of() */
	struct connection_shared *shared;
	int fd;
	enum phase phase;
	bool reading;  /* false in the open phase: the peer does not read, so neither do we */
	bool stopping; /* connection_drain(): the next pause is the end */
	struct endpoint peer;
	struct echo_queue queue;
	uint64_t received;
	struct event *readable;
	struct event *writable, *timer; /* NULL until first needed */
	enum connection_timer awaited;  /* what the timer runs for */
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

/* The last thing that happens to a connection: callers return at once. */
static void connection_end(struct connection *connection, enum left_how how, int error)
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

static void connection_fail(struct connection *connection, int error)
{
	/* EPIPE: the RST came after the FIN. */
	if (error == ECONNRESET || error == EPIPE)
		connection_end(connection, LEFT_RESET, 0);
	else
		connection_end(connection, LEFT_ERROR, error);
}

/* False: the connection has ended. */
static bool take_bytes(struct connection *connection, const uint8_t *bytes, size_t length)
{
	connection->received += length;
	if (connection->phase == PHASE_LINGERING)
		return true;
	server_report_received(connection->shared->report, &connection->peer, bytes, length);
	int error = echo_queue_received(&connection->queue, connection->fd, bytes, length);
	if (error != 0)
		connection_fail(connection, error);
	return error == 0;
}

/* The peer sent its FIN. False: the connection has ended. */
static bool take_fin(struct connection *connection)
{
	if (connection->phase == PHASE_LINGERING) {
		connection_end(connection, LEFT_STOPPED, 0);
		return false;
	}
	/* After the FIN and before close(): elsewhere it does not hold. */
	int on = 1;
	if (connection->shared->settings->quickack)
		setsockopt(connection->fd, IPPROTO_TCP, TCP_QUICKACK, &on, sizeof on);
	echo_queue_hung_up(&connection->queue);
	connection->phase = PHASE_FLUSHING;
	connection->stopping = false;
	return true;
}

/* One recv(). False: the connection has ended. */
static bool receive(struct connection *connection)
{
	uint8_t *scratch = connection->shared->scratch;
	ssize_t got = recv(connection->fd, scratch, CONNECTION_READ_SIZE, 0);
	if (got > 0)
		return take_bytes(connection, scratch, (size_t)got);
	if (got == 0)
		return take_fin(connection);
	if (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR)
		return true;
	connection_fail(connection, errno);
	return false;
}

static bool watch(struct connection *connection, struct event **event, short what,
		  event_callback_fn callback, bool on)
{
	if (!on)
		return !*event || event_del(*event) == 0;
	if (!*event)
		*event = event_new(connection->shared->base, connection->fd, what | EV_PERSIST,
				   callback, connection);
	return *event && event_add(*event, NULL) == 0;
}

static enum connection_timer wanted_timer(const struct connection *connection)
{
	if (connection->phase == PHASE_DELAYING)
		return TIMER_CLOSE;
	if (connection->phase == PHASE_OPEN && connection->reading &&
	    (connection->queue.rule.pending > 0 || connection->stopping))
		return TIMER_PAUSE;
	return connection->shared->durations[TIMER_IDLE] ? TIMER_IDLE : TIMER_NONE;
}

static void on_timer(evutil_socket_t fd, short what, void *context);

/* There is one timer, for the nearest thing that can happen when nothing happens. */
static bool run_timer(struct connection *connection, bool restart)
{
	enum connection_timer wanted = wanted_timer(connection);
	if (wanted == connection->awaited && !restart)
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

/* The echo is out: close, or do what comes before it. False: the connection has ended. */
static bool sent_all(struct connection *connection)
{
	if (connection->stopping) {
		shutdown(connection->fd, SHUT_WR);
		connection->phase = PHASE_LINGERING;
		return true;
	}
	if (connection->shared->durations[TIMER_CLOSE]) {
		connection->phase = PHASE_DELAYING;
		return true;
	}
	connection_end(connection, LEFT_FIN, 0);
	return false;
}

static bool may_read(const struct connection *connection)
{
	if (connection->phase != PHASE_OPEN)
		return connection->phase == PHASE_LINGERING;
	return echo_queue_length(&connection->queue) <
	       (size_t)(connection->reading ? HELD_HIGH : HELD_LOW);
}

static void on_readable(evutil_socket_t fd, short what, void *context);
static void on_writable(evutil_socket_t fd, short what, void *context);

/* After whatever happened: sends what can be sent and arranges what to wait for. RESTART_TIMER:
 * what it waits for begins anew. The connection may have ended when this returns. */
static void advance(struct connection *connection, bool restart_timer)
{
	int error = echo_queue_send(&connection->queue, connection->fd);
	if (error != 0) {
		connection_fail(connection, error);
		return;
	}
	bool sending = connection->queue.ready > 0;
	if (connection->phase == PHASE_FLUSHING && !sending && !sent_all(connection))
		return;

	connection->reading = may_read(connection);
	if (!watch(connection, &connection->readable, EV_READ, on_readable, connection->reading) ||
	    !watch(connection, &connection->writable, EV_WRITE, on_writable, sending) ||
	    !run_timer(connection, restart_timer))
		connection_fail(connection, ENOMEM);
}

static void on_readable(evutil_socket_t fd, short what, void *context)
{
	(void)fd;
	(void)what;
	struct connection *connection = context;
	if (receive(connection))
		advance(connection, true);
}

static void on_writable(evutil_socket_t fd, short what, void *context)
{
	(void)fd;
	(void)what;
	struct connection *connection = context;
	/* Bytes that go out do not make the peer's pause longer. */
	advance(connection, connection->awaited != TIMER_PAUSE);
}

static void on_pause(struct connection *connection)
{
	/* A server that was late is no pause of the peer's: look once more before judging. */
	uint64_t before = connection->received;
	if (!receive(connection))
		return;
	if (connection->received == before && connection->phase == PHASE_OPEN) {
		echo_queue_paused(&connection->queue);
		if (connection->stopping)
			connection->phase = PHASE_FLUSHING;
	}
	advance(connection, true);
}

static void on_timer(evutil_socket_t fd, short what, void *context)
{
	(void)fd;
	(void)what;
	struct connection *connection = context;
	if (connection->awaited == TIMER_PAUSE)
		on_pause(connection);
	else
		connection_end(connection, connection->awaited == TIMER_IDLE ? LEFT_IDLE : LEFT_FIN,
			       0);
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
	connection->reading = true;
	echo_queue_init(&connection->queue, (enum echo_mode)shared->settings->echo);
	if (watch(connection, &connection->readable, EV_READ, on_readable, true) &&
	    run_timer(connection, true))
		return connection;
	release_event(&connection->readable);
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
	if (!receive(connection))
		return;
	if (connection->phase == PHASE_OPEN) {
		if (connection->received == before && echo_queue_length(&connection->queue) == 0) {
			connection_end(connection, LEFT_STOPPED, 0);
			return;
		}
		connection->stopping = true;
	}
	advance(connection, true);
}

void connection_cut(struct connection *connection)
{
	connection_end(connection, LEFT_STOPPED, 0);
}
