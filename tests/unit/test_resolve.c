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
		struct server_addresses target;
		struct err err;
		struct text text;
		text_init(&text);
		assert_true(resolve_host(&target, rows[i].host, 8079, &err));
		for (size_t a = 0; a < target.count; a++) {
			text_endpoint(&text, &target.addresses[a].endpoint);
			text_char(&text, ' ');
			struct endpoint same;
			assert_true(endpoint_from_sockaddr(
			    &same, (struct sockaddr *)&target.addresses[a].address));
			assert_true(endpoint_equal(&same, &target.addresses[a].endpoint));
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
		struct server_addresses target;
		struct err err;
		assert_false(resolve_host(&target, hosts[i], 8079, &err));
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

int test_resolve(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(refuses_a_port_behind_the_host),
	    cmocka_unit_test(finds_addresses_in_the_order_to_try),
	    cmocka_unit_test(refuses_what_is_no_host),
	};
	return run_group(tests, NULL, NULL);
}
