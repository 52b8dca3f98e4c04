/* SPDX-License-Identifier: MIT */
#include "zeek.h"

#include "walk.h"

/* The server's ACKs before a SYN+ACK tell nothing of it while the client has only sent its SYN: the
 * ones behind the client's RST do, though their like came before. */
static void an_ack_that_told_nothing_may_tell_later(void **state)
{
	(void)state;
	struct walk walk = {.now_ns = MS};
	say(&walk, SIDE_CLIENT, TCP_FLAG_SYN, 0, 0, 0);
	say(&walk, SIDE_SERVER, TCP_FLAG_ACK, 1, 0, 0);
	assert_int_equal(zeek_endpoint(&walk.flow, SIDE_SERVER), ZEEK_INACTIVE);
	say(&walk, SIDE_CLIENT, TCP_FLAG_RST, 1, 0, 0);
	say(&walk, SIDE_SERVER, TCP_FLAG_ACK, 1, 1, 0);
	assert_int_equal(walk.step.labels, 0);
	assert_int_equal(zeek_endpoint(&walk.flow, SIDE_SERVER), ZEEK_PARTIAL);
}

int test_zeek(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(an_ack_that_told_nothing_may_tell_later),
	};
	return run_group(tests, NULL, NULL);
}
