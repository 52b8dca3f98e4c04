/* SPDX-License-Identifier: MIT */
#include "view_fixture.h"

#define GET(path) "GET " path " HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n"

static void expect_status(struct view_fixture *fixture, const char *request, int status)
{
	char line[32];
	snprintf(line, sizeof line, "HTTP/1.1 %d ", status);
	const char *got = view_answer(fixture, request);
	if (strncmp(got, line, strlen(line)) != 0 &&
	    !(line[7] = '0', strncmp(got, line, strlen(line)) == 0))
		fail_msg("not %d for '%s': %.60s", status, request, got);
}

static void serves_the_page_with_strict_headers(void **state)
{
	static const char *const headers[] = {
	    "HTTP/1.1 200 OK\r\n",
	    "\r\nContent-Type: text/html; charset=utf-8\r\n",
	    "\r\nContent-Security-Policy: default-src 'none'; ",
	    "; connect-src 'self'; frame-ancestors 'none'\r\n",
	    "\r\nX-Content-Type-Options: nosniff\r\n",
	    "\r\nX-Frame-Options: DENY\r\n",
	    "\r\nCross-Origin-Resource-Policy: same-origin\r\n",
	    "\r\nCross-Origin-Opener-Policy: same-origin\r\n",
	    "\r\nReferrer-Policy: no-referrer\r\n",
	    "\r\nCache-Control: no-store\r\n",
	    "{\"kind\":\"run\",\"run\":\"run1\"",
	    "</html>\n",
	};
	const char *got = view_answer(*state, GET("/"));
	for (size_t i = 0; i < COUNT_OF(headers); i++)
		if (!strstr(got, headers[i]))
			fail_msg("no %s", headers[i]);
	assert_null(strstr(got, "Access-Control"));
}

static void nothing_else_is_there(void **state)
{
	static const char *const requests[] = {
	    GET("/x"),
	    GET("/events/"),
	    GET("/?"),
	    GET("//"),
	    GET("/index.html"),
	    GET("/../"),
	    GET("/%2e%2e/events"),
	    GET("/favicon.ico"),
	    GET("/etc/passwd"),
	    GET("*"),
	};
	for (size_t i = 0; i < COUNT_OF(requests); i++)
		expect_status(*state, requests[i], 404);
	assert_null(strstr(view_answer(*state, GET("/<script>")), "<script>"));
}

static void nobody_changes_anything(void **state)
{
#define ASK(method) method " / HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n"
	expect_status(*state, ASK("POST"), 405);
	expect_status(*state, ASK("PUT"), 405);
	expect_status(*state, ASK("DELETE"), 405);
	expect_status(*state, ASK("OPTIONS"), 405);
	assert_non_null(strstr(view_answer(*state, ASK("POST")), "\r\nAllow: GET, HEAD\r\n"));
	expect_status(*state, "POST /events HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n",
		      405);
}

/* What GOT has up to the empty line, which moves behind it; without the date, which goes on. */
static void take_headers(const char **got, struct text *headers)
{
	const char *end = strstr(*got, "\r\n\r\n");
	assert_non_null(end);
	text_clear(headers);
	while (*got < end + 2) {
		const char *next = strstr(*got, "\r\n") + 2;
		if (strncmp(*got, "Date: ", 6) != 0)
			text_bytes(headers, *got, (size_t)(next - *got));
		*got = next;
	}
	*got += 2;
}

/* REST: of the two requests, behind their methods. */
static void expect_head_of_get(struct view_fixture *fixture, const char *rest)
{
	char request[512];
	struct text of_get, of_head;
	text_init(&of_get);
	text_init(&of_head);
	snprintf(request, sizeof request, "GET %s", rest);
	const char *got = view_answer(fixture, request);
	take_headers(&got, &of_get);
	size_t length = strlen(got);
	snprintf(request, sizeof request, "HEAD %s", rest);
	got = view_answer(fixture, request);
	take_headers(&got, &of_head);
	assert_string_equal(got, "");
	assert_string_equal(text_c_string(&of_head), text_c_string(&of_get));
	snprintf(request, sizeof request, "\r\nContent-Length: %zu\r\n", length);
	assert_true(length > 0);
	assert_non_null(strstr(text_c_string(&of_head), request));
	text_release(&of_get);
	text_release(&of_head);
}

/* RFC 9110 9.3.2 */
static void head_gets_the_headers_of_get_alone(void **state)
{
	expect_head_of_get(*state, "/ HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n");
	expect_head_of_get(*state, "/ HTTP/1.0\r\nHost: %s\r\n\r\n");
	expect_head_of_get(*state, "/x HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n");
	expect_head_of_get(*state, "/ HTTP/1.1\r\nHost: evil\r\nConnection: close\r\n\r\n");
	expect_head_of_get(*state, "/events HTTP/1.1\r\nConnection: close\r\n\r\n");
	struct view_fixture *fixture = *state;
	fixture->clients.count = SSE_CLIENTS_MAX;
	expect_head_of_get(*state, "/events HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n");
	fixture->clients.count = 0;
}

/* The next answer begins right behind the headers, so that nothing is taken for another answer. */
static void head_does_not_disturb_what_follows(void **state)
{
	struct view_fixture *fixture = *state;
	struct text headers;
	char request[1024], host[64];
	text_init(&headers);
	snprintf(host, sizeof host, "127.0.0.1:%u", ntohs(fixture->sockaddr.sin_port));
	snprintf(request, sizeof request,
		 "HEAD / HTTP/1.1\r\nHost: %s\r\n\r\nHEAD /x HTTP/1.1\r\nHost: %s\r\n\r\n"
		 "HEAD /events HTTP/1.1\r\nHost: %s\r\n\r\n"
		 "GET /x HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n",
		 host, host, host, host);
	const char *got = view_answer(fixture, request);
	static const char *const begins[] = {"HTTP/1.1 200 OK\r\n", "HTTP/1.1 404 Not Found\r\n",
					     "HTTP/1.1 200 OK\r\n", "HTTP/1.1 404 Not Found\r\n"};
	for (size_t i = 0; i < COUNT_OF(begins); i++) {
		take_headers(&got, &headers);
		assert_int_equal(strncmp(text_c_string(&headers), begins[i], strlen(begins[i])), 0);
		bool events =
		    strstr(text_c_string(&headers), "\r\nContent-Type: text/event-stream");
		assert_int_equal(events, i == 2);
	}
	assert_string_equal(got, "Not Found\n");
	assert_int_equal(fixture->clients.count, 0);
	text_release(&headers);
}

/* DNS rebinding: somebody else's page under somebody else's name. */
static void a_foreign_host_is_refused(void **state)
{
	static const char *const requests[] = {
	    "GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n",
	    "GET /events HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n",
	    "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n",
	    "GET / HTTP/1.1\r\nHost: %s\r\nHost: evil.example\r\nConnection: close\r\n\r\n",
	    "GET / HTTP/1.1\r\nHost: evil.example\r\nHost: %s\r\nConnection: close\r\n\r\n",
	    "GET / HTTP/1.1\r\nConnection: close\r\n\r\n",
	    "GET / HTTP/1.0\r\n\r\n",
	};
	for (size_t i = 0; i < COUNT_OF(requests); i++)
		expect_status(*state, requests[i], 403);
	/* A proxy's form of a request names its own host. */
	const char *got = view_answer(
	    *state, "GET http://evil.example/ HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n");
	assert_null(strstr(got, "<!doctype"));
}

static void too_much_is_not_read(void **state)
{
	struct view_fixture *fixture = *state;
	static char line[4096];
	int fd = view_ask(fixture, "GET / HTTP/1.1\r\nHost: %s\r\n");
	memset(line, 'x', sizeof line);
	memcpy(line, "X: ", 3);
	memcpy(line + sizeof line - 2, "\r\n", 2);
	for (int i = 0; i < 64; i++) {
		(void)!send(fd, line, sizeof line, MSG_NOSIGNAL | MSG_DONTWAIT);
		view_turn(fixture);
	}
	assert_null(strstr(view_read_until(fixture, fd, NULL), "<!doctype"));
	close(fd);
	expect_status(fixture, "POST / HTTP/1.1\r\nHost: %s\r\nContent-Length: 1000000000\r\n\r\n",
		      413);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, view_fixture_begin, view_fixture_finish)

int test_view_server(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(serves_the_page_with_strict_headers),
	    TEST(nothing_else_is_there),
	    TEST(nobody_changes_anything),
	    TEST(head_gets_the_headers_of_get_alone),
	    TEST(head_does_not_disturb_what_follows),
	    TEST(a_foreign_host_is_refused),
	    TEST(too_much_is_not_read),
	};
	return run_group(tests, NULL, NULL);
}
