/* SPDX-License-Identifier: MIT */
/* Closings, resets, and captures that do not have everything. */
#include "ends_story.h"

#define SYN "C SYN 0 ; SYN-SENT | -"
#define SYN_ACK "S SYN|ACK 0 ack 1 ; ESTABLISHED? | SYN-RECEIVED"
#define SYN_ACK_ARRIVES SYN_ACK " ; ESTABLISHED | SYN-RECEIVED"
#define THIRD "C ACK 1 ack 1 ; ESTABLISHED | ESTABLISHED?"

ENDS_STORY(simultaneous_close_captured_at_the_client, 1, OPEN,
	   "C ACK|FIN 1 ack 1 ; FIN-WAIT-1 | CLOSE-WAIT? ; FIN-WAIT-1 | ESTABLISHED",
	   "S ACK|FIN 1 ack 1 ; CLOSING? | FIN-WAIT-1 ; CLOSING | FIN-WAIT-1 ;"
	   " S 3 CLOSE-WAIT ESTABLISHED",
	   "C ACK 2 ack 2 ; CLOSING | TIME-WAIT?", "S ACK 2 ack 2 ; TIME-WAIT? | TIME-WAIT?")

ENDS_STORY(simultaneous_close_captured_in_the_middle, 1, OPEN,
	   "S ACK|FIN 1 ack 1 ; CLOSE-WAIT? | FIN-WAIT-1 ; ESTABLISHED | FIN-WAIT-1",
	   "C ACK|FIN 1 ack 1 ; FIN-WAIT-1 | CLOSING? ; FIN-WAIT-1 | CLOSING ;"
	   " C 3 CLOSE-WAIT ESTABLISHED",
	   "S ACK 2 ack 2 ; TIME-WAIT? | CLOSING", "C ACK 2 ack 2 ; TIME-WAIT? | TIME-WAIT?")

ENDS_STORY(simultaneous_close_captured_at_the_server, 1, OPEN,
	   "S ACK|FIN 1 ack 1 ; CLOSE-WAIT? | FIN-WAIT-1 ; ESTABLISHED | FIN-WAIT-1",
	   "C ACK|FIN 1 ack 1 ; FIN-WAIT-1 | CLOSING? ; FIN-WAIT-1 | CLOSING ;"
	   " C 3 CLOSE-WAIT ESTABLISHED",
	   "S ACK 2 ack 2 ; TIME-WAIT? | CLOSING", "C ACK 2 ack 2 ; TIME-WAIT? | TIME-WAIT?")

/* It repeats its FIN because the other one, sent a time-out before, was lost or is late. */
ENDS_STORY(an_ack_does_not_bring_a_fin_of_long_ago, 3, OPEN,
	   "C ACK|FIN 1 ack 1 ; FIN-WAIT-1 | CLOSE-WAIT? ; FIN-WAIT-1 | CLOSE-WAIT",
	   "S ACK|FIN 1 ack 2 ; TIME-WAIT? | LAST-ACK ; FIN-WAIT-1 | LAST-ACK",
	   "C ACK|FIN 1 ack 1 again ; FIN-WAIT-1 | LAST-ACK ; ; C 4 TIME-WAIT FIN-WAIT-1",
	   "S ACK 2 ack 2 ; FIN-WAIT-2? | LAST-ACK",
	   "S ACK|FIN 1 ack 2 again ; TIME-WAIT? | LAST-ACK")

ENDS_STORY(data_in_flight_crosses_the_fin, 1, OPEN,
	   "C ACK|FIN 1 ack 1 ; FIN-WAIT-1 | CLOSE-WAIT? ; FIN-WAIT-1 | ESTABLISHED",
	   "S ACK 1 ack 1 len 100 ; FIN-WAIT-1 | ESTABLISHED ; ; S 3 CLOSE-WAIT ESTABLISHED",
	   "C ACK 2 ack 101 ; FIN-WAIT-1 | ESTABLISHED?",
	   "S ACK 101 ack 1 len 100 ; FIN-WAIT-1 | ESTABLISHED",
	   "C ACK 2 ack 201 ; FIN-WAIT-1 | ESTABLISHED?",
	   "S ACK 201 ack 2 ; FIN-WAIT-2? | CLOSE-WAIT")

ENDS_STORY(half_close, 0, OPEN,
	   "C ACK|FIN 1 ack 1 ; FIN-WAIT-1 | CLOSE-WAIT? ; FIN-WAIT-1 | CLOSE-WAIT",
	   "S ACK 1 ack 2 ; FIN-WAIT-2? | CLOSE-WAIT",
	   "S ACK 1 ack 2 len 9 ; FIN-WAIT-2? | CLOSE-WAIT ; FIN-WAIT-2 | CLOSE-WAIT",
	   "C ACK 2 ack 10 ; FIN-WAIT-2 | CLOSE-WAIT",
	   "S ACK|FIN 10 ack 2 ; TIME-WAIT? | LAST-ACK ; TIME-WAIT | LAST-ACK",
	   "C ACK 2 ack 11 ; TIME-WAIT | CLOSED?")

ENDS_STORY(four_segments, 0, OPEN,
	   "C ACK|FIN 1 ack 1 ; FIN-WAIT-1 | CLOSE-WAIT? ; FIN-WAIT-1 | CLOSE-WAIT",
	   "S ACK 1 ack 2 ; FIN-WAIT-2? | CLOSE-WAIT",
	   "S ACK|FIN 1 ack 2 ; TIME-WAIT? | LAST-ACK ; TIME-WAIT | LAST-ACK",
	   "C ACK 2 ack 2 ; TIME-WAIT | CLOSED?")

ENDS_STORY(the_ack_of_a_fin_is_lost, 3, OPEN,
	   "C ACK|FIN 1 ack 1 ; FIN-WAIT-1 | CLOSE-WAIT? ; FIN-WAIT-1 | CLOSE-WAIT",
	   "S ACK 1 ack 2 ; FIN-WAIT-2? | CLOSE-WAIT ; FIN-WAIT-1 | CLOSE-WAIT",
	   "C ACK|FIN 1 ack 1 ; FIN-WAIT-1 | CLOSE-WAIT ; ; C 4 FIN-WAIT-2 FIN-WAIT-1",
	   "S ACK 1 ack 2 ; FIN-WAIT-2? | CLOSE-WAIT", "S ACK|FIN 1 ack 2 ; TIME-WAIT? | LAST-ACK")

ENDS_STORY(time_wait_acknowledges_a_fin_again, 1, OPEN,
	   "S ACK|FIN 1 ack 1 ; CLOSE-WAIT? | FIN-WAIT-1 ; CLOSE-WAIT | FIN-WAIT-1",
	   "C ACK|FIN 1 ack 2 ; LAST-ACK | TIME-WAIT? ; LAST-ACK | TIME-WAIT",
	   "S ACK 2 ack 2 ; CLOSED? | TIME-WAIT ; LAST-ACK | TIME-WAIT",
	   "C ACK|FIN 1 ack 2 ; LAST-ACK | TIME-WAIT ; ; C 5 CLOSED LAST-ACK",
	   "S ACK 2 ack 2 ; CLOSED? | TIME-WAIT")

ENDS_STORY(a_fin_that_is_never_acknowledged, 1, OPEN,
	   "C ACK|FIN 1 ack 1 ; FIN-WAIT-1 | CLOSE-WAIT?",
	   "C ACK|FIN 1 ack 1 ; FIN-WAIT-1 | CLOSE-WAIT?")

ENDS_STORY(an_overtaken_ack_moves_nothing, 2, OPEN,
	   "C ACK 1 ack 1 len 5 ; ESTABLISHED | ESTABLISHED",
	   "S ACK|FIN 1 ack 6 ; CLOSE-WAIT? | FIN-WAIT-1 ; CLOSE-WAIT | FIN-WAIT-1",
	   "C ACK 6 ack 2 ; CLOSE-WAIT | FIN-WAIT-2?",
	   "C ACK 1 ack 1 len 5 ; CLOSE-WAIT | FIN-WAIT-2?",
	   "C ACK|FIN 6 ack 2 ; LAST-ACK | TIME-WAIT?")

ENDS_STORY(an_overtaken_fin_counts, 2, OPEN, "C ACK 3 ack 1 len 0 ; ESTABLISHED | ESTABLISHED",
	   "S ACK 1 ack 1 len 10 ; ESTABLISHED | ESTABLISHED",
	   "S ACK|FIN 11 ack 1 ; CLOSE-WAIT? | FIN-WAIT-1 ; ESTABLISHED | FIN-WAIT-1",
	   "C ACK 5 ack 11 ; ESTABLISHED | FIN-WAIT-1 ; ; C 5 CLOSE-WAIT ESTABLISHED",
	   "C ACK|FIN 5 ack 1 ; FIN-WAIT-1 | CLOSING?")

/* A copy of the packet is nothing that its sender said again. */
ENDS_STORY(a_copy_is_no_repetition, 0, OPEN,
	   "C ACK|FIN 1 ack 1 ; FIN-WAIT-1 | CLOSE-WAIT? ; FIN-WAIT-1 | CLOSE-WAIT",
	   "S ACK 1 ack 2 ; FIN-WAIT-2? | CLOSE-WAIT",
	   "C ACK|FIN 1 ack 1 copy ; FIN-WAIT-2? | CLOSE-WAIT")

ENDS_STORY(refused, 0, SYN, "S RST|ACK 0 ack 1 ; CLOSED? | CLOSED")

ENDS_STORY(refused_then_taken, 0, SYN, "S RST|ACK 0 ack 1 ; CLOSED? | CLOSED",
	   "C SYN 1000 ; SYN-SENT | CLOSED",
	   "S SYN|ACK 0 ack 1001 ; ESTABLISHED? | SYN-RECEIVED ; ESTABLISHED | SYN-RECEIVED",
	   "C ACK 1001 ack 1 ; ESTABLISHED | ESTABLISHED?")

/* RFC 9293 section 3.10.7.1: it answers the SYN+ACK, of who has given the opening up, or never had
 * it (a scan). */
ENDS_STORY(a_listener_gets_a_reset, 2, SYN " ; SYN-SENT? | -",
	   SYN_ACK " ; SYN-SENT? | SYN-RECEIVED", "C RST 1 ; CLOSED? | LISTEN? ; CLOSED | LISTEN?")

ENDS_STORY(a_reset_answers_a_fin_that_was_not_taken, 2, OPEN,
	   "S ACK|FIN 1 ack 1 ; CLOSE-WAIT? | FIN-WAIT-1 ; CLOSE-WAIT | FIN-WAIT-1",
	   "C ACK 1 ack 2 len 11 ; CLOSE-WAIT | FIN-WAIT-2?",
	   "C ACK|FIN 12 ack 2 ; LAST-ACK | TIME-WAIT? ; LAST-ACK | FIN-WAIT-2?",
	   "S RST 2 ; CLOSED? | CLOSED? ; CLOSED? | CLOSED")

/* The client's first FIN was held up on its way to the capture: it had left before the server's
 * came. */
ENDS_STORY(a_fin_that_is_captured_behind_its_copy, 3, OPEN,
	   "S ACK|FIN 1 ack 1 ; CLOSE-WAIT? | FIN-WAIT-1 ; ESTABLISHED | FIN-WAIT-1",
	   "C ACK|FIN 1 ack 2 ; LAST-ACK | TIME-WAIT? ; CLOSING | TIME-WAIT?",
	   "C ACK|FIN 1 ack 1 ; CLOSING | TIME-WAIT? ; ; C 4 LAST-ACK CLOSING")

ENDS_STORY(a_reset_with_an_ack_below_the_fin, 1, OPEN,
	   "C ACK|FIN 1 ack 1 ; FIN-WAIT-1 | CLOSE-WAIT? ; FIN-WAIT-1 | ESTABLISHED?",
	   "S RST|ACK 1 ack 1 ; CLOSED? | CLOSED? ; CLOSED? | CLOSED")

ENDS_STORY(a_reset_of_who_opens_answers_an_older_connection, 0, SYN,
	   "S ACK 5000 ack 9000 ; SYN-SENT? | -", "C RST 9000 ; SYN-SENT? | -",
	   "C SYN 0 ; SYN-SENT | -", SYN_ACK_ARRIVES, THIRD)

ENDS_STORY(a_reset_when_established, 0, SYN, SYN_ACK_ARRIVES, THIRD,
	   "C RST|ACK 1 ack 1 ; CLOSED? | CLOSED? ; CLOSED | CLOSED?")

ENDS_STORY(a_reset_in_fin_wait_1, 1, OPEN, "C ACK|FIN 1 ack 1 ; FIN-WAIT-1 | CLOSE-WAIT?",
	   "S RST 1 ; CLOSED? | CLOSED? ; CLOSED? | CLOSED")

ENDS_STORY(a_reset_in_fin_wait_2, 0, OPEN,
	   "C ACK|FIN 1 ack 1 ; FIN-WAIT-1 | CLOSE-WAIT? ; FIN-WAIT-1 | CLOSE-WAIT",
	   "S ACK 1 ack 2 ; FIN-WAIT-2? | CLOSE-WAIT",
	   "C RST 2 ; CLOSED? | CLOSED? ; CLOSED | CLOSED?")

ENDS_STORY(a_reset_in_last_ack, 2, OPEN,
	   "C ACK|FIN 1 ack 1 ; FIN-WAIT-1 | CLOSE-WAIT? ; FIN-WAIT-1 | CLOSE-WAIT",
	   "S ACK|FIN 1 ack 2 len 7 ; TIME-WAIT? | LAST-ACK ; FIN-WAIT-2? | LAST-ACK",
	   "C RST 2 ; CLOSED? | CLOSED? ; CLOSED | CLOSED?")

ENDS_STORY(
    a_reset_that_was_under_way, 1, OPEN,
    "C RST|ACK 1 ack 1 ; CLOSED? | CLOSED? ; CLOSED | ESTABLISHED",
    "S ACK 1 ack 1 len 10 ; CLOSED? | ESTABLISHED ; CLOSED | ESTABLISHED ; S 3 CLOSED ESTABLISHED",
    "C RST 1 ; CLOSED? | CLOSED? ; CLOSED | CLOSED?")

ENDS_STORY(a_reset_whose_sender_goes_on, 2, OPEN,
	   "S RST 1 ; CLOSED? | CLOSED? ; ESTABLISHED | ESTABLISHED?",
	   "C ACK 1 ack 1 len 10 ; ESTABLISHED | CLOSED? ; ESTABLISHED | ESTABLISHED? ;"
	   " C 3 CLOSED ESTABLISHED",
	   "S ACK 1 ack 11 ; ESTABLISHED? | ESTABLISHED ; ; S 3 CLOSED ESTABLISHED",
	   "S ACK 1 ack 11 len 5 ; ESTABLISHED? | ESTABLISHED",
	   "C ACK 11 ack 6 ; ESTABLISHED | ESTABLISHED",
	   "S ACK 6 ack 11 ; ESTABLISHED | ESTABLISHED")

ENDS_STORY(a_foreign_reset, 1, OPEN,
	   "S RST 1 foreign ; CLOSED? | ESTABLISHED ; ESTABLISHED | ESTABLISHED",
	   "C ACK 1 ack 1 len 10 ; ESTABLISHED | ESTABLISHED ; ; C 3 CLOSED ESTABLISHED")

ENDS_STORY(a_challenged_reset, 0, OPEN, "C ACK 1 ack 1 ; ESTABLISHED | ESTABLISHED",
	   "S RST 50 foreign challenged ; ESTABLISHED? | ESTABLISHED",
	   "C ACK 1 ack 1 ; ESTABLISHED | ESTABLISHED",
	   "S ACK 1 ack 1 len 5 ; ESTABLISHED? | ESTABLISHED",
	   "C ACK 1 ack 6 ; ESTABLISHED | ESTABLISHED",
	   "S ACK 6 ack 1 len 5 ; ESTABLISHED | ESTABLISHED")

/* RFC 9293 section 3.10.7.1: behind its close it answers as a host without the connection does. */
ENDS_STORY(a_syn_in_the_name_of_who_closes_last, 1, OPEN,
	   "C FIN|ACK 1 ack 1 ; FIN-WAIT-1 | CLOSE-WAIT? ; FIN-WAIT-1 | CLOSE-WAIT",
	   "S FIN|ACK 1 ack 2 ; TIME-WAIT? | LAST-ACK ; TIME-WAIT | LAST-ACK",
	   "S SYN 77777 ignored ; TIME-WAIT? | CLOSED? ; TIME-WAIT | LAST-ACK?",
	   "C ACK 2 ack 2 ; TIME-WAIT | CLOSED? ; TIME-WAIT | CLOSED?",
	   "S RST 2 ; CLOSED? | CLOSED? ; CLOSED? | CLOSED")

ENDS_STORY(an_ignored_reset_or_syn, 0, OPEN,
	   "S RST 999999 foreign ignored ; ESTABLISHED | ESTABLISHED",
	   "C SYN|ACK 77777 ack 1 ignored ; ESTABLISHED | ESTABLISHED",
	   "C SYN 0 ; ESTABLISHED | ESTABLISHED")

/* RFC 9293 section 3.5.1: who opens another connection has this one no more. */
ENDS_STORY(a_syn_of_another_connection, 0, OPEN, "C SYN 77777 ignored ; CLOSED? | ESTABLISHED",
	   "C SYN 0 ; CLOSED? | ESTABLISHED")

/* Figure 9: its RST answers the old connection's ACK; but it may have closed in between, and the
 * SYN be another's. */
ENDS_STORY(a_syn_of_another_connection_and_a_reset, 0, OPEN,
	   "C SYN 77777 ignored ; CLOSED? | ESTABLISHED", "S ACK 1 ack 1 ; CLOSED? | ESTABLISHED",
	   "C RST 1 ; CLOSED | CLOSED?")

/* RFC 5961 section 4: somebody else made the SYN. */
/* It may be forged: whether the ACK had come is not known. */
ENDS_STORY(
    a_foreign_syn_ack, 1, SYN, SYN_ACK_ARRIVES,
    "C ACK 1 ack 1 ; ESTABLISHED | ESTABLISHED? ; ESTABLISHED | SYN-RECEIVED?",
    "S SYN|ACK 9000 ack 1 ignored ; ESTABLISHED | SYN-RECEIVED ; ; S 3 ESTABLISHED SYN-RECEIVED")

ENDS_STORY(a_forged_syn, 1, OPEN,
	   "C SYN 77777 ignored ; CLOSED? | ESTABLISHED ; ESTABLISHED | ESTABLISHED",
	   "S ACK 1 ack 1 ; CLOSED? | ESTABLISHED ; ESTABLISHED | ESTABLISHED",
	   "C ACK 1 ack 1 len 5 ; ESTABLISHED | ESTABLISHED ; ; C 3 CLOSED ESTABLISHED")

/* Of two SYNs of other connections one was somebody else's. */
ENDS_STORY(two_syns_of_other_connections, 1, OPEN,
	   "C SYN 77777 ignored ; CLOSED? | ESTABLISHED ; ESTABLISHED? | ESTABLISHED",
	   "C SYN 99999 ignored ; CLOSED? | ESTABLISHED", "C RST 1 ; CLOSED | CLOSED?")

/* By SACK, the first numbers behind its ACK had not arrived: it had the FIN's ACK from those behind
 * them. */
ENDS_STORY(a_sack_brings_the_ack_of_a_fin, 1, OPEN,
	   "S ACK|FIN 1 ack 1 ; CLOSE-WAIT? | FIN-WAIT-1 ; CLOSE-WAIT | FIN-WAIT-1",
	   "C ACK 1 ack 2 len 100 ; CLOSE-WAIT | FIN-WAIT-2?",
	   "C ACK 101 ack 2 len 100 ; CLOSE-WAIT | FIN-WAIT-2?",
	   "S ACK 2 ack 1 sack 201 ; CLOSE-WAIT | FIN-WAIT-2")

/* RFC 9293 section 3.10.7.4, first: its number lies before what its receiver expects. */
ENDS_STORY(a_keep_alive_brings_no_ack_of_a_fin, 0, OPEN,
	   "S ACK 1 ack 1 len 9 ; ESTABLISHED | ESTABLISHED",
	   "C ACK|FIN 1 ack 10 ; FIN-WAIT-1 | CLOSE-WAIT? ; FIN-WAIT-1 | CLOSE-WAIT",
	   "S ACK 9 ack 2 ; FIN-WAIT-1? | CLOSE-WAIT")

/* Nothing tells it from a copy that the path held back. */
ENDS_STORY(a_fin_that_may_be_a_late_copy, 3, OPEN,
	   "C ACK|FIN 1 ack 1 ; FIN-WAIT-1 | CLOSE-WAIT? ; FIN-WAIT-1 | CLOSE-WAIT",
	   "S ACK 1 ack 2 ; FIN-WAIT-2? | CLOSE-WAIT ; FIN-WAIT-1? | CLOSE-WAIT",
	   "C ACK|FIN 1 ack 1 late_copy ; FIN-WAIT-1 | CLOSE-WAIT ; ; C 4 FIN-WAIT-2 FIN-WAIT-1",
	   "S ACK 1 ack 2 ; FIN-WAIT-2? | CLOSE-WAIT", "S ACK|FIN 1 ack 2 ; TIME-WAIT? | LAST-ACK")

ENDS_STORY(a_fin_and_then_a_reset, 1, OPEN, "C ACK|FIN 1 ack 1 ; FIN-WAIT-1 | CLOSE-WAIT?",
	   "C RST|ACK 2 ack 1 ; CLOSED? | CLOSED? ; CLOSED | CLOSED?")

ENDS_STORY(one_direction_only, 0, SYN, "C ACK 1 ack 1 ; ESTABLISHED | -",
	   "C ACK 1 ack 1 len 10 ; ESTABLISHED | -", "C ACK 11 ack 500 ; ESTABLISHED | -",
	   "C ACK|FIN 11 ack 500 ; FIN-WAIT-1 | -", "C ACK 12 ack 501 ; FIN-WAIT-1 | -")

ENDS_STORY(begun_with_the_syn_ack, 0, "S SYN|ACK 0 ack 1 ; - | SYN-RECEIVED",
	   "C ACK 1 ack 1 ; ESTABLISHED | ESTABLISHED?")

/* That the first FIN of the server is not sent again, nothing tells. */
ENDS_STORY(begun_with_a_fin, 0, "C ACK|FIN 1 ack 1 ; FIN-WAIT-1 | -",
	   "S ACK|FIN 1 ack 2 ; TIME-WAIT? | LAST-ACK", "C ACK 2 ack 2 ; TIME-WAIT? | CLOSED?")

/* The server answered before: whether the client's ACK had come by then, nothing tells. Where that
 * was not captured either, the client had it all the same. */
ENDS_STORY(a_syn_ack_that_was_not_captured, 1, SYN, "S ACK 1 ack 1 ; SYN-SENT | SYN-RECEIVED?",
	   "C ACK 1 ack 1 len 5 ; ESTABLISHED | ESTABLISHED?",
	   "S ACK 1 ack 6 ; ESTABLISHED | ESTABLISHED")

/* RFC 2018: by SACK the client has got a number that was not captured, perhaps with the ACK of its
 * FIN. */
ENDS_STORY(an_ack_that_something_unseen_brought, 1, OPEN,
	   "C ACK|FIN 1 ack 1 ; FIN-WAIT-1 | CLOSE-WAIT? ; FIN-WAIT-1 | CLOSE-WAIT",
	   "S ACK 1 ack 2 len 1 ; FIN-WAIT-2? | CLOSE-WAIT",
	   "C ACK 2 ack 1 sack 3 ; FIN-WAIT-2? | CLOSE-WAIT")

/* The FIN lies behind numbers that were not captured; that the client lacks them does not tell that
 * the first number did not bring the ACK. */
ENDS_STORY(an_ack_with_numbers_before_a_gap, 2, OPEN,
	   "S ACK|FIN 1 ack 1 ; CLOSE-WAIT? | FIN-WAIT-1 ; CLOSE-WAIT | FIN-WAIT-1",
	   "C ACK 1 ack 2 len 4 ; CLOSE-WAIT | FIN-WAIT-2?",
	   "C ACK|FIN 10 ack 2 gap ; LAST-ACK? | TIME-WAIT? ; LAST-ACK? | FIN-WAIT-2?",
	   "S ACK 2 ack 10 gap ; LAST-ACK? | FIN-WAIT-2? ; ; S 5 TIME-WAIT FIN-WAIT-2",
	   "S ACK 2 ack 11 ; CLOSED? | TIME-WAIT")

ENDS_STORY(a_fin_behind_its_ack, 1, OPEN,
	   "S ACK 1 ack 2 ; ESTABLISHED? | ESTABLISHED? ; ESTABLISHED? | CLOSE-WAIT?",
	   "C ACK|FIN 1 ack 1 ; FIN-WAIT-1 | CLOSE-WAIT")

ENDS_STORY(an_ack_of_what_was_never_seen, 0, OPEN, "S ACK 1 ack 101 ; ESTABLISHED? | ESTABLISHED?",
	   "C ACK 101 ack 1 ; ESTABLISHED | ESTABLISHED")

/* What it was before, nothing tells: there is no state to go back to. */
ENDS_STORY(first_heard_by_its_reset, 1, "C RST|ACK 1001 ack 1 ; CLOSED | - ; - | -",
	   "C ACK 1006 ack 1 ; ESTABLISHED? | -")

int test_ends_closings(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(simultaneous_close_captured_at_the_client),
	    cmocka_unit_test(simultaneous_close_captured_in_the_middle),
	    cmocka_unit_test(simultaneous_close_captured_at_the_server),
	    cmocka_unit_test(an_ack_does_not_bring_a_fin_of_long_ago),
	    cmocka_unit_test(data_in_flight_crosses_the_fin),
	    cmocka_unit_test(half_close),
	    cmocka_unit_test(four_segments),
	    cmocka_unit_test(the_ack_of_a_fin_is_lost),
	    cmocka_unit_test(time_wait_acknowledges_a_fin_again),
	    cmocka_unit_test(a_fin_that_is_never_acknowledged),
	    cmocka_unit_test(an_overtaken_ack_moves_nothing),
	    cmocka_unit_test(an_overtaken_fin_counts),
	    cmocka_unit_test(a_copy_is_no_repetition),
	    cmocka_unit_test(refused),
	    cmocka_unit_test(refused_then_taken),
	    cmocka_unit_test(a_listener_gets_a_reset),
	    cmocka_unit_test(a_reset_answers_a_fin_that_was_not_taken),
	    cmocka_unit_test(a_reset_with_an_ack_below_the_fin),
	    cmocka_unit_test(a_fin_that_is_captured_behind_its_copy),
	    cmocka_unit_test(a_reset_of_who_opens_answers_an_older_connection),
	    cmocka_unit_test(a_reset_when_established),
	    cmocka_unit_test(a_reset_in_fin_wait_1),
	    cmocka_unit_test(a_reset_in_fin_wait_2),
	    cmocka_unit_test(a_reset_in_last_ack),
	    cmocka_unit_test(a_reset_that_was_under_way),
	    cmocka_unit_test(a_reset_whose_sender_goes_on),
	    cmocka_unit_test(a_foreign_reset),
	    cmocka_unit_test(a_challenged_reset),
	    cmocka_unit_test(a_syn_in_the_name_of_who_closes_last),
	    cmocka_unit_test(an_ignored_reset_or_syn),
	    cmocka_unit_test(a_syn_of_another_connection),
	    cmocka_unit_test(a_syn_of_another_connection_and_a_reset),
	    cmocka_unit_test(a_foreign_syn_ack),
	    cmocka_unit_test(a_forged_syn),
	    cmocka_unit_test(two_syns_of_other_connections),
	    cmocka_unit_test(a_sack_brings_the_ack_of_a_fin),
	    cmocka_unit_test(a_keep_alive_brings_no_ack_of_a_fin),
	    cmocka_unit_test(a_fin_that_may_be_a_late_copy),
	    cmocka_unit_test(a_fin_and_then_a_reset),
	    cmocka_unit_test(one_direction_only),
	    cmocka_unit_test(begun_with_the_syn_ack),
	    cmocka_unit_test(begun_with_a_fin),
	    cmocka_unit_test(a_syn_ack_that_was_not_captured),
	    cmocka_unit_test(an_ack_that_something_unseen_brought),
	    cmocka_unit_test(an_ack_with_numbers_before_a_gap),
	    cmocka_unit_test(a_fin_behind_its_ack),
	    cmocka_unit_test(an_ack_of_what_was_never_seen),
	    cmocka_unit_test(first_heard_by_its_reset),
	};
	return run_group(tests, NULL, NULL);
}
