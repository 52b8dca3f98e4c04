/* SPDX-License-Identifier: MIT */
/* The documented exchange, whole and with each of its segments lost once, and other openings. */
#include "ends_story.h"

ENDS_STORY(the_documented_eight, 0, "C SYN 0 ; SYN-SENT | -",
	   "S SYN|ACK 0 ack 1 ; ESTABLISHED? | SYN-RECEIVED ; ESTABLISHED | SYN-RECEIVED",
	   "C ACK 1 ack 1 ; ESTABLISHED | ESTABLISHED?",
	   "C ACK 1 ack 1 len 11 ; ESTABLISHED | ESTABLISHED? ; ESTABLISHED | ESTABLISHED",
	   "S ACK 1 ack 12 ; ESTABLISHED | ESTABLISHED",
	   "C ACK|FIN 12 ack 1 ; FIN-WAIT-1 | CLOSE-WAIT? ; FIN-WAIT-1 | CLOSE-WAIT",
	   "S ACK|FIN 1 ack 13 ; TIME-WAIT? | LAST-ACK ; TIME-WAIT | LAST-ACK",
	   "C ACK 13 ack 2 ; TIME-WAIT | CLOSED?")

ENDS_STORY(its_syn_is_lost, 0, "C SYN 0 ; SYN-SENT | -", "C SYN 0 ; SYN-SENT | -",
	   "S SYN|ACK 0 ack 1 ; ESTABLISHED? | SYN-RECEIVED ; ESTABLISHED | SYN-RECEIVED",
	   "C ACK 1 ack 1 ; ESTABLISHED | ESTABLISHED?")

ENDS_STORY(its_syn_ack_is_lost_and_the_client_asks, 1, "C SYN 0 ; SYN-SENT | -",
	   "S SYN|ACK 0 ack 1 ; ESTABLISHED? | SYN-RECEIVED ; SYN-SENT | SYN-RECEIVED",
	   "C SYN 0 ; SYN-SENT | SYN-RECEIVED ;  ; C 2 ESTABLISHED SYN-SENT",
	   "S SYN|ACK 0 ack 1 ; ESTABLISHED? | SYN-RECEIVED ; ESTABLISHED | SYN-RECEIVED",
	   "C ACK 1 ack 1 ; ESTABLISHED | ESTABLISHED?")

ENDS_STORY(its_syn_ack_is_lost_and_the_server_repeats_it, 1, "C SYN 0 ; SYN-SENT | -",
	   "S SYN|ACK 0 ack 1 ; ESTABLISHED? | SYN-RECEIVED",
	   "S SYN|ACK 0 ack 1 ; ESTABLISHED? | SYN-RECEIVED ; ESTABLISHED | SYN-RECEIVED",
	   "C ACK 1 ack 1 ; ESTABLISHED | ESTABLISHED?")

ENDS_STORY(its_third_segment_is_lost, 0, "C SYN 0 ; SYN-SENT | -",
	   "S SYN|ACK 0 ack 1 ; ESTABLISHED? | SYN-RECEIVED ; ESTABLISHED | SYN-RECEIVED",
	   "C ACK 1 ack 1 ; ESTABLISHED | ESTABLISHED?",
	   "C ACK 1 ack 1 len 11 ; ESTABLISHED | ESTABLISHED? ; ESTABLISHED | ESTABLISHED",
	   "S ACK 1 ack 12 ; ESTABLISHED | ESTABLISHED")

ENDS_STORY(its_third_segment_is_lost_and_nothing_follows, 1, "C SYN 0 ; SYN-SENT | -",
	   "S SYN|ACK 0 ack 1 ; ESTABLISHED? | SYN-RECEIVED ; ESTABLISHED | SYN-RECEIVED",
	   "C ACK 1 ack 1 ; ESTABLISHED | ESTABLISHED? ; ESTABLISHED | SYN-RECEIVED",
	   "S SYN|ACK 0 ack 1 ; ESTABLISHED | SYN-RECEIVED ;  ; S 3 ESTABLISHED SYN-RECEIVED",
	   "C ACK 1 ack 1 ; ESTABLISHED | ESTABLISHED?")

ENDS_STORY(its_data_is_lost, 1, "C SYN 0 ; SYN-SENT | -",
	   "S SYN|ACK 0 ack 1 ; ESTABLISHED? | SYN-RECEIVED ; ESTABLISHED | SYN-RECEIVED",
	   "C ACK 1 ack 1 ; ESTABLISHED | ESTABLISHED?",
	   "C ACK 1 ack 1 len 11 ; ESTABLISHED | ESTABLISHED?",
	   "C ACK 1 ack 1 len 11 ; ESTABLISHED | ESTABLISHED? ; ESTABLISHED | ESTABLISHED",
	   "S ACK 1 ack 12 ; ESTABLISHED | ESTABLISHED")

ENDS_STORY(its_ack_of_the_data_is_lost, 1, "C SYN 0 ; SYN-SENT | -",
	   "S SYN|ACK 0 ack 1 ; ESTABLISHED? | SYN-RECEIVED ; ESTABLISHED | SYN-RECEIVED",
	   "C ACK 1 ack 1 ; ESTABLISHED | ESTABLISHED?",
	   "C ACK 1 ack 1 len 11 ; ESTABLISHED | ESTABLISHED? ; ESTABLISHED | ESTABLISHED",
	   "S ACK 1 ack 12 ; ESTABLISHED | ESTABLISHED",
	   "C ACK|FIN 12 ack 1 ; FIN-WAIT-1 | CLOSE-WAIT?",
	   "C ACK|FIN 1 ack 1 len 11 ; FIN-WAIT-1 | CLOSE-WAIT? ; FIN-WAIT-1 | CLOSE-WAIT",
	   "S ACK 1 ack 13 sack 13 ; FIN-WAIT-2? | CLOSE-WAIT",
	   "S ACK|FIN 1 ack 13 ; TIME-WAIT? | LAST-ACK ; TIME-WAIT | LAST-ACK",
	   "C ACK 13 ack 2 ; TIME-WAIT | CLOSED?")

ENDS_STORY(its_fin_is_lost, 1, "C SYN 0 ; SYN-SENT | -",
	   "S SYN|ACK 0 ack 1 ; ESTABLISHED? | SYN-RECEIVED ; ESTABLISHED | SYN-RECEIVED",
	   "C ACK 1 ack 1 ; ESTABLISHED | ESTABLISHED?",
	   "C ACK 1 ack 1 len 11 ; ESTABLISHED | ESTABLISHED? ; ESTABLISHED | ESTABLISHED",
	   "S ACK 1 ack 12 ; ESTABLISHED | ESTABLISHED",
	   "C ACK|FIN 12 ack 1 ; FIN-WAIT-1 | CLOSE-WAIT?",
	   "C ACK|FIN 12 ack 1 ; FIN-WAIT-1 | CLOSE-WAIT? ; FIN-WAIT-1 | CLOSE-WAIT",
	   "S ACK|FIN 1 ack 13 ; TIME-WAIT? | LAST-ACK ; TIME-WAIT | LAST-ACK",
	   "C ACK 13 ack 2 ; TIME-WAIT | CLOSED?")

ENDS_STORY(its_second_fin_is_lost, 1, "C ACK 1 ack 1 len 11 ; ESTABLISHED | -",
	   "S ACK 1 ack 12 ; ESTABLISHED | ESTABLISHED",
	   "C ACK|FIN 12 ack 1 ; FIN-WAIT-1 | CLOSE-WAIT? ; FIN-WAIT-1 | CLOSE-WAIT",
	   "S ACK|FIN 1 ack 13 ; TIME-WAIT? | LAST-ACK ; FIN-WAIT-1 | LAST-ACK",
	   "C ACK|FIN 12 ack 1 ; FIN-WAIT-1 | LAST-ACK ;  ; C 4 TIME-WAIT FIN-WAIT-1",
	   "S ACK|FIN 1 ack 13 ; TIME-WAIT? | LAST-ACK ; TIME-WAIT | LAST-ACK",
	   "C ACK 13 ack 2 ; TIME-WAIT | CLOSED?")

ENDS_STORY(its_last_ack_is_lost, 1, "C ACK 1 ack 1 len 11 ; ESTABLISHED | -",
	   "S ACK 1 ack 12 ; ESTABLISHED | ESTABLISHED",
	   "C ACK|FIN 12 ack 1 ; FIN-WAIT-1 | CLOSE-WAIT? ; FIN-WAIT-1 | CLOSE-WAIT",
	   "S ACK|FIN 1 ack 13 ; TIME-WAIT? | LAST-ACK ; TIME-WAIT | LAST-ACK",
	   "C ACK 13 ack 2 ; TIME-WAIT | CLOSED? ; TIME-WAIT | LAST-ACK",
	   "S ACK|FIN 1 ack 13 ; TIME-WAIT | LAST-ACK ;  ; S 5 CLOSED LAST-ACK",
	   "C ACK 13 ack 2 ; TIME-WAIT | CLOSED?")

ENDS_STORY(a_server_that_speaks_first_has_the_third_segment, 1, "C SYN 0 ; SYN-SENT | -",
	   "S SYN|ACK 0 ack 1 ; ESTABLISHED? | SYN-RECEIVED ; ESTABLISHED | SYN-RECEIVED",
	   "C ACK 1 ack 1 ; ESTABLISHED | ESTABLISHED? ; ESTABLISHED | ESTABLISHED",
	   "S ACK 1 ack 1 len 20 ; ESTABLISHED | ESTABLISHED")

ENDS_STORY(a_bare_ack_of_the_syn_proves_nothing, 0, "C SYN 0 ; SYN-SENT | -",
	   "S SYN|ACK 0 ack 1 ; ESTABLISHED? | SYN-RECEIVED ; ESTABLISHED | SYN-RECEIVED",
	   "C ACK 1 ack 1 ; ESTABLISHED | ESTABLISHED?",
	   "S ACK 1 ack 1 ; ESTABLISHED | ESTABLISHED?")

ENDS_STORY(simultaneous_open, 2, "C SYN 0 ; SYN-SENT | -",
	   "S SYN 0 ; SYN-RECEIVED? | SYN-SENT ; SYN-RECEIVED | SYN-SENT",
	   "C SYN|ACK 0 ack 1 ; SYN-RECEIVED | ESTABLISHED? ; SYN-RECEIVED | SYN-RECEIVED",
	   "S SYN|ACK 0 ack 1 ; ESTABLISHED? | SYN-RECEIVED ; ESTABLISHED | SYN-RECEIVED ; S 3 "
	   "ESTABLISHED SYN-RECEIVED",
	   "C ACK 1 ack 1 len 5 ; ESTABLISHED | ESTABLISHED? ; ESTABLISHED | ESTABLISHED",
	   "S ACK 1 ack 6 ; ESTABLISHED | ESTABLISHED")

ENDS_STORY(fast_open_accepted, 0, "C SYN 0 len 10 fast_open ; SYN-SENT | -",
	   "S SYN|ACK 0 ack 11 ; ESTABLISHED? | SYN-RECEIVED ; ESTABLISHED | SYN-RECEIVED",
	   "S ACK 1 ack 11 len 100 ; ESTABLISHED? | SYN-RECEIVED ; ESTABLISHED | SYN-RECEIVED",
	   "C ACK 11 ack 101 ; ESTABLISHED | ESTABLISHED?",
	   "S ACK 101 ack 11 len 100 ; ESTABLISHED | ESTABLISHED?",
	   "C ACK 11 ack 201 len 5 ; ESTABLISHED | ESTABLISHED? ; ESTABLISHED | ESTABLISHED",
	   "S ACK 201 ack 16 ; ESTABLISHED | ESTABLISHED")

ENDS_STORY(fast_open_server_closes_before_it_is_established, 0, "C SYN 0 fast_open ; SYN-SENT | -",
	   "S SYN|ACK 0 ack 1 ; ESTABLISHED? | SYN-RECEIVED ; ESTABLISHED | SYN-RECEIVED",
	   "S ACK|FIN 1 ack 1 len 100 ; CLOSE-WAIT? | FIN-WAIT-1",
	   "C ACK 1 ack 102 ; CLOSE-WAIT | FIN-WAIT-2?")

ENDS_STORY(fast_open_not_taken, 0, "C SYN 0 len 10 fast_open ; SYN-SENT | -",
	   "S SYN|ACK 0 ack 1 ; ESTABLISHED? | SYN-RECEIVED ; ESTABLISHED | SYN-RECEIVED",
	   "C ACK 1 ack 1 len 10 ; ESTABLISHED | ESTABLISHED? ; ESTABLISHED | ESTABLISHED",
	   "S ACK 1 ack 11 ; ESTABLISHED | ESTABLISHED")

static void a_connection_to_itself(void **state)
{
	(void)state;
	/* Both columns are the one end. It shows what may have arrived at once. */
	static const char *const lines[] = {
	    "C SYN 0 ; SYN-RECEIVED? | SYN-RECEIVED? ; SYN-RECEIVED | SYN-RECEIVED",
	    "C SYN|ACK 0 ack 1 ; ESTABLISHED? | ESTABLISHED?",
	    "C ACK 1 ack 1 ; ESTABLISHED? | ESTABLISHED?",
	    "C ACK 1 ack 1 len 5 ; ESTABLISHED | ESTABLISHED",
	    "C ACK 6 ack 6 ; ESTABLISHED | ESTABLISHED",
	    "C ACK|FIN 6 ack 6 ; CLOSING? | CLOSING? ; CLOSING | CLOSING",
	    "C ACK 7 ack 7 ; TIME-WAIT? | TIME-WAIT?"};
	assert_int_equal(ends_play(__func__, lines, COUNT_OF(lines), true), 0);
}

static void it_is_small(void **state)
{
	(void)state;
	assert_true(sizeof(struct ends_side) <= 40);
	assert_true(sizeof(struct ends) <= 2 * 40 + 4); /* two sides, and what was shown of them */
	assert_true(sizeof(struct ends_note) <= 8);
}

int test_ends(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(the_documented_eight),
	    cmocka_unit_test(its_syn_is_lost),
	    cmocka_unit_test(its_syn_ack_is_lost_and_the_client_asks),
	    cmocka_unit_test(its_syn_ack_is_lost_and_the_server_repeats_it),
	    cmocka_unit_test(its_third_segment_is_lost),
	    cmocka_unit_test(its_third_segment_is_lost_and_nothing_follows),
	    cmocka_unit_test(its_data_is_lost),
	    cmocka_unit_test(its_ack_of_the_data_is_lost),
	    cmocka_unit_test(its_fin_is_lost),
	    cmocka_unit_test(its_second_fin_is_lost),
	    cmocka_unit_test(its_last_ack_is_lost),
	    cmocka_unit_test(a_server_that_speaks_first_has_the_third_segment),
	    cmocka_unit_test(a_bare_ack_of_the_syn_proves_nothing),
	    cmocka_unit_test(simultaneous_open),
	    cmocka_unit_test(fast_open_accepted),
	    cmocka_unit_test(fast_open_server_closes_before_it_is_established),
	    cmocka_unit_test(fast_open_not_taken),
	    cmocka_unit_test(a_connection_to_itself),
	    cmocka_unit_test(it_is_small),
	};
	return run_group(tests, NULL, NULL);
}
