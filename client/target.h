/* SPDX-License-Identifier: MIT */
/* Where to connect: the addresses of a host, in the order in which to try them. */
#ifndef TARGET_H
#define TARGET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/socket.h>

#include "endpoint.h"
#include "err.h"

enum { TARGET_MAX = 8 };

struct target_address {
	struct sockaddr_storage address; /* with the port */
	socklen_t length;
	struct endpoint endpoint; /* the same, to be shown */
};

struct target {
	struct target_address addresses[TARGET_MAX]; /* more than that are not tried */
	size_t count;                                /* at least 1 */
};

/* False with the reason where HOST has a port behind it ("127.0.0.1:8079", "[::1]:8079"). */
bool target_host_check(const char *host, struct err *err);

/* HOST is a name, an IPv4 or an IPv6 address ("[::1]" too). `localhost` is 127.0.0.1, then ::1,
 * whatever the resolver thinks (RFC 6761 section 6.3): the demo's capture must not begin with a
 * refused attempt. False with the reason when there is no such host. May ask the network. */
bool target_resolve(struct target *target, const char *host, uint16_t port, struct err *err);

#endif
