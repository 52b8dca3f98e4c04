/* SPDX-License-Identifier: MIT */
/* Where a load connects from.
 *
 * A connection that closes first stays in TIME-WAIT for a minute and keeps its port, and one
 * address has some 28000 of them for one server. But 127.0.0.0/8 is all this machine's: a load on
 * 127.0.0.1 takes its connections from as many of these addresses as it needs, in turn. */
#ifndef SOURCES_H
#define SOURCES_H

#include <netinet/in.h>
#include <stdbool.h>
#include <stdint.h>

#include "err.h"
#include "target.h"

enum {
	SOURCES_MAX = 250,           /* 127.0.0.1 to 127.0.0.250 */
	SOURCES_PER_ADDRESS = 10000, /* connections; well below the ports there are */
};

struct sources {
	uint32_t count; /* 1: always the same address */
	uint32_t next;
	bool bound;                    /* false: the kernel chooses the address */
	struct sockaddr_storage first; /* the others follow it; port 0 */
	socklen_t length;
};

/* For CONNECTIONS to ADDRESS, all together; 0: nobody knows how many. LOCAL (numeric; may be NULL)
 * is the one to use, whatever the target. False with the reason when that is none of the target's
 * family. */
bool sources_init(struct sources *sources, const struct target_address *address,
		  uint64_t connections, const char *local, struct err *err);

/* Lets the socket connect from the next one. The port is chosen when it connects: then it must
 * differ only from those that are used with the same server. False with errno. */
bool sources_bind(struct sources *sources, int fd);

/* Why a connection got no local address (EADDRNOTAVAIL) after so many that did, and what to do. */
void sources_complain(const struct sources *sources, uint64_t connections, struct err *err);

#endif
