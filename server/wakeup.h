/* SPDX-License-Identifier: MIT */
/* How one thread makes another one's event loop look at something. Rings that come before it looks
 * are one. */
#ifndef WAKEUP_H
#define WAKEUP_H

#include <event2/event.h>
#include <stdbool.h>

typedef void woken_fn(void *context);

struct wakeup {
	int fd; /* eventfd(2); -1: none */
	struct event *event;
	woken_fn *woken;
	void *context;
};

/* WOKEN is called in the thread that runs BASE. False without memory or descriptors. */
bool wakeup_init(struct wakeup *wakeup, struct event_base *base, woken_fn *woken, void *context);
void wakeup_release(struct wakeup *wakeup); /* after a failed init, too */

void wakeup_ring(const struct wakeup *wakeup); /* from any thread */

#endif
