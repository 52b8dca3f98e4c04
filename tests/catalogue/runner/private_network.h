/* SPDX-License-Identifier: MIT */
/* A network of a process's own, in which nothing but its programs talks: a kernel remembers
 * addresses, cookies and TIME-WAIT per network namespace. */
#ifndef PRIVATE_NETWORK_H
#define PRIVATE_NETWORK_H

#include "err.h"

enum network_kind {
	NETWORK_NONE, /* this system gives none */
	NETWORK_ROOT, /* root's: a network namespace alone */
	NETWORK_USER, /* with a user namespace around it, where this user is root */
	NETWORK_HOST, /* none: the machine's own lo */
};

/* Moves this process into a fresh one, whose lo is up. Root takes the one without a user namespace
 * first: kernels from 7.2 on let nobody in a user namespace change packets by nft. */
enum network_kind private_network_enter(struct err *err);

/* Which one this system would give, tried by another process. */
enum network_kind private_network_probe(void);

/* Whether lo has its address ::1 there. */
bool private_network_has_ipv6(void);

#endif
