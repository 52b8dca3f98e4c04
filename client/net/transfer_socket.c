/* SPDX-License-Identifier: MIT */
#include "transfer_socket.h"

#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include "would_block.h"

/* A RST that answers the SYN is ECONNREFUSED; these tell of one that came when the connection was
 * established, before anything else showed that it was. */
static bool was_established(int error)
{
	return error == ECONNRESET || error == EPIPE;
}

void transfer_socket_fail(struct transfer_socket *socket, int error)
{
	bool reached = socket->connected || was_established(error);
	transfer_fail(&socket->transfer, reached ? FAILURE_BROKEN : FAILURE_UNREACHED, error);
}

void transfer_socket_expire(struct transfer_socket *socket)
{
	if (socket->connected)
		transfer_fail(&socket->transfer, FAILURE_TIMED_OUT, 0);
	else
		transfer_fail(&socket->transfer, FAILURE_UNREACHED, ETIMEDOUT);
}

void transfer_socket_connect(struct transfer_socket *socket, const struct connect_plan *plan,
			     const struct server_address *address)
{
	struct transfer *transfer = &socket->transfer;
	struct transfer_bytes bytes = {0};
	size_t sent;
	transfer_next(transfer, transfer->started, &bytes);
	int error =
	    connect_socket_start(plan, socket->fd, address, bytes.start, bytes.length, &sent);
	transfer_sent(transfer, sent);
	if (error != 0)
		transfer_socket_fail(socket, error);
}

/* False: the kernel takes nothing now, or it has failed. */
static bool send_bytes(struct transfer_socket *socket, const struct transfer_bytes *bytes)
{
	int flags = MSG_NOSIGNAL | (bytes->urgent ? MSG_OOB : 0);
	ssize_t sent = send(socket->fd, bytes->start, bytes->length, flags);
	if (sent >= 0) {
		transfer_sent(&socket->transfer, (size_t)sent);
		return true;
	}
	if (!would_block(errno))
		transfer_socket_fail(socket, errno);
	return false;
}

/* Whether it is connected is not asked: over loopback it nearly always is, and if not, send() says
 * so, of no bytes, too. What went with the SYN is not followed by more yet. False: it is not, or it
 * has failed. */
static bool send_first(struct transfer_socket *socket, int64_t now)
{
	struct transfer *transfer = &socket->transfer;
	struct transfer_bytes bytes = {.start = ""};
	bool sent = false;
	if (transfer->result.failure == FAILURE_NONE) {
		if (transfer->result.sent == 0)
			transfer_next(transfer, now, &bytes);
		sent = send_bytes(socket, &bytes);
	}
	socket->connected = sent || transfer->result.failure == FAILURE_BROKEN;
	return sent;
}

enum transfer_state transfer_socket_run(struct transfer_socket *socket, int64_t now)
{
	struct transfer *transfer = &socket->transfer;
	bool blocked = !socket->connected && !send_first(socket, now);
	for (;;) {
		struct transfer_bytes bytes;
		enum transfer_state state = transfer_next(transfer, now, &bytes);
		if (state == TRANSFER_FAILED)
			return state;
		if (blocked)
			return TRANSFER_WAIT_WRITE;
		if (state == TRANSFER_WAIT_WRITE) {
			blocked = !send_bytes(socket, &bytes);
		} else if (state == TRANSFER_SHUT_DOWN) {
			shutdown(socket->fd, SHUT_WR);
			transfer_shut_down(transfer);
		} else {
			return state;
		}
	}
}

size_t transfer_socket_read(struct transfer_socket *socket, char *buffer, size_t size)
{
	struct transfer *transfer = &socket->transfer;
	bool unread = transfer->plan->close == CLOSE_MODE_UNREAD;
	ssize_t got = recv(socket->fd, buffer, size, unread ? MSG_PEEK : 0);
	if (got > 0 && unread)
		transfer_received_unread(transfer);
	else if (got > 0)
		transfer_received(transfer, buffer, (size_t)got);
	else if (got == 0)
		transfer_received_fin(transfer);
	else if (!would_block(errno))
		transfer_socket_fail(socket, errno);
	return got > 0 && !unread ? (size_t)got : 0;
}

bool transfer_socket_was_reset(const struct transfer_socket *socket)
{
	struct tcp_info info;
	socklen_t length = sizeof info;
	return getsockopt(socket->fd, IPPROTO_TCP, TCP_INFO, &info, &length) == 0 &&
	       info.tcpi_state == TCP_CLOSE;
}

void transfer_socket_close(struct transfer_socket *socket, bool by_reset)
{
	const struct linger linger = {.l_onoff = 1, .l_linger = 0};
	if (by_reset)
		setsockopt(socket->fd, SOL_SOCKET, SO_LINGER, &linger, sizeof linger);
	close(socket->fd);
	socket->fd = -1;
}
