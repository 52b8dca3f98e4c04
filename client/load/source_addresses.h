/* SPDX-License-Identifier: MIT */
/* Where a load connects from.
 *
 * A connection that closes first stays in TIME-WAIT for a minute and keeps its port, and one
 * address has only so many of them for one server (local_ports.h). But 127.0.0.0/8 is all this
 * machine's: a load on 127.0.0.1 takes its connections from as many of these addresses as it needs,
 * in turn. */
#ifndef SOURCE_ADDRESSES_H
#define SOURCE_ADDRESSES_H

#include <netinet/in.h>
#include <stdbool.h>
#include <stdint.h>

#include "err.h"
#include "resolve.h"

enum {
	SOURCE_ADDRESSES_MAX = 250, /* 127.0.0.1 to 127.0.0.250 */
	/* Connections from one address: no more than this, and than half of the ports there are,
	 * for the kernel searches long for one of the last that are free. */
	CONNECTIONS_PER_SOURCE = 10000,
};

struct source_addresses {
	uint32_t count; /* 1: always the same address */
	uint32_t next;
	uint32_t ports;                /* that each has for the server */
	bool bound;                    /* false: the kernel chooses the address */
	struct sockaddr_storage first; /* the others follow it; port 0 */
	socklen_t length;
};

/* For CONNECTIONS to ADDRESS, all together; 0: nobody knows how many. Each of our addresses has
 * PORTS. LOCAL (numeric; may be NULL) is the one to use, whatever the target. False with the reason
 * when that is none of the target's family. */
bool source_addresses_init(struct source_addresses *addresses, const struct server_address *address,
			   uint64_t connections, uint32_t ports, const char *local,
			   struct err *err);

/* Lets the socket connect from the next one. The port is chosen when it connects: then it must
 * differ only from those that are used with the same server. False with errno and the reason. */
bool source_addresses_bind(struct source_addresses *addresses, int fd, struct err *err);

/* Why a connection got no local port (EADDRNOTAVAIL) after so many that did, and what to do;
 * BY_RST: that is how they are closed. */
void source_addresses_explain_exhausted(const struct source_addresses *addresses,
					uint64_t connections, bool by_rst, struct err *err);

#endif
