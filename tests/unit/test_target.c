/* SPDX-License-Identifier: MIT */
#include "target.h"
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
		struct target target;
		struct err err;
		struct text text;
		text_init(&text);
		assert_true(target_resolve(&target, rows[i].host, 8079, &err));
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
		struct target target;
		struct err err;
		assert_false(target_resolve(&target, hosts[i], 8079, &err));
		assert_non_null(strstr(err.text, "cannot find host '"));
		assert_non_null(strstr(err.text, "check the name given with -H"));
	}
}

int test_target(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(finds_addresses_in_the_order_to_try),
	    cmocka_unit_test(refuses_what_is_no_host),
	};
	return run_group(tests, NULL, NULL);
}
