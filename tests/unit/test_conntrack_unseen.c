/* SPDX-License-Identifier: MIT */
/* Which connection a segment belongs to, where some of it, or one side, was not captured. */
#include "conntrack_steps.h"

/* Without a SYN that waits, a SYN+ACK of another number begins one where the old one is over. */
static void a_missed_syn(void **state)
{
	(void)state;
	struct track *track = begin();
	establish(track);
	from_client(track, 1, FIN | ACK, CLIENT_ISN + 6, SERVER_ISN + 1, 0);
	from_server(track, 1, FIN | ACK, SERVER_ISN + 1, CLIENT_ISN + 7, 0);
	from_client(track, 1, ACK, CLIENT_ISN + 7, SERVER_ISN + 2, 0);
	assert_int_equal(from_server(track, SEC, SYN_ACK, NEW_SERVER, NEW_CLIENT + 1, 0), 2);
	assert_int_equal(from_client(track, 1, ACK, NEW_CLIENT + 1, NEW_SERVER + 1, 0), 2);
	end(track);
}

/* Only one direction was captured: a SYN in its name is answered by nothing that is, and its
 * numbers lie below what it has sent (RFC 9293 section 3.4.1: those of a new connection lie ahead).
 */
static void who_is_heard_alone_goes_on(void **state)
{
	(void)state;
	struct track *track = begin();
	from_client(track, 0, SYN, CLIENT_ISN, 0, 0);
	from_client(track, 1, ACK, CLIENT_ISN + 1, SERVER_ISN + 1, 5);
	assert_int_equal(from_client(track, 1, SYN, CLIENT_ISN + 5, 0, 0), 2);
	assert_int_equal(from_client(track, 1, ACK, CLIENT_ISN + 6, SERVER_ISN + 101, 0), 1);
	assert_int_equal(from_client(track, 1, FIN | ACK, CLIENT_ISN + 6, SERVER_ISN + 101, 0), 1);
	end(track);
}

static void who_is_heard_alone_opens_another(void **state)
{
	(void)state;
	struct track *track = begin();
	from_client(track, 0, SYN, CLIENT_ISN, 0, 0);
	from_client(track, 1, ACK, CLIENT_ISN + 1, SERVER_ISN + 1, 5);
	from_client(track, 1, FIN | ACK, CLIENT_ISN + 6, SERVER_ISN + 1, 0);
	/* TIME-WAIT: the server goes on from its last number */
	assert_int_equal(from_client(track, 1, SYN, CLIENT_ISN + 70000, 0, 0), 2);
	assert_int_equal(from_client(track, 1, ACK, CLIENT_ISN + 70001, SERVER_ISN + 65539, 0), 2);
	/* who was answered has no older one any more: this is behind that one's last number */
	assert_int_equal(from_client(track, 1, SYN, CLIENT_ISN + 70000 - 5, 0, 0), 3);
	assert_int_equal(from_client(track, 1, ACK, CLIENT_ISN + 70001, SERVER_ISN + 65539, 9), 2);
	assert_int_equal(track->ended[0], 1);
	end(track);
}

/* A first SYN is another's, its own comes behind it; and what is jumped over was not captured. */
static void what_it_acknowledges_tells_which_it_is(void **state)
{
	(void)state;
	struct track *track = begin();
	from_client(track, 0, SYN, CLIENT_ISN + 100, 0, 0);
	assert_int_equal(from_client(track, 1, SYN, CLIENT_ISN, 0, 0), 2);
	assert_int_equal(from_client(track, 1, RST, CLIENT_ISN + 101, 0, 0), 1);
	assert_int_equal(from_client(track, 1, ACK, CLIENT_ISN + 1, SERVER_ISN + 1, 0), 2);
	assert_int_equal(from_client(track, 1, ACK, CLIENT_ISN + 1449, SERVER_ISN + 1, 1448), 2);
	end(track);
}

/* The SYN was not captured, and another one in its name is. */
static void an_opening_of_which_the_syn_ack_was_captured(void **state)
{
	(void)state;
	struct track *track = begin();
	from_server(track, 0, SYN_ACK, SERVER_ISN, CLIENT_ISN + 1, 0);
	assert_int_equal(from_client(track, 1, SYN, CLIENT_ISN - 500, 0, 0), 2);
	assert_int_equal(from_server(track, 1, ACK, SERVER_ISN + 1, CLIENT_ISN + 1, 0), 1);
	assert_int_equal(from_client(track, 1, ACK, CLIENT_ISN + 1, SERVER_ISN + 1, 0), 1);
	assert_int_equal(from_client(track, 1, ACK, CLIENT_ISN + 1, SERVER_ISN + 1, 11), 1);
	end(track);
}

/* The SYN in its name had the number that follows its own: the ACK of its FIN, which was not
 * captured, would be one of that SYN. */
static void what_goes_on_in_the_older_one_is_of_that(void **state)
{
	(void)state;
	struct track *track = begin();
	from_client(track, 0, SYN, CLIENT_ISN, 0, 0);
	assert_int_equal(from_client(track, 1, SYN, CLIENT_ISN + 1, 0, 0), 2);
	assert_int_equal(from_server(track, 1, SYN_ACK, SERVER_ISN, CLIENT_ISN + 2, 0), 2);
	assert_int_equal(from_client(track, 1, RST, CLIENT_ISN + 2, 0, 0), 2);
	assert_int_equal(from_client(track, SEC, SYN, CLIENT_ISN, 0, 0), 1);
	assert_int_equal(from_server(track, 1, SYN_ACK, NEW_SERVER, CLIENT_ISN + 1, 0), 1);
	assert_int_equal(from_client(track, 1, ACK, CLIENT_ISN + 1, NEW_SERVER + 1, 0), 1);
	assert_int_equal(from_server(track, 1, ACK, NEW_SERVER + 1, CLIENT_ISN + 2, 100), 1);
	assert_int_equal(from_server(track, 1, FIN | ACK, NEW_SERVER + 101, CLIENT_ISN + 2, 0), 1);
	assert_int_equal(from_client(track, 1, ACK, CLIENT_ISN + 2, NEW_SERVER + 102, 0), 1);
	end(track);
}

int test_conntrack_unseen(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_missed_syn),
	    cmocka_unit_test(who_is_heard_alone_goes_on),
	    cmocka_unit_test(who_is_heard_alone_opens_another),
	    cmocka_unit_test(what_it_acknowledges_tells_which_it_is),
	    cmocka_unit_test(an_opening_of_which_the_syn_ack_was_captured),
	    cmocka_unit_test(what_goes_on_in_the_older_one_is_of_that),
	};
	return run_group(tests, NULL, NULL);
}
