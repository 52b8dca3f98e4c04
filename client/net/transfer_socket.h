/* SPDX-License-Identifier: MIT */
/* A transfer on a non-blocking socket. It waits for nothing: who owns it does, and runs it again.
 *
 * transfer_begin() its transfer and connect_socket_open() its fd; transfer_socket_connect();
 * transfer_socket_run() and, when there is something to read, transfer_socket_read();
 * transfer_socket_close(). */
#ifndef TRANSFER_SOCKET_H
#define TRANSFER_SOCKET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "connect_socket.h"
#include "resolve.h"
#include "transfer.h"

struct transfer_socket {
	struct transfer transfer;
	int fd;
	bool connected;
};

/* Begins to connect; with fast open the first bytes go along. What fails, the transfer tells. */
void transfer_socket_connect(struct transfer_socket *socket, const struct connect_plan *plan,
			     const struct server_address *address);

/* Sends and shuts down what is to be sent and shut down, as far as the kernel takes it; before it
 * is connected (`connected`), TRANSFER_WAIT_WRITE is what it returns. Never TRANSFER_SHUT_DOWN. */
enum transfer_state transfer_socket_run(struct transfer_socket *socket, int64_t now);

/* Reads once what has come, into BUFFER, and tells the transfer. The bytes that were read, 0 when
 * there were none. */
size_t transfer_socket_read(struct transfer_socket *socket, char *buffer, size_t size);

/* Fails it with errno ERROR: it could not be connected, or broke (also where that shows at once, in
 * place of `connected`: the next transfer_socket_run() sets it). */
void transfer_socket_fail(struct transfer_socket *socket, int error);

/* It is over: what is not connected by now is not reached, with ETIMEDOUT. */
void transfer_socket_expire(struct transfer_socket *socket);

/* The peer has reset the connection. The next write still tells so. */
bool transfer_socket_was_reset(const struct transfer_socket *socket);

/* By RST when BY_RESET. */
void transfer_socket_close(struct transfer_socket *socket, bool by_reset);

#endif
