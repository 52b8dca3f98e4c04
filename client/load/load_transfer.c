/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <sys/socket.h>

#include "load_private.h"
#include "would_block.h"

static void connected(struct load_connection *connection)
{
	struct load *load = connection->load;
	connection->state = STATE_BUSY;
	load->result->connections++;
	load->unreached = 0;
	/* Of a connection that stays, connecting is no part of the request. */
	if (load->settings->load.rate == 0 && !load->settings->load.reconnect)
		connection->started = clock_ns();
	if (!load->reached) {
		load->reached = true;
		load_wake(load);
	}
}

/* Without asking first whether it is connected or takes bytes: over loopback it nearly always does,
 * and if not, send() says so. */
void load_transfer_send(struct load_connection *connection)
{
	struct load *load = connection->load;
	size_t left = load->payload.length - connection->sent;
	const char *bytes = payload_of(&load->payload, connection->request) + connection->sent;
	ssize_t went = send(connection->fd, bytes, left, MSG_NOSIGNAL);
	if (went < 0 && !would_block(errno)) {
		load_connection_fail_with(connection, errno);
		return;
	}
	if (went >= 0) {
		if (connection->state == STATE_CONNECTING)
			connected(connection);
		connection->sent += (size_t)went;
		load->result->sent += (uint64_t)went;
	}
	bool all = went >= 0 && (size_t)went == left;
	short what =
	    (short)(load->wait_echo && connection->state != STATE_CONNECTING ? EV_READ : 0);
	if (all && !load->wait_echo)
		load_connection_complete(connection);
	else if (!load_connection_watch(connection, (short)(all ? what : what | EV_WRITE)))
		load_connection_fail_with(connection, ENOMEM);
}

static void mismatch(struct load_connection *connection, size_t at, char wrong)
{
	struct load *load = connection->load;
	struct load_failure failure = load_connection_failure(connection);
	failure.kind = LOAD_MISMATCH;
	failure.received = at + 1;
	failure.wrong = (uint8_t)wrong;
	failure.extra = at >= connection->sent;
	if (connection->state == STATE_IDLE) /* it belongs to the request before */
		failure.request = connection->done;
	if (!failure.extra)
		failure.expected = (uint8_t)payload_of(&load->payload, connection->request)[at];
	load_connection_fail(connection, &failure);
}

static void take_bytes(struct load_connection *connection, size_t length)
{
	struct load *load = connection->load;
	if (!load->wait_echo) /* it only waits for the FIN: what comes before does not matter */
		return;
	/* What was not sent cannot come back. */
	size_t due = connection->sent - connection->received;
	size_t common = length < due ? length : due;
	size_t same = payload_same(&load->payload, connection->request, connection->received,
				   load->received, common);
	connection->received += same;
	if (same < length)
		mismatch(connection, connection->received, load->received[same]);
	else if (connection->received == load->payload.length)
		load_connection_complete(connection);
}

/* The server's FIN. */
static void take_end(struct load_connection *connection)
{
	struct load *load = connection->load;
	switch ((enum load_state)connection->state) {
	case STATE_IDLE:
		load_connection_drop(connection); /* the next request gets another connection */
		break;
	case STATE_CLOSING:
		load_connection_drop(connection);
		if (load->settings->load.reconnect)
			load_connection_succeed(connection);
		else
			load_release(load, connection);
		break;
	case STATE_CONNECTING:
	case STATE_BUSY:
		load_connection_fail_as(connection, LOAD_SHORT);
		break;
	case STATE_CLOSED:
		break;
	}
}

void load_transfer_receive(struct load_connection *connection)
{
	struct load *load = connection->load;
	ssize_t got = recv(connection->fd, load->received, sizeof load->received, 0);
	if (got > 0) {
		load->result->received += (uint64_t)got;
		take_bytes(connection, (size_t)got);
	} else if (got == 0) {
		take_end(connection);
	} else if (!would_block(errno)) {
		if (connection->state == STATE_IDLE)
			load_connection_drop(connection); /* no request of ours is concerned */
		else
			load_connection_fail_with(connection, errno);
	}
}
