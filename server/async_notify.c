/* SPDX-License-Identifier: MIT */
#include "async_notify.h"

#include <sys/eventfd.h>
#include <unistd.h>

static void on_notified(evutil_socket_t fd, short what, void *context)
{
	(void)what;
	struct async_notify *notify = context;
	eventfd_t count;
	if (eventfd_read(fd, &count) == 0)
		notify->notified(notify->context);
}

bool async_notify_init(struct async_notify *notify, struct event_base *base,
		       async_notify_fn *notified, void *context)
{
	*notify = (struct async_notify){
	    .fd = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC), .notified = notified, .context = context};
	if (notify->fd < 0)
		return false;
	notify->event = event_new(base, notify->fd, EV_READ | EV_PERSIST, on_notified, notify);
	return notify->event && event_add(notify->event, NULL) == 0;
}

void async_notify_release(struct async_notify *notify)
{
	if (notify->event)
		event_free(notify->event);
	if (notify->fd >= 0)
		close(notify->fd);
	*notify = (struct async_notify){.fd = -1};
}

void async_notify_send(const struct async_notify *notify)
{
	/* It fails only when the counter is at its maximum: the thread is woken anyway. */
	eventfd_write(notify->fd, 1);
}
