/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <poll.h>
#include <stdio.h>

#include "unit.h"

#include "connect_socket.h"
#include "loopback.h"

static uint16_t port_of(int fd)
{
	struct sockaddr_in address;
	socklen_t length = sizeof address;
	assert_return_code(getsockname(fd, (struct sockaddr *)&address, &length), errno);
	return ntohs(address.sin_port);
}

/* A port of 127.0.0.1 that was free a moment ago. */
static uint16_t free_port(void)
{
	struct sockaddr_in address;
	close(loopback_listen(&address));
	return ntohs(address.sin_port);
}

static struct server_address target_of(const struct sockaddr_in *address)
{
	struct server_address target = {.length = sizeof *address};
	memcpy(&target.address, address, sizeof *address);
	return target;
}

static void connects_from_where_it_is_told(void **state)
{
	(void)state;
	struct sockaddr_in address, peer;
	socklen_t length = sizeof peer;
	int listener = loopback_listen(&address);
	struct server_address target = target_of(&address);
	const struct connect_plan plan = {.local_address = "127.0.0.2", .local_port = free_port()};
	struct err err = {.text = ""};
	int fd = connect_socket_open(&plan, AF_INET, &err);
	assert_string_equal(err.text, "");
	size_t sent = 99;
	assert_int_equal(connect_socket_start(&plan, fd, &target, "x", 1, &sent), 0);
	assert_int_equal(sent, 0);
	int server = accept(listener, (struct sockaddr *)&peer, &length);
	assert_return_code(server, errno);
	assert_int_equal(ntohs(peer.sin_port), plan.local_port);
	assert_int_equal(ntohl(peer.sin_addr.s_addr), 0x7f000002);
	close(server);
	close(fd);
	close(listener);
}

/* When it connects: a port that is used with another server will do. */
static void the_kernel_picks_what_is_not_told(void **state)
{
	(void)state;
	const struct connect_plan plans[] = {{.local_address = "127.0.0.2"}, {.local_port = 0}};
	struct sockaddr_in address;
	int listener = loopback_listen(&address);
	struct server_address target = target_of(&address);
	for (size_t i = 0; i < COUNT_OF(plans); i++) {
		struct err err;
		size_t sent;
		int fd = connect_socket_open(&plans[i], AF_INET, &err);
		assert_return_code(fd, errno);
		assert_int_equal(port_of(fd), 0);
		assert_int_equal(connect_socket_start(&plans[i], fd, &target, NULL, 0, &sent), 0);
		assert_int_not_equal(port_of(fd), 0);
		close(fd);
	}
	close(listener);
}

static void expect_refused(const struct connect_plan *plan, int family, int error, const char *want)
{
	struct err err;
	assert_int_equal(connect_socket_open(plan, family, &err), -1);
	assert_int_equal(errno, error);
	assert_string_equal(err.text, want);
}

static void says_why_it_cannot(void **state)
{
	(void)state;
	struct sockaddr_in address;
	int listener = loopback_listen(&address);
	struct connect_plan plan = {.local_address = "127.0.0.1",
				    .local_port = ntohs(address.sin_port)};
	char want[256];
	snprintf(want, sizeof want,
		 "cannot connect from 127.0.0.1, port %u: Address already in use: another program "
		 "has this port: choose another --local-port",
		 plan.local_port);
	expect_refused(&plan, AF_INET, EADDRINUSE, want);
	expect_refused(&plan, AF_INET6, EAFNOSUPPORT,
		       "cannot connect from '127.0.0.1': no IPv6 address");
	plan.local_address = "here";
	expect_refused(&plan, AF_INET, EAFNOSUPPORT, "cannot connect from 'here': no IPv4 address");
	plan = (struct connect_plan){.local_address = "192.0.2.1"};
	expect_refused(
	    &plan, AF_INET, EADDRNOTAVAIL,
	    "cannot connect from 192.0.2.1: Cannot assign requested address: 'ip address' "
	    "lists the addresses of this machine");
	plan = (struct connect_plan){.socket.mss = 1};
	expect_refused(&plan, AF_INET, EINVAL,
		       "cannot set --mss: Invalid argument: the kernel does not take this value");
	close(listener);
}

/* The kernel meets its own SYN (RFC 9293 section 3.5: simultaneous open). */
static void a_socket_can_meet_itself(void **state)
{
	(void)state;
	struct sockaddr_in address;
	close(loopback_listen(&address));
	const struct connect_plan plan = {.local_port = ntohs(address.sin_port)};
	struct server_address target = target_of(&address);
	struct err err;
	int fd = connect_socket_open(&plan, AF_INET, &err);
	size_t sent;
	assert_int_equal(connect_socket_start(&plan, fd, &target, NULL, 0, &sent), 0);
	struct pollfd ready = {.fd = fd, .events = POLLOUT};
	assert_int_equal(poll(&ready, 1, 60000), 1);
	char got[8];
	assert_int_equal(send(fd, "me", 2, 0), 2);
	ready.events = POLLIN;
	assert_int_equal(poll(&ready, 1, 60000), 1);
	assert_int_equal(recv(fd, got, sizeof got, 0), 2);
	assert_memory_equal(got, "me", 2);
	close(fd);
}

int test_connect_socket(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(connects_from_where_it_is_told),
	    cmocka_unit_test(the_kernel_picks_what_is_not_told),
	    cmocka_unit_test(says_why_it_cannot),
	    cmocka_unit_test(a_socket_can_meet_itself),
	};
	return run_group(tests, NULL, NULL);
}
