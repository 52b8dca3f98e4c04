/* SPDX-License-Identifier: MIT */
#include "load_connection.h"

#include <errno.h>

#include "clock.h"
#include "load_failure.h"

enum { LONG_SEARCH_NS = NS_PER_MS }; /* a connect(2) over loopback takes about 0.03 ms */

static struct event *event_of(struct load_connection *connection)
{
	return (struct event *)(connection + 1);
}

static enum load_outcome read_socket(struct load_connection *connection);

static void on_event(evutil_socket_t fd, short what, void *context)
{
	(void)fd;
	struct load_connection *connection = context;
	const struct load_shared *shared = connection->shared;
	enum load_outcome outcome =
	    (what & EV_READ) ? read_socket(connection) : load_connection_proceed(connection);
	if (outcome != LOAD_PENDING)
		shared->report(connection, outcome, shared->context);
}

/* Lets the loop tell when it can be read or written (EV_READ, EV_WRITE). Nothing to do, as a rule:
 * that stays so for as long as the connection lives. False without memory. */
static bool watch(struct load_connection *connection, int what)
{
	struct event *event = event_of(connection);
	if (connection->watching == what)
		return true;
	if (connection->watching)
		event_del(event);
	connection->watching = 0;
	if (event_assign(event, connection->shared->base, connection->socket.fd,
			 (short)(what | EV_PERSIST), on_event, connection) != 0 ||
	    event_add(event, NULL) != 0)
		return false;
	connection->watching = (uint8_t)what;
	return true;
}

static void close_socket(struct load_connection *connection, bool by_reset)
{
	if (connection->watching)
		event_del(event_of(connection));
	connection->watching = 0;
	transfer_socket_close(&connection->socket, by_reset);
	connection->state = STATE_CLOSED;
}

void load_connection_drop(struct load_connection *connection)
{
	if (connection->state != STATE_CLOSED)
		close_socket(connection, false);
}

/* ---- one step ---- */

static enum load_outcome end_of_transfer(struct load_connection *connection)
{
	enum load_outcome outcome = LOAD_DONE;
	if (connection->state == STATE_CLOSING)
		outcome = LOAD_CLOSED;
	else
		connection->state = STATE_IDLE;
	if (outcome == LOAD_CLOSED || connection->shared->reconnect)
		close_socket(connection,
			     connection->socket.transfer.plan->close == CLOSE_MODE_RESET);
	return outcome;
}

enum load_outcome load_connection_proceed(struct load_connection *connection)
{
	struct transfer_socket *socket = &connection->socket;
	struct transfer *transfer = &socket->transfer;
	struct load_result *result = connection->shared->result;
	bool was_connected = socket->connected;
	uint64_t sent = transfer->result.sent;
	payload_stamp(&connection->shared->payload, connection->request);
	/* There are no pauses: no need to look at the clock. */
	enum transfer_state state = transfer_socket_run(socket, transfer->started);
	result->sent += transfer->result.sent - sent;
	if (socket->connected && !was_connected)
		return LOAD_ESTABLISHED;
	if (state == TRANSFER_DONE)
		return end_of_transfer(connection);
	if (state == TRANSFER_FAILED)
		return LOAD_FAILED;
	int what = socket->connected && transfer_reads(transfer) ? EV_READ : 0;
	if (watch(connection, state == TRANSFER_WAIT_WRITE ? what | EV_WRITE : what))
		return LOAD_PENDING;
	transfer_socket_fail(socket, ENOMEM);
	return LOAD_FAILED;
}

/* Bytes without a request are wrong; that the server closes concerns no request: the next one gets
 * another connection. */
static enum load_outcome read_idle(struct load_connection *connection)
{
	const struct transfer *transfer = &connection->socket.transfer;
	if (transfer->result.failure == FAILURE_MISMATCHED)
		return LOAD_FAILED;
	if (transfer->peer_closed || transfer->result.failure != FAILURE_NONE)
		load_connection_drop(connection);
	return LOAD_PENDING;
}

static enum load_outcome read_socket(struct load_connection *connection)
{
	struct load_shared *shared = connection->shared;
	payload_stamp(&shared->payload, connection->request);
	shared->result->received +=
	    transfer_socket_read(&connection->socket, shared->received, sizeof shared->received);
	return connection->state == STATE_IDLE ? read_idle(connection)
					       : load_connection_proceed(connection);
}

/* ---- what it is told ---- */

/* Of this thread. */
static int64_t processor_ns(void)
{
	struct timespec used = {0};
	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &used);
	return (int64_t)used.tv_sec * NS_PER_S + used.tv_nsec;
}

/* The kernel chooses the local port within connect(2): when few are free, it tries one after the
 * other. */
static void connect_it(struct load_connection *connection, const struct server_address *address)
{
	struct load_shared *shared = connection->shared;
	int64_t before = processor_ns();
	transfer_socket_connect(&connection->socket, &shared->connect, address);
	int64_t used = processor_ns() - before;
	if (used < LONG_SEARCH_NS)
		return;
	shared->result->searched++;
	shared->result->searched_ns += used;
}

/* A socket that is on its way, from the next of our addresses; false: of no use. What failed is
 * known. */
static bool start_socket(struct load_connection *connection, const struct server_address *address,
			 struct err *err)
{
	struct load_shared *shared = connection->shared;
	struct transfer_socket *socket = &connection->socket;
	socket->connected = false;
	socket->fd = connect_socket_open(&shared->connect, address->address.ss_family, err);
	if (socket->fd < 0) {
		transfer_fail(&socket->transfer, FAILURE_UNSTARTED, errno);
		return false;
	}
	connection->state = STATE_BUSY;
	if (!source_addresses_bind(&shared->source_addresses, socket->fd, err))
		transfer_fail(&socket->transfer, FAILURE_UNSTARTED, errno);
	else
		connect_it(connection, address);
	return true;
}

/* The kernel has no port left for the server at the address that was taken. */
static bool is_without_port(const struct load_connection *connection)
{
	const struct transfer_result *result = &connection->socket.transfer.result;
	return result->failure == FAILURE_UNREACHED && result->error == EADDRNOTAVAIL;
}

enum load_outcome load_connection_open(struct load_connection *connection,
				       const struct server_address *address, int64_t started,
				       struct err *err)
{
	struct load_shared *shared = connection->shared;
	connection->done = 0;
	for (uint32_t left = shared->source_addresses.count;; left--) {
		transfer_begin(&connection->socket.transfer, &shared->request, started);
		if (!start_socket(connection, address, err))
			return LOAD_FAILED;
		if (left <= 1 || !is_without_port(connection))
			return load_connection_proceed(connection);
		close_socket(connection, false);
	}
}

enum load_outcome load_connection_request(struct load_connection *connection, int64_t started)
{
	transfer_begin(&connection->socket.transfer, &connection->shared->request, started);
	connection->state = STATE_BUSY;
	return load_connection_proceed(connection);
}

enum load_outcome load_connection_close(struct load_connection *connection, int64_t started)
{
	connection->socket.transfer.plan = &connection->shared->closing;
	connection->socket.transfer.started = started;
	connection->state = STATE_CLOSING;
	return load_connection_proceed(connection);
}

enum load_outcome load_connection_expire(struct load_connection *connection)
{
	transfer_socket_expire(&connection->socket);
	return LOAD_FAILED;
}

struct load_failure load_connection_failure(const struct load_connection *connection)
{
	bool under_way = connection->state == STATE_BUSY;
	return (struct load_failure){
	    .kind = load_error_of(&connection->socket.transfer.result),
	    .connection = connection->number,
	    .request = connection->done + under_way, /* or what comes belongs to the one before */
	    .connecting = !connection->socket.connected,
	    .transfer = connection->socket.transfer.result,
	};
}
