/* SPDX-License-Identifier: MIT */
#include <arpa/inet.h>
#include <netinet/in.h>

#include "endpoint.h"
#include "unit.h"

static struct endpoint v4(const char *address, uint16_t port)
{
	union {
		struct sockaddr any;
		struct sockaddr_in in;
		struct sockaddr_in6 in6;
	} from = {.in = {.sin_family = AF_INET, .sin_port = htons(port)}};
	struct endpoint endpoint;
	assert_int_equal(inet_pton(AF_INET, address, &from.in.sin_addr), 1);
	assert_true(endpoint_from_sockaddr(&endpoint, &from.any));
	return endpoint;
}

static struct endpoint v6(const char *address, uint16_t port)
{
	struct sockaddr_in6 in6 = {
	    .sin6_family = AF_INET6, .sin6_port = htons(port), .sin6_scope_id = 7};
	struct endpoint endpoint;
	assert_int_equal(inet_pton(AF_INET6, address, &in6.sin6_addr), 1);
	assert_true(endpoint_from_sockaddr(&endpoint, (struct sockaddr *)&in6));
	return endpoint;
}

static void expect(struct endpoint endpoint, const char *address, const char *both)
{
	struct text text;
	text_init(&text);
	text_address(&text, &endpoint);
	assert_text(&text, address);
	text_clear(&text);
	text_endpoint(&text, &endpoint);
	assert_text(&text, both);
	text_release(&text);
}

static void shows_ipv4(void **state)
{
	(void)state;
	expect(v4("127.0.0.1", 8079), "127.0.0.1", "127.0.0.1:8079");
	expect(v4("255.255.255.255", 65535), "255.255.255.255", "255.255.255.255:65535");
	expect(v4("0.0.0.0", 0), "0.0.0.0", "0.0.0.0:0");
	expect(v4("10.200.3.45", 1), "10.200.3.45", "10.200.3.45:1");
}

/* RFC 5952: lower case, the longest run of zeros left out. */
static void shows_ipv6(void **state)
{
	(void)state;
	expect(v6("::1", 8079), "::1", "[::1]:8079");
	expect(v6("::", 0), "::", "[::]:0");
	expect(v6("2001:DB8:0:0:1:0:0:1", 443), "2001:db8::1:0:0:1", "[2001:db8::1:0:0:1]:443");
	expect(v6("fe80:0:0:0:ffff:ffff:ffff:ffff", 65535), "fe80::ffff:ffff:ffff:ffff",
	       "[fe80::ffff:ffff:ffff:ffff]:65535");
	expect(v6("1234:5678:9abc:def0:1234:5678:9abc:def0", 1),
	       "1234:5678:9abc:def0:1234:5678:9abc:def0",
	       "[1234:5678:9abc:def0:1234:5678:9abc:def0]:1");
	expect(v6("::ffff:192.0.2.1", 80), "::ffff:192.0.2.1", "[::ffff:192.0.2.1]:80");
}

static void compares_every_part(void **state)
{
	(void)state;
	struct endpoint a = v4("127.0.0.1", 8079), same = v4("127.0.0.1", 8079);
	struct endpoint other_port = v4("127.0.0.1", 8080), other_host = v4("127.0.0.2", 8079);
	struct endpoint other_version = v6("7f00:1::", 8079); /* the same first bytes */
	assert_true(endpoint_equal(&a, &same));
	assert_false(endpoint_equal(&a, &other_port));
	assert_false(endpoint_equal(&a, &other_host));
	assert_memory_equal(a.address, other_version.address, sizeof a.address);
	assert_false(endpoint_equal(&a, &other_version));
}

static void knows_no_other_family(void **state)
{
	(void)state;
	struct sockaddr address = {.sa_family = AF_UNIX};
	struct endpoint endpoint;
	assert_false(endpoint_from_sockaddr(&endpoint, &address));
}

int test_endpoint(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(shows_ipv4),
	    cmocka_unit_test(shows_ipv6),
	    cmocka_unit_test(compares_every_part),
	    cmocka_unit_test(knows_no_other_family),
	};
	return run_group(tests, NULL, NULL);
}
