/* SPDX-License-Identifier: MIT */
#include "connection_private.h"

#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

struct outcome outcome_failed(int error)
{
	/* EPIPE: the RST came after the FIN. */
	if (error == ECONNRESET || error == EPIPE)
		return outcome_ended(CLOSED_BY_RESET);
	return (struct outcome){.ended = true, .how = CLOSED_ERROR, .error = error};
}

static struct outcome take_bytes(struct connection *connection, const uint8_t *bytes, size_t length)
{
	connection->received += length;
	if (connection->stage == STAGE_LINGERING && connection->stopping)
		return outcome_goes_on();
	event_log_received(connection->shared->report, &connection->peer, bytes, length);
	if (connection->stage == STAGE_LINGERING)
		return outcome_goes_on(); /* after our FIN there is no echo */
	int error = echo_queue_received(&connection->queue, connection->fd, bytes, length);
	return error == 0 ? outcome_goes_on() : outcome_failed(error);
}

static struct outcome take_fin(struct connection *connection)
{
	if (connection->stage == STAGE_LINGERING)
		return outcome_ended(connection->stopping ? CLOSED_STOPPED : CLOSED_BY_FIN);
	/* After the FIN and before close(): elsewhere it does not hold. */
	int on = 1;
	if (connection->shared->settings->quickack)
		setsockopt(connection->fd, IPPROTO_TCP, TCP_QUICKACK, &on, sizeof on);
	echo_queue_fin(&connection->queue);
	connection->stage = STAGE_FLUSHING;
	connection->stopping = false;
	return outcome_goes_on();
}

struct outcome connection_receive(struct connection *connection)
{
	uint8_t *scratch = connection->shared->scratch;
	ssize_t got = recv(connection->fd, scratch, CONNECTION_READ_SIZE, 0);
	if (got > 0)
		return take_bytes(connection, scratch, (size_t)got);
	if (got == 0)
		return take_fin(connection);
	if (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR)
		return outcome_goes_on();
	return outcome_failed(errno);
}
