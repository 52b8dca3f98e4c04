/* SPDX-License-Identifier: MIT */
/* Takes connections from listening sockets, and stops while the owner
 * says so, while the connection limit is reached, or while the process or the system has no file
 * descriptor left. While it does not take them they wait in the kernel's backlog, and it does not
 * spin. */
#ifndef ACCEPTOR_H
#define ACCEPTOR_H

#include <event2/event.h>
#include <stdbool.h>

#include "connection_limit.h"
#include "endpoint.h"
#include "listen_sockets.h"

struct acceptor;

/* FD is non-blocking, closed on exec, and the callee's from now on; so is its slot: the callee
 * calls connection_limit_release() when the connection has ended. */
typedef void accepted_fn(int fd, const struct endpoint *peer, void *context);

/* LISTENING and LIMIT are borrowed; WAITER is this acceptor's number there. NULL without
 * memory. */
struct acceptor *acceptor_new(struct event_base *base, const struct listen_sockets *listening,
			      struct connection_limit *limit, unsigned waiter,
			      accepted_fn *accepted, void *context);
void acceptor_free(struct acceptor *acceptor); /* NULL is allowed */

/* Takes no connection until acceptor_resume(); may be called by the accepted_fn. */
void acceptor_pause(struct acceptor *acceptor);

/* To be called when the owner's reason has passed, and when connection_limit notifies this
 * waiter. */
void acceptor_resume(struct acceptor *acceptor);

#endif
