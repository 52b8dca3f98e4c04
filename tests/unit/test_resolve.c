/* SPDX-License-Identifier: MIT */
#include "resolve.h"
#include "unit.h"

static void finds_addresses_in_the_order_to_try(void **state)
{
	(void)state;
	static const struct {
		const char *host, *want;
	} rows[] = {
	    {"localhost", "127.0.0.1:8079 [::1]:8079 "},
	    {"LocalHost", "127.0.0.1:8079 [::1]:8079 "},
	    {"127.0.0.1", "127.0.0.1:8079 "},
	    {"10.1.2.3", "10.1.2.3:8079 "},
	    {"::1", "[::1]:8079 "},
	    {"[::1]", "[::1]:8079 "},
	    {"[2001:db8::7]", "[2001:db8::7]:8079 "},
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct server_addresses addresses;
		struct err err;
		struct text text;
		text_init(&text);
		assert_true(resolve_host(&addresses, rows[i].host, 8079, &err));
		for (size_t a = 0; a < addresses.count; a++) {
			text_endpoint(&text, &addresses.list[a].endpoint);
			text_char(&text, ' ');
			struct endpoint same;
			assert_true(endpoint_from_sockaddr(
			    &same, (struct sockaddr *)&addresses.list[a].address));
			assert_true(endpoint_equal(&same, &addresses.list[a].endpoint));
		}
		assert_string_equal(text_c_string(&text), rows[i].want);
		text_release(&text);
	}
}

static void refuses_what_is_no_host(void **state)
{
	(void)state;
	static const char *const hosts[] = {"", "[", "[]", "[::1", "a b", "300.1.1.1.1", "[:::]"};
	for (size_t i = 0; i < sizeof hosts / sizeof hosts[0]; i++) {
		struct server_addresses addresses;
		struct err err;
		assert_false(resolve_host(&addresses, hosts[i], 8079, &err));
		assert_non_null(strstr(err.text, "cannot find host '"));
		assert_non_null(strstr(err.text, "check the name given with -H"));
	}
}

static void refuses_a_port_behind_the_host(void **state)
{
	(void)state;
	static const struct {
		const char *host, *reason;
	} rows[] = {
	    {"127.0.0.1:8079", "-H takes no port: -H 127.0.0.1 -p 8079"},
	    {"localhost:1", "-H takes no port: -H localhost -p 1"},
	    {"[::1]:8079", "-H takes no port: -H [::1] -p 8079"},
	};
	struct err err;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		assert_false(resolve_check_host(rows[i].host, &err));
		assert_string_equal(err.text, rows[i].reason);
	}
	static const char *const hosts[] = {"localhost", "::1",   "[::1]",     "fe80::1:8079",
					    ":8079",     "host:", "host:http", ""};
	for (size_t i = 0; i < sizeof hosts / sizeof hosts[0]; i++)
		assert_true(resolve_check_host(hosts[i], &err));
}

static void tries_one_after_the_other(void **state)
{
	(void)state;
	struct server_addresses addresses;
	struct err err;
	assert_true(resolve_host(&addresses, "localhost", 8079, &err));
	for (size_t i = 0; i < 2; i++) {
		assert_ptr_equal(server_addresses_next(&addresses), &addresses.list[i]);
		assert_ptr_equal(server_addresses_reached(&addresses), &addresses.list[i]);
		assert_int_equal(addresses.tried, i + 1);
	}
	/* None did: it is about the first one. */
	assert_null(server_addresses_next(&addresses));
	assert_ptr_equal(server_addresses_reached(&addresses), &addresses.list[0]);
	assert_int_equal(addresses.tried, 2);
}

int test_resolve(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(refuses_a_port_behind_the_host),
	    cmocka_unit_test(finds_addresses_in_the_order_to_try),
	    cmocka_unit_test(refuses_what_is_no_host),
	    cmocka_unit_test(tries_one_after_the_other),
	};
	return run_group(tests, NULL, NULL);
}
