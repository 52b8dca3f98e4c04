/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "load_private.h"

static struct event *event_of(struct load_connection *connection)
{
	return (struct event *)(connection + 1);
}

static void on_event(evutil_socket_t fd, short what, void *context)
{
	(void)fd;
	struct load_connection *connection = context;
	if (what & EV_WRITE)
		load_transfer_send(connection);
	if ((what & EV_READ) && connection->state != STATE_CLOSED)
		load_transfer_receive(connection);
}

bool load_connection_watch(struct load_connection *connection, short what)
{
	struct event *event = event_of(connection);
	if (connection->watching == what)
		return true;
	if (connection->watching)
		event_del(event);
	connection->watching = 0;
	if (event_assign(event, connection->load->base, connection->fd, (short)(what | EV_PERSIST),
			 on_event, connection) != 0 ||
	    event_add(event, NULL) != 0)
		return false;
	connection->watching = (uint8_t)what;
	return true;
}

void load_connection_drop(struct load_connection *connection)
{
	if (connection->state == STATE_CLOSED)
		return;
	if (connection->watching)
		event_del(event_of(connection));
	connection->watching = 0;
	close(connection->fd);
	connection->state = STATE_CLOSED;
}

static void drop_with_reset(struct load_connection *connection)
{
	const struct linger linger = {.l_onoff = 1, .l_linger = 0};
	setsockopt(connection->fd, SOL_SOCKET, SO_LINGER, &linger, sizeof linger);
	load_connection_drop(connection);
}

/* ---- how it fails ---- */

struct load_failure load_connection_failure(const struct load_connection *connection)
{
	return (struct load_failure){
	    .connection = connection->number,
	    .request = connection->done + 1,
	    .connecting = connection->state == STATE_CONNECTING,
	    .sent = connection->sent,
	    .received = connection->received,
	};
}

static void begin_to_connect(struct load_connection *connection);

/* The first connection of all has more than one address to try. True: it tries the next one. */
static bool tries_another(struct load_connection *connection)
{
	struct load *load = connection->load;
	if (load->reached)
		return false;
	load->result->tried++;
	if (!load_next_address(load, NULL))
		return false;
	load_connection_drop(connection);
	load->opened = 0;
	connection->started = clock_ns();
	begin_to_connect(connection);
	return true;
}

void load_connection_fail(struct load_connection *connection, const struct load_failure *failure)
{
	struct load *load = connection->load;
	struct load_result *result = load->result;
	bool was_active = connection->state != STATE_IDLE;
	if (!load->reached) {
		/* When nobody answers, the first address's error is the one to tell. */
		if (result->tried == 0)
			result->first = *failure;
		if (tries_another(connection))
			return;
		failure = &result->first;
		result->reached = 0;
	}
	load_connection_drop(connection);
	load_failure_count(result, failure);
	load->unreached = failure->connecting ? load->unreached + 1 : 0;
	if (was_active && connection->done == 0)
		load->opening--;
	if (was_active)
		load_release(load, connection);
}

void load_connection_fail_with(struct load_connection *connection, int error)
{
	struct load_failure failure = load_connection_failure(connection);
	failure.kind = load_error_of(error);
	failure.error = error;
	load_connection_fail(connection, &failure);
}

void load_connection_fail_as(struct load_connection *connection, enum load_error kind)
{
	struct load_failure failure = load_connection_failure(connection);
	failure.kind = kind;
	load_connection_fail(connection, &failure);
}

/* ---- how it succeeds ---- */

void load_connection_succeed(struct load_connection *connection)
{
	struct load *load = connection->load;
	int64_t now = clock_ns();
	histogram_add(&load->result->latency, (uint64_t)(now - connection->started));
	load->result->requests++;
	if (connection->done++ == 0)
		load->opening--;
	if (load->settings->load.reconnect) {
		load_release(load, connection);
	} else if (load_assign(load, connection, now)) {
		load_connection_begin(connection);
	} else {
		connection->state = STATE_IDLE;
		load_release(load, connection);
	}
}

static void half_close(struct load_connection *connection)
{
	shutdown(connection->fd, SHUT_WR);
	connection->state = STATE_CLOSING;
	if (!load_connection_watch(connection, EV_READ))
		load_connection_fail_with(connection, ENOMEM);
}

void load_connection_complete(struct load_connection *connection)
{
	const struct client_settings *settings = connection->load->settings;
	if (settings->load.reconnect && settings->close == CLOSE_MODE_HALF) {
		half_close(connection);
		return;
	}
	if (settings->load.reconnect && settings->close == CLOSE_MODE_RESET)
		drop_with_reset(connection);
	else if (settings->load.reconnect)
		load_connection_drop(connection);
	load_connection_succeed(connection);
}

void load_connection_finish(struct load_connection *connection)
{
	int close = connection->load->settings->close;
	connection->started = clock_ns();
	if (close == CLOSE_MODE_HALF) {
		half_close(connection);
		return;
	}
	if (close == CLOSE_MODE_RESET)
		drop_with_reset(connection);
	else
		load_connection_drop(connection);
	load_release(connection->load, connection);
}

static void begin_to_connect(struct load_connection *connection)
{
	struct load *load = connection->load;
	struct load_result *result = load->result;
	const struct server_address *address = &result->target.addresses[result->reached];
	int family = address->address.ss_family;
	size_t sent;
	connection->fd = connect_socket_open(&load->connect, family, &result->err);
	if (connection->fd < 0) {
		if (errno != EAFNOSUPPORT || !tries_another(connection))
			load_abort(load, LOAD_BROKEN);
		return;
	}
	connection->state = STATE_CONNECTING;
	connection->number = ++load->opened;
	connection->done = 0;
	int error = 0;
	if (!source_addresses_bind(&load->source_addresses, connection->fd))
		error = errno;
	else
		error =
		    connect_socket_start(&load->connect, connection->fd, address, NULL, 0, &sent);
	if (error == EADDRNOTAVAIL) {
		source_addresses_explain_exhausted(&load->source_addresses,
						   load->result->connections, &result->err);
		load_abort(load, LOAD_BROKEN);
	} else if (error != 0) {
		load_connection_fail_with(connection, error);
	} else {
		load_transfer_send(connection);
	}
}

void load_connection_begin(struct load_connection *connection)
{
	connection->sent = connection->received = 0;
	if (connection->state == STATE_CLOSED) {
		connection->load->opening++;
		begin_to_connect(connection);
		return;
	}
	connection->state = STATE_BUSY;
	load_transfer_send(connection);
}
