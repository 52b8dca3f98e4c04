/* SPDX-License-Identifier: MIT */
/* The states of both ends, where a segment has more than one explanation. */
#include "ends_story.h"

/* It acknowledges another SYN+ACK than the one that was captured: a RST answers that. */
ENDS_STORY(an_ack_of_another_syn_ack, 1, "C SYN 0 ; SYN-SENT | -",
	   "S SYN|ACK 0 ack 1 ; ESTABLISHED? | SYN-RECEIVED",
	   "C ACK 1 ack 900 ; ESTABLISHED? | ESTABLISHED?")

/* RFC 9293 section 3.10.7.4, first: in SYN-RECEIVED an ACK answers what is not acceptable. */
ENDS_STORY(an_ack_where_only_a_syn_came, 0, "C SYN 0 ; SYN-SENT | -",
	   "S SYN 0 ; SYN-RECEIVED? | SYN-SENT ; SYN-RECEIVED | SYN-SENT",
	   "C ACK 1 ack 1 ; SYN-RECEIVED? | SYN-SENT")

/* Its ACK is of nothing that the other side sent: it proves no receipt. */
ENDS_STORY(an_ack_of_nothing_in_syn_sent, 1, "C SYN 0 ; SYN-SENT | -",
	   "S SYN 0 ; SYN-RECEIVED? | SYN-SENT", "S ACK 1 ack 102 ; SYN-RECEIVED? | SYN-SENT")

/* A RST that answers the ACK of an older connection comes from SYN-SENT, or from who has given up.
 */
ENDS_STORY(a_rst_in_syn_sent, 1, "C SYN 0 ; SYN-SENT | -",
	   "S SYN|ACK 0 ack 3000000000 ; SYN-SENT | SYN-RECEIVED",
	   "C RST 3000000000 ; SYN-SENT | LISTEN? ; SYN-SENT? | LISTEN?")
ENDS_STORY(a_rst_in_syn_sent_and_the_syn_again, 0, "C SYN 0 ; SYN-SENT | -",
	   "S SYN|ACK 0 ack 3000000000 ; SYN-SENT | SYN-RECEIVED",
	   "C RST 3000000000 ; SYN-SENT | LISTEN?", "C SYN 0 again ; SYN-SENT | LISTEN?")

/* RFC 4987 section 3.6: with SYN cookies a listener that has closed may have another connection. */
ENDS_STORY(
    a_listener_that_speaks_behind_its_rst, 2, OPEN,
    "S ACK|FIN 1 ack 1 ; CLOSE-WAIT? | FIN-WAIT-1 ; CLOSE-WAIT | FIN-WAIT-1",
    "C ACK 1 ack 2 ; CLOSE-WAIT | FIN-WAIT-2?",
    "C ACK 1 ack 2 len 100 ; CLOSE-WAIT | FIN-WAIT-2? ; CLOSE-WAIT | FIN-WAIT-2",
    "S RST 2 ; CLOSED? | CLOSED? ; CLOSE-WAIT | FIN-WAIT-2?",
    "C ACK|FIN 101 ack 2 ; LAST-ACK | CLOSED? ; LAST-ACK | TIME-WAIT? ; C 6 CLOSED CLOSE-WAIT",
    "S ACK 2 ack 102 ; CLOSED? | TIME-WAIT? ; ; S 6 CLOSED TIME-WAIT")

/* What a SYN-RECEIVED end has not sent belongs to an older connection. */
ENDS_STORY(an_ack_below_a_syn_ack, 0, "S SYN|ACK 500 ack 1 ; - | SYN-RECEIVED",
	   "C ACK 1 ack 2 ; - | SYN-RECEIVED")

/* Behind both FINs nothing comes in this connection. */
ENDS_STORY(numbers_behind_both_fins, 0, OPEN,
	   "C ACK|FIN 1 ack 1 ; FIN-WAIT-1 | CLOSE-WAIT? ; FIN-WAIT-1 | CLOSE-WAIT",
	   "S ACK|FIN 1 ack 2 ; TIME-WAIT? | LAST-ACK ; TIME-WAIT | LAST-ACK",
	   "C ACK 2 ack 2 ; TIME-WAIT | CLOSED?",
	   "S ACK 1 ack 2 len 100 again ; TIME-WAIT? | CLOSED?")

/* RFC 9293 section 3.10.7.1: a RST that answers has no ACK; one with ACK aborts what there is. */
ENDS_STORY(a_foreign_syn_and_an_abort, 1, OPEN,
	   "C SYN 5000 ignored ; CLOSED? | ESTABLISHED ; ESTABLISHED? | ESTABLISHED",
	   "S ACK 1 ack 1 ; CLOSED? | ESTABLISHED ; ESTABLISHED? | ESTABLISHED",
	   "C RST|ACK 1 ack 1 ; CLOSED? | CLOSED? ; CLOSED | CLOSED?")

/* RFC 9293 section 3.10.7.4, eighth: while numbers before the FIN lack, it is not taken; and what
 * is captured between, which nothing tells from a copy, changes nothing about that. */
ENDS_STORY(a_copy_behind_a_rst_beyond_a_gap, 3, OPEN,
	   "S ACK|FIN 201 ack 1 ; CLOSE-WAIT? | FIN-WAIT-1 ; ESTABLISHED | FIN-WAIT-1",
	   "C ACK 1 ack 1 ; ESTABLISHED | FIN-WAIT-1 ; ; C 3 CLOSE-WAIT ESTABLISHED",
	   "S RST 101 ; CLOSED? | CLOSED? ; ESTABLISHED | FIN-WAIT-1?",
	   "C ACK 1 ack 1 same_ack ; CLOSED? | CLOSED? ; ESTABLISHED | FIN-WAIT-1?",
	   "S ACK 1 ack 1 len 100 again ; CLOSED? | FIN-WAIT-1 ; ESTABLISHED | FIN-WAIT-1 ; S 5 "
	   "CLOSED FIN-WAIT-1",
	   "C ACK 1 ack 101 ; ESTABLISHED | FIN-WAIT-1 ; ; C 5 CLOSED ESTABLISHED")

/* What its receiver drops proves nothing: the next words are solid, not these. */
ENDS_STORY(a_stray_segment_behind_a_gap, 0, OPEN,
	   "S ACK 201 ack 1 len 10 gap ; ESTABLISHED? | ESTABLISHED?",
	   "C ACK 900 ack 900 stray ; ESTABLISHED? | ESTABLISHED?",
	   "C ACK 1 ack 1 len 10 ; ESTABLISHED | ESTABLISHED",
	   "C ACK 900 ack 900 stray ; ESTABLISHED | ESTABLISHED")

/* RFC 9293 sections 3.10.5 and 3.10.7.1: a RST has SND.NXT, or what an ACK asked for. */
ENDS_STORY(a_rst_between_its_numbers, 0, OPEN,
	   "C ACK|FIN 1 ack 1 len 20 ; FIN-WAIT-1 | CLOSE-WAIT? ; FIN-WAIT-1 | CLOSE-WAIT",
	   "C RST 11 challenged ; CLOSED? | CLOSE-WAIT? ; CLOSED? | CLOSE-WAIT",
	   "S ACK 1 ack 22 ; CLOSED? | CLOSE-WAIT")

/* A listener answers a SYN with the number that a SYN in its name had. */
ENDS_STORY(a_doubtful_syn_that_crosses, 1, "C SYN 0 ; SYN-SENT | -",
	   "S SYN 0 doubtful ; SYN-RECEIVED? | SYN-SENT? ; SYN-RECEIVED | SYN-SENT?",
	   "C SYN|ACK 0 ack 1 ; SYN-RECEIVED | ESTABLISHED? ; SYN-RECEIVED | SYN-SENT?",
	   "S SYN|ACK 0 ack 1 ; ESTABLISHED? | SYN-RECEIVED ; ; S 3 ESTABLISHED SYN-RECEIVED")

/* And so it answers what is not acceptable behind that (RFC 9293 section 3.10.7.4, first). */
ENDS_STORY(a_bare_ack_behind_a_doubtful_syn, 1, "C SYN 0 ; SYN-SENT | -",
	   "S SYN 0 doubtful ; SYN-RECEIVED? | SYN-SENT? ; SYN-RECEIVED | SYN-SENT?",
	   "C SYN|ACK 0 ack 1 ; SYN-RECEIVED | ESTABLISHED? ; SYN-RECEIVED | SYN-SENT?",
	   "S ACK 1 ack 1 ; ESTABLISHED? | ESTABLISHED? ; ESTABLISHED? | SYN-RECEIVED",
	   "S SYN|ACK 0 ack 1 ; ESTABLISHED? | SYN-RECEIVED ; ; S 3 ESTABLISHED SYN-RECEIVED")

/* Its RST answers the FIN that was sent again, with the number that this asked for: it had sent its
 * own, which the path held, before that. */
ENDS_STORY(a_fin_held_behind_a_rst, 4, OPEN, "C ACK|FIN 1 ack 1 ; FIN-WAIT-1 | CLOSE-WAIT?",
	   "C ACK|FIN 1 ack 1 again ; FIN-WAIT-1 | CLOSE-WAIT? ; FIN-WAIT-1 | CLOSE-WAIT",
	   "S RST 1 ; CLOSED? | CLOSED? ; CLOSED? | CLOSE-WAIT?",
	   "S ACK|FIN 1 ack 2 ; CLOSED? | LAST-ACK? ; ; S 5 CLOSED CLOSE-WAIT")

/* An ACK has no number that is behind the RST: nothing tells that the path held it. */
ENDS_STORY(an_ack_right_behind_a_rst, 2, OPEN, "C ACK|FIN 1 ack 1 ; FIN-WAIT-1 | CLOSE-WAIT?",
	   "C ACK|FIN 1 ack 1 again ; FIN-WAIT-1 | CLOSE-WAIT? ; FIN-WAIT-1 | CLOSE-WAIT",
	   "S RST 1 ; CLOSED? | CLOSED? ; CLOSED? | CLOSE-WAIT?",
	   "S ACK 1 ack 2 ; CLOSED? | CLOSE-WAIT ; ; S 5 CLOSED CLOSE-WAIT")

/* The client's word came in between: what follows answers that, and was not sent before the RST. */
ENDS_STORY(
    a_fin_behind_a_rst_and_a_word, 4, OPEN, "C ACK|FIN 1 ack 1 ; FIN-WAIT-1 | CLOSE-WAIT?",
    "C ACK|FIN 1 ack 1 again ; FIN-WAIT-1 | CLOSE-WAIT? ; FIN-WAIT-1 | CLOSE-WAIT",
    "S RST 1 ; CLOSED? | CLOSED? ; FIN-WAIT-1 | CLOSE-WAIT?",
    "C ACK 2 ack 1 ; FIN-WAIT-1 | CLOSED? ; FIN-WAIT-1 | CLOSE-WAIT? ; C 5 CLOSED FIN-WAIT-1",
    "S ACK|FIN 1 ack 2 ; TIME-WAIT? | LAST-ACK ; ; S 5 CLOSED CLOSE-WAIT")

/* RFC 9293 section 3.10.7.1: a RST with ACK answers none of these, and ends no source that goes on.
 */
ENDS_STORY(a_fin_with_news_below_an_abort, 2, OPEN,
	   "S ACK 1 ack 1 len 10 ; ESTABLISHED | ESTABLISHED",
	   "C RST|ACK 101 ack 1 ; CLOSED? | CLOSED? ; ESTABLISHED | CLOSED?",
	   "C ACK|FIN 1 ack 11 ; FIN-WAIT-1 | CLOSED? ; ; C 4 CLOSED ESTABLISHED")

/* The RST in its name answers, and what it had sent before tells that the FINs crossed. */
ENDS_STORY(a_fin_held_behind_a_foreign_rst, 3, OPEN,
	   "S ACK|FIN 1 ack 1 ; CLOSE-WAIT? | FIN-WAIT-1 ; ESTABLISHED | FIN-WAIT-1",
	   "C RST 1 ; CLOSED? | CLOSED? ; ESTABLISHED? | CLOSED?",
	   "C ACK|FIN 1 ack 1 ; CLOSED? | CLOSED? ; FIN-WAIT-1 | CLOSED?",
	   "C ACK 2 ack 2 ; CLOSING? | CLOSED? ; ; C 4 CLOSED ESTABLISHED")

/* It may have been sent before the RST, and held by the path. */
ENDS_STORY(a_late_copy_behind_a_rst, 0, OPEN, "S ACK 1 ack 1 len 11 ; ESTABLISHED | ESTABLISHED",
	   "C ACK 1 ack 12 ; ESTABLISHED | ESTABLISHED",
	   "S RST|ACK 12 ack 1 ; CLOSED? | CLOSED? ; CLOSED? | CLOSED",
	   "S ACK 1 ack 1 len 11 again late_copy ; CLOSED? | CLOSED? ; CLOSED? | CLOSED?")

/* A SYN that another may have made does not tell that the SYN+ACK had not come. */
ENDS_STORY(a_syn_that_may_be_anothers, 1, "C SYN 0 ; SYN-SENT | -",
	   "S SYN|ACK 0 ack 1 ; ESTABLISHED? | SYN-RECEIVED ; SYN-SENT? | SYN-RECEIVED",
	   "C SYN 0 again late_copy ; SYN-SENT | SYN-RECEIVED ; ; C 2 ESTABLISHED SYN-SENT",
	   "C ACK 1 ack 1 ; ESTABLISHED | ESTABLISHED?")

/* RFC 9293 figure 7: who answers a SYN in SYN-SENT goes on, and its RST was another's. */
ENDS_STORY(a_syn_ack_behind_a_foreign_rst, 3, "C SYN 0 ; SYN-SENT | - ; SYN-SENT? | -",
	   "S SYN|ACK 0 ack 1 ; ESTABLISHED? | SYN-RECEIVED ; SYN-SENT? | SYN-RECEIVED",
	   "C RST 1 ; CLOSED? | LISTEN? ; SYN-SENT? | LISTEN?",
	   "C SYN|ACK 0 ack 1 ; SYN-RECEIVED | CLOSED? ; ; C 3 CLOSED SYN-RECEIVED")

/* Where a connection was before, who begins with a SYN+ACK may have had the ACK of it there. And
 * whose SYN was not captured may be in SYN-SENT, with a SYN+ACK that is not for its SYN (RFC 9293
 * section 3.10.7.3). */
ENDS_STORY(a_doubtful_syn_ack, 1, "S SYN|ACK 0 ack 1 doubtful ; - | SYN-RECEIVED",
	   "C RST 1 ; CLOSED? | CLOSED? ; CLOSED? | ESTABLISHED?",
	   "S ACK 1 ack 1 ; CLOSED? | ESTABLISHED? ; ; S 2 CLOSED ESTABLISHED")

/* RFC 9293 section 3.10.7.4, fifth: who is in SYN-RECEIVED answers an ACK of what it has not sent
 * with a RST, and goes on. That ACK has brought nothing, and is none of a FIN. */
ENDS_STORY(an_ack_that_is_answered_in_syn_received, 2, "C SYN 0 ; SYN-SENT | -",
	   "S SYN|ACK 0 ack 1 ; ESTABLISHED? | SYN-RECEIVED",
	   "C ACK 1 ack 2 ; ESTABLISHED? | ESTABLISHED? ; ESTABLISHED? | SYN-RECEIVED?",
	   "S RST 2 challenged ; ESTABLISHED? | SYN-RECEIVED?",
	   "C ACK 1 ack 1 ; ESTABLISHED | ESTABLISHED?")

/* The ACK of the FIN is the first that lies behind its own, which is captured again only: whether
 * it had sent that before, nothing tells. */
ENDS_STORY(an_ack_behind_its_lost_fin, 3, OPEN, "S ACK|FIN 1 ack 1 ; CLOSE-WAIT? | FIN-WAIT-1",
	   "C ACK 2 ack 2 gap ; CLOSE-WAIT? | FIN-WAIT-2? ; LAST-ACK? | FIN-WAIT-2?",
	   "C ACK|FIN 1 ack 2 ; LAST-ACK? | TIME-WAIT?")

/* A copy of its older ACK, held back, says that it has not got the other FIN; that of its own it
 * may have, though a RST in its name answers what is older. */
ENDS_STORY(
    an_old_ack_that_was_held_back, 3, OPEN,
    "S ACK|FIN 1 ack 1 ; CLOSE-WAIT? | FIN-WAIT-1 ; CLOSE-WAIT | FIN-WAIT-1",
    "C ACK 1 ack 2 ; CLOSE-WAIT | FIN-WAIT-2? ; CLOSE-WAIT | FIN-WAIT-1?",
    "C ACK|FIN 1 ack 2 len 1448 ; LAST-ACK | TIME-WAIT? ; LAST-ACK | FIN-WAIT-1?",
    "S ACK 2 ack 1 ; LAST-ACK | FIN-WAIT-2? ; LAST-ACK | FIN-WAIT-1? ; S 5 TIME-WAIT FIN-WAIT-2",
    "S RST 0 ignored ; LAST-ACK | CLOSED? ; LAST-ACK | FIN-WAIT-1?",
    "S ACK 2 ack 1449 ; LAST-ACK | FIN-WAIT-2 ; ; S 7 CLOSED FIN-WAIT-2")

/* RFC 9293 section 3.4: nothing comes behind a FIN, so what acknowledges the other one there is of
 * a next connection. */
ENDS_STORY(an_ack_of_a_next_connection, 1, OPEN,
	   "C ACK|FIN 1 ack 1 ; FIN-WAIT-1 | CLOSE-WAIT? ; FIN-WAIT-1 | CLOSE-WAIT",
	   "S ACK|FIN 1 ack 2 ; TIME-WAIT? | LAST-ACK",
	   "C ACK 60000 ack 2 ; TIME-WAIT? | LAST-ACK?")

/* A SYN+ACK of other numbers than the SYN's has got another SYN: what it acknowledges came with
 * that, and tells nothing of the ACK. */
ENDS_STORY(a_syn_ack_of_another_syn, 2, "C SYN 0 fast_open ; SYN-SENT | -",
	   "S SYN|ACK 0 ack 1 ; ESTABLISHED? | SYN-RECEIVED ; SYN-RECEIVED? | SYN-RECEIVED",
	   "S ACK 1 ack 1 len 1000 ; ESTABLISHED? | SYN-RECEIVED ; SYN-RECEIVED? | SYN-RECEIVED",
	   "C SYN|ACK 0 ack 501 ; SYN-RECEIVED? | SYN-RECEIVED ; ; C 2 ESTABLISHED SYN-RECEIVED",
	   "C ACK 1 ack 501 ; ESTABLISHED? | ESTABLISHED?")

/* Captured behind a RST in its sender's name, which may have overtaken it: it had not got the FIN
 * when it left (RFC 9293 section 3.10.7.4, eighth), which may have been before that came. */
ENDS_STORY(an_ack_behind_a_foreign_rst, 3, OPEN,
	   "S ACK|FIN 1 ack 1 ; CLOSE-WAIT? | FIN-WAIT-1 ; ESTABLISHED? | FIN-WAIT-1",
	   "C RST 60000 ignored ; CLOSED? | FIN-WAIT-1 ; ESTABLISHED? | FIN-WAIT-1",
	   "C ACK 1 ack 1 ; CLOSED? | FIN-WAIT-1 ; ESTABLISHED? | FIN-WAIT-1",
	   "C ACK|FIN 1 ack 2 ; LAST-ACK | TIME-WAIT? ; ; C 4 CLOSED CLOSE-WAIT")

/* RFC 9293 section 3.10.7.1: who answers the ACK of its SYN+ACK with its number has no connection.
 */
ENDS_STORY(a_rst_that_answers_the_ack_of_a_syn_ack, 2, "C SYN 0 ; SYN-SENT | -",
	   "S SYN|ACK 0 ack 1 ; ESTABLISHED? | SYN-RECEIVED ; ESTABLISHED | SYN-RECEIVED",
	   "C ACK 1 ack 1 ; ESTABLISHED | ESTABLISHED? ; ESTABLISHED | LISTEN?",
	   "S RST 1 ; CLOSED? | CLOSED? ; CLOSED? | CLOSED")

/* It may answer the second one. */
ENDS_STORY(a_rst_that_answers_one_of_two, 1, "C SYN 0 ; SYN-SENT | -",
	   "S SYN|ACK 0 ack 1 ; ESTABLISHED? | SYN-RECEIVED ; ESTABLISHED | SYN-RECEIVED",
	   "C ACK 1 ack 1 ; ESTABLISHED | ESTABLISHED? ; ESTABLISHED | SYN-RECEIVED?",
	   "C ACK 1 ack 1 len 5 ; ESTABLISHED | ESTABLISHED? ; ESTABLISHED | SYN-RECEIVED?",
	   "S RST 1 ; CLOSED? | CLOSED? ; CLOSED? | CLOSED")

/* RFC 4987 section 3.6: a listener that kept nothing refuses what it cannot check, and takes the
 * ACK of its cookie. Who aborts with an ACK (RFC 9293 section 3.10.5) has the connection. */
ENDS_STORY(an_abort_behind_a_rst_that_answers, 4, "C SYN 0 ; SYN-SENT | -",
	   "S SYN|ACK 0 ack 1 ; ESTABLISHED? | SYN-RECEIVED ; ESTABLISHED | SYN-RECEIVED",
	   "C ACK 6 ack 1 len 5 ; ESTABLISHED | ESTABLISHED? ; ESTABLISHED | LISTEN?",
	   "S RST 1 ; CLOSED? | CLOSED? ; ESTABLISHED | SYN-RECEIVED?",
	   "C ACK 1 ack 1 ; ESTABLISHED | CLOSED? ; ESTABLISHED | ESTABLISHED? ; "
	   "C 4 CLOSED ESTABLISHED",
	   "S ACK|RST 1 ack 1 ; CLOSED? | CLOSED? ; CLOSED? | CLOSED")

/* It has the number of the SYN, which no ACK asks for: its sender goes on, for its FIN is none from
 * before that. */
ENDS_STORY(
    a_rst_of_the_number_of_the_syn, 4, "C SYN 0 ; SYN-SENT | -",
    "S SYN|ACK 0 ack 1 ; ESTABLISHED? | SYN-RECEIVED ; ESTABLISHED | SYN-RECEIVED",
    "S RST 0 ; CLOSED? | CLOSED? ; ESTABLISHED | SYN-RECEIVED",
    "C ACK|FIN 1 ack 1 ; FIN-WAIT-1 | CLOSED? ; FIN-WAIT-1 | ESTABLISHED ; C 2 CLOSED ESTABLISHED",
    "S ACK|FIN 1 ack 1 ; CLOSING? | FIN-WAIT-1 ; ; S 3 CLOSED ESTABLISHED",
    "S ACK 2 ack 2 ; TIME-WAIT? | CLOSING", "C ACK 2 ack 2 ; TIME-WAIT? | TIME-WAIT?")

/* An ACK below its FIN tells that this had not come (RFC 9293 section 3.4): not shown at all. */
ENDS_STORY(a_first_word_below_the_other_fin, 1, "C ACK 1 ack 1 ; ESTABLISHED? | -",
	   "S ACK|FIN 1 ack 1 ; CLOSE-WAIT? | FIN-WAIT-1 ; ESTABLISHED? | FIN-WAIT-1",
	   "C ACK 1 ack 1 ; ESTABLISHED? | FIN-WAIT-1 ; ; C 2 CLOSE-WAIT ESTABLISHED")

/* The first RST was lost, as the client speaks on; the one that answers that may arrive. */
ENDS_STORY(a_rst_behind_one_that_did_not_arrive, 1, "C ACK 1 ack 1 ; ESTABLISHED? | -",
	   "S RST|ACK 1 ack 1 ; CLOSED? | CLOSED ; ESTABLISHED? | CLOSED",
	   "C ACK 1 ack 1 len 5 ; ESTABLISHED | CLOSED ; ; C 2 CLOSED ESTABLISHED",
	   "S RST 1 ; CLOSED? | CLOSED")

/* What it jumped over is not sent before it where the server has spoken since, and more follows: a
 * CLOSED end sends no data (RFC 9293 section 3.10.7.1). */
ENDS_STORY(a_source_that_goes_on_behind_its_rst, 1, "C ACK 1 ack 1 ; ESTABLISHED? | -",
	   "C RST 2 ; CLOSED? | - ; ESTABLISHED? | -",
	   "S ACK 1 ack 1 len 5 ; CLOSED? | ESTABLISHED ; ESTABLISHED? | ESTABLISHED",
	   "C ACK 1 ack 1 len 6 ; CLOSED? | ESTABLISHED ; ESTABLISHED | ESTABLISHED",
	   "C ACK 7 ack 1 len 10 ; ESTABLISHED | ESTABLISHED ; ; C 2 CLOSED ESTABLISHED")

/* RFC 5961 section 4: its SYN changes nothing for the other side, and may open another connection.
 */
ENDS_STORY(an_ignored_syn_in_syn_received, 1, "S SYN|ACK 0 ack 1 ; - | SYN-RECEIVED",
	   "C SYN|ACK 0 ack 1 ; SYN-RECEIVED | ESTABLISHED?",
	   "C SYN 2000 ignored ; SYN-RECEIVED? | ESTABLISHED?")

int test_ends_doubts(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_rst_of_the_number_of_the_syn),
	    cmocka_unit_test(a_rst_that_answers_the_ack_of_a_syn_ack),
	    cmocka_unit_test(a_rst_that_answers_one_of_two),
	    cmocka_unit_test(an_abort_behind_a_rst_that_answers),
	    cmocka_unit_test(an_ack_of_another_syn_ack),
	    cmocka_unit_test(an_ack_where_only_a_syn_came),
	    cmocka_unit_test(an_ack_of_nothing_in_syn_sent),
	    cmocka_unit_test(a_rst_in_syn_sent),
	    cmocka_unit_test(a_rst_in_syn_sent_and_the_syn_again),
	    cmocka_unit_test(a_listener_that_speaks_behind_its_rst),
	    cmocka_unit_test(an_ack_below_a_syn_ack),
	    cmocka_unit_test(numbers_behind_both_fins),
	    cmocka_unit_test(a_foreign_syn_and_an_abort),
	    cmocka_unit_test(a_copy_behind_a_rst_beyond_a_gap),
	    cmocka_unit_test(a_stray_segment_behind_a_gap),
	    cmocka_unit_test(a_rst_between_its_numbers),
	    cmocka_unit_test(a_doubtful_syn_that_crosses),
	    cmocka_unit_test(a_bare_ack_behind_a_doubtful_syn),
	    cmocka_unit_test(a_fin_held_behind_a_rst),
	    cmocka_unit_test(an_ack_right_behind_a_rst),
	    cmocka_unit_test(a_fin_behind_a_rst_and_a_word),
	    cmocka_unit_test(a_fin_with_news_below_an_abort),
	    cmocka_unit_test(a_fin_held_behind_a_foreign_rst),
	    cmocka_unit_test(a_late_copy_behind_a_rst),
	    cmocka_unit_test(a_syn_that_may_be_anothers),
	    cmocka_unit_test(a_syn_ack_behind_a_foreign_rst),
	    cmocka_unit_test(a_doubtful_syn_ack),
	    cmocka_unit_test(an_ack_that_is_answered_in_syn_received),
	    cmocka_unit_test(an_ack_behind_its_lost_fin),
	    cmocka_unit_test(an_old_ack_that_was_held_back),
	    cmocka_unit_test(an_ack_of_a_next_connection),
	    cmocka_unit_test(a_syn_ack_of_another_syn),
	    cmocka_unit_test(an_ack_behind_a_foreign_rst),
	    cmocka_unit_test(a_first_word_below_the_other_fin),
	    cmocka_unit_test(a_rst_behind_one_that_did_not_arrive),
	    cmocka_unit_test(a_source_that_goes_on_behind_its_rst),
	    cmocka_unit_test(an_ignored_syn_in_syn_received),
	};
	return run_group(tests, NULL, NULL);
}
