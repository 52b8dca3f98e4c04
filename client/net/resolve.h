/* SPDX-License-Identifier: MIT */
/* Where to connect: the addresses of a host, and which of them is tried. */
#ifndef RESOLVE_H
#define RESOLVE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/socket.h>

#include "endpoint.h"
#include "err.h"

enum { SERVER_ADDRESSES_MAX = 8 };

struct server_address {
	struct sockaddr_storage address; /* with the port */
	socklen_t length;
	struct endpoint endpoint; /* the same, to be shown */
};

struct server_addresses {
	struct server_address list[SERVER_ADDRESSES_MAX]; /* more than that are not tried */
	size_t count;                                     /* at least 1 */
	size_t tried;   /* of these, so far, with the one that is being tried */
	size_t reached; /* index of the last one that was tried; of the first, when none did */
};

/* False with the reason where HOST has a port behind it ("127.0.0.1:8079", "[::1]:8079"). */
bool resolve_check_host(const char *host, struct err *err);

/* HOST is a name, an IPv4 or an IPv6 address ("[::1]" too). `localhost` is 127.0.0.1, then ::1,
 * whatever the resolver thinks (RFC 6761 section 6.3): the demo's capture must not begin with a
 * refused attempt. False with the reason when there is no such host. May ask the network. */
bool resolve_host(struct server_addresses *addresses, const char *host, uint16_t port,
		  struct err *err);

/* The next address, the first one at first. NULL: none did, and what the first one said is to be
 * told. */
const struct server_address *server_addresses_next(struct server_addresses *addresses);

/* The one that `reached` tells. */
const struct server_address *server_addresses_reached(const struct server_addresses *addresses);

#endif
