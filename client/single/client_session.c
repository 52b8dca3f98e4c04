/* SPDX-License-Identifier: MIT */
#include "client_session.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "clock.h"
#include "transfer_socket.h"

enum { READ_SIZE = 16 * 1024 };

struct client_session {
	const struct client_session_plan *plan;
	struct transfer_socket socket;
	int64_t connect_end; /* so long it may take to connect */
	struct event *readable, *writable, *timer;
	struct event *edge; /* a change of what can be read: of TRANSFER_WAIT_RESET */
	bool holding;
	struct client_session_result result;
	client_session_ended_fn *ended;
	void *context;
};

static void session_free(struct client_session *session)
{
	struct event *const events[] = {session->readable, session->writable, session->timer,
					session->edge};
	/* Before the socket: its number may be another's as soon as it is closed. */
	for (size_t i = 0; i < sizeof events / sizeof events[0]; i++)
		if (events[i])
			event_free(events[i]);
	const struct transfer *transfer = &session->socket.transfer;
	if (session->socket.fd >= 0)
		transfer_socket_close(&session->socket,
				      transfer->result.failure == FAILURE_NONE &&
					  transfer->plan->close == CLOSE_MODE_RESET);
	free(session);
}

/* The socket is closed before anybody is told, so that the FIN does not wait for what is then
 * printed. */
static void end(struct client_session *session)
{
	struct client_session_result result = session->result;
	client_session_ended_fn *ended = session->ended;
	void *context = session->context;
	result.transfer = session->socket.transfer.result;
	session_free(session);
	ended(&result, context);
}

/* ---- what it waits for ---- */

/* Lets the loop tell of EVENT, or no more. False without memory. */
static bool listen_for(struct event *event, bool wanted)
{
	if (wanted == (event_pending(event, EV_READ | EV_WRITE, NULL) != 0))
		return true;
	return (wanted ? event_add(event, NULL) : event_del(event)) == 0;
}

/* The next time at which something is to be done by itself. */
static bool set_timer(struct client_session *session, enum transfer_state state, int64_t now)
{
	const struct transfer *transfer = &session->socket.transfer;
	int64_t next = transfer->started + transfer->plan->timeout_ns;
	if (!session->socket.connected)
		next = session->connect_end;
	else if (state == TRANSFER_WAIT_TIME && transfer->pause_end < next)
		next = transfer->pause_end;
	struct timeval time = clock_timeval_ns(next - now);
	return event_add(session->timer, &time) == 0;
}

static void tell_that_it_holds(struct client_session *session)
{
	if (!session->holding && session->plan->holding)
		session->plan->holding(session->context);
	session->holding = true;
}

/* False without memory. */
static bool wait_for(struct client_session *session, enum transfer_state state, int64_t now)
{
	const struct transfer_socket *socket = &session->socket;
	bool reads = socket->connected && transfer_reads(&socket->transfer);
	if (state == TRANSFER_WAIT_RELEASE)
		tell_that_it_holds(session);
	/* The events by edge and the others of a socket exclude each other. Since the FIN the
	 * socket is readable for ever: only a change is news. */
	bool edge = state == TRANSFER_WAIT_RESET;
	return (edge || listen_for(session->edge, false)) &&
	       listen_for(session->readable, reads && !edge) &&
	       listen_for(session->writable, state == TRANSFER_WAIT_WRITE) &&
	       (!edge || listen_for(session->edge, true)) && set_timer(session, state, now);
}

/* Does what can be done now, and ends it when that is all. */
static void advance(struct client_session *session)
{
	struct transfer_socket *socket = &session->socket;
	int64_t now = clock_monotonic_ns();
	enum transfer_state state = transfer_socket_run(socket, now);
	bool over = state == TRANSFER_DONE || state == TRANSFER_FAILED;
	if (!over && !wait_for(session, state, now)) {
		transfer_socket_fail(socket, ENOMEM);
		over = true;
	}
	if (over)
		end(session);
}

/* ---- what comes ---- */

static void on_readable(evutil_socket_t fd, short what, void *context)
{
	(void)fd;
	(void)what;
	struct client_session *session = context;
	uint64_t before = session->socket.transfer.result.received;
	char bytes[READ_SIZE];
	size_t got = transfer_socket_read(&session->socket, bytes, sizeof bytes);
	size_t room = sizeof session->result.start;
	if (before < room)
		memcpy(session->result.start + before, bytes,
		       got < room - before ? got : room - before);
	advance(session);
}

static void on_writable(evutil_socket_t fd, short what, void *context)
{
	(void)fd;
	(void)what;
	advance(context);
}

static void on_edge(evutil_socket_t fd, short what, void *context)
{
	(void)fd;
	(void)what;
	struct client_session *session = context;
	if (!transfer_socket_was_reset(&session->socket))
		return;
	transfer_received_reset(&session->socket.transfer);
	advance(session);
}

static void on_timer(evutil_socket_t fd, short what, void *context)
{
	(void)fd;
	(void)what;
	struct client_session *session = context;
	struct transfer_socket *socket = &session->socket;
	int64_t now = clock_monotonic_ns();
	if (socket->connected ? transfer_is_late(&socket->transfer, now)
			      : now >= session->connect_end)
		transfer_socket_expire(socket);
	advance(session);
}

/* ---- the beginning ---- */

static bool set_up_events(struct client_session *session, struct event_base *base)
{
	int fd = session->socket.fd;
	session->readable = event_new(base, fd, EV_READ | EV_PERSIST, on_readable, session);
	session->writable = event_new(base, fd, EV_WRITE | EV_PERSIST, on_writable, session);
	session->timer = event_new(base, -1, 0, on_timer, session);
	session->edge = event_new(base, fd, EV_READ | EV_ET | EV_PERSIST, on_edge, session);
	return session->readable && session->writable && session->timer && session->edge;
}

/* The first segment goes out here; what came of it is looked at in the event loop. */
static bool begin_to_connect(struct client_session *session, const struct server_address *address)
{
	struct transfer_socket *socket = &session->socket;
	int64_t now = clock_monotonic_ns();
	session->connect_end = now + session->plan->connect_ns;
	transfer_socket_connect(socket, &session->plan->connect, address);
	if (socket->transfer.result.failure != FAILURE_NONE)
		event_active(session->writable, EV_WRITE, 0);
	return wait_for(session, TRANSFER_WAIT_WRITE, now);
}

struct client_session *client_session_start(struct event_base *base,
					    const struct client_session_plan *plan,
					    const struct server_address *address,
					    client_session_ended_fn *ended, void *context,
					    struct err *err)
{
	struct client_session *session = calloc(1, sizeof *session);
	int error = ENOMEM;
	if (session) {
		session->plan = plan;
		session->ended = ended;
		session->context = context;
		transfer_begin(&session->socket.transfer, &plan->transfer, plan->started);
		session->socket.fd =
		    connect_socket_open(&plan->connect, address->address.ss_family, err);
		error = errno;
	}
	if (session && session->socket.fd >= 0) {
		if (set_up_events(session, base) && begin_to_connect(session, address))
			return session;
		error = ENOMEM;
	}
	if (error == ENOMEM)
		err_set(err, "cannot connect: %s", strerror(ENOMEM));
	if (session)
		session_free(session);
	errno = error;
	return NULL;
}

void client_session_release(struct client_session *session)
{
	transfer_release(&session->socket.transfer);
	if (session->holding)
		advance(session);
}
