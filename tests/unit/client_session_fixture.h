/* SPDX-License-Identifier: MIT */
/* A session in an event loop, with a server that the test plays. */
#ifndef CLIENT_SESSION_FIXTURE_H
#define CLIENT_SESSION_FIXTURE_H

#include <errno.h>

#include "client_session.h"
#include "clock.h"
#include "loopback.h"
#include "unit.h"

struct fixture {
	struct event_base *base;
	int listener, server; /* the server's sockets, played by the test */
	struct sockaddr_in address;
	struct client_session_plan plan;
	struct client_session *session; /* NULL once it has ended */
	bool held;
	struct client_session_result result;
};

static inline void on_ended(const struct client_session_result *result, void *context)
{
	struct fixture *fixture = context;
	assert_non_null(fixture->session);
	fixture->session = NULL;
	fixture->result = *result;
}

static inline void on_holding(void *context)
{
	struct fixture *fixture = context;
	assert_false(fixture->held);
	fixture->held = true;
}

static inline void begin(struct fixture *fixture)
{
	*fixture = (struct fixture){
	    .base = event_base_new(),
	    .server = -1,
	    .plan = {.transfer = {.message = {.message = "hello\n", .length = 6},
				  .timeout_ns = INT64_C(60) * NS_PER_S},
		     .connect_ns = INT64_C(60) * NS_PER_S,
		     .started = clock_monotonic_ns(),
		     .holding = on_holding},
	};
	fixture->listener = loopback_listen(&fixture->address);
}

static inline void connect_it(struct fixture *fixture)
{
	struct server_address address = {.length = sizeof fixture->address};
	memcpy(&address.address, &fixture->address, sizeof fixture->address);
	struct err err;
	fixture->session =
	    client_session_start(fixture->base, &fixture->plan, &address, on_ended, fixture, &err);
	assert_non_null(fixture->session);
}

/* The kernel shakes hands without us. */
static inline void start(struct fixture *fixture)
{
	connect_it(fixture);
	fixture->server = accept4(fixture->listener, NULL, NULL, SOCK_NONBLOCK);
	assert_return_code(fixture->server, errno);
}

static inline void turn(struct fixture *fixture)
{
	assert_int_equal(event_base_loop(fixture->base, EVLOOP_ONCE), 0);
}

/* What the client sends next; "" is its FIN. */
static inline void expect_at_server(struct fixture *fixture, const char *want)
{
	char got[64];
	ssize_t length;
	while ((length = recv(fixture->server, got, sizeof got, 0)) < 0) {
		assert_int_equal(errno, EAGAIN);
		turn(fixture);
	}
	assert_int_equal(length, strlen(want));
	assert_memory_equal(got, want, strlen(want));
}

static inline void answer(struct fixture *fixture, const char *bytes)
{
	assert_int_equal(send(fixture->server, bytes, strlen(bytes), 0), strlen(bytes));
}

/* The loop ends when there is nothing left to wait for. */
static inline void until_ended(struct fixture *fixture)
{
	event_base_dispatch(fixture->base);
	assert_null(fixture->session);
}

static inline void finish(struct fixture *fixture, enum transfer_failure failure, int error)
{
	until_ended(fixture);
	assert_int_equal(fixture->result.transfer.failure, failure);
	assert_int_equal(fixture->result.transfer.error, error);
	if (fixture->listener >= 0)
		close(fixture->listener);
	if (fixture->server >= 0)
		close(fixture->server);
	event_base_free(fixture->base);
}

#endif
