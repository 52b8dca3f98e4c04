/* SPDX-License-Identifier: MIT */
/* One connection of the server with a peer that the test plays. */
#ifndef CONNECTION_FIXTURE_H
#define CONNECTION_FIXTURE_H

#include <errno.h>

#include "unit.h"

#include "connection.h"
#include "echo_rule.h"
#include "event_clock.h"
#include "loopback.h"
#include "protocol.h"

struct fixture {
	struct server_settings settings;
	struct event_log report;
	struct connection_shared shared;
	struct connection *connection; /* NULL once it has ended */
	struct connection_summary summary;
	bool truncated;
	int peer;
};

static const struct timeval pause_time = {.tv_usec = PROTOCOL_PAUSE_MS * 1000};

static inline void on_ended(struct connection *connection, const struct connection_summary *summary,
			    bool truncated, void *context)
{
	struct fixture *fixture = context;
	assert_ptr_equal(connection, fixture->connection);
	fixture->connection = NULL;
	fixture->summary = *summary;
	fixture->truncated = truncated;
}

/* Settings may be changed before open_connection(). */
static inline struct fixture *begin(enum echo_mode mode)
{
	struct fixture *fixture = calloc(1, sizeof *fixture);
	assert_non_null(fixture);
	fixture->settings.echo = (int)mode;
	assert_true(event_log_init(&fixture->report, NULL, NULL));
	fixture->report.quiet = true;
	fixture->shared.base = event_base_new();
	fixture->shared.settings = &fixture->settings;
	fixture->shared.report = &fixture->report;
	fixture->shared.durations[TIMER_PAUSE] = &pause_time;
	fixture->shared.ended = on_ended;
	fixture->shared.context = fixture;
	return fixture;
}

static inline void open_connection(struct fixture *fixture)
{
	int ours;
	const struct endpoint peer = {.address = {127, 0, 0, 1}, .port = 48604, .version = 4};
	loopback_pair(&ours, &fixture->peer);
	fixture->connection = connection_open(&fixture->shared, ours, &peer);
	assert_non_null(fixture->connection);
}

static inline void finish(struct fixture *fixture)
{
	if (fixture->connection)
		connection_abort(fixture->connection);
	if (fixture->peer >= 0)
		close(fixture->peer);
	event_base_free(fixture->shared.base);
	event_log_release(&fixture->report);
	free(fixture);
}

static inline void say(struct fixture *fixture, const char *bytes)
{
	size_t length = strlen(bytes);
	assert_int_equal(send(fixture->peer, bytes, length, 0), length);
}

static inline void turn(struct fixture *fixture)
{
	assert_int_equal(event_base_loop(fixture->shared.base, EVLOOP_ONCE), 0);
}

static inline void until_ended(struct fixture *fixture)
{
	while (fixture->connection)
		turn(fixture);
}

/* The next bytes that the peer gets. */
static inline void expect_echo(struct fixture *fixture, const char *want)
{
	char got[64];
	ssize_t length;
	while ((length = recv(fixture->peer, got, sizeof got, MSG_DONTWAIT)) < 0)
		turn(fixture);
	assert_int_equal(length, strlen(want));
	assert_memory_equal(got, want, strlen(want));
}

/* A time of the server's has passed since START (event_clock_ms()). Lateness only adds to it; that
 * START is before whatever the time begins with is the test's to see to. */
static inline void expect_passed(int64_t start, const struct timeval *time)
{
	assert_true(event_clock_ms() - start >= time->tv_sec * 1000 + time->tv_usec / 1000);
}

static inline void expect_fin(struct fixture *fixture)
{
	char got[64];
	assert_int_equal(recv(fixture->peer, got, sizeof got, 0), 0);
}

static inline void expect_summary(struct fixture *fixture, enum close_reason how, uint64_t received,
				  uint64_t echoed)
{
	assert_null(fixture->connection);
	assert_int_equal(fixture->summary.how, how);
	assert_int_equal(fixture->summary.received, received);
	assert_int_equal(fixture->summary.echoed, echoed);
}

#endif
