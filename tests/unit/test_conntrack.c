/* SPDX-License-Identifier: MIT */
/* Which connection between the same two ends a segment belongs to. */
#include "conntrack_steps.h"

static void a_forged_syn_changes_nothing(void **state)
{
	(void)state;
	struct track *track = begin();
	establish(track);
	assert_int_equal(from_client(track, 100, SYN, NEW_CLIENT, 0, 0), 1);
	assert_int_equal(track->step.verdict, VERDICT_PENDING);
	assert_int_equal(from_server(track, 1, ACK, SERVER_ISN + 1, CLIENT_ISN + 6, 0), 1);
	assert_int_equal(from_client(track, 1, ACK, CLIENT_ISN + 6, SERVER_ISN + 1, 5), 1);
	assert_int_equal(track->step.labels, 0);
	/* its sender spoke on: the same once more is forged again */
	assert_int_equal(from_client(track, 1, SYN, NEW_CLIENT, 0, 0), 1);
	assert_int_equal(track->flow->side[SIDE_CLIENT].isn, CLIENT_ISN);
	assert_int_equal(track->flow->side[SIDE_CLIENT].bytes, 10);
	end(track);
}

static void a_syn_that_is_answered_begins_a_connection(void **state)
{
	(void)state;
	struct track *track = begin();
	establish(track);
	assert_int_equal(from_client(track, 100, SYN, NEW_CLIENT, 0, 0), 1);
	uint32_t before = track->flow->segments;
	assert_int_equal(from_server(track, 7, SYN_ACK, NEW_SERVER, NEW_CLIENT + 1, 0), 2);
	assert_int_equal(before, 6);
	assert_int_equal(track->ended_count, 1);
	assert_int_equal(track->flow->segments, 1);
	assert_int_equal(track->flow->side[SIDE_CLIENT].isn, NEW_CLIENT);
	assert_true(track->flow->side[SIDE_CLIENT].flags & SIDE_SENT_SYN);
	assert_int_equal(track->step.labels, label_bit(LABEL_REUSED_PORTS));
	assert_int_equal(from_client(track, 2, ACK, NEW_CLIENT + 1, NEW_SERVER + 1, 0), 2);
	assert_int_equal(track->flow->syn_rtt_us, 9000);
	end(track);
}

static void so_does_one_that_is_repeated_without_a_word(void **state)
{
	(void)state;
	struct track *track = begin();
	establish(track);
	assert_int_equal(from_client(track, 100, SYN, NEW_CLIENT, 0, 0), 1);
	/* It was captured again: no timer sends it so soon. */
	assert_int_equal(from_client(track, 1, SYN, NEW_CLIENT, 0, 0), 1);
	assert_int_equal(from_client(track, SEC, SYN, NEW_CLIENT, 0, 0), 2);
	assert_int_equal(track->flow->segments, 1);
	end(track);
}

/* A SYN of the server's side, while the client's still waits: neither is the other's answer. */
static void a_foreign_syn_ack_changes_nothing(void **state)
{
	(void)state;
	struct track *track = begin();
	establish(track);
	assert_int_equal(from_server(track, 1, SYN_ACK, NEW_SERVER, CLIENT_ISN + 1, 0), 1);
	assert_int_equal(track->step.verdict, VERDICT_CHALLENGED);
	assert_int_equal(from_server(track, 1, SYN_ACK, NEW_SERVER, NEW_CLIENT + 1, 0), 1);
	assert_int_equal(track->step.verdict, VERDICT_CHALLENGED);
	assert_int_equal(track->flow->side[SIDE_SERVER].isn, SERVER_ISN);
	end(track);
}

/* One end forgot the connection: RFC 9293 figure 9. */
static void after_a_silence_the_old_end_answers_in_the_old_one(void **state)
{
	(void)state;
	struct track *track = begin();
	establish(track);
	assert_int_equal(from_client(track, 60 * SEC, SYN, NEW_CLIENT, 0, 0), 2);
	assert_int_equal(from_server(track, 1, ACK, SERVER_ISN + 1, CLIENT_ISN + 6, 0), 1);
	assert_int_equal(from_client(track, 1, RST, CLIENT_ISN + 6, 0, 0), 1);
	assert_true(track->flow->flags & FLOW_RESET);
	assert_int_equal(track->ended_count, 0);
	assert_int_equal(from_client(track, SEC, SYN, NEW_CLIENT, 0, 0), 2);
	assert_int_equal(from_server(track, 1, SYN_ACK, NEW_SERVER, NEW_CLIENT + 1, 0), 2);
	assert_int_equal(track->ended_count, 0);
	assert_int_equal(from_client(track, 1, ACK, NEW_CLIENT + 1, NEW_SERVER + 1, 0), 2);
	assert_int_equal(track->ended_count, 1); /* now it is over */
	assert_int_equal(track->ended[0], 1);
	end(track);
}

/* RFC 9293 section 3.10.7.4: TIME-WAIT answers whatever comes with its ACK. */
static void the_syn_ack_of_an_uncaptured_syn_is_answered_in_the_old_one(void **state)
{
	(void)state;
	struct track *track = begin();
	establish(track);
	from_client(track, 1, FIN | ACK, CLIENT_ISN + 6, SERVER_ISN + 1, 0);
	from_server(track, 1, FIN | ACK, SERVER_ISN + 1, CLIENT_ISN + 7, 0);
	from_client(track, 1, ACK, CLIENT_ISN + 7, SERVER_ISN + 2, 0);
	assert_int_equal(from_server(track, 1, SYN_ACK, NEW_SERVER, NEW_CLIENT + 1, 0), 2);
	assert_int_equal(from_client(track, 1, ACK, CLIENT_ISN + 7, SERVER_ISN + 2, 0), 1);
	assert_int_equal(from_server(track, 1, RST, SERVER_ISN + 2, 0, 0), 1);
	assert_int_equal(from_server(track, SEC, SYN_ACK, NEW_SERVER, NEW_CLIENT + 1, 0), 2);
	assert_int_equal(from_client(track, 1, RST, NEW_CLIENT + 1, 0, 0), 2);
	end(track);
}

static void the_refusal_of_the_new_one_is_its_own(void **state)
{
	(void)state;
	struct track *track = begin();
	establish(track);
	from_client(track, 1, RST, CLIENT_ISN + 6, 0, 0);
	assert_int_equal(from_client(track, 100, SYN, NEW_CLIENT, 0, 0), 2);
	assert_int_equal(from_server(track, 1, RST | ACK, 0, NEW_CLIENT + 1, 0), 2);
	assert_true(track->flow->flags & FLOW_REFUSED);
	end(track);
}

/* As Wireshark: another number is another attempt. Its answer may be for the first. */
static void in_the_opening_another_number_is_another_connection(void **state)
{
	(void)state;
	for (unsigned first = 0; first < 2; first++) {
		struct track *track = begin();
		from_client(track, 0, SYN, CLIENT_ISN, 0, 0);
		assert_int_equal(from_client(track, SEC, SYN, NEW_CLIENT, 0, 0), 2);
		uint32_t ack = (first ? CLIENT_ISN : NEW_CLIENT) + 1;
		assert_int_equal(from_server(track, 1, SYN_ACK, SERVER_ISN, ack, 0), first ? 1 : 2);
		from_client(track, 1, ACK, ack, SERVER_ISN + 1, 0);
		assert_int_equal(track->ended_count, first ? 0 : 1);
		end(track);
	}
}

/* There is one older connection at most, however many attempts there were. */
static void the_answered_attempt_is_the_last(void **state)
{
	(void)state;
	for (uint32_t attempts = 2; attempts < 8; attempts++) {
		struct track *track = begin();
		for (uint32_t i = 1; i <= attempts; i++)
			assert_int_equal(from_client(track, SEC, SYN, CLIENT_ISN * i, 0, 0), i);
		uint32_t ack = CLIENT_ISN * attempts + 1;
		assert_int_equal(from_server(track, 1, SYN_ACK, SERVER_ISN, ack, 0), attempts);
		assert_int_equal(from_client(track, 1, ACK, ack, SERVER_ISN + 1, 0), attempts);
		assert_int_equal(track->ended_count, attempts - 1);
		end(track);
	}
}

/* Somebody made a SYN with a number of the connection, and the server answered it: what it sends on
 * in that, and again, seems to acknowledge the made one. */
static struct track *answer_a_made_syn(void)
{
	struct track *track = begin();
	from_client(track, 0, SYN, CLIENT_ISN, 0, 0);
	assert_int_equal(from_client(track, 1, SYN, CLIENT_ISN + 1, 0, 0), 2);
	from_server(track, 1, SYN_ACK, NEW_SERVER, CLIENT_ISN + 2, 0);
	assert_int_equal(from_client(track, 1, RST, CLIENT_ISN + 2, 0, 0), 2);
	assert_int_equal(from_server(track, 1, SYN_ACK, SERVER_ISN, CLIENT_ISN + 1, 0), 1);
	from_client(track, 1, FIN | ACK, CLIENT_ISN + 1, SERVER_ISN + 1, 0);
	for (int i = 0; i < 2; i++)
		assert_int_equal(from_server(track, 1, ACK, SERVER_ISN + 1, CLIENT_ISN + 2, 100),
				 1);
	return track;
}

static void what_was_sent_again_is_the_older_ones(void **state)
{
	(void)state;
	end(answer_a_made_syn());
}

static void of_two_openings_the_one_that_a_rst_ended_goes(void **state)
{
	(void)state;
	struct track *track = answer_a_made_syn();
	from_server(track, 1, FIN | ACK, SERVER_ISN + 101, CLIENT_ISN + 2, 0);
	from_client(track, 1, ACK, CLIENT_ISN + 2, SERVER_ISN + 102, 0);
	assert_int_equal(track->ended_count, 0);
	assert_int_equal(from_client(track, 1, SYN, NEW_CLIENT, 0, 0), 3);
	assert_int_equal(track->ended_count, 1);
	assert_int_equal(track->ended[0], 2);
	assert_int_equal(from_server(track, 1, FIN | ACK, SERVER_ISN + 101, CLIENT_ISN + 2, 0), 1);
	end(track);
}

static void three_attempts_are_three_connections(void **state)
{
	(void)state;
	struct track *track = begin();
	from_client(track, 0, SYN, CLIENT_ISN, 0, 0);
	assert_int_equal(from_client(track, SEC, SYN, NEW_CLIENT, 0, 0), 2);
	assert_int_equal(from_client(track, SEC, SYN, NEW_CLIENT * 3u, 0, 0), 3);
	assert_int_equal(track->ended[0], 2);
	conntrack_end(track->conntrack);
	assert_int_equal(track->ended_count, 3);
	assert_int_equal(track->ended[1], 1);
	end(track);
}

/* Two tenants with the same addresses and ports. */
static void vlans_tell_connections_apart_where_that_is_wanted(void **state)
{
	(void)state;
	for (unsigned wanted = 0; wanted < 2; wanted++) {
		struct track *track = begin_with(wanted);
		track->vlan = 10;
		establish(track);
		track->vlan = 20;
		assert_int_equal(from_client(track, 1, ACK, CLIENT_ISN + 6, SERVER_ISN + 1, 1),
				 wanted ? 2 : 1);
		assert_int_equal(from_server(track, 1, ACK, SERVER_ISN + 1, CLIENT_ISN + 7, 0),
				 wanted ? 2 : 1);
		track->vlan = 10;
		assert_int_equal(from_server(track, 1, RST, SERVER_ISN + 1, 0, 0), 1);
		end(track);
	}
}

static uint32_t tagged(struct track *track, uint32_t vlan, enum side from, unsigned flags,
		       uint32_t seq, uint32_t ack)
{
	track->vlan = vlan;
	return hear(track, 1, from, flags, seq, ack, 0);
}

/* Without that wish, too, once both have opened: where both directions of a VLAN have one tag, each
 * its own, or the way back has none. The SYN of another VLAN is no SYN of the connection. */
static void openings_in_two_vlans_are_two_connections(void **state)
{
	(void)state;
	static const uint32_t back[][2] = {{10, 20}, {30, 40}, {0, 0}};
	for (unsigned i = 0; i < 3; i++) {
		const uint32_t a = back[i][0], b = back[i][1];
		const uint32_t in_b = NEW_CLIENT + 1, of_b = SERVER_ISN * 3u;
		struct track *track = begin_with(false);
		track->vlan = 10;
		establish(track);
		assert_int_equal(tagged(track, 20, SIDE_CLIENT, SYN, NEW_CLIENT, 0), 2);
		assert_int_equal(tagged(track, b, SIDE_SERVER, SYN_ACK, of_b, in_b), 2);
		assert_int_equal(tagged(track, 20, SIDE_CLIENT, ACK, in_b, of_b + 1), 2);
		assert_int_equal(
		    tagged(track, 10, SIDE_CLIENT, FIN | ACK, CLIENT_ISN + 6, SERVER_ISN + 1), 1);
		assert_int_equal(
		    tagged(track, a, SIDE_SERVER, FIN | ACK, SERVER_ISN + 1, CLIENT_ISN + 7), 1);
		assert_int_equal(tagged(track, 20, SIDE_CLIENT, FIN | ACK, in_b, of_b + 1), 2);
		assert_int_equal(
		    tagged(track, 10, SIDE_CLIENT, ACK, CLIENT_ISN + 7, SERVER_ISN + 2), 1);
		assert_int_equal(tagged(track, 10, SIDE_CLIENT, SYN, CLIENT_ISN * 5u, 0), 3);
		assert_int_equal(tagged(track, b, SIDE_SERVER, FIN | ACK, of_b + 1, in_b + 1), 2);
		end(track);
	}
}

int test_conntrack(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_forged_syn_changes_nothing),
	    cmocka_unit_test(a_syn_that_is_answered_begins_a_connection),
	    cmocka_unit_test(so_does_one_that_is_repeated_without_a_word),
	    cmocka_unit_test(a_foreign_syn_ack_changes_nothing),
	    cmocka_unit_test(after_a_silence_the_old_end_answers_in_the_old_one),
	    cmocka_unit_test(the_syn_ack_of_an_uncaptured_syn_is_answered_in_the_old_one),
	    cmocka_unit_test(the_refusal_of_the_new_one_is_its_own),
	    cmocka_unit_test(in_the_opening_another_number_is_another_connection),
	    cmocka_unit_test(the_answered_attempt_is_the_last),
	    cmocka_unit_test(what_was_sent_again_is_the_older_ones),
	    cmocka_unit_test(of_two_openings_the_one_that_a_rst_ended_goes),
	    cmocka_unit_test(three_attempts_are_three_connections),
	    cmocka_unit_test(vlans_tell_connections_apart_where_that_is_wanted),
	    cmocka_unit_test(openings_in_two_vlans_are_two_connections),
	};
	return run_group(tests, NULL, NULL);
}
