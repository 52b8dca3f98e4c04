/* SPDX-License-Identifier: MIT */
/* Takes connections from listening sockets, and stops taking them while there is no room: because
 * its owner says so, or because the process or the system has no file descriptor left. While it
 * does not take them they wait in the kernel's backlog, and it does not spin. */
#ifndef ACCEPTOR_H
#define ACCEPTOR_H

#include <event2/event.h>
#include <stdbool.h>

#include "endpoint.h"
#include "listening.h"

struct acceptor;

/* FD is non-blocking, closed on exec, and the callee's from now on. */
typedef void accepted_fn(int fd, const struct endpoint *peer, void *context);

/* LISTENING is borrowed. NULL without memory. */
struct acceptor *acceptor_new(struct event_base *base, const struct listening *listening,
			      accepted_fn *accepted, void *context);
void acceptor_free(struct acceptor *acceptor); /* NULL is allowed */

/* Takes no connection until acceptor_resume(); may be called by the accepted_fn. */
void acceptor_pause(struct acceptor *acceptor);

/* There is room (again). Also called when a connection was closed: ends a lack of descriptors. */
void acceptor_resume(struct acceptor *acceptor);

#endif
