/* SPDX-License-Identifier: MIT */
/* The client's socket, from socket() to the first segment. */
#ifndef CONNECT_SOCKET_H
#define CONNECT_SOCKET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "err.h"
#include "resolve.h"
#include "socket_options.h"

/* What to do when an address to connect from is none of ours. */
#define CONNECT_SOCKET_ADDRESSES ": 'ip address' lists the addresses of this machine"

struct connect_plan {
	struct socket_options socket;
	const char *local_address; /* numeric; NULL: any */
	uint16_t local_port;       /* 0: the kernel picks one */
	bool fast_open;            /* the first bytes go with the SYN (RFC 7413) */
};

/* NAME (numeric; NULL: any) and PORT as an address of FAMILY to bind to. False with the reason when
 * it is none of that family. */
bool connect_socket_local_address(const char *name, uint16_t port, int family,
				  struct sockaddr_storage *storage, socklen_t *length,
				  struct err *err);

/* A non-blocking socket for FAMILY, bound and with its options set; or -1 with the reason and
 * errno (EAFNOSUPPORT: it may do for an address of another family). */
int connect_socket_open(const struct connect_plan *plan, int family, struct err *err);

/* Begins to connect. With fast open BYTES may go along; *SENT is how many the kernel took. Returns
 * 0 when it is connected or will be, or fail, which the socket then tells; else errno. */
int connect_socket_start(const struct connect_plan *plan, int fd,
			 const struct server_address *address, const char *bytes, size_t length,
			 size_t *sent);

#endif
