/* SPDX-License-Identifier: MIT */
/* A number that was never seen, behind which nothing comes: probably a FIN (RFC 9293 section 3.4),
 * which the capture missed. */
#include "ends_story.h"

/* Nothing but the SYN+ACK was captured of the server: the client acknowledges one number more. */
ENDS_STORY(a_fin_right_behind_the_syn_ack, 1, "S SYN|ACK 0 ack 1 ; - | SYN-RECEIVED",
	   "C ACK 1 ack 2 ; ESTABLISHED? | ESTABLISHED? ; CLOSE-WAIT? | FIN-WAIT-1?")

/* The client had sent its own before: its last segment lies behind both. */
ENDS_STORY(a_second_fin_right_behind_the_syn_ack, 2, "S SYN|ACK 0 ack 1 ; - | SYN-RECEIVED",
	   "C ACK|FIN 1 ack 1 ; FIN-WAIT-1 | CLOSE-WAIT?",
	   "C ACK 2 ack 2 ; FIN-WAIT-1? | CLOSE-WAIT? ; TIME-WAIT? | LAST-ACK?")

/* Its own words tell of it first: they jump over one number. */
ENDS_STORY(a_fin_before_its_last_segment, 1, "S ACK 1 ack 1 len 4 ; - | ESTABLISHED",
	   "S ACK 6 ack 1 gap ; - | ESTABLISHED? ; - | FIN-WAIT-1?",
	   "C ACK 1 ack 6 ; ESTABLISHED | ESTABLISHED ; CLOSE-WAIT? | FIN-WAIT-1?")

/* The number that was jumped over comes later: it was that of a byte. */
ENDS_STORY(a_byte_before_its_last_segment, 0, "S ACK 1 ack 1 len 4 ; - | ESTABLISHED",
	   "S ACK 6 ack 1 gap ; - | ESTABLISHED?", "S ACK 5 ack 1 len 1 ; - | ESTABLISHED",
	   "C ACK 1 ack 6 ; ESTABLISHED | ESTABLISHED")

/* Of who was in SYN-RECEIVED: that its FIN is acknowledged does not tell when it got the ACK of its
 * SYN. */
ENDS_STORY(a_fin_of_who_answered, 2, "C SYN|ACK 0 ack 1 ; SYN-RECEIVED | -",
	   "S ACK 1 ack 1 len 3 ; ESTABLISHED? | ESTABLISHED",
	   "S ACK 4 ack 2 ; ESTABLISHED? | ESTABLISHED? ; FIN-WAIT-1? | CLOSE-WAIT?")

/* The client had not got the server's when it last spoke, and nothing acknowledges that: the FINs
 * cross. */
ENDS_STORY(a_fin_that_crosses_another, 1, "S ACK|FIN 1 ack 1 ; - | FIN-WAIT-1",
	   "C ACK 1 ack 1 len 12 ; ESTABLISHED | FIN-WAIT-1",
	   "S ACK 2 ack 14 ; ESTABLISHED? | FIN-WAIT-1? ; FIN-WAIT-1? | CLOSING?")

/* A late ACK of less moves nothing: it was sent before the one that tells of the FIN. */
ENDS_STORY(a_late_ack_below_a_fin, 1, "C ACK 1 ack 1 len 8 ; ESTABLISHED | -",
	   "S ACK 1 ack 10 ; ESTABLISHED? | ESTABLISHED? ; FIN-WAIT-1? | CLOSE-WAIT?",
	   "S ACK 1 ack 5 overtaken ; ESTABLISHED? | ESTABLISHED? ; FIN-WAIT-1? | CLOSE-WAIT?")

/* Who acknowledges something behind the SYN is ESTABLISHED. Who sent it was not heard since its
 * SYN, and may have sent a byte. */
ENDS_STORY(a_number_of_who_was_not_heard, 1, "C SYN 0 ; SYN-SENT | -",
	   "S SYN|ACK 0 ack 1 ; ESTABLISHED? | SYN-RECEIVED",
	   "S ACK 1 ack 2 ; ESTABLISHED? | ESTABLISHED?")

/* Nor does a RST end what a FIN did: the number was a byte. */
ENDS_STORY(a_number_before_a_rst, 0, OPEN, "C ACK 2 ack 1 gap ; ESTABLISHED? | ESTABLISHED?",
	   "S RST|ACK 1 ack 2 ; CLOSED? | CLOSED? ; CLOSED? | CLOSED")

int test_ends_missed(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_fin_right_behind_the_syn_ack),
	    cmocka_unit_test(a_second_fin_right_behind_the_syn_ack),
	    cmocka_unit_test(a_fin_before_its_last_segment),
	    cmocka_unit_test(a_byte_before_its_last_segment),
	    cmocka_unit_test(a_fin_of_who_answered),
	    cmocka_unit_test(a_fin_that_crosses_another),
	    cmocka_unit_test(a_late_ack_below_a_fin),
	    cmocka_unit_test(a_number_of_who_was_not_heard),
	    cmocka_unit_test(a_number_before_a_rst),
	};
	return run_group(tests, NULL, NULL);
}
