/* SPDX-License-Identifier: MIT */
#include "wakeup.h"

#include <sys/eventfd.h>
#include <unistd.h>

static void on_rung(evutil_socket_t fd, short what, void *context)
{
	(void)what;
	struct wakeup *wakeup = context;
	eventfd_t rings;
	if (eventfd_read(fd, &rings) == 0)
		wakeup->woken(wakeup->context);
}

bool wakeup_init(struct wakeup *wakeup, struct event_base *base, woken_fn *woken, void *context)
{
	*wakeup = (struct wakeup){
	    .fd = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC), .woken = woken, .context = context};
	if (wakeup->fd < 0)
		return false;
	wakeup->event = event_new(base, wakeup->fd, EV_READ | EV_PERSIST, on_rung, wakeup);
	return wakeup->event && event_add(wakeup->event, NULL) == 0;
}

void wakeup_release(struct wakeup *wakeup)
{
	if (wakeup->event)
		event_free(wakeup->event);
	if (wakeup->fd >= 0)
		close(wakeup->fd);
	*wakeup = (struct wakeup){.fd = -1};
}

void wakeup_ring(const struct wakeup *wakeup)
{
	/* It fails only when it has been rung 2^64 times: then it will be looked at anyway. */
	eventfd_write(wakeup->fd, 1);
}
