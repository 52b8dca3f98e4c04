/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <netinet/tcp.h>
#include <stdio.h>

#include "listen_sockets.h"
#include "loopback.h"
#include "unit.h"

static const struct socket_options no_options = {0};

/* As a server with one thread listens. */
static bool listen_at(struct listen_sockets *listening, const struct option_list *addresses,
		      uint16_t port, const struct socket_options *options, struct err *err)
{
	return listen_sockets_open(
	    listening,
	    &(struct listen_settings){
		.addresses = addresses, .port = port, .backlog = 16, .options = options},
	    err);
}

static void expect_at(const struct listen_sockets *listening, size_t i, const char *want)
{
	struct text text;
	text_init(&text);
	text_address(&text, &listening->at[i]);
	assert_string_equal(text_c_string(&text), want);
	text_release(&text);
}

static void picks_one_port_for_all_addresses(void **state)
{
	(void)state;
	const struct option_list two = {{"127.0.0.1", "127.0.0.2"}, 2};
	struct listen_sockets listening;
	struct err err;
	assert_true(listen_at(&listening, &two, 0, &no_options, &err));
	assert_int_equal(listening.count, 2);
	expect_at(&listening, 0, "127.0.0.1");
	expect_at(&listening, 1, "127.0.0.2");
	assert_int_not_equal(listening.at[0].port, 0);
	assert_int_equal(listening.at[0].port, listening.at[1].port);
	listen_sockets_close(&listening);
	assert_int_equal(listening.count, 0);
	listen_sockets_close(&listening);
}

static void listens_on_the_loopback_addresses_by_default(void **state)
{
	(void)state;
	const struct option_list none = {0};
	struct listen_sockets listening;
	struct err err;
	assert_true(listen_at(&listening, &none, 0, &no_options, &err));
	expect_at(&listening, 0, "127.0.0.1");
	if (listening.count == 2)
		expect_at(&listening, 1, "::1");
	else
		assert_int_equal(listening.count, 1); /* a machine without IPv6 */
	int fd = loopback_connect(&(struct sockaddr_in){
	    .sin_family = AF_INET,
	    .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
	    .sin_port = htons(listening.at[0].port),
	});
	close(fd);
	listen_sockets_close(&listening);
}

static void accepted_connections_inherit_the_options(void **state)
{
	(void)state;
	static const struct {
		struct socket_options options;
		int level, name, value;
	} rows[] = {
	    {{.nodelay = true}, IPPROTO_TCP, TCP_NODELAY, 1},
	    {{.nodelay = false}, IPPROTO_TCP, TCP_NODELAY, 0},
	    {{.rcvbuf = 4096}, SOL_SOCKET, SO_RCVBUF, 8192},
	    {{.reuse = true}, SOL_SOCKET, SO_REUSEADDR, 1},
	    {{.reuse = false}, SOL_SOCKET, SO_REUSEADDR, 0},
	    {{.keepalive = {7, 3, 2}}, SOL_SOCKET, SO_KEEPALIVE, 1},
	    {{.keepalive = {7, 3, 2}}, IPPROTO_TCP, TCP_KEEPIDLE, 7},
	    {{.user_timeout_ms = 900}, IPPROTO_TCP, TCP_USER_TIMEOUT, 900},
	};
	const struct option_list one = {{"127.0.0.1"}, 1};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct listen_sockets listening;
		struct err err;
		assert_true(listen_at(&listening, &one, 0, &rows[i].options, &err));
		int theirs = loopback_connect(&(struct sockaddr_in){
		    .sin_family = AF_INET,
		    .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
		    .sin_port = htons(listening.at[0].port),
		});
		int ours = accept(listening.fds[0], NULL, NULL);
		assert_return_code(ours, errno);
		int value = -1;
		socklen_t length = sizeof value;
		assert_return_code(getsockopt(ours, rows[i].level, rows[i].name, &value, &length),
				   errno);
		assert_int_equal(value, rows[i].value);
		close(ours);
		close(theirs);
		listen_sockets_close(&listening);
	}
}

static void refuses_an_option_that_the_kernel_does_not_take(void **state)
{
	(void)state;
	const struct option_list one = {{"127.0.0.1"}, 1};
	struct listen_sockets listening;
	struct err err;
	assert_false(listen_at(&listening, &one, 0, &(struct socket_options){.mss = 1}, &err));
	assert_string_equal(
	    err.text, "cannot set --mss: Invalid argument: the kernel does not take this value");
	assert_int_equal(listening.count, 0);
}

static void names_the_port_that_is_taken_and_the_remedy(void **state)
{
	(void)state;
	struct sockaddr_in address;
	int other = loopback_listen(&address);
	const struct option_list two = {{"127.0.0.2", "127.0.0.1"}, 2};
	struct listen_sockets listening;
	struct err err;
	assert_false(listen_at(&listening, &two, ntohs(address.sin_port), &no_options, &err));
	assert_int_equal(listening.count, 0);
	char want[256];
	snprintf(want, sizeof want,
		 "cannot listen on 127.0.0.1:%u: Address already in use: "
		 "stop the other server or choose another port with -p",
		 ntohs(address.sin_port));
	assert_string_equal(err.text, want);
	close(other);
}

static void refuses_what_is_no_address_of_this_machine(void **state)
{
	(void)state;
	struct listen_sockets listening;
	struct err err;
	const struct option_list name = {{"localhost"}, 1};
	assert_false(listen_at(&listening, &name, 0, &no_options, &err));
	assert_non_null(strstr(err.text, "'localhost': not an IP address"));
	/* TEST-NET-1 (RFC 5737) */
	const struct option_list foreign = {{"192.0.2.1"}, 1};
	assert_false(listen_at(&listening, &foreign, 0, &no_options, &err));
	assert_non_null(strstr(err.text, "cannot listen on 192.0.2.1:0: "));
	assert_non_null(strstr(err.text, strerror(EADDRNOTAVAIL)));
}

/* Three threads: the first takes a port that nobody has, the others join it, and a connection goes
 * to one of them. */
static void threads_share_a_port(void **state)
{
	(void)state;
	const struct option_list one = {{"127.0.0.1"}, 1};
	struct listen_sockets listening[3];
	struct err err;
	struct listen_settings terms = {
	    .addresses = &one, .backlog = 16, .sharing = PORT_FIRST, .options = &no_options};
	assert_true(listen_sockets_open(&listening[0], &terms, &err));
	terms.port = listening[0].at[0].port;
	terms.sharing = PORT_JOIN;
	assert_true(listen_sockets_open(&listening[1], &terms, &err));
	assert_true(listen_sockets_open(&listening[2], &terms, &err));
	int fd = loopback_connect(&(struct sockaddr_in){
	    .sin_family = AF_INET,
	    .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
	    .sin_port = htons(terms.port),
	});
	int accepted = 0;
	for (int i = 0; i < 3; i++) {
		int ours = accept(listening[i].fds[0], NULL, NULL);
		if (ours >= 0) {
			accepted++;
			close(ours);
		}
	}
	assert_int_equal(accepted, 1);

	/* Another server does not join them unnoticed, with one thread or with several. */
	struct listen_sockets other;
	terms.sharing = PORT_FIRST;
	assert_false(listen_sockets_open(&other, &terms, &err));
	assert_non_null(strstr(err.text, strerror(EADDRINUSE)));
	terms.sharing = PORT_ALONE;
	assert_false(listen_sockets_open(&other, &terms, &err));
	for (int i = 0; i < 3; i++)
		listen_sockets_close(&listening[i]);
	close(fd);
}

int test_listen_sockets(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(picks_one_port_for_all_addresses),
	    cmocka_unit_test(listens_on_the_loopback_addresses_by_default),
	    cmocka_unit_test(accepted_connections_inherit_the_options),
	    cmocka_unit_test(refuses_an_option_that_the_kernel_does_not_take),
	    cmocka_unit_test(names_the_port_that_is_taken_and_the_remedy),
	    cmocka_unit_test(refuses_what_is_no_address_of_this_machine),
	    cmocka_unit_test(threads_share_a_port),
	};
	return run_group(tests, NULL, NULL);
}
