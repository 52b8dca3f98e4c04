/* SPDX-License-Identifier: MIT */
#include "http_connections.h"

#include <event2/bufferevent.h>
#include <event2/listener.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>

enum {
	READ_MAX = 32 * 1024, /* bytes of one that nobody has looked at yet */
	SWEEP_MS = 1000,
	PAUSE_MS = 10, /* without descriptors */
	SENT_AWAY = HTTP_CONNECTIONS_MAX / 4,
};

struct http_connection {
	struct bufferevent *bev; /* held, so that it is still there when we look; NULL: free */
	int64_t since_ms;
	bool stays;
	bool told_to_go;
};

struct http_connections {
	struct evconnlistener *listener; /* evhttp's */
	struct event *sweep, *resume;
	struct http_connection all[HTTP_CONNECTIONS_MAX];
};

static int64_t now_ms(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* evhttp has no word for its connections that end. But a bufferevent that was freed has lost its
 * callbacks, and while we hold it, it can be asked. */
static bool has_left(const struct http_connection *one)
{
	bufferevent_data_cb read, write;
	bufferevent_event_cb event;
	bufferevent_getcb(one->bev, &read, &write, &event, NULL);
	return !read && !write && !event;
}

static void forget(struct http_connection *one)
{
	bufferevent_disable(one->bev, EV_READ | EV_WRITE);
	bufferevent_decref(one->bev);
	*one = (struct http_connection){0};
}

/* evhttp finds that its peer has closed, and frees what belongs to it. */
static void send_away(struct http_connection *one)
{
	one->told_to_go = true;
	shutdown(bufferevent_getfd(one->bev), SHUT_RDWR);
}

static void forget_who_left(struct http_connections *connections)
{
	for (size_t i = 0; i < HTTP_CONNECTIONS_MAX; i++)
		if (connections->all[i].bev && has_left(&connections->all[i]))
			forget(&connections->all[i]);
}

static void sweep(struct http_connections *connections)
{
	int64_t before = now_ms() - HTTP_CONNECTION_MAX_MS;
	forget_who_left(connections);
	for (size_t i = 0; i < HTTP_CONNECTIONS_MAX; i++) {
		struct http_connection *one = &connections->all[i];
		if (one->bev && !one->stays && !one->told_to_go && one->since_ms < before)
			send_away(one);
	}
}

static struct http_connection *free_place(struct http_connections *connections)
{
	for (size_t i = 0; i < HTTP_CONNECTIONS_MAX; i++)
		if (!connections->all[i].bev)
			return &connections->all[i];
	return NULL;
}

static struct http_connection *oldest_of(struct http_connections *connections)
{
	struct http_connection *oldest = NULL;
	for (size_t i = 0; i < HTTP_CONNECTIONS_MAX; i++) {
		struct http_connection *one = &connections->all[i];
		if (one->bev && !one->stays && !one->told_to_go && !has_left(one) &&
		    (!oldest || one->since_ms < oldest->since_ms))
			oldest = one;
	}
	return oldest;
}

/* Those that have been here longest give way to those who come: many at a time, for it takes a
 * moment until they have left. */
static void make_room(struct http_connections *connections)
{
	struct http_connection *oldest;
	for (int i = 0; i < SENT_AWAY && (oldest = oldest_of(connections)) != NULL; i++)
		send_away(oldest);
}

static void pause_listening(struct http_connections *connections)
{
	static const struct timeval pause = {.tv_usec = PAUSE_MS * 1000L};
	evconnlistener_disable(connections->listener);
	event_add(connections->resume, &pause);
}

/* evhttp's connection gets this bufferevent. */
static struct bufferevent *on_connection(struct event_base *base, void *context)
{
	struct http_connections *connections = context;
	struct bufferevent *bev = bufferevent_socket_new(base, -1, 0);
	/* The new one may have the descriptor of one who left, whose events would be taken for its.
	 */
	forget_who_left(connections);
	struct http_connection *place = free_place(connections);
	if (!bev)
		return NULL;
	bufferevent_setwatermark(bev, EV_READ, 0, READ_MAX);
	if (place) {
		bufferevent_incref(bev);
		*place = (struct http_connection){.bev = bev, .since_ms = now_ms()};
	}
	if (!free_place(connections)) {
		make_room(connections);
		pause_listening(connections);
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
	struct http_connections *connections = context;
	sweep(connections);
	evconnlistener_enable(connections->listener);
}

static void on_sweep(evutil_socket_t fd, short what, void *context)
{
	(void)fd;
	(void)what;
	sweep(context);
}

struct http_connections *http_connections_new(struct event_base *base, struct evhttp *http,
					      int listener)
{
	static const struct timeval often = {.tv_sec = SWEEP_MS / 1000};
	struct http_connections *connections = calloc(1, sizeof *connections);
	if (!connections)
		return NULL;
	connections->sweep = event_new(base, -1, EV_PERSIST, on_sweep, connections);
	connections->resume = evtimer_new(base, on_resume, connections);
	connections->listener = evconnlistener_new(
	    base, NULL, NULL, LEV_OPT_CLOSE_ON_FREE | LEV_OPT_CLOSE_ON_EXEC, 0, listener);
	if (!connections->sweep || !connections->resume || !connections->listener ||
	    !evhttp_bind_listener(http, connections->listener)) {
		http_connections_free(connections);
		return NULL;
	}
	evhttp_set_bevcb(http, on_connection, connections);
	evconnlistener_set_error_cb(connections->listener, on_error);
	event_add(connections->sweep, &often);
	return connections;
}

void http_connections_free(struct http_connections *connections)
{
	if (!connections)
		return;
	for (size_t i = 0; i < HTTP_CONNECTIONS_MAX; i++)
		if (connections->all[i].bev)
			forget(&connections->all[i]);
	if (connections->sweep)
		event_free(connections->sweep);
	if (connections->resume)
		event_free(connections->resume);
	free(connections);
}

void http_connections_exempt(struct http_connections *connections,
			     struct evhttp_connection *connection)
{
	const struct bufferevent *bev = evhttp_connection_get_bufferevent(connection);
	for (size_t i = 0; i < HTTP_CONNECTIONS_MAX; i++)
		if (connections->all[i].bev == bev)
			connections->all[i].stays = true;
}
