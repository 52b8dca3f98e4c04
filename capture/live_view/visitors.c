/* SPDX-License-Identifier: MIT */
#include "visitors.h"

#include <event2/bufferevent.h>
#include <event2/listener.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>

enum {
	READ_MAX = 32 * 1024, /* bytes of a visitor that nobody has looked at yet */
	SWEEP_MS = 1000,
	PAUSE_MS = 10, /* without descriptors */
	SENT_AWAY = VISITORS_MAX / 4,
};

struct visitor {
	struct bufferevent *bev; /* held, so that it is still there when we look; NULL: free */
	int64_t since_ms;
	bool stays;
	bool told_to_go;
};

struct visitors {
	struct evconnlistener *listener; /* evhttp's */
	struct event *sweep, *resume;
	struct visitor all[VISITORS_MAX];
};

static int64_t now_ms(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* evhttp has no word for its connections that end. But a bufferevent that was freed has lost its
 * callbacks, and while we hold it, it can be asked. */
static bool has_left(const struct visitor *visitor)
{
	bufferevent_data_cb read, write;
	bufferevent_event_cb event;
	bufferevent_getcb(visitor->bev, &read, &write, &event, NULL);
	return !read && !write && !event;
}

static void forget(struct visitor *visitor)
{
	bufferevent_disable(visitor->bev, EV_READ | EV_WRITE);
	bufferevent_decref(visitor->bev);
	*visitor = (struct visitor){0};
}

/* evhttp finds that its peer has closed, and frees what belongs to it. */
static void send_away(struct visitor *visitor)
{
	visitor->told_to_go = true;
	shutdown(bufferevent_getfd(visitor->bev), SHUT_RDWR);
}

static void forget_who_left(struct visitors *visitors)
{
	for (size_t i = 0; i < VISITORS_MAX; i++)
		if (visitors->all[i].bev && has_left(&visitors->all[i]))
			forget(&visitors->all[i]);
}

static void sweep(struct visitors *visitors)
{
	int64_t before = now_ms() - VISIT_MAX_MS;
	forget_who_left(visitors);
	for (size_t i = 0; i < VISITORS_MAX; i++) {
		struct visitor *visitor = &visitors->all[i];
		if (visitor->bev && !visitor->stays && !visitor->told_to_go &&
		    visitor->since_ms < before)
			send_away(visitor);
	}
}

static struct visitor *free_place(struct visitors *visitors)
{
	for (size_t i = 0; i < VISITORS_MAX; i++)
		if (!visitors->all[i].bev)
			return &visitors->all[i];
	return NULL;
}

static struct visitor *oldest_of(struct visitors *visitors)
{
	struct visitor *oldest = NULL;
	for (size_t i = 0; i < VISITORS_MAX; i++) {
		struct visitor *visitor = &visitors->all[i];
		if (visitor->bev && !visitor->stays && !visitor->told_to_go && !has_left(visitor) &&
		    (!oldest || visitor->since_ms < oldest->since_ms))
			oldest = visitor;
	}
	return oldest;
}

/* Those that have been here longest give way to those who come: many at a time, for it takes a
 * moment until they have left. */
static void make_room(struct visitors *visitors)
{
	struct visitor *oldest;
	for (int i = 0; i < SENT_AWAY && (oldest = oldest_of(visitors)) != NULL; i++)
		send_away(oldest);
}

static void pause_listening(struct visitors *visitors)
{
	static const struct timeval pause = {.tv_usec = PAUSE_MS * 1000L};
	evconnlistener_disable(visitors->listener);
	event_add(visitors->resume, &pause);
}

/* evhttp's connection gets this bufferevent. */
static struct bufferevent *on_visitor(struct event_base *base, void *context)
{
	struct visitors *visitors = context;
	struct bufferevent *bev = bufferevent_socket_new(base, -1, 0);
	/* The new one may have the descriptor of one who left, whose events would be taken for its.
	 */
	forget_who_left(visitors);
	struct visitor *place = free_place(visitors);
	if (!bev)
		return NULL;
	bufferevent_setwatermark(bev, EV_READ, 0, READ_MAX);
	if (place) {
		bufferevent_incref(bev);
		*place = (struct visitor){.bev = bev, .since_ms = now_ms()};
	}
	if (!free_place(visitors)) {
		make_room(visitors);
		pause_listening(visitors);
	}
	return bev;
}

/* No descriptor left for another one. */
static void on_error(struct evconnlistener *listener, void *context)
{
	(void)listener;
	make_room(context);
	pause_listening(context);
}

static void on_resume(evutil_socket_t fd, short what, void *context)
{
	(void)fd;
	(void)what;
	struct visitors *visitors = context;
	sweep(visitors);
	evconnlistener_enable(visitors->listener);
}

static void on_sweep(evutil_socket_t fd, short what, void *context)
{
	(void)fd;
	(void)what;
	sweep(context);
}

struct visitors *visitors_new(struct event_base *base, struct evhttp *http, int listener)
{
	static const struct timeval often = {.tv_sec = SWEEP_MS / 1000};
	struct visitors *visitors = calloc(1, sizeof *visitors);
	if (!visitors)
		return NULL;
	visitors->sweep = event_new(base, -1, EV_PERSIST, on_sweep, visitors);
	visitors->resume = evtimer_new(base, on_resume, visitors);
	visitors->listener = evconnlistener_new(
	    base, NULL, NULL, LEV_OPT_CLOSE_ON_FREE | LEV_OPT_CLOSE_ON_EXEC, 0, listener);
	if (!visitors->sweep || !visitors->resume || !visitors->listener ||
	    !evhttp_bind_listener(http, visitors->listener)) {
		visitors_free(visitors);
		return NULL;
	}
	evhttp_set_bevcb(http, on_visitor, visitors);
	evconnlistener_set_error_cb(visitors->listener, on_error);
	event_add(visitors->sweep, &often);
	return visitors;
}

void visitors_free(struct visitors *visitors)
{
	if (!visitors)
		return;
	for (size_t i = 0; i < VISITORS_MAX; i++)
		if (visitors->all[i].bev)
			forget(&visitors->all[i]);
	if (visitors->sweep)
		event_free(visitors->sweep);
	if (visitors->resume)
		event_free(visitors->resume);
	free(visitors);
}

void visitors_let_stay(struct visitors *visitors, struct evhttp_connection *connection)
{
	const struct bufferevent *bev = evhttp_connection_get_bufferevent(connection);
	for (size_t i = 0; i < VISITORS_MAX; i++)
		if (visitors->all[i].bev == bev)
			visitors->all[i].stays = true;
}
