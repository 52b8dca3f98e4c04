/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/wait.h>

#include "asleep.h"
#include "event_clock.h"
#include "loopback.h"
#include "server.h"
#include "unit.h"

static const struct common_options english = {.lang = LANG_EN};

struct fixture {
	struct server_settings settings;
	struct server *server;
	int output[2]; /* a pipe: what the server says */
};

static void begin_with(struct fixture *fixture, const struct server_settings *settings)
{
	*fixture = (struct fixture){.settings = *settings};
	fixture->settings.backlog = 16;
	fixture->settings.addresses = (struct option_list){{"127.0.0.1"}, 1};
	assert_return_code(pipe2(fixture->output, O_NONBLOCK | O_CLOEXEC), errno);
	struct err err;
	fixture->server = server_open(&fixture->settings, &english, fixture->output[1], &err);
	assert_non_null(fixture->server);
}

static void begin(struct fixture *fixture)
{
	begin_with(fixture, &(struct server_settings){0});
}

static void finish(struct fixture *fixture)
{
	server_close(fixture->server);
	close(fixture->output[0]);
	close(fixture->output[1]);
}

/* The server runs in a child, which is killed with the test; its port comes from its first line. */
static pid_t run_in_child(struct fixture *fixture, struct sockaddr_in *address)
{
	pid_t child = fork();
	assert_return_code(child, errno);
	if (child == 0) {
		struct err err;
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		_exit((int)server_run(fixture->server, &err));
	}
	char line[256];
	ssize_t length;
	do
		length = read(fixture->output[0], line, sizeof line - 1);
	while (length < 0 && errno == EAGAIN);
	assert_true(length > 0);
	line[length] = '\0';
	unsigned port;
	assert_int_equal(sscanf(line, "listening on 127.0.0.1:%u\n", &port), 1);
	*address = (struct sockaddr_in){.sin_family = AF_INET,
					.sin_addr.s_addr = htonl(INADDR_LOOPBACK),
					.sin_port = htons((uint16_t)port)};
	return child;
}

static void says_where_it_listens_and_stops_at_a_signal(void **state)
{
	(void)state;
	static const int signals[] = {SIGTERM, SIGINT};
	for (size_t i = 0; i < 2; i++) {
		struct fixture fixture;
		begin(&fixture);
		raise(signals[i]); /* pending when the loop begins */
		struct err err;
		assert_int_equal(server_run(fixture.server, &err), SERVER_STOPPED);
		char line[256];
		assert_true(read(fixture.output[0], line, sizeof line) > 0);
		assert_memory_equal(line, "listening on 127.0.0.1:", 23);
		assert_int_equal(server_totals(fixture.server)->connections, 0);
		finish(&fixture);
	}
}

static void serves_and_counts(void **state)
{
	(void)state;
	struct fixture fixture;
	begin(&fixture);
	struct sockaddr_in address;
	pid_t child = run_in_child(&fixture, &address);
	int first = loopback_connect(&address), second = loopback_connect(&address);
	char got[16];
	assert_int_equal(send(first, "line\n", 5, 0), 5);
	assert_int_equal(recv(first, got, sizeof got, 0), 5);
	assert_int_equal(send(second, "more\n", 5, 0), 5);
	assert_int_equal(recv(second, got, sizeof got, 0), 5);
	kill(child, SIGTERM);
	assert_int_equal(recv(first, got, sizeof got, 0), 0);
	assert_int_equal(recv(second, got, sizeof got, 0), 0);
	int status;
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
	char said[4096] = "";
	assert_true(read(fixture.output[0], said, sizeof said - 1) > 0);
	assert_non_null(strstr(said, " sent 5 bytes: line\\n\n"));
	assert_non_null(strstr(said, " left: server stopped, 5 bytes received, 5 echoed\n"));
	close(first);
	close(second);
	finish(&fixture);
}

/* True: something has come, or FIN. */
static bool hears(int fd)
{
	struct pollfd ready = {.fd = fd, .events = POLLIN};
	return poll(&ready, 1, 0) == 1;
}

static void expect_line(int fd)
{
	char got[16];
	assert_int_equal(recv(fd, got, sizeof got, 0), 5);
	assert_memory_equal(got, "line\n", 5);
}

static void stop_server(struct fixture *fixture, pid_t child)
{
	int status;
	kill(child, SIGTERM);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
	finish(fixture);
}

/* The first SIGUSR1 opens the doors, the second one half-closes. */
static void does_at_the_signal_what_it_is_told(void **state)
{
	(void)state;
	struct fixture fixture;
	begin_with(&fixture, &(struct server_settings){.accept_on_usr1 = true});
	struct sockaddr_in address;
	pid_t child = run_in_child(&fixture, &address);
	int fd = loopback_connect(&address);
	char got;
	assert_int_equal(send(fd, "line\n", 5, 0), 5);
	until_asleep(child);
	assert_false(hears(fd));
	kill(child, SIGUSR1);
	expect_line(fd);
	kill(child, SIGUSR1);
	assert_int_equal(recv(fd, &got, 1, 0), 0);
	close(fd);
	stop_server(&fixture, child);
}

static void accepts_after_a_while(void **state)
{
	(void)state;
	struct fixture fixture;
	int64_t start = event_clock_ms();
	begin_with(&fixture, &(struct server_settings){.accept_delay_ms = 200});
	struct sockaddr_in address;
	pid_t child = run_in_child(&fixture, &address);
	int fd = loopback_connect(&address);
	assert_int_equal(send(fd, "line\n", 5, 0), 5);
	expect_line(fd);
	assert_true(event_clock_ms() - start >= 200);
	close(fd);
	stop_server(&fixture, child);

	/* It can be stopped before that. */
	begin_with(&fixture, &(struct server_settings){.accept_delay_ms = 3600000});
	child = run_in_child(&fixture, &address);
	stop_server(&fixture, child);
}

static void ends_quietly_when_nobody_reads_its_output(void **state)
{
	(void)state;
	struct fixture fixture;
	begin(&fixture);
	close(fixture.output[0]);
	fixture.output[0] = -1;
	struct err err;
	assert_int_equal(server_run(fixture.server, &err), SERVER_OUTPUT_CLOSED);
	finish(&fixture);
}

static void fails_when_it_cannot_write(void **state)
{
	(void)state;
	struct fixture fixture;
	begin(&fixture);
	server_close(fixture.server);
	int full = open("/dev/full", O_WRONLY | O_CLOEXEC);
	struct err err;
	fixture.server = server_open(&fixture.settings, &english, full, &err);
	assert_non_null(fixture.server);
	assert_int_equal(server_run(fixture.server, &err), SERVER_FAILED);
	assert_string_equal(err.text, "cannot write output: No space left on device");
	close(full);
	finish(&fixture);
}

int test_server(void)
{
	signal(SIGPIPE, SIG_IGN);
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(says_where_it_listens_and_stops_at_a_signal),
	    cmocka_unit_test(serves_and_counts),
	    cmocka_unit_test(does_at_the_signal_what_it_is_told),
	    cmocka_unit_test(accepts_after_a_while),
	    cmocka_unit_test(ends_quietly_when_nobody_reads_its_output),
	    cmocka_unit_test(fails_when_it_cannot_write),
	};
	return run_group(tests, NULL, NULL);
}
