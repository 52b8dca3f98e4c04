/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <signal.h>
#include <sys/resource.h>

#include "accept_queue.h"
#include "acceptor.h"
#include "event_clock.h"
#include "loopback.h"
#include "unit.h"

enum { CLIENTS = 4 };

static const struct socket_options no_options = {0};

struct fixture {
	struct event_base *base;
	struct listen_sockets listening;
	struct connection_limit limit;
	unsigned told; /* how often there was room */
	struct acceptor *acceptor;
	int clients[CLIENTS];
	int accepted[CLIENTS];
	size_t count;
	size_t pause_at; /* after so many; 0: never */
};

static void on_accepted(int fd, const struct endpoint *peer, void *context)
{
	struct fixture *fixture = context;
	assert_int_equal(peer->version, 4);
	assert_int_not_equal(peer->port, 0);
	assert_true(fcntl(fd, F_GETFL) & O_NONBLOCK);
	fixture->accepted[fixture->count++] = fd;
	if (fixture->count == fixture->pause_at)
		acceptor_pause(fixture->acceptor);
}

static void on_slot_free(unsigned waiter, void *context)
{
	struct fixture *fixture = context;
	assert_int_equal(waiter, 7);
	fixture->told++;
	acceptor_resume(fixture->acceptor);
}

/* PAUSE_AT: it is told to pause after so many. SLOTS: there are no more. 0: neither. */
static void begin(struct fixture *fixture, size_t pause_at, uint64_t slots)
{
	const struct option_list address = {{"127.0.0.1"}, 1};
	struct err err;
	*fixture = (struct fixture){.base = event_base_new(), .pause_at = pause_at};
	const struct listen_settings terms = {
	    .addresses = &address, .backlog = 16, .options = &no_options};
	assert_true(listen_sockets_open(&fixture->listening, &terms, &err));
	connection_limit_init(&fixture->limit, slots, on_slot_free, fixture);
	fixture->acceptor = acceptor_new(fixture->base, &fixture->listening, &fixture->limit, 7,
					 on_accepted, fixture);
	assert_non_null(fixture->acceptor);
	struct sockaddr_in to = {.sin_family = AF_INET,
				 .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
				 .sin_port = htons(fixture->listening.at[0].port)};
	for (size_t i = 0; i < CLIENTS; i++)
		fixture->clients[i] = loopback_connect(&to);
	until_queued(fixture->listening.fds[0], CLIENTS);
}

static void finish(struct fixture *fixture)
{
	for (size_t i = 0; i < CLIENTS; i++)
		close(fixture->clients[i]);
	for (size_t i = 0; i < fixture->count; i++)
		close(fixture->accepted[i]);
	acceptor_free(fixture->acceptor);
	listen_sockets_close(&fixture->listening);
	event_base_free(fixture->base);
}

static void takes_all_that_wait(void **state)
{
	(void)state;
	struct fixture fixture;
	begin(&fixture, 0, 0);
	event_base_loop(fixture.base, EVLOOP_ONCE);
	assert_int_equal(fixture.count, CLIENTS);
	finish(&fixture);
}

static void takes_none_while_it_is_paused(void **state)
{
	(void)state;
	struct fixture fixture;
	begin(&fixture, 3, 0);
	event_base_loop(fixture.base, EVLOOP_NONBLOCK);
	event_base_loop(fixture.base, EVLOOP_NONBLOCK);
	assert_int_equal(fixture.count, 3);
	acceptor_resume(fixture.acceptor);
	event_base_loop(fixture.base, EVLOOP_NONBLOCK);
	assert_int_equal(fixture.count, 4);
	finish(&fixture);
}

static void takes_no_more_than_there_are_places(void **state)
{
	(void)state;
	struct fixture fixture;
	begin(&fixture, 0, 2);
	event_base_loop(fixture.base, EVLOOP_NONBLOCK);
	event_base_loop(fixture.base, EVLOOP_NONBLOCK);
	assert_int_equal(fixture.count, 2);
	assert_int_equal(fixture.told, 0);
	connection_limit_release(&fixture.limit);
	assert_int_equal(fixture.told, 1);
	event_base_loop(fixture.base, EVLOOP_NONBLOCK);
	event_base_loop(fixture.base, EVLOOP_NONBLOCK);
	assert_int_equal(fixture.count, 3);
	finish(&fixture);
}

/* A place for which nobody came is free again. */
static void gives_a_place_back_that_it_did_not_need(void **state)
{
	(void)state;
	struct fixture fixture;
	begin(&fixture, 0, CLIENTS + 1);
	event_base_loop(fixture.base, EVLOOP_NONBLOCK);
	assert_int_equal(fixture.count, CLIENTS);
	assert_true(connection_limit_acquire(&fixture.limit, 0));
	assert_false(connection_limit_acquire(&fixture.limit, 0));
	finish(&fixture);
}

/* No descriptor is left: it does not spin, and goes on when there is one again. */
static void waits_out_a_lack_of_descriptors(void **state)
{
	(void)state;
	struct fixture fixture;
	begin(&fixture, 0, 0);
	struct rlimit before, tight;
	assert_return_code(getrlimit(RLIMIT_NOFILE, &before), errno);
	tight = before;
	tight.rlim_cur = 0;
	int64_t start = event_clock_ms();
	assert_return_code(setrlimit(RLIMIT_NOFILE, &tight), errno);
	event_base_loop(fixture.base, EVLOOP_NONBLOCK);
	assert_int_equal(fixture.count, 0);
	assert_return_code(setrlimit(RLIMIT_NOFILE, &before), errno);

	/* The sockets are ready for accept(), yet nothing happens until a second has passed ... */
	event_base_loop(fixture.base, EVLOOP_NONBLOCK);
	assert_true(fixture.count == 0 || event_clock_ms() - start >= 1000);
	/* ... or a connection was closed. */
	connection_limit_release(&fixture.limit);
	assert_int_equal(fixture.told, 1);
	event_base_loop(fixture.base, EVLOOP_NONBLOCK);
	assert_int_equal(fixture.count, CLIENTS);
	finish(&fixture);
}

static void tries_again_by_itself(void **state)
{
	(void)state;
	struct fixture fixture;
	begin(&fixture, 0, 0);
	struct rlimit before, tight;
	getrlimit(RLIMIT_NOFILE, &before);
	tight = before;
	tight.rlim_cur = 0;
	setrlimit(RLIMIT_NOFILE, &tight);
	event_base_loop(fixture.base, EVLOOP_NONBLOCK);
	setrlimit(RLIMIT_NOFILE, &before);
	while (fixture.count == 0)
		assert_int_equal(event_base_loop(fixture.base, EVLOOP_ONCE), 0);
	assert_int_equal(fixture.count, CLIENTS);
	finish(&fixture);
}

int test_acceptor(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(takes_all_that_wait),
	    cmocka_unit_test(takes_none_while_it_is_paused),
	    cmocka_unit_test(takes_no_more_than_there_are_places),
	    cmocka_unit_test(gives_a_place_back_that_it_did_not_need),
	    cmocka_unit_test(waits_out_a_lack_of_descriptors),
	    cmocka_unit_test(tries_again_by_itself),
	};
	return run_group(tests, NULL, NULL);
}
