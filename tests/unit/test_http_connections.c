/* SPDX-License-Identifier: MIT */
/* Many who say nothing cost a bounded amount, and keep nobody out. */
#include <sys/resource.h>

#include "http_connections.h"
#include "view_fixture.h"

#define PAGE "GET / HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n"
#define EVENTS "GET /events HTTP/1.1\r\nHost: %s\r\n\r\n"

enum { MANY = 3 * HTTP_CONNECTIONS_MAX };

/* How many of them the view has not sent away. */
static int still_there(const int *fds, int count)
{
	int there = 0;
	char byte;
	for (int i = 0; i < count; i++)
		there += recv(fds[i], &byte, 1, MSG_DONTWAIT) < 0 && errno == EAGAIN;
	return there;
}

static void those_who_say_nothing_give_way(void **state)
{
	struct view_fixture *fixture = *state;
	static int fds[MANY];
	struct rlimit limit;
	getrlimit(RLIMIT_NOFILE, &limit);
	if (limit.rlim_cur < 2 * MANY)
		skip();
	int looks_on = view_ask(fixture, EVENTS);
	view_read_until(fixture, looks_on, "\n\n");
	for (int i = 0; i < MANY; i++) {
		fds[i] = loopback_connect(&fixture->sockaddr);
		if (i % 2)
			(void)!send(fds[i], "GET / HT", 8, 0);
		view_turn(fixture);
	}
	/* Somebody who asks is answered, and the one who looks on stays. */
	assert_non_null(strstr(view_answer(fixture, PAGE), "</html>"));
	text_clear(&fixture->got);
	view_push(fixture, "{\"n\":1}\n");
	view_read_until(fixture, looks_on, "{\"n\":1}");
	/* Who was sent away hears of it in a moment; who was not stays. */
	while (still_there(fds, MANY) > HTTP_CONNECTIONS_MAX)
		view_turn(fixture);
	assert_true(still_there(fds, MANY) > 0);
	for (int i = 0; i < MANY; i++)
		close(fds[i]);
	close(looks_on);
}

static void places_are_used_again(void **state)
{
	struct view_fixture *fixture = *state;
	for (int i = 0; i < HTTP_CONNECTIONS_MAX + 10; i++)
		assert_non_null(strstr(view_answer(fixture, PAGE), "</html>"));
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, view_fixture_begin, view_fixture_finish)

int test_http_connections(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(those_who_say_nothing_give_way),
	    TEST(places_are_used_again),
	};
	return run_group(tests, NULL, NULL);
}
