/* SPDX-License-Identifier: MIT */
/* The states of both ends, where the capture begins late. */
#include "ends_story.h"

/* It answers a SYN that was made in the server's name, or came late. */
ENDS_STORY(a_syn_in_the_name_of_who_has_a_connection, 2, "C SYN 0 ; SYN-SENT | - ; SYN-SENT? | -",
	   "C ACK 3000000000 ack 1 ; SYN-SENT? | -", "C ACK|FIN 3000000000 ack 1 ; SYN-SENT? | -",
	   "S ACK 1 ack 3000000001 ; SYN-SENT? | -")

/* The SYN+ACK answers a SYN with another number in the client's name: the client's own ACK is none
 * of it. */
ENDS_STORY(an_ack_below_the_numbers_of_the_syn, 2, "C SYN 500 ; SYN-SENT | - ; SYN-SENT? | -",
	   "S SYN|ACK 0 ack 501 ; ESTABLISHED? | SYN-RECEIVED ; SYN-SENT? | SYN-RECEIVED",
	   "C ACK 401 ack 1 ; SYN-SENT? | SYN-RECEIVED")

/* The client's FIN came before the server's is captured, and behind that the server closed. */
ENDS_STORY(a_first_word_behind_a_fin, 2, "C ACK|FIN 1 ack 1 ; FIN-WAIT-1 | -",
	   "S ACK 2 ack 2 ; FIN-WAIT-2? | CLOSE-WAIT ; FIN-WAIT-2? | CLOSING",
	   "S ACK|FIN 1 ack 1 ; TIME-WAIT? | CLOSING ; ; S 2 CLOSE-WAIT CLOSING")

int test_ends_late(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_syn_in_the_name_of_who_has_a_connection),
	    cmocka_unit_test(an_ack_below_the_numbers_of_the_syn),
	    cmocka_unit_test(a_first_word_behind_a_fin),
	};
	return run_group(tests, NULL, NULL);
}
