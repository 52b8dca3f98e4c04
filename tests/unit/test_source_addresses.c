/* SPDX-License-Identifier: MIT */
#include <errno.h>

#include "unit.h"

#include "local_ports.h"
#include "loopback.h"
#include "source_addresses.h"

static struct server_address target_of(const char *host)
{
	struct server_addresses found;
	struct err err;
	assert_true(resolve_host(&found, host, 8079, &err));
	return found.list[0];
}

static void as_many_as_are_needed_and_no_more(void **state)
{
	(void)state;
	static const struct {
		const char *host;
		uint64_t connections;
		uint32_t ports, want;
	} rows[] = {
	    {"127.0.0.1", 1, LOCAL_PORTS_USUAL, 1},
	    {"127.0.0.1", 10000, LOCAL_PORTS_USUAL, 1},
	    {"127.0.0.1", 10001, LOCAL_PORTS_USUAL, 2},
	    {"127.3.2.1", 1000000, LOCAL_PORTS_USUAL, 100},
	    {"127.0.0.1", 10000000, LOCAL_PORTS_USUAL, 250},
	    {"127.0.0.1", 0, LOCAL_PORTS_USUAL, 250},
	    {"127.0.0.1", 20000, 64512, 2},
	    {"127.0.0.1", 500, 1000, 1},
	    {"127.0.0.1", 501, 1000, 2},
	    {"127.0.0.1", 10000, 1000, 20},
	    {"127.0.0.1", 10000000, 1000, 250},
	    {"127.0.0.1", 3, 1, 3},
	    {"192.0.2.1", 0, LOCAL_PORTS_USUAL, 1},
	    {"::1", 1000000, 1000, 1},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct server_address target = target_of(rows[i].host);
		struct source_addresses addresses;
		struct err err;
		assert_true(source_addresses_init(&addresses, &target, rows[i].connections,
						  rows[i].ports, NULL, &err));
		assert_int_equal(addresses.count, rows[i].want);
	}
}

/* The address and port that a socket has, which is closed then. */
static uint32_t address_of(int fd, uint16_t *port)
{
	struct sockaddr_in address;
	socklen_t length = sizeof address;
	assert_return_code(getsockname(fd, (struct sockaddr *)&address, &length), errno);
	*port = ntohs(address.sin_port);
	return ntohl(address.sin_addr.s_addr);
}

static void each_gets_its_turn(void **state)
{
	(void)state;
	struct sockaddr_in server;
	int listener = loopback_listen(&server);
	struct server_address target = target_of("127.0.0.1");
	struct source_addresses addresses;
	struct err err;
	assert_true(
	    source_addresses_init(&addresses, &target, 25000, LOCAL_PORTS_USUAL, NULL, &err));
	for (uint32_t i = 0; i < 7; i++) {
		uint16_t port;
		int fd = socket(AF_INET, SOCK_STREAM, 0);
		assert_true(source_addresses_bind(&addresses, fd, &err));
		assert_int_equal(address_of(fd, &port), 0x7f000001 + i % 3);
		assert_int_equal(port, 0); /* chosen when it connects */
		assert_return_code(connect(fd, (struct sockaddr *)&server, sizeof server), errno);
		assert_int_equal(address_of(fd, &port), 0x7f000001 + i % 3);
		assert_int_not_equal(port, 0);
		close(fd);
	}
	close(listener);
}

static void a_few_are_left_to_the_kernel(void **state)
{
	(void)state;
	struct server_address target = target_of("127.0.0.1");
	struct source_addresses addresses;
	struct err err;
	assert_true(source_addresses_init(&addresses, &target, 3, LOCAL_PORTS_USUAL, NULL, &err));
	assert_true(source_addresses_bind(&addresses, -1, &err)); /* does not touch it */
}

static void the_address_that_is_told_is_the_only_one(void **state)
{
	(void)state;
	struct server_address target = target_of("127.0.0.1");
	struct source_addresses addresses;
	struct err err;
	assert_true(source_addresses_init(&addresses, &target, 1000000, LOCAL_PORTS_USUAL,
					  "127.9.9.9", &err));
	assert_int_equal(addresses.count, 1);
	for (int i = 0; i < 2; i++) {
		uint16_t port;
		int fd = socket(AF_INET, SOCK_STREAM, 0);
		assert_true(source_addresses_bind(&addresses, fd, &err));
		assert_int_equal(address_of(fd, &port), 0x7f090909);
		close(fd);
	}
	assert_false(source_addresses_init(&addresses, &target, 1, LOCAL_PORTS_USUAL, "::1", &err));
	assert_string_equal(err.text, "cannot connect from '::1': no IPv4 address");
	target = target_of("::1");
	assert_false(
	    source_addresses_init(&addresses, &target, 1, LOCAL_PORTS_USUAL, "127.0.0.1", &err));
	assert_string_equal(err.text, "cannot connect from '127.0.0.1': no IPv6 address");
}

static void an_address_of_others_is_named(void **state)
{
	(void)state;
	struct server_address target = target_of("127.0.0.1");
	struct source_addresses addresses;
	struct err err;
	assert_true(
	    source_addresses_init(&addresses, &target, 0, LOCAL_PORTS_USUAL, "192.0.2.1", &err));
	int fd = socket(AF_INET, SOCK_STREAM, 0);
	assert_false(source_addresses_bind(&addresses, fd, &err));
	assert_int_equal(errno, EADDRNOTAVAIL);
	assert_string_equal(err.text,
			    "cannot connect from 192.0.2.1: Cannot assign requested address: "
			    "'ip address' lists the addresses of this machine");
	close(fd);
}

/* Whether or not an address was told, it is the ports that are missing. */
static void says_what_to_do_when_no_port_is_left(void **state)
{
	(void)state;
	static const char range[] = "net.ipv4.ip_local_port_range";
	static const struct {
		const char *local;
		uint64_t connections;
		bool by_rst;
		const char *want, *remedy;
	} rows[] = {
	    {NULL, 0, false, "no local port is left after 0 connections, of 2500 (",
	     "others hold them"},
	    {"127.0.0.1", 0, true, "no local port is left after 0 connections, of 10 (",
	     "others hold them"},
	    {"127.0.0.1", 7, false, "no local port is left after 7 connections, of 10 (",
	     "--close=reset leaves none behind"},
	    {"127.0.0.1", 7, true, "no local port is left after 7 connections, of 10 (",
	     "fewer --connections"},
	};
	struct server_address target = target_of("127.0.0.1");
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct source_addresses addresses;
		struct err err;
		assert_true(source_addresses_init(&addresses, &target, 0, 10, rows[i].local, &err));
		source_addresses_explain_exhausted(&addresses, rows[i].connections, rows[i].by_rst,
						   &err);
		assert_ptr_equal(strstr(err.text, rows[i].want), err.text);
		assert_non_null(strstr(err.text, rows[i].remedy));
		assert_non_null(strstr(err.text, range));
		assert_null(strstr(err.text, "--local-address"));
	}
}

int test_source_addresses(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(as_many_as_are_needed_and_no_more),
	    cmocka_unit_test(each_gets_its_turn),
	    cmocka_unit_test(a_few_are_left_to_the_kernel),
	    cmocka_unit_test(the_address_that_is_told_is_the_only_one),
	    cmocka_unit_test(an_address_of_others_is_named),
	    cmocka_unit_test(says_what_to_do_when_no_port_is_left),
	};
	return run_group(tests, NULL, NULL);
}
