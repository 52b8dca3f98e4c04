/* SPDX-License-Identifier: MIT */
/* Takes connections from listening sockets, and stops taking them while there is no room: because
 * its owner says so, because all places are taken, or because the process or the system has no file
 * descriptor left. While it does not take them they wait in the kernel's backlog, and it does not
 * spin. */
#ifndef ACCEPTOR_H
#define ACCEPTOR_H

#include <event2/event.h>
#include <stdbool.h>

#include "admission.h"
#include "endpoint.h"
#include "listening.h"

struct acceptor;

/* FD is non-blocking, closed on exec, and the callee's from now on; so is its place: the callee
 * says admission_leave() when the connection has ended. */
typedef void accepted_fn(int fd, const struct endpoint *peer, void *context);

/* LISTENING and ADMISSION are borrowed; MEMBER is this acceptor's number there. NULL without
 * memory. */
struct acceptor *acceptor_new(struct event_base *base, const struct listening *listening,
			      struct admission *admission, unsigned member, accepted_fn *accepted,
			      void *context);
void acceptor_free(struct acceptor *acceptor); /* NULL is allowed */

/* Takes no connection until acceptor_resume(); may be called by the accepted_fn. */
void acceptor_pause(struct acceptor *acceptor);

/* There is room (again): to be called when the owner's reason has passed, and when the
 * admission has room for this member. */
void acceptor_resume(struct acceptor *acceptor);

#endif
