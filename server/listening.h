/* SPDX-License-Identifier: MIT */
/* The sockets that a server listens on. */
#ifndef LISTENING_H
#define LISTENING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "endpoint.h"
#include "err.h"
#include "option.h"
#include "socket_options.h"

struct listening {
	int fds[OPTION_LIST_MAX];            /* non-blocking, closed on exec */
	struct endpoint at[OPTION_LIST_MAX]; /* with the real port */
	size_t count;
};

/* Listens on each of ADDRESSES (numeric, IPv4 or IPv6), or, when there are none, on 127.0.0.1 and,
 * where this machine has it, ::1. All have the same port; for PORT 0 the kernel picks one that is
 * free on all of them. BACKLOG as for listen(2). Connections accepted here inherit OPTIONS. False
 * with the reason and the remedy when one of them cannot be had; then none is open. */
bool listening_open(struct listening *listening, const struct option_list *addresses, uint16_t port,
		    int backlog, const struct socket_options *options, struct err *err);

void listening_close(struct listening *listening); /* may be called again */

#endif
