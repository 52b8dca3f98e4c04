/* SPDX-License-Identifier: MIT */
/* The states of both ends, where the capture begins late, misses a segment, or has its frames in
 * the wrong order.
 */
#include "ends_story.h"

/* It answers a SYN that was made in the server's name, or came late. */
ENDS_STORY(a_syn_in_the_name_of_who_has_a_connection, 2, "C SYN 0 ; SYN-SENT | - ; SYN-SENT? | -",
	   "C ACK 3000000000 ack 1 ; SYN-SENT? | -", "C ACK|FIN 3000000000 ack 1 ; SYN-SENT? | -",
	   "S ACK 1 ack 3000000001 ; SYN-SENT? | -")

/* The SYN+ACK answers a SYN with another number in the client's name: the client's own ACK is none
 * of it. */
ENDS_STORY(an_ack_below_the_numbers_of_the_syn, 2, "C SYN 500 ; SYN-SENT | - ; SYN-SENT? | -",
	   "S SYN|ACK 0 ack 501 ; ESTABLISHED? | SYN-RECEIVED ; SYN-SENT? | SYN-RECEIVED",
	   "C ACK 401 ack 1 ; ESTABLISHED? | SYN-RECEIVED ; SYN-SENT? | SYN-RECEIVED")

/* An old segment of the client is captured before its ACK of the SYN+ACK. */
ENDS_STORY(an_old_segment_before_the_ack, 2, "C SYN 500 ; SYN-SENT | -",
	   "S SYN|ACK 0 ack 501 ; ESTABLISHED? | SYN-RECEIVED ; ESTABLISHED | SYN-RECEIVED",
	   "C ACK 401 ack 1 ; ESTABLISHED? | SYN-RECEIVED ; ESTABLISHED | SYN-RECEIVED",
	   "C ACK 501 ack 1 ; ESTABLISHED | ESTABLISHED?",
	   "C ACK 501 ack 1 len 2 ; ESTABLISHED | ESTABLISHED? ; ESTABLISHED | ESTABLISHED",
	   "S ACK 1 ack 503 ; ESTABLISHED | ESTABLISHED")

/* The client's FIN came before the server's is captured, and behind that the server closed. */
ENDS_STORY(a_first_word_behind_a_fin, 2, "C ACK|FIN 1 ack 1 ; FIN-WAIT-1 | -",
	   "S ACK 2 ack 2 ; FIN-WAIT-2? | CLOSE-WAIT ; FIN-WAIT-2? | CLOSING",
	   "S ACK|FIN 1 ack 1 ; TIME-WAIT? | CLOSING ; ; S 2 CLOSE-WAIT CLOSING")

/* The client acknowledges the server's FIN, behind which nothing comes. */
ENDS_STORY(a_fin_that_was_not_captured, 2, "C ACK 1 ack 1 len 11 ; ESTABLISHED | -",
	   "S ACK 1 ack 12 ; ESTABLISHED | ESTABLISHED",
	   "C ACK|FIN 12 ack 1 ; FIN-WAIT-1 | CLOSE-WAIT?",
	   "C ACK 13 ack 2 ; FIN-WAIT-1? | CLOSE-WAIT? ; TIME-WAIT? | LAST-ACK?")

/* The server acknowledges it by its own, and the client's next number lies behind it. */
ENDS_STORY(a_first_fin_that_was_not_captured, 1, "C ACK 1 ack 1 len 11 ; ESTABLISHED | -",
	   "S ACK 1 ack 12 ; ESTABLISHED | ESTABLISHED",
	   "S ACK|FIN 1 ack 13 ; CLOSE-WAIT? | FIN-WAIT-1? ; FIN-WAIT-1? | LAST-ACK?",
	   "C ACK 13 ack 2 ; CLOSE-WAIT | FIN-WAIT-2? ; TIME-WAIT? | LAST-ACK?")

/* It may have been a byte, where it was a RST that ended the connection. */
ENDS_STORY(a_byte_that_was_not_captured, 0, "C ACK 1 ack 1 len 11 ; ESTABLISHED | -",
	   "S ACK 1 ack 12 ; ESTABLISHED | ESTABLISHED",
	   "C ACK 12 ack 2 ; ESTABLISHED? | ESTABLISHED?", "S RST|ACK 2 ack 12 ; CLOSED? | CLOSED?")

/* What the RST jumped over was sent before it: its source does not go on. */
ENDS_STORY(a_rst_ahead_of_its_data, 0, OPEN, "C RST|ACK 101 ack 1 ; CLOSED? | CLOSED?",
	   "C ACK 1 ack 1 len 100 ; CLOSED? | CLOSED?")

/* Its receiver's words in between do not tell whether the data was sent before the RST. */
ENDS_STORY(data_behind_a_rst_that_was_answered, 0, OPEN,
	   "C RST 101 challenged ; CLOSED? | ESTABLISHED?", "S ACK 1 ack 1 ; CLOSED? | ESTABLISHED",
	   "C ACK 1 ack 1 len 100 ; CLOSED? | ESTABLISHED?")

/* Its source goes on: then its FIN counts, too, though it may have been sent before the RST.
 * At the RST it was what it was before its FIN. */
ENDS_STORY(a_fin_behind_a_rst_ahead_of_it, 1, OPEN,
	   "C RST 2 challenged ; CLOSED? | ESTABLISHED? ; ESTABLISHED | ESTABLISHED?",
	   "C ACK|FIN 1 ack 1 ; CLOSED? | CLOSE-WAIT? ; FIN-WAIT-1 | CLOSE-WAIT",
	   "S ACK|FIN 1 ack 2 ; CLOSED? | LAST-ACK ; TIME-WAIT | LAST-ACK",
	   "C ACK 2 ack 2 ; TIME-WAIT | CLOSED? ; ; C 3 CLOSED ESTABLISHED")

/* The FIN and the data before it, in the wrong order: both carry the ACK of the other FIN. */
ENDS_STORY(an_ack_of_a_fin_comes_behind_a_later_one, 2, OPEN,
	   "S ACK|FIN 1 ack 1 ; CLOSE-WAIT? | FIN-WAIT-1 ; CLOSE-WAIT | FIN-WAIT-1",
	   "C ACK|FIN 101 ack 2 gap ; LAST-ACK? | TIME-WAIT? ; LAST-ACK? | FIN-WAIT-2?",
	   "C ACK 1 ack 2 len 100 overtaken ; LAST-ACK | TIME-WAIT? ; LAST-ACK | FIN-WAIT-2",
	   "S ACK 2 ack 101 ; LAST-ACK | FIN-WAIT-2 ; ; S 4 TIME-WAIT FIN-WAIT-2")

/* RFC 9293 section 3.10.7.3: what its SYN did not ask for is answered with a RST, which the other
 * end took: its next SYN+ACK has another number. */
ENDS_STORY(a_syn_ack_of_another_number, 0, "C SYN 0 len 11 ; SYN-SENT | -",
	   "S SYN|ACK 0 ack 13 ; SYN-SENT | SYN-RECEIVED", "C RST 13 ; SYN-SENT | LISTEN?",
	   "C SYN 0 ; SYN-SENT | LISTEN?",
	   "S SYN|ACK 900000 ack 1 ; ESTABLISHED? | SYN-RECEIVED ; ESTABLISHED | SYN-RECEIVED",
	   "C ACK 1 ack 900001 len 11 ; ESTABLISHED | ESTABLISHED? ; ESTABLISHED | ESTABLISHED",
	   "S ACK 900001 ack 12 ; ESTABLISHED | ESTABLISHED")

/* Below the number of its SYN nothing of that connection lies: the RST may have been taken. */
ENDS_STORY(a_segment_below_its_syn, 1, "C SYN 0 ; SYN-SENT | -",
	   "S SYN|ACK 0 ack 1 ; ESTABLISHED? | SYN-RECEIVED ; ESTABLISHED | SYN-RECEIVED",
	   "C ACK 1 ack 1 len 9 ; ESTABLISHED | ESTABLISHED?",
	   "C RST|ACK 10 ack 1 ; CLOSED? | CLOSED? ; CLOSED | CLOSED?",
	   "S SYN|ACK 900000 ack 2 ; CLOSED? | SYN-RECEIVED ; CLOSED | SYN-RECEIVED",
	   "C RST 2 ; CLOSED? | LISTEN? ; CLOSED | LISTEN?",
	   "S ACK 1 ack 10 ; CLOSED? | LISTEN? ; CLOSED | LISTEN?")

/* RFC 7413 section 3: what the SYN+ACK left out of a SYN's data has come again. */
ENDS_STORY(data_of_a_syn_is_acknowledged_before_it_comes_again, 0, "C SYN 0 len 11 ; SYN-SENT | -",
	   "S SYN|ACK 0 ack 1 ; ESTABLISHED? | SYN-RECEIVED ; ESTABLISHED | SYN-RECEIVED",
	   "S ACK 1 ack 12 ; ESTABLISHED? | ESTABLISHED ; ESTABLISHED | ESTABLISHED",
	   "C ACK 1 ack 1 len 11 ; ESTABLISHED | ESTABLISHED")

/* What was acknowledged and not seen may have brought the ACK of the SYN, and not the third
 * segment.
 */
ENDS_STORY(numbers_that_were_not_seen_may_have_opened, 0, "C SYN 0 ; SYN-SENT | -",
	   "S SYN|ACK 0 ack 1 ; ESTABLISHED? | SYN-RECEIVED ; ESTABLISHED | SYN-RECEIVED",
	   "C ACK 1 ack 1 ; ESTABLISHED | ESTABLISHED?",
	   "S ACK 1 ack 12 ; ESTABLISHED? | ESTABLISHED?")

/* RFC 9293 section 3.10.7.4: in SYN-RECEIVED, too, it acknowledges what is not acceptable. */
ENDS_STORY(a_bare_ack_of_who_was_not_heard, 0, "C SYN 0 ; SYN-SENT | -",
	   "C ACK 1 ack 1 ; ESTABLISHED | -", "S ACK 1 ack 1 ; ESTABLISHED | ESTABLISHED?",
	   "C ACK 1 ack 1 len 5 ; ESTABLISHED | ESTABLISHED?",
	   "S ACK 1 ack 6 ; ESTABLISHED | ESTABLISHED")
ENDS_STORY(a_bare_ack_of_before, 0, "S ACK 1 ack 1 ; - | ESTABLISHED?",
	   "C ACK 1 ack 1 ; ESTABLISHED? | ESTABLISHED?",
	   "C ACK 1 ack 1 len 5 ; ESTABLISHED | ESTABLISHED?",
	   "S ACK 1 ack 1 len 5 ; ESTABLISHED | ESTABLISHED")

/* RFC 9293 section 3.10.7.4, fifth: in SYN-RECEIVED a RST answers an ACK that is not acceptable,
 * and the opening goes on. Nothing tells whether its SYN was its own. */
ENDS_STORY(a_reset_of_who_opens_answers_a_syn_ack, 2, "C SYN 0 ; SYN-SENT | -",
	   "S SYN 500 ; SYN-RECEIVED? | SYN-SENT ; SYN-RECEIVED | SYN-SENT?",
	   "C SYN|ACK 0 ack 501 ; SYN-RECEIVED | ESTABLISHED? ; SYN-RECEIVED | SYN-SENT?",
	   "S RST 501 ; CLOSED? | CLOSED?")

/* The first word of the server is such a RST: its SYN+ACK, captured without another SYN, comes
 * again. */
ENDS_STORY(a_reset_of_who_opens_is_its_first_word, 1, "S RST 1 ; - | CLOSED? ; - | -",
	   "C ACK 1 ack 1 ; ESTABLISHED? | CLOSED? ; ESTABLISHED? | -",
	   "S SYN|ACK 0 ack 1 ; ESTABLISHED? | SYN-RECEIVED")

/* Behind a SYN of the client, it may be the answer to that. What the RST answers was not captured:
 * who opens answers so, too (RFC 9293 section 3.10.7.3). */
ENDS_STORY(a_syn_behind_a_reset, 0, "S RST 1 ; - | CLOSED?", "C SYN 0 ; SYN-SENT | CLOSED?",
	   "S SYN|ACK 0 ack 1 ; ESTABLISHED? | SYN-RECEIVED ; ESTABLISHED | SYN-RECEIVED",
	   "C ACK 1 ack 1 len 1 ; ESTABLISHED | ESTABLISHED? ; ESTABLISHED | ESTABLISHED",
	   "S ACK 1 ack 2 ; ESTABLISHED | ESTABLISHED")

/* Of who has an older connection, the SYN in its name may have the next number: its bare ACK, as
 * all that is captured, tells nothing of that. Data does. */
ENDS_STORY(a_bare_ack_of_the_only_side, 0, "C SYN 0 doubtful ; SYN-SENT? | -",
	   "C ACK 1 ack 1 ; ESTABLISHED? | -")
ENDS_STORY(data_of_the_only_side, 1, "C SYN 0 doubtful ; SYN-SENT? | - ; SYN-SENT | -",
	   "C ACK 1 ack 1 len 1 ; ESTABLISHED | -")

/* Nor do numbers that do not begin behind it: it may lie among those of the older connection. */
ENDS_STORY(numbers_ahead_of_a_doubtful_syn, 0, "C SYN 0 doubtful ; SYN-SENT? | -",
	   "C ACK 1001 ack 1 len 100 ; ESTABLISHED? | -")

/* The first FIN is captured last: by its identification it was sent before the fourth segment. */
ENDS_STORY(a_fin_that_its_repetition_overtakes, 3, OPEN,
	   "S ACK|FIN 1 ack 1 ; CLOSE-WAIT? | FIN-WAIT-1 ; CLOSE-WAIT | FIN-WAIT-1",
	   "C ACK 1 ack 2 len 100 again ; CLOSE-WAIT | FIN-WAIT-2? ; LAST-ACK | FIN-WAIT-2?",
	   "C ACK|FIN 101 ack 2 ; LAST-ACK | TIME-WAIT?",
	   "C ACK|FIN 101 ack 2 passed 4 overtaken ; LAST-ACK | TIME-WAIT?")

/* A pure ACK has SEQ=SND.NXT (RFC 9293 section 3.10.7.4): one below that was sent before, and tells
 * nothing of the FIN that was sent meanwhile. */
ENDS_STORY(an_ack_below_the_next_number, 1, OPEN,
	   "S ACK 1 ack 1 len 11 ; ESTABLISHED | ESTABLISHED",
	   "C ACK|FIN 1 ack 12 ; FIN-WAIT-1 | CLOSE-WAIT?",
	   "S ACK 1 ack 1 ; FIN-WAIT-1 | CLOSE-WAIT?", "S ACK 12 ack 2 ; FIN-WAIT-2? | CLOSE-WAIT")

/* It acknowledges nothing of the data that brought the ACK of its FIN: that had not come, though
 * the RST in its name stands before it. */
ENDS_STORY(an_ack_behind_a_forged_rst, 2, OPEN,
	   "C ACK|FIN 1 ack 1 ; FIN-WAIT-1 | CLOSE-WAIT? ; FIN-WAIT-1 | CLOSE-WAIT",
	   "S ACK 1 ack 2 len 100 ; FIN-WAIT-2? | CLOSE-WAIT ; FIN-WAIT-1? | CLOSE-WAIT",
	   "C RST 2 ; CLOSED? | CLOSED? ; FIN-WAIT-1? | CLOSED?",
	   "C ACK 2 ack 1 ; CLOSED? | CLOSED? ; FIN-WAIT-1? | CLOSED?",
	   "C ACK 2 ack 101 ; FIN-WAIT-2? | CLOSED? ; ; C 5 CLOSED FIN-WAIT-2")

/* The server's FIN may have been sent before, not captured, and have crossed the other one: then
 * it is in TIME-WAIT. */
ENDS_STORY(a_word_of_who_may_be_in_time_wait, 1, OPEN,
	   "C ACK|FIN 1 ack 1 ; FIN-WAIT-1 | CLOSE-WAIT? ; FIN-WAIT-1 | CLOSE-WAIT",
	   "S ACK|FIN 1 ack 2 ; TIME-WAIT? | LAST-ACK ; TIME-WAIT | LAST-ACK",
	   "C ACK 2 ack 2 ; TIME-WAIT | CLOSED? ; TIME-WAIT | LAST-ACK?",
	   "S ACK 2 ack 2 ; TIME-WAIT | LAST-ACK? ; ; S 5 CLOSED LAST-ACK")

/* What its RST answers was not captured, and may have ended what its SYN+ACK begins. */
ENDS_STORY(a_syn_ack_behind_a_rst_of_something_else, 1, "C SYN 0 ; SYN-SENT | -",
	   "S RST|ACK 0 ack 101 ; SYN-SENT | -",
	   "S SYN|ACK 500 ack 1 ; ESTABLISHED? | SYN-RECEIVED? ; ESTABLISHED | SYN-RECEIVED?",
	   "C ACK 1 ack 501 ; ESTABLISHED | ESTABLISHED?",
	   "S ACK 501 ack 1 len 5 ; ESTABLISHED | ESTABLISHED")
/* RFC 9293 section 3.4: what has a byte where a SYN has its number is of another connection than
 * that SYN; a keep-alive may have one there. */
ENDS_STORY(bytes_where_a_syn_had_its_number, 3, "C SYN 0 ; SYN-SENT | - ; SYN-SENT? | -",
	   "C ACK 0 ack 1 ; SYN-SENT? | -", "C ACK 0 ack 1 len 1 ; SYN-SENT? | -",
	   "C ACK 0 ack 1 len 100 ; ESTABLISHED | -", "S ACK 1 ack 100 ; ESTABLISHED | ESTABLISHED")
ENDS_STORY(a_fin_where_a_syn_had_its_number, 1, "C SYN 0 ; SYN-SENT | - ; SYN-SENT? | -",
	   "C ACK|FIN 0 ack 1 ; FIN-WAIT-1 | -", "S ACK 1 ack 1 ; FIN-WAIT-2? | CLOSE-WAIT")

/* Section 3.10.7.4: what it acknowledges lies below all that was captured, and may be the SYN. */
ENDS_STORY(a_bare_ack_below_what_was_captured, 1, "C ACK|FIN 12 ack 1 ; FIN-WAIT-1 | -",
	   "S ACK 1 ack 1 ; FIN-WAIT-1 | ESTABLISHED?", "S ACK 1 ack 12 ; FIN-WAIT-1 | ESTABLISHED",
	   "S ACK|FIN 1 ack 13 ; TIME-WAIT? | LAST-ACK")

/* What was not captured before is not known to be sent again: it may have been held on the path
 * since before the FIN, and does not tell that the ACK of that had not come. */
ENDS_STORY(bytes_of_before_the_capture, 0, "S ACK 101 ack 1 len 100 ; - | ESTABLISHED",
	   "S ACK|FIN 201 ack 1 ; - | FIN-WAIT-1", "C ACK 1 ack 202 ; CLOSE-WAIT | FIN-WAIT-2?",
	   "S ACK 1 ack 1 len 100 ; CLOSE-WAIT | FIN-WAIT-2?")
ENDS_STORY(bytes_that_come_again_behind_the_ack_of_a_fin, 1,
	   "S ACK 101 ack 1 len 100 ; - | ESTABLISHED", "S ACK|FIN 201 ack 1 ; - | FIN-WAIT-1",
	   "C ACK 1 ack 202 ; CLOSE-WAIT | FIN-WAIT-2? ; CLOSE-WAIT | FIN-WAIT-1",
	   "S ACK 101 ack 1 len 100 again ; CLOSE-WAIT | FIN-WAIT-1 ; ; S 3 FIN-WAIT-2 FIN-WAIT-1")

int test_ends_late(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_syn_in_the_name_of_who_has_a_connection),
	    cmocka_unit_test(an_ack_below_the_numbers_of_the_syn),
	    cmocka_unit_test(an_old_segment_before_the_ack),
	    cmocka_unit_test(a_first_word_behind_a_fin),
	    cmocka_unit_test(a_fin_that_was_not_captured),
	    cmocka_unit_test(a_first_fin_that_was_not_captured),
	    cmocka_unit_test(a_byte_that_was_not_captured),
	    cmocka_unit_test(a_rst_ahead_of_its_data),
	    cmocka_unit_test(data_behind_a_rst_that_was_answered),
	    cmocka_unit_test(a_fin_behind_a_rst_ahead_of_it),
	    cmocka_unit_test(an_ack_of_a_fin_comes_behind_a_later_one),
	    cmocka_unit_test(a_syn_ack_of_another_number),
	    cmocka_unit_test(a_segment_below_its_syn),
	    cmocka_unit_test(data_of_a_syn_is_acknowledged_before_it_comes_again),
	    cmocka_unit_test(numbers_that_were_not_seen_may_have_opened),
	    cmocka_unit_test(a_bare_ack_of_who_was_not_heard),
	    cmocka_unit_test(a_bare_ack_of_before),
	    cmocka_unit_test(bytes_where_a_syn_had_its_number),
	    cmocka_unit_test(a_fin_where_a_syn_had_its_number),
	    cmocka_unit_test(a_bare_ack_below_what_was_captured),
	    cmocka_unit_test(bytes_of_before_the_capture),
	    cmocka_unit_test(bytes_that_come_again_behind_the_ack_of_a_fin),
	    cmocka_unit_test(a_reset_of_who_opens_answers_a_syn_ack),
	    cmocka_unit_test(a_reset_of_who_opens_is_its_first_word),
	    cmocka_unit_test(a_syn_behind_a_reset),
	    cmocka_unit_test(a_bare_ack_of_the_only_side),
	    cmocka_unit_test(data_of_the_only_side),
	    cmocka_unit_test(numbers_ahead_of_a_doubtful_syn),
	    cmocka_unit_test(a_fin_that_its_repetition_overtakes),
	    cmocka_unit_test(an_ack_below_the_next_number),
	    cmocka_unit_test(an_ack_behind_a_forged_rst),
	    cmocka_unit_test(a_word_of_who_may_be_in_time_wait),
	    cmocka_unit_test(a_syn_ack_behind_a_rst_of_something_else),
	};
	return run_group(tests, NULL, NULL);
}
