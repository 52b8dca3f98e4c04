/* SPDX-License-Identifier: MIT */
/* Three network namespaces in a user namespace of our own: one for each end, and between them ours,
 * to which a veth pair leads from each. An end is no process: a socket stays in the namespace in
 * which it was made, so that this one process is both programs and the path between them. All of it
 * goes with the process; nothing is left over. */
#ifndef NETWORK_H
#define NETWORK_H

#include <netinet/in.h>
#include <sys/types.h>

#include "plan.h"

struct network {
	bool ipv6;
	int inside;         /* our own namespace */
	int ends[SIDES];    /* theirs */
	int packets[SIDES]; /* AF_PACKET, at our end of the pair; with virtio headers */
	int markers[SIDES]; /* AF_PACKET, at the end's own interface: see network_mark() */
	int diag[SIDES];    /* NETLINK_SOCK_DIAG of that namespace */
	int snmp[SIDES];    /* /proc/net/snmp of that namespace */
	int netstat[SIDES]; /* /proc/net/netstat */
};

/* False with *SKIP: this system forbids what it needs. */
bool network_open(struct network *network, const struct plan *plan, bool *skip, struct err *err);

/* The same where this process is in a network namespace of its own already, and may change it. */
bool network_open_inside(struct network *network, const struct plan *plan, bool *skip,
			 struct err *err);
void network_close(struct network *network);

/* Carries datagrams both ways until one has come to each end: addresses and routes of IPv6 are not
 * there before threads of the kernel have seen that both interfaces are up. (reach.c) */
bool network_await_ends(const struct network *network, struct err *err);

/* A socket or process made until network_leave() is in END's namespace. */
void network_enter(const struct network *network, enum side end);
void network_leave(const struct network *network);

/* Sends a frame from END that holds NUMBER, and is not IP. Frames of an end come in order: when
 * this one has come, all that END had sent before have. */
enum { MARKER_TYPE = 0x88b5, MARKER_LENGTH = 60 }; /* IEEE 802's type for local experiments */
bool network_mark(const struct network *network, enum side end, uint32_t number);

/* Whether the frame is such a one; then NUMBER is what it holds. */
bool network_is_marker(const unsigned char *bytes, size_t length, uint32_t *number);

/* END's address with PORT, which is in host order; returns its length. */
socklen_t network_address(const struct network *network, enum side end, uint16_t port,
			  struct sockaddr_storage *address);

#endif
