/* SPDX-License-Identifier: MIT */
#include "connection_private.h"

#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

/* False: the connection has ended. */
static bool take_bytes(struct connection *connection, const uint8_t *bytes, size_t length)
{
	connection->received += length;
	if (connection->phase == PHASE_LINGERING && connection->stopping)
		return true;
	server_report_received(connection->shared->report, &connection->peer, bytes, length);
	if (connection->phase == PHASE_LINGERING)
		return true; /* after our FIN there is no echo */
	int error = echo_queue_received(&connection->queue, connection->fd, bytes, length);
	if (error != 0)
		connection_fail(connection, error);
	return error == 0;
}

/* The peer sent its FIN. False: the connection has ended. */
static bool take_fin(struct connection *connection)
{
	if (connection->phase == PHASE_LINGERING) {
		connection_end(connection, connection->stopping ? LEFT_STOPPED : LEFT_FIN, 0);
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

bool connection_receive(struct connection *connection)
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
