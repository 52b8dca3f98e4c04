/* SPDX-License-Identifier: MIT */
/* A view on a loopback port, and blocking talk with it, for the tests of live_view. */
#ifndef VIEW_FIXTURE_H
#define VIEW_FIXTURE_H

#include <signal.h>
#include <stdio.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "loopback.h"
#include "sse_clients.h"
#include "unit.h"
#include "view_server.h"

struct view_fixture {
	struct event_base *base;
	struct view_address address;
	struct record_ring ring;
	struct sse_clients clients;
	struct view_server *server;
	struct sockaddr_in sockaddr;
	struct text got; /* of the last answer */
};

static inline int view_fixture_begin(void **state)
{
	struct view_fixture *fixture = calloc(1, sizeof *fixture);
	if (!fixture)
		return -1;
	signal(SIGPIPE, SIG_IGN);
	int listener = loopback_listen(&fixture->sockaddr);
	evutil_make_socket_nonblocking(listener);
	listen(listener, 4096); /* many connect in one turn */
	view_address_parse("", &fixture->address, NULL);
	endpoint_from_sockaddr(&fixture->address.endpoint, (struct sockaddr *)&fixture->sockaddr);
	fixture->base = event_base_new();
	text_init(&fixture->got);
	fixture->clients = (struct sse_clients){
	    .base = fixture->base, .ring = &fixture->ring, .run = {.id = "run1", .live = true}};
	if (!fixture->base || !record_ring_init(&fixture->ring, 1 << 20, 1024))
		return -1;
	fixture->server =
	    view_server_new(fixture->base, listener, &fixture->address, &fixture->clients, NULL);
	*state = fixture;
	return fixture->server ? 0 : -1;
}

static inline int view_fixture_finish(void **state)
{
	struct view_fixture *fixture = *state;
	view_server_free(fixture->server);
	event_base_free(fixture->base);
	record_ring_release(&fixture->ring);
	text_release(&fixture->got);
	free(fixture);
	return 0;
}

static inline void view_push(struct view_fixture *fixture, const char *record)
{
	record_ring_push(&fixture->ring, record, strlen(record));
	sse_clients_release(&fixture->clients, fixture->ring.next);
}

static inline void view_turn(struct view_fixture *fixture)
{
	event_base_loop(fixture->base, EVLOOP_NONBLOCK);
}

static inline size_t smaller(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* Lets the view work until what came over FD has the string WORD (NULL: until it has closed). */
static inline const char *view_read_until(struct view_fixture *fixture, int fd, const char *word)
{
	char bytes[4096];
	time_t end = time(NULL) + 60;
	size_t looked_at = 0;
	for (;;) {
		view_turn(fixture);
		ssize_t length = recv(fd, bytes, sizeof bytes, MSG_DONTWAIT);
		if (length > 0)
			text_bytes(&fixture->got, bytes, (size_t)length);
		const char *got = text_c_string(&fixture->got);
		/* Megabytes are not looked through again for each piece. */
		if (word && strstr(got + looked_at - smaller(looked_at, strlen(word)), word))
			return got;
		looked_at = fixture->got.length;
		if (length == 0 || (length < 0 && errno == ECONNRESET)) {
			if (word)
				fail_msg("closed without '%s': %s", word, got);
			return got;
		}
		if (time(NULL) > end)
			fail_msg("timed out waiting for '%s' in: %s", word ? word : "the end", got);
	}
}

/* Sends REQUEST, in which %s stands for the view's HOST:PORT, from the address number FROM. */
static inline int view_ask_from(struct view_fixture *fixture, int from, const char *request)
{
	char host[64], whole[2048];
	int fd = loopback_connect_from(from, &fixture->sockaddr);
	snprintf(host, sizeof host, "127.0.0.1:%u", ntohs(fixture->sockaddr.sin_port));
	const char *place = strstr(request, "%s");
	snprintf(whole, sizeof whole, "%.*s%s%s", place ? (int)(place - request) : 2000, request,
		 place ? host : "", place ? place + 2 : "");
	assert_int_equal(send(fd, whole, strlen(whole), 0), strlen(whole));
	text_clear(&fixture->got);
	return fd;
}

static inline int view_ask(struct view_fixture *fixture, const char *request)
{
	return view_ask_from(fixture, 0, request);
}

/* Everything that is answered to REQUEST, which asks to close then. */
static inline const char *view_answer(struct view_fixture *fixture, const char *request)
{
	int fd = view_ask(fixture, request);
	const char *got = view_read_until(fixture, fd, NULL);
	close(fd);
	return got;
}

#endif
