/* SPDX-License-Identifier: MIT */
/* The sniffer's side, with the process that serves. */
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "event_fixture.h"
#include "live_view.h"
#include "unit.h"

struct fixture {
	struct event_fixture of;
	struct live_view *view;
	struct writer *writer;
	unsigned port;
	struct text got;
};

static int begin(void **state)
{
	struct fixture *fixture = calloc(1, sizeof *fixture);
	const struct live_view_options options = {.address = ":0", .lang = LANG_EN};
	struct text url;
	if (!fixture)
		return -1;
	signal(SIGPIPE, SIG_IGN);
	event_fixture_init(&fixture->of);
	text_init(&fixture->got);
	text_init(&url);
	fixture->view = live_view_open(&options, NULL);
	if (!fixture->view)
		return -1;
	fixture->writer = live_view_writer(fixture->view);
	live_view_url(fixture->view, &url);
	bool read = sscanf(text_c_string(&url), "http://127.0.0.1:%u/", &fixture->port) == 1;
	text_release(&url);
	*state = fixture;
	return read ? 0 : -1;
}

static int finish(void **state)
{
	struct fixture *fixture = *state;
	live_view_close(fixture->view);
	text_release(&fixture->got);
	free(fixture);
	while (wait(NULL) > 0)
		;
	return 0;
}

static int look_on(struct fixture *fixture)
{
	struct sockaddr_in address = {.sin_family = AF_INET,
				      .sin_port = htons((uint16_t)fixture->port)};
	struct timeval patience = {.tv_sec = 60};
	char request[128];
	address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	assert_return_code(connect(fd, (struct sockaddr *)&address, sizeof address), errno);
	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
	snprintf(request, sizeof request, "GET /events HTTP/1.1\r\nHost: localhost:%u\r\n\r\n",
		 fixture->port);
	assert_int_equal(send(fd, request, strlen(request), 0), strlen(request));
	text_clear(&fixture->got);
	return fd;
}

/* Reads until WORD, or (NULL) until the other side closes. */
static void read_until(struct fixture *fixture, int fd, const char *word)
{
	char bytes[4096];
	for (;;) {
		if (word && strstr(text_c_string(&fixture->got), word))
			return;
		ssize_t length = recv(fd, bytes, sizeof bytes, 0);
		if (length <= 0 && !word)
			return;
		if (length <= 0)
			fail_msg("no '%s' in: %s", word, text_c_string(&fixture->got));
		text_bytes(&fixture->got, bytes, (size_t)length);
	}
}

static void shows_a_segment_as_it_comes(void **state)
{
	struct fixture *fixture = *state;
	int fd = look_on(fixture);
	read_until(fixture, fd, "\"live\":true");
	writer_segment(fixture->writer, &fixture->of.event);
	while (fixture->writer->format->flush(fixture->writer))
		;
	read_until(fixture, fd, "data: {\"kind\":\"segment\",\"conn\":1,\"frame\":4,");
	close(fd);
}

static void the_end_is_told_before_it_closes(void **state)
{
	struct fixture *fixture = *state;
	const struct statistics_event statistics = {.segments = 1, .connections = 1};
	const struct flow *flow = &fixture->of.flow;
	const struct connection_event connection = {.flow = flow,
						    .ends = {flow->ends[0], flow->ends[1]}};
	int fd = look_on(fixture);
	read_until(fixture, fd, "\"live\":true");
	writer_connection(fixture->writer, &connection);
	writer_statistics(fixture->writer, &statistics);
	live_view_close(fixture->view);
	fixture->view = NULL;
	read_until(fixture, fd, NULL);
	const char *got = text_c_string(&fixture->got);
	assert_non_null(strstr(got, "data: {\"kind\":\"connection\""));
	assert_non_null(strstr(got, "data: {\"kind\":\"end\",\"captured\":0,"));
	close(fd);
	int status;
	assert_true(wait(&status) > 0);
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

static void goes_on_when_the_view_has_died(void **state)
{
	struct fixture *fixture = *state;
	static const volatile sig_atomic_t never = 0;
	siginfo_t info;
	assert_return_code(waitid(P_ALL, 0, &info, WNOHANG | WNOWAIT | WEXITED), errno);
	signal(SIGTERM, SIG_IGN); /* this process; the view ignores it anyway, so: */
	FILE *children = fopen("/proc/thread-self/children", "r");
	int child = 0;
	if (!children || fscanf(children, "%d", &child) != 1)
		skip();
	fclose(children);
	kill(child, SIGKILL);
	live_view_hold(fixture->view, &never);
	for (int i = 0; i < 100; i++)
		writer_segment(fixture->writer, &fixture->of.event);
	assert_false(fixture->writer->format->flush(fixture->writer));
}

static void tells_why_it_cannot_listen(void **state)
{
	struct fixture *fixture = *state;
	struct err err;
	char address[32];
	snprintf(address, sizeof address, ":%u", fixture->port);
	const struct live_view_options taken = {.address = address}, wrong = {.address = "nowhere"};
	assert_null(live_view_open(&taken, &err));
	assert_non_null(strstr(err.text, "Address already in use: --http=:0 takes a port"));
	assert_null(live_view_open(&wrong, &err));
	assert_non_null(strstr(err.text, "not 'nowhere'"));
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, begin, finish)

int test_live_view(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(shows_a_segment_as_it_comes),
	    TEST(the_end_is_told_before_it_closes),
	    TEST(goes_on_when_the_view_has_died),
	    TEST(tells_why_it_cannot_listen),
	};
	return run_group(tests, NULL, NULL);
}
