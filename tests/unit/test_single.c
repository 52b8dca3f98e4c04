/* SPDX-License-Identifier: MIT */
#include <errno.h>

#include "loopback.h"
#include "single.h"
#include "unit.h"

static struct client_settings settings_for(uint16_t port)
{
	return (struct client_settings){
	    .host = "localhost", .port = port, .message = "hello world", .timeout_s = 60};
}

static void reaches_the_first_address(void **state)
{
	(void)state;
	struct sockaddr_in address;
	int listener = loopback_listen(&address);
	struct client_settings settings = settings_for(ntohs(address.sin_port));
	struct single_outcome outcome;
	struct err err;
	assert_true(single_run(&settings, NULL, &outcome, &err));
	assert_int_equal(outcome.result.transfer.failure, FAILURE_NONE);
	assert_int_equal(outcome.addresses.tried, 1);
	assert_int_equal(outcome.addresses.reached, 0);
	int server = accept(listener, NULL, NULL);
	char got[64];
	assert_int_equal(recv(server, got, sizeof got, MSG_WAITALL), 11);
	close(server);
	close(listener);
}

/* A socket that listens on ::1 only, or -1 where there is no IPv6. */
static int listen_on_ipv6(uint16_t *port)
{
	struct sockaddr_in6 address = {.sin6_family = AF_INET6, .sin6_addr = in6addr_loopback};
	socklen_t length = sizeof address;
	int fd = socket(AF_INET6, SOCK_STREAM, 0);
	if (fd >= 0 && bind(fd, (struct sockaddr *)&address, length) == 0 && listen(fd, 16) == 0 &&
	    getsockname(fd, (struct sockaddr *)&address, &length) == 0) {
		*port = ntohs(address.sin6_port);
		return fd;
	}
	if (fd >= 0)
		close(fd);
	return -1;
}

static void goes_on_to_the_next_address(void **state)
{
	(void)state;
	uint16_t port = 0;
	int listener = listen_on_ipv6(&port);
	if (listener < 0)
		skip();
	struct client_settings settings = settings_for(port);
	struct single_outcome outcome;
	struct err err;
	assert_true(single_run(&settings, NULL, &outcome, &err));
	assert_int_equal(outcome.result.transfer.failure, FAILURE_NONE);
	assert_int_equal(outcome.addresses.tried, 2);
	assert_int_equal(outcome.addresses.reached, 1);
	close(listener);
}

static void tells_the_first_error_when_nobody_answers(void **state)
{
	(void)state;
	struct sockaddr_in address;
	close(loopback_listen(&address));
	struct client_settings settings = settings_for(ntohs(address.sin_port));
	struct single_outcome outcome;
	struct err err;
	assert_true(single_run(&settings, NULL, &outcome, &err));
	assert_int_equal(outcome.result.transfer.failure, FAILURE_UNREACHED);
	assert_int_equal(outcome.result.transfer.error, ECONNREFUSED);
	assert_int_equal(outcome.addresses.tried, 2);
	assert_int_equal(outcome.addresses.reached, 0);
}

static void refuses_an_unknown_host(void **state)
{
	(void)state;
	struct client_settings settings = settings_for(8079);
	settings.host = "[";
	struct single_outcome outcome;
	struct err err;
	assert_false(single_run(&settings, NULL, &outcome, &err));
	assert_non_null(strstr(err.text, "cannot find host '['"));
}

int test_single(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(reaches_the_first_address),
	    cmocka_unit_test(goes_on_to_the_next_address),
	    cmocka_unit_test(tells_the_first_error_when_nobody_answers),
	    cmocka_unit_test(refuses_an_unknown_host),
	};
	return run_group(tests, NULL, NULL);
}
