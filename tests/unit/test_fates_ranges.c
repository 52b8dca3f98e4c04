/* SPDX-License-Identifier: MIT */
/* What was sent again or skipped: several ranges at a time, and at the edges of the rules. */
#include "fates_fixture.h"

/* An ACK of the first is none of the second, which shows itself lost by it. */
static void each_is_judged_by_its_own_ack(void **state)
{
	(void)state;
	proves("4 lost-or-answer follows by 6\n5 lost-or-answer follows by 7\n"
	       "6 unknown cannot-tell by 8\n5 lost probably by 9\n7 arrived probably by 9\n",
	       HANDSHAKE_ID "300 C A 1 1 100 id=3\n"
			    "301 C A 101 1 100 id=4\n"
			    "2300 C A 1 1 100 id=5\n"
			    "2301 C A 101 1 100 id=6\n"
			    "2500 S A 1 101 0\n"
			    "2700 S A 1 201 0\n");
}

/* Sent three times each; the timestamps tell that the last copies came. */
static void each_is_asked_for_by_its_own_ack(void **state)
{
	(void)state;
	proves("4 lost-or-answer follows by 7\n5 lost-or-answer follows by 8\n"
	       "7 lost-or-answer follows by 10\n8 lost-or-answer follows by 11\n"
	       "10 arrived follows by 12\n11 arrived follows by 13\n4 lost probably by 12\n"
	       "5 lost probably by 13\n8 lost probably by 13\n",
	       HANDSHAKE_TS "300 C A 1 1 100 ts=31 echo=71\n"
			    "301 C A 101 1 100 ts=31 echo=71\n"
			    "302 C A 201 1 100 ts=31 echo=71\n"
			    "520 C A 1 1 100 ts=53 echo=71\n"
			    "521 C A 101 1 100 ts=53 echo=71\n"
			    "522 S A 1 1 0 sack=201-301 ts=103 echo=21\n"
			    "900 C A 1 1 100 ts=91 echo=101\n"
			    "901 C A 101 1 100 ts=91 echo=101\n"
			    "1100 S A 1 101 0 ts=141 echo=91\n"
			    "1101 S A 1 301 0 ts=141 echo=91\n"
			    "1900 C A 301 1 0 ts=191 echo=141\n");
}

#define CUT                                                                                        \
	HANDSHAKE_ID "300 C A 1 1 5000 id=3\n"                                                     \
		     "500 S A 1 1001 0\n"

/* What its sender's host cuts into several packets behind the capture point: the ACKs tell that
 * some came which were sent in no other segment. */
static void of_what_is_cut_a_part_is_lost(void **state)
{
	(void)state;
	proves(
	    "4 lost-or-answer follows by 7\n4 part-lost probably by 8\n7 arrived probably by 8\n",
	    CUT "510 S A 1 1001 0 sack=2001-5001\n"
		"511 C A 1001 1 1000 id=4\n"
		"711 S A 1 5001 0\n");
	/* All of it was lost, and sent again piece by piece. */
	proves("4 lost-or-answer follows by 6\n4 lost-or-answer follows by 8\n"
	       "4 lost probably by 7\n6 arrived probably by 7\n4 lost probably by 9\n"
	       "8 arrived probably by 9\n",
	       HANDSHAKE_ID "300 C A 1 1 2000 id=3\n"
			    "500 S A 1 1 0\n"
			    "2600 C A 1 1 1000 id=4\n"
			    "2800 S A 1 1001 0\n"
			    "2801 C A 1001 1 1000 id=5\n"
			    "3001 S A 1 2001 0\n"
			    "4000 C A 2001 1 0 id=6\n");
}

/* RFC 2018 section 8: what was sent again had come, and was discarded; it was not lost. */
static void what_was_reported_by_sack_was_not_lost(void **state)
{
	(void)state;
	proves("4 lost-or-answer follows by 7\n4 lost probably by 8\n7 arrived probably by 8\n",
	       HANDSHAKE_ID "300 C A 1 1 100 id=3\n"
			    "301 C A 101 1 100 id=4\n"
			    "501 S A 1 1 0 sack=101-201\n"
			    "3500 C A 1 1 100 id=5\n"
			    "3700 S A 1 101 0\n"
			    "3701 C A 101 1 100 id=6\n"
			    "3901 S A 1 201 0\n"
			    "4500 C A 201 1 0 id=7\n");
}

#define ASKED_FOR                                                                                  \
	HANDSHAKE_ID "300 C A 1 1 100 id=3\n"                                                      \
		     "301 C A 101 1 100 id=4\n"

/* RFC 2018 section 3: a SACK over the only copy of bytes tells that it came. */
static void what_a_sack_covers_arrived(void **state)
{
	(void)state;
	proves("5 arrived follows by 6\n4 unknown cannot-tell by 0\n",
	       ASKED_FOR "501 S A 1 1 0 sack=101-201\n");
	/* Not all of it. */
	proves("5 unknown cannot-tell by 0\n4 unknown cannot-tell by 0\n",
	       ASKED_FOR "501 S A 1 1 0 sack=151-201\n");
	/* One of two copies did. */
	proves("5 lost-or-answer follows by 6\n6 unknown cannot-tell by 7\n"
	       "4 unknown cannot-tell by 0\n",
	       ASKED_FOR "2301 C A 101 1 100 id=5\n"
			 "2501 S A 1 1 0 sack=101-201\n");
}

/* The receiver asks by data with a SACK, too, whose ACK stands at what was lost behind here. */
static void what_a_sack_with_data_lacks_was_lost_before(void **state)
{
	(void)state;
	proves("7 lost-before probably by 6 [11,21)\n7 unknown cannot-tell by 0\n"
	       "5 arrived follows by 6\n4 unknown cannot-tell by 0\n",
	       HANDSHAKE_ID "300 C A 1 1 10 id=3\n"
			    "301 C A 21 1 10 id=5\n"
			    "500 S A 1 1 10 sack=21-31\n"
			    "502 C A 11 11 10 id=6\n");
}

/* A second without it tells that it was missed, also when that is the capture's end. */
static void the_end_tells_what_was_missed(void **state)
{
	(void)state;
	static const char hole[] = HANDSHAKE "300 C A 1 1 100\n"
					     "301 C A 201 1 100\n"
					     "500 S A 1 301 0\n";
	proves_with((struct fates_setting){.silence = 20000, .flags = FATES_HAS_GAPS},
		    "6 missed follows by 6 [101,201)\n", hole);
	proves_with((struct fates_setting){.silence = 9000}, "", hole);
}

/* No round trip is known of a SYN: the same packet a second later is another (RFC 6298
 * section 2.1).
 */
static void a_syn_is_sent_again_after_a_second(void **state)
{
	(void)state;
	proves("1 lost-or-answer probably by 2\n2 unknown cannot-tell by 3\n"
	       "3 unknown cannot-tell by 0\n",
	       "0 C S 0 0 0 id=7\n10000 C S 0 0 0 id=7\n10200 S SA 0 1 0\n");
	proves("2 unknown cannot-tell by 1\n1 unknown cannot-tell by 3\n"
	       "3 unknown cannot-tell by 0\n",
	       "0 C S 0 0 0 id=7\n9999 C S 0 0 0 id=7\n10200 S SA 0 1 0\n");
}

/* So it is with a SYN+ACK: the path may have doubled the first one. */
static void a_syn_ack_is_sent_again_after_a_second(void **state)
{
	(void)state;
	proves("2 unknown cannot-tell by 3\n3 unknown cannot-tell by 4\n",
	       "0 C S 0 0 0 id=7\n200 S SA 0 1 0\n6200 S SA 0 1 0\n6201 C A 1 1 0 id=8\n");
	proves("2 lost-or-answer probably by 3\n3 unknown cannot-tell by 4\n",
	       "0 C S 0 0 0 id=7\n200 S SA 0 1 0\n10200 S SA 0 1 0\n10201 C A 1 1 0 id=8\n");
}

/* Its checksum is wrong, so its numbers may be: none is known that they go on from. */
static void the_first_of_all_with_a_wrong_sum_is_only_discarded(void **state)
{
	(void)state;
	proves("2 discarded probably by 0\n", "0 S A 1 1 0\n"
					      "300 C A 1 1 100 discard\n"
					      "500 S A 1 1 0\n"
					      "700 S A 1 101 0\n");
}

#define SENT_TWICE                                                                                 \
	HANDSHAKE_ID "300 C A 1 1 100 id=3\n"                                                      \
		     "301 C A 101 1 100 id=4\n"                                                    \
		     "302 C A 201 1 200 id=5\n"                                                    \
		     "2302 C A 101 1 100 id=6\n"

/* RFC 2883 section 4: the first block lies within the second, above the ACK. It tells that both
 * copies of those bytes came, and is no evidence of its own. */
static void a_d_sack_within_a_block_tells_that_two_came(void **state)
{
	(void)state;
	proves("5 lost-or-answer follows by 7\n5 arrived probably by 8\n7 arrived probably by 8\n"
	       "6 unknown cannot-tell by 0\n4 unknown cannot-tell by 0\n",
	       SENT_TWICE "2500 S A 1 1 0 sack=101-201,101-301\n");
	/* No more than it has got. */
	proves("5 lost-or-answer follows by 7\n"
	       "7 unknown cannot-tell by 8\n"
	       "6 unknown cannot-tell by 0\n"
	       "4 unknown cannot-tell by 0\n",
	       SENT_TWICE "2500 S A 1 1 0 sack=101-301\n");
	proves("5 lost-or-answer follows by 7\n"
	       "7 unknown cannot-tell by 8\n"
	       "6 unknown cannot-tell by 0\n"
	       "4 unknown cannot-tell by 0\n",
	       SENT_TWICE "2500 S A 1 1 0 sack=101-201,301-401\n");
	/* Not within it as a whole. */
	proves("5 lost-or-answer follows by 7\n"
	       "7 unknown cannot-tell by 8\n"
	       "6 unknown cannot-tell by 0\n"
	       "4 unknown cannot-tell by 0\n",
	       SENT_TWICE "2500 S A 1 1 0 sack=101-201,101-151\n");
}

/* The block that was reported stands once more in the ACK of what had lacked below it. */
static void what_fills_a_hole_is_no_duplicate(void **state)
{
	(void)state;
#define HOLE                                                                                       \
	HANDSHAKE_TS "300 C A 1 1 100 ts=31 echo=71\n"                                             \
		     "301 C FA 101 1 0 ts=31 echo=71\n"                                            \
		     "700 C FA 101 1 0 ts=71 echo=71\n"                                            \
		     "900 S A 1 1 0 sack=101-102 ts=141 echo=21\n"                                 \
		     "901 C A 1 1 100 ts=91 echo=141\n"                                            \
		     "1101 S A 1 102 0 sack=101-102 ts=161 echo=91\n"
#define TOLD                                                                                       \
	"5 lost-or-answer follows by 6\n4 lost-or-answer follows by 8\n"                           \
	"6 unknown cannot-tell by 7\n8 arrived follows by 9\n"
	proves(TOLD "4 lost probably by 9\n", HOLE);
	/* Again, when all had been acknowledged: the ACK came a round trip behind the second. */
	proves(TOLD "6 arrived probably by 10\n4 lost probably by 9\n",
	       HOLE "1201 S A 1 102 0 sack=101-102 ts=171 echo=91\n");
#undef HOLE
#undef TOLD
}

/* A receiver that has seen a later ACK need not take the timestamp of what that has overtaken. */
static void an_old_ack_brings_no_timestamp(void **state)
{
	(void)state;
#define SENT                                                                                       \
	HANDSHAKE_TS "300 C A 1 1 50 ts=31 echo=71\n"                                              \
		     "510 S A 1 1 100 ts=101 echo=21\n"
#define ACKED "800 C A 51 101 0 ts=81 echo=71\n"
	proves("", SENT "520 S A 101 51 0 ts=103 echo=31\n" ACKED);
	proves("5 unknown cannot-tell by 6\n4 unknown cannot-tell by 0\n", SENT ACKED);
#undef SENT
#undef ACKED
}

/* RFC 7323 section 2.2: where both SYNs offer it, a window of 1 is one of 1,024 bytes; else it is
 * one of a byte, and what lies beyond it is not asked for, and not known to be lost. */
static void a_window_is_scaled_where_both_offer_it(void **state)
{
	(void)state;
#define LOST_IN_A_WINDOW(offer)                                                                    \
	"0 C S 0 0 0 ts=1 offers=10\n"                                                             \
	"200 S SA 0 1 0 ts=71 echo=1" offer "\n"                                                   \
	"200 C A 1 1 0 ts=21 echo=71\n"                                                            \
	"300 C A 1 1 100 ts=31 echo=71\n"                                                          \
	"301 C A 101 1 100 ts=31 echo=71\n"                                                        \
	"501 S A 1 1 0 sack=101-201 ts=101 echo=21 window=1\n"                                     \
	"520 C A 1 1 100 ts=53 echo=101\n"                                                         \
	"720 S A 1 201 0 ts=111 echo=53 window=1\n"                                                \
	"1000 C A 201 1 0 ts=101 echo=111\n"
	proves("4 lost-or-answer follows by 7\n7 arrived follows by 8\n4 lost probably by 8\n",
	       LOST_IN_A_WINDOW(" offers=10"));
	/* It was taken back: its receiver may have dropped that. */
	proves("4 unknown cannot-tell by 7\n7 arrived follows by 8\n", LOST_IN_A_WINDOW(""));
#undef LOST_IN_A_WINDOW
}

/* What an end acknowledges never goes back: what acknowledges more left later. */
static void an_ack_tells_the_order_where_nothing_else_does(void **state)
{
	(void)state;
#define JUMP                                                                                       \
	HANDSHAKE "300 C A 101 1 100\n"                                                            \
		  "500 S A 1 1 0 sack=101-201\n"                                                   \
		  "510 S A 1 1 50 sack=101-201\n"
	proves("7 lost-before probably by 5 [1,101)\n", JUMP "600 C A 1 51 100\n"
							     "800 S A 51 201 0\n");
	/* Its FIN, too, takes a number. */
	proves("7 lost-before probably by 5 [1,101)\n", HANDSHAKE "300 C A 101 1 100\n"
								  "500 S A 1 1 0 sack=101-201\n"
								  "510 S FA 1 1 0 sack=101-201\n"
								  "600 C A 1 2 100\n"
								  "800 S A 2 201 0\n");
	/* The same ACK: which of the two left first, it does not tell. */
	proves("", HANDSHAKE "300 C A 101 1 100\n"
			     "500 S A 1 1 0 sack=101-201\n"
			     "600 C A 1 1 100\n"
			     "800 S A 1 201 0\n");
	/* Identifications that rise tell it before. */
	proves("8 overtaken follows by 5\n", HANDSHAKE_ID "300 C A 1 1 10 id=3\n"
							  "301 C A 21 1 10 id=5\n"
							  "500 S A 1 11 0 sack=21-31\n"
							  "501 S A 1 11 50 sack=21-31\n"
							  "502 C A 11 51 10 id=4\n"
							  "700 S A 51 31 0\n");
#undef JUMP
}

/* A RST takes no numbers (RFC 9293 section 3.4): what is sent behind it does not repeat it. */
static void a_rst_is_not_sent_again(void **state)
{
	(void)state;
	proves("2 unknown cannot-tell by 0\n2 unknown cannot-tell by 3\n", "0 C R 101 0 0\n"
									   "1500 C A 1 1 1448\n"
									   "3200 C A 1 1 1448\n");
}

/* What a duplicate ACK showed, that both copies came, later ACKs do not take back. */
static void a_duplicate_ack_is_remembered(void **state)
{
	(void)state;
	proves("4 lost-or-answer follows by 7\n7 arrived follows by 8\n",
	       HANDSHAKE_TS "300 C A 1 1 100 ts=31 echo=71\n"
			    "301 C A 101 1 100 ts=31 echo=71\n"
			    "501 S A 1 1 0 sack=101-201 ts=101 echo=21\n"
			    "520 C A 1 1 100 ts=53 echo=101\n"
			    "720 S A 1 201 0 ts=111 echo=53\n"
			    "721 S A 1 201 0 ts=111 echo=53\n"
			    "800 C A 201 1 100 ts=81 echo=111\n"
			    "1100 S A 1 301 0 ts=121 echo=81\n"
			    "1600 C A 301 1 0 ts=141 echo=121\n");
}

/* RFC 2018 section 4: a SACK need not tell all: of the second hole it is not known that it was one,
 * where the ACK stands at the first. */
static void an_ack_asks_for_the_first_hole_alone(void **state)
{
	(void)state;
	proves("4 lost-or-answer follows by 7\n5 lost-or-answer follows by 8\n"
	       "7 lost-or-answer follows by 10\n8 lost-or-answer follows by 11\n"
	       "10 arrived follows by 12\n4 lost probably by 12\n"
	       "11 unknown cannot-tell by 12\n",
	       HANDSHAKE_TS "300 C A 1 1 100 ts=31 echo=71\n"
			    "301 C A 101 1 100 ts=31 echo=71\n"
			    "302 C A 201 1 100 ts=31 echo=71\n"
			    "520 C A 1 1 100 ts=53 echo=71\n"
			    "521 C A 101 1 100 ts=53 echo=71\n"
			    "720 S A 1 1 0 sack=201-301 ts=121 echo=21\n"
			    "1020 C A 1 1 100 ts=103 echo=121\n"
			    "1021 C A 101 1 100 ts=103 echo=121\n"
			    "1222 S A 1 301 0 ts=171 echo=103\n"
			    "1600 C A 301 1 0 ts=181 echo=171\n");
}

/* Two segments sent again as one: the echo tells of its first bytes that it came, and so of all. */
static void one_segment_has_one_fate(void **state)
{
	(void)state;
	proves("4 lost-or-answer follows by 6\n5 lost-or-answer follows by 6\n"
	       "6 arrived follows by 7\n",
	       HANDSHAKE_TS "300 C A 1 1 100 ts=31 echo=71\n"
			    "301 C FA 101 1 0 ts=31 echo=71\n"
			    "2400 C FA 1 1 100 ts=241 echo=71\n"
			    "2460 S A 1 102 0 ts=301 echo=241\n");
}

int test_fates_ranges(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(each_is_judged_by_its_own_ack),
	    cmocka_unit_test(each_is_asked_for_by_its_own_ack),
	    cmocka_unit_test(a_syn_is_sent_again_after_a_second),
	    cmocka_unit_test(a_syn_ack_is_sent_again_after_a_second),
	    cmocka_unit_test(the_first_of_all_with_a_wrong_sum_is_only_discarded),
	    cmocka_unit_test(of_what_is_cut_a_part_is_lost),
	    cmocka_unit_test(what_was_reported_by_sack_was_not_lost),
	    cmocka_unit_test(what_a_sack_covers_arrived),
	    cmocka_unit_test(what_a_sack_with_data_lacks_was_lost_before),
	    cmocka_unit_test(the_end_tells_what_was_missed),
	    cmocka_unit_test(a_d_sack_within_a_block_tells_that_two_came),
	    cmocka_unit_test(what_fills_a_hole_is_no_duplicate),
	    cmocka_unit_test(an_old_ack_brings_no_timestamp),
	    cmocka_unit_test(an_ack_asks_for_the_first_hole_alone),
	    cmocka_unit_test(a_window_is_scaled_where_both_offer_it),
	    cmocka_unit_test(an_ack_tells_the_order_where_nothing_else_does),
	    cmocka_unit_test(a_rst_is_not_sent_again),
	    cmocka_unit_test(a_duplicate_ack_is_remembered),
	    cmocka_unit_test(one_segment_has_one_fate),
	};
	return run_group(tests, NULL, NULL);
}
