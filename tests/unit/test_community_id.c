/* SPDX-License-Identifier: MIT */
#include "community_id.h"

#include <arpa/inet.h>

#include "sha1.h"
#include "unit.h"

static struct endpoint end_of(const char *address, uint16_t port)
{
	struct endpoint end = {.port = port, .version = strchr(address, ':') ? 6 : 4};
	assert_int_equal(inet_pton(end.version == 6 ? AF_INET6 : AF_INET, address, end.address), 1);
	return end;
}

/* The first two are the examples of the specification; of the documented
 * connection Wireshark 4.0 says the third. */
static void names_a_connection_as_others_do(void **state)
{
	(void)state;
	static const struct {
		const char *one, *other;
		uint16_t port, other_port;
		const char *id;
	} rows[] = {
	    {"128.232.110.120", "66.35.250.204", 34855, 80, "1:LQU9qZlK+B5F3KDmev6m5PMibrg="},
	    {"2607:f8b0:400c:c03::1a", "2001:470:e5bf:dead:4957:2174:e82c:4887", 25, 63943,
	     "1:/qFaeAR+gFe1KYjMzVDsMv+wgU4="},
	    {"127.0.0.1", "127.0.0.1", 48604, 8079, "1:GEdWaVRoiq2TWC2zgUh6UzbWrsI="},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		char id[COMMUNITY_ID_LENGTH + 1] = "";
		struct endpoint one = end_of(rows[i].one, rows[i].port);
		struct endpoint other = end_of(rows[i].other, rows[i].other_port);
		assert_ptr_equal(put_community_id(id, &one, &other), id + COMMUNITY_ID_LENGTH);
		assert_string_equal(id, rows[i].id);
		put_community_id(id, &other, &one);
		assert_string_equal(id, rows[i].id);
	}
}

/* RFC 3174 section 7.3, test 1; and no bytes at all. */
static void hashes_what_fits_into_a_block(void **state)
{
	(void)state;
	static const uint8_t abc[] = {0xa9, 0x99, 0x3e, 0x36, 0x47, 0x06, 0x81, 0x6a, 0xba, 0x3e,
				      0x25, 0x71, 0x78, 0x50, 0xc2, 0x6c, 0x9c, 0xd0, 0xd8, 0x9d};
	static const uint8_t none[] = {0xda, 0x39, 0xa3, 0xee, 0x5e, 0x6b, 0x4b, 0x0d, 0x32, 0x55,
				       0xbf, 0xef, 0x95, 0x60, 0x18, 0x90, 0xaf, 0xd8, 0x07, 0x09};
	uint8_t digest[SHA1_BYTES];
	sha1_short((const uint8_t *)"abc", 3, digest);
	assert_memory_equal(digest, abc, sizeof abc);
	sha1_short(abc, 0, digest);
	assert_memory_equal(digest, none, sizeof none);
}

int test_community_id(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(names_a_connection_as_others_do),
	    cmocka_unit_test(hashes_what_fits_into_a_block),
	};
	return run_group(tests, NULL, NULL);
}
