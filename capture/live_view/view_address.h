/* SPDX-License-Identifier: MIT */
/* Where the live view listens, and by which names it may be called. */
#ifndef VIEW_ADDRESS_H
#define VIEW_ADDRESS_H

#include <stdbool.h>
#include <sys/socket.h>

#include "endpoint.h"
#include "err.h"

enum { VIEW_PORT = 8080 };

struct view_address {
	struct endpoint endpoint;
	bool loopback; /* only this machine can reach it */
	bool wildcard; /* every address of this machine */
};

/* Reads "ADDRESS:PORT", "[ADDRESS]:PORT", either of them alone, or nothing: the address is
 * 127.0.0.1 unless one is given (`localhost` is that, too), the port 8080; port 0: any that is
 * free. Names are not looked up. False with the reason. */
bool view_address_parse(const char *words, struct view_address *address, struct err *err);

/* Fills SOCKADDR; returns its length. */
socklen_t view_address_sockaddr(const struct view_address *address,
				struct sockaddr_storage *sockaddr);

/* Whether HOST (a Host header; NULL: there is none) names this view. A page of somebody else whose
 * name was made to point here (DNS rebinding) comes with its own name, and is refused. */
bool view_address_is_host(const struct view_address *address, const char *host);

#endif
