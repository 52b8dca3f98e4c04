/* SPDX-License-Identifier: MIT */
#include "unit.h"
#include "view_address.h"

static void expect_address(const char *words, const char *endpoint, bool loopback, bool wildcard)
{
	struct view_address address;
	struct text text;
	struct err err;
	if (!view_address_parse(words, &address, &err))
		fail_msg("'%s': %s", words, err.text);
	text_init(&text);
	text_endpoint(&text, &address.endpoint);
	assert_text(&text, endpoint);
	assert_int_equal(address.loopback, loopback);
	assert_int_equal(address.wildcard, wildcard);
	text_release(&text);
}

static void only_this_machine_unless_told_otherwise(void **state)
{
	(void)state;
	expect_address("", "127.0.0.1:8080", true, false);
	expect_address("9000", "127.0.0.1:9000", true, false);
	expect_address(":9000", "127.0.0.1:9000", true, false);
	expect_address("localhost:0", "127.0.0.1:0", true, false);
	expect_address("127.1.2.3", "127.1.2.3:8080", true, false);
	expect_address("[::1]:9000", "[::1]:9000", true, false);
	expect_address("[::1]", "[::1]:8080", true, false);
	expect_address("192.0.2.1:80", "192.0.2.1:80", false, false);
	expect_address("0.0.0.0:80", "0.0.0.0:80", false, true);
	expect_address("[::]:80", "[::]:80", false, true);
}

static void refuses_what_is_no_address(void **state)
{
	(void)state;
	static const char *const rows[] = {
	    "example.org",
	    "::1",
	    "::1:80",
	    "[::1",
	    "[::1]80",
	    "127.0.0.1:",
	    "127.0.0.1:x",
	    "1:65536",
	    "70000",
	    "[127.0.0.1]:80x",
	    "127.0.0.1:80 ",
	    "[fe80::1%lo]:80",
	    "999.1.1.1:80",
	    "]:80",
	    "0000000000000000000000000000000000000000000000000000000000000000000000000000000000:80",
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct view_address address;
		struct err err = {0};
		if (view_address_parse(rows[i], &address, &err))
			fail_msg("'%s' was taken", rows[i]);
		assert_non_null(strstr(err.text, "--http takes ADDRESS:PORT"));
	}
}

static void becomes_a_sockaddr_and_back(void **state)
{
	(void)state;
	static const char *const rows[] = {"127.0.0.1:8080", "[2001:db8::1]:443"};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct view_address address;
		struct sockaddr_storage sockaddr;
		struct endpoint endpoint;
		assert_true(view_address_parse(rows[i], &address, NULL));
		assert_true(view_address_sockaddr(&address, &sockaddr) > 0);
		assert_true(endpoint_from_sockaddr(&endpoint, (struct sockaddr *)&sockaddr));
		assert_true(endpoint_equal(&endpoint, &address.endpoint));
	}
}

/* Which Host headers are ours. */
static void answers_to_its_own_names_alone(void **state)
{
	(void)state;
	static const struct {
		const char *address, *host;
		bool ours;
	} rows[] = {
	    {"127.0.0.1:8080", "127.0.0.1:8080", true},
	    {"127.0.0.1:8080", "localhost:8080", true},
	    {"127.0.0.1:8080", "LOCALHOST:8080", true},
	    {"127.0.0.1:8080", "localhost:8081", false},
	    {"127.0.0.1:8080", "localhost", false},
	    {"127.0.0.1:80", "localhost", true},
	    {"127.0.0.1:80", "127.0.0.1", true},
	    {"127.0.0.1:8080", "evil.example:8080", false},
	    {"127.0.0.1:8080", "localhost.evil.example:8080", false},
	    {"127.0.0.1:8080", "127.0.0.1.evil.example:8080", false},
	    {"127.0.0.1:8080", "127.0.0.2:8080", false},
	    {"127.0.0.1:8080", "127.1:8080", false},
	    {"127.0.0.1:8080", "0x7f000001:8080", false},
	    {"127.0.0.1:8080", "", false},
	    {"127.0.0.1:8080", NULL, false},
	    {"127.0.0.1:8080", "localhost:8080:8080", false},
	    {"127.0.0.1:8080", "user@localhost:8080", false},
	    {"127.0.0.1:8080", "localhost.:8080", false},
	    {"[::1]:8080", "[::1]:8080", true},
	    {"[::1]:8080", "[0:0:0:0:0:0:0:1]:8080", true},
	    {"[::1]:8080", "localhost:8080", true},
	    {"[::1]:8080", "127.0.0.1:8080", false},
	    {"192.0.2.1:8080", "192.0.2.1:8080", true},
	    {"192.0.2.1:8080", "localhost:8080", false},
	    {"192.0.2.1:8080", "192.0.2.2:8080", false},
	    {"0.0.0.0:8080", "192.0.2.2:8080", true},
	    {"0.0.0.0:8080", "[2001:db8::1]:8080", true},
	    {"0.0.0.0:8080", "localhost:8080", true},
	    {"0.0.0.0:8080", "evil.example:8080", false},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct view_address address;
		assert_true(view_address_parse(rows[i].address, &address, NULL));
		if (view_address_is_host(&address, rows[i].host) != rows[i].ours)
			fail_msg("%s as %s", rows[i].address, rows[i].host);
	}
}

int test_view_address(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(only_this_machine_unless_told_otherwise),
	    cmocka_unit_test(refuses_what_is_no_address),
	    cmocka_unit_test(becomes_a_sockaddr_and_back),
	    cmocka_unit_test(answers_to_its_own_names_alone),
	};
	return run_group(tests, NULL, NULL);
}
