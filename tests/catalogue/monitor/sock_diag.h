/* SPDX-License-Identifier: MIT */
/* Asks the kernel for all TCP sockets of this network namespace: sock_diag(7) over netlink. It
 * needs no privilege, and it tells what no program can see of its own sockets: TIME-WAIT, half-open
 * requests, and orphans whose program has closed them or ended. */
#ifndef SOCK_DIAG_H
#define SOCK_DIAG_H

#include <stdbool.h>

#include "err.h"
#include "socket_table.h"

struct sock_diag {
	int fd;            /* owned */
	uint32_t sequence; /* of the last request */
	bool missing;      /* the last failure: this kernel was built without tcp_diag, or has not
			      loaded it */
};

bool sock_diag_open(struct sock_diag *diag, struct err *err);
void sock_diag_close(struct sock_diag *diag);

/* Fills TABLE, sorted, with the sockets of both IP versions and in every state; a socket that is
 * bound and no more is none. An IPv4 connection of an IPv6 socket has IPv4 endpoints. Where a
 * socket changed while the kernel told it, it is asked again. */
bool sock_diag_list(struct sock_diag *diag, struct socket_table *table, struct err *err);

#endif
