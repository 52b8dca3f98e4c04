/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <signal.h>

#include "unit.h"

#include "accept_queue.h"
#include "loopback.h"
#include "worker.h"

/* A worker in the thread of the test. */
struct fixture {
	struct server_settings settings;
	struct worker_shared shared;
	struct event_base *base;
	struct worker *worker;
	struct sockaddr_in address;
	int output[2]; /* a pipe: what it says */
};

static void on_slot_free(unsigned waiter, void *context)
{
	struct fixture *fixture = context;
	assert_int_equal(waiter, 0);
	worker_tell(fixture->worker, WORKER_ACCEPT);
}

static void begin(struct fixture *fixture, bool accept_paused)
{
	struct err err;
	*fixture = (struct fixture){.settings = {.addresses = {{"127.0.0.1"}, 1}, .backlog = 16},
				    .base = event_base_new()};
	assert_return_code(pipe2(fixture->output, O_CLOEXEC), errno);
	fixture->shared.settings = &fixture->settings;
	fixture->shared.style.lang = LANG_EN;
	fixture->shared.output =
	    output_queue_new(fixture->output[1], LANG_EN, fixture->base, NULL, NULL);
	assert_true(output_queue_start(fixture->shared.output, &err));
	connection_limit_init(&fixture->shared.limit, 1, on_slot_free, fixture);
	fixture->worker = worker_new(&fixture->shared, 0, fixture->base, &err);
	assert_non_null(fixture->worker);
	assert_true(worker_listen(fixture->worker, 0, PORT_ALONE, accept_paused, &err));
	fixture->address = (struct sockaddr_in){
	    .sin_family = AF_INET,
	    .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
	    .sin_port = htons(worker_listen_sockets(fixture->worker)->at[0].port),
	};
}

static void finish(struct fixture *fixture)
{
	worker_tell(fixture->worker, WORKER_STOP);
	worker_run(fixture->worker);
	worker_free(fixture->worker);
	output_queue_free(fixture->shared.output);
	event_base_free(fixture->base);
	close(fixture->output[0]);
	close(fixture->output[1]);
}

static void turn(struct fixture *fixture)
{
	event_base_loop(fixture->base, EVLOOP_NONBLOCK);
}

static void say_line(int fd)
{
	assert_int_equal(send(fd, "line\n", 5, 0), 5);
}

/* A line that was sent comes back, perhaps with one that was sent before. */
static void expect_echo(struct fixture *fixture, int fd)
{
	char got[16];
	ssize_t length;
	while ((length = recv(fd, got, sizeof got, MSG_DONTWAIT)) < 0)
		turn(fixture);
	assert_true(length >= 5);
}

static int come(struct fixture *fixture)
{
	int fd = loopback_connect(&fixture->address);
	say_line(fd);
	return fd;
}

static int come_and_be_served(struct fixture *fixture)
{
	int fd = come(fixture);
	expect_echo(fixture, fd);
	return fd;
}

/* It waits to be accepted, whatever the worker does. */
static void expect_no_echo(struct fixture *fixture, int fd)
{
	char got;
	until_queued(worker_listen_sockets(fixture->worker)->fds[0], 1);
	for (int i = 0; i < 5; i++)
		turn(fixture);
	assert_int_equal(queued(worker_listen_sockets(fixture->worker)->fds[0]), 1);
	assert_int_equal(recv(fd, &got, 1, MSG_DONTWAIT), -1);
}

/* Reads until it is said. */
static void expect_said(struct fixture *fixture, const char *want)
{
	char said[4096] = "";
	size_t length = 0;
	while (!strstr(said, want)) {
		ssize_t got = read(fixture->output[0], said + length, sizeof said - 1 - length);
		assert_true(got > 0);
		length += (size_t)got;
		said[length] = '\0';
	}
}

static void drains_and_ends(void **state)
{
	(void)state;
	struct fixture fixture;
	begin(&fixture, false);
	int fd = come_and_be_served(&fixture);
	worker_tell(fixture.worker, WORKER_DRAIN);
	worker_run(fixture.worker);
	char got;
	assert_int_equal(recv(fd, &got, 1, 0), 0);
	const struct server_totals *totals = worker_totals(fixture.worker);
	assert_int_equal(totals->connections, 1);
	assert_int_equal(totals->received, 5);
	assert_int_equal(totals->echoed, 5);
	expect_said(&fixture, " left: server stopped, 5 bytes received, 5 echoed\n");
	assert_int_equal(worker_listen_sockets(fixture.worker)->count, 0);
	close(fd);
	finish(&fixture);
}

/* Bytes that came after the last look are answered before it ends. */
static void answers_what_is_in_flight(void **state)
{
	(void)state;
	struct fixture fixture;
	begin(&fixture, false);
	int fd = come_and_be_served(&fixture);
	assert_int_equal(send(fd, "tail", 4, 0), 4);
	shutdown(fd, SHUT_WR);
	worker_tell(fixture.worker, WORKER_DRAIN);
	worker_run(fixture.worker);
	assert_int_equal(worker_totals(fixture.worker)->received, 9);
	assert_int_equal(worker_totals(fixture.worker)->truncated, 0);
	close(fd);
	finish(&fixture);
}

static void stops_at_once(void **state)
{
	(void)state;
	struct fixture fixture;
	begin(&fixture, false);
	int fd = come_and_be_served(&fixture);
	worker_tell(fixture.worker, WORKER_STOP);
	worker_run(fixture.worker);
	expect_said(&fixture, " left: server stopped");
	close(fd);
	finish(&fixture);
}

static void opens_its_doors_when_it_is_told(void **state)
{
	(void)state;
	struct fixture fixture;
	begin(&fixture, true);
	int fd = come(&fixture);
	expect_no_echo(&fixture, fd);
	worker_tell(fixture.worker, WORKER_ACCEPT);
	expect_echo(&fixture, fd);
	close(fd);
	finish(&fixture);
}

static void half_closes_when_it_is_told(void **state)
{
	(void)state;
	struct fixture fixture;
	begin(&fixture, false);
	int fd = come_and_be_served(&fixture);
	worker_tell(fixture.worker, WORKER_HALF_CLOSE);
	turn(&fixture);
	char got;
	assert_int_equal(recv(fd, &got, 1, 0), 0);
	close(fd);
	finish(&fixture);
}

/* There is one place: the second client gets it when the first has left. */
static void serves_the_next_when_there_is_a_place(void **state)
{
	(void)state;
	struct fixture fixture;
	begin(&fixture, false);
	int first = come_and_be_served(&fixture);
	int second = come(&fixture);
	expect_no_echo(&fixture, second);
	say_line(first);
	expect_echo(&fixture, first);
	close(first);
	expect_echo(&fixture, second);
	close(second);
	finish(&fixture);
}

int test_worker(void)
{
	signal(SIGPIPE, SIG_IGN);
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(drains_and_ends),
	    cmocka_unit_test(answers_what_is_in_flight),
	    cmocka_unit_test(stops_at_once),
	    cmocka_unit_test(opens_its_doors_when_it_is_told),
	    cmocka_unit_test(half_closes_when_it_is_told),
	    cmocka_unit_test(serves_the_next_when_there_is_a_place),
	};
	return run_group(tests, NULL, NULL);
}
