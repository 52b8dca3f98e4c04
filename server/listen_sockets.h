/* SPDX-License-Identifier: MIT */
/* The sockets that a server listens on. */
#ifndef LISTEN_SOCKETS_H
#define LISTEN_SOCKETS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "endpoint.h"
#include "err.h"
#include "option.h"
#include "socket_options.h"

struct listen_sockets {
	int fds[OPTION_LIST_MAX];            /* non-blocking, closed on exec */
	struct endpoint at[OPTION_LIST_MAX]; /* with the real port */
	size_t count;
};

/* Threads can listen on one port together, each with a queue of its own among which the kernel
 * spreads the connections (SO_REUSEPORT, socket(7)). */
enum port_sharing {
	PORT_ALONE,
	PORT_FIRST, /* others will join; the port must be free, as for PORT_ALONE */
	PORT_JOIN,
};

struct listen_settings {
	const struct option_list *addresses; /* numeric, IPv4 or IPv6; none: 127.0.0.1 and, where
					      * this machine has it, ::1 */
	uint16_t port;                       /* 0: the kernel picks one that is free on all */
	int backlog;                         /* as for listen(2) */
	enum port_sharing sharing;
	const struct socket_options *options; /* connections accepted here inherit them */
};

/* All sockets have the same port. False with the reason and the remedy when one of them cannot be
 * had; then none is open. */
bool listen_sockets_open(struct listen_sockets *listening, const struct listen_settings *terms,
			 struct err *err);

void listen_sockets_close(struct listen_sockets *listening); /* may be called again */

#endif
