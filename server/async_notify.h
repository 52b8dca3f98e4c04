/* SPDX-License-Identifier: MIT */
/* Wakes another thread's event loop. Notifications coalesce. */
#ifndef ASYNC_NOTIFY_H
#define ASYNC_NOTIFY_H

#include <event2/event.h>
#include <stdbool.h>

typedef void async_notify_fn(void *context);

struct async_notify {
	int fd; /* eventfd(2); -1: none */
	struct event *event;
	async_notify_fn *notified;
	void *context;
};

/* NOTIFIED is called in the thread that runs BASE. False without memory or descriptors. */
bool async_notify_init(struct async_notify *notify, struct event_base *base,
		       async_notify_fn *notified, void *context);
void async_notify_release(struct async_notify *notify); /* after a failed init, too */

void async_notify_send(const struct async_notify *notify); /* from any thread */

#endif
