/* SPDX-License-Identifier: MIT */
/* The kernel's own word on the states of its sockets, over time: sock_diag is asked every few
 * milliseconds, and what it tells is kept as stretches of time in which a socket was in one state.
 */
#ifndef KERNEL_MONITOR_H
#define KERNEL_MONITOR_H

#include <stdbool.h>
#include <stdint.h>

#include "sock_diag.h"

enum { MONITOR_INTERVAL_MS = 10, MONITOR_LAST_LOOKS = 3, MONITOR_PLACES = 2 };

/* From one time to the other, both included, the socket of these ends was in this state. Times are
 * CLOCK_REALTIME in nanoseconds, which capture timestamps are in, too. */
struct socket_stretch {
	struct endpoint local, peer; /* peer: all bytes 0 for a listener */
	uint32_t state;              /* the kernel's number; SOCKET_CLOSED: there was none */
	int64_t from_ns, to_ns;
	bool last; /* of this socket: what is known of it ends when the looking did */
};

struct kernel_monitor {
	struct sock_diag diags[MONITOR_PLACES];
	unsigned places; /* namespaces that are looked into */
	bool missing;    /* this kernel does not tell its sockets */
	struct socket_table before, now;
	struct socket_stretch *stretches; /* owned; of each socket in order */
	size_t count, capacity;
	bool began;
	int64_t from_ns; /* when the first look was complete */
	int64_t to_ns;   /* until then, at least, every socket was as told */
	unsigned looks;
};

void kernel_monitor_init(struct kernel_monitor *monitor);

/* Looks into this process's network namespace, too. False with the reason. */
bool kernel_monitor_add(struct kernel_monitor *monitor, struct err *err);
void kernel_monitor_release(struct kernel_monitor *monitor);

/* Looks, the first time or once more. */
bool kernel_monitor_look(struct kernel_monitor *monitor, struct err *err);

/* Takes TABLE, which was listed from BEGAN_NS to ENDED_NS: a state that the list shows was there
 * when the list was complete, and what it does not contradict was still there when it was begun.
 * The tables change places. */
void kernel_monitor_take(struct kernel_monitor *monitor, struct socket_table *table,
			 int64_t began_ns, int64_t ended_ns);

/* Where the stretch ends. */
static inline int64_t socket_stretch_end(const struct kernel_monitor *monitor,
					 const struct socket_stretch *stretch)
{
	return stretch->last ? monitor->to_ns : stretch->to_ns;
}

#endif
