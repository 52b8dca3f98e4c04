/* SPDX-License-Identifier: MIT */
/* RSTs, and SYNs and FINs that crossed. */
#include "fates_fixture.h"

/* 20 ms to the server, the client's data acknowledged. */
#define TALK HANDSHAKE_ID "300 C A 1 1 100 id=3\n500 S A 1 101 0\n"

static void a_rst_is_not_taken_where_the_other_goes_on(void **state)
{
	(void)state;
	/* The ACK passes its number. */
	proves("6 not-taken follows by 8\n", TALK "600 C R 101 0 0\n"
						  "601 C A 101 1 10 id=4\n"
						  "801 S A 1 111 0\n");
	/* It does not: the connection may be gone. */
	proves("", TALK "600 C R 101 0 0\n"
			"601 S A 1 101 0\n");
	/* One below what is expected is taken, where that was a FIN. */
	proves("7 unknown cannot-tell by 0\n", TALK "600 S FA 1 101 0\n"
						    "600 C A 101 2 10 id=4\n"
						    "601 S R 1 0 0\n"
						    "610 C A 101 2 0 id=5\n");
	/* New data: it may be under way at first. */
	proves(
	    "6 not-taken probably by 7\n8 unknown cannot-tell by 0\n7 unknown cannot-tell by 0\n",
	    TALK "600 C R 101 0 0\n"
		 "2000 S A 1 101 10\n"
		 "2001 S A 11 101 10\n");
	proves("7 unknown cannot-tell by 0\n", TALK "600 C R 101 0 0\n"
						    "900 S A 1 101 10\n");
	/* A FIN alone may have been held back on its way. */
	proves("7 unknown cannot-tell by 0\n", TALK "600 C R 101 0 0\n"
						    "2000 S FA 1 101 0\n");
	/* By timestamps it left when the RST had been captured just then. */
	proves("8 unknown cannot-tell by 0\n", HANDSHAKE_TS "300 C A 1 1 100 ts=31 echo=71\n"
							    "500 S A 1 101 0 ts=101 echo=31\n"
							    "600 C R 101 0 0\n"
							    "2000 S A 1 101 0 ts=105 echo=31\n"
							    "2001 S A 1 101 10 ts=112 echo=31\n");
	proves("6 not-taken probably by 8\n"
	       "8 unknown cannot-tell by 0\n",
	       HANDSHAKE_TS "300 C A 1 1 100 ts=31 echo=71\n"
			    "500 S A 1 101 0 ts=101 echo=31\n"
			    "600 C R 101 0 0\n"
			    "2000 S A 1 101 0 ts=105 echo=31\n"
			    "2001 S A 1 101 10 ts=251 echo=31\n");
}

static void a_rst_arrived_where_the_other_knows_nothing_any_more(void **state)
{
	(void)state;
	/* The answer carries the number that the segment acknowledged. */
	proves("6 arrived probably by 8\n", TALK "600 C R 101 0 0\n"
						 "700 C A 101 1 0 id=4\n"
						 "900 S R 1 0 0\n");
	proves("6 arrived probably by 8\n7 arrived probably by 8\n", TALK "600 C R 101 0 0\n"
									  "700 C FA 101 1 0 id=4\n"
									  "900 S R 1 0 0\n");
	/* Data is answered so by one that has closed, too: its FIN may wait behind other data. */
	proves("7 arrived probably by 8\n", TALK "600 C R 101 0 0\n"
						 "700 C A 101 1 10 id=4\n"
						 "900 S R 1 0 0\n");
	/* A RST of its own proves nothing. */
	proves("7 unknown cannot-tell by 0\n", TALK "600 C R 101 0 0\n"
						    "700 C A 101 1 10 id=4\n"
						    "900 S RA 1 101 0\n");
	/* Nor that of one that had closed. */
	proves("8 arrived probably by 9\n6 unknown cannot-tell by 0\n",
	       TALK "550 S FA 1 101 0\n"
		    "600 C R 101 0 0\n"
		    "700 C A 101 1 10 id=4\n"
		    "900 S R 1 0 0\n");
	/* Nor that of one that opens another connection. */
	proves("6 unknown cannot-tell by 0\n", TALK "600 S FA 1 101 0\n"
						    "610 C S 5000 0 0 challenged\n"
						    "800 C R 101 0 0\n");
	/* Of two it is not known which. */
	proves("8 arrived probably by 9\n", TALK "600 C R 101 0 0\n"
						 "601 C R 150 0 0\n"
						 "700 C A 101 1 10 id=4\n"
						 "900 S R 1 0 0\n");
}

/* RFC 9293 section 3.10.7.1: it answers a segment with its number as the ACK, which old copies of
 * two ranges had alone: one of them has come, so that neither is known to be lost. */
static void a_rst_answers_an_old_copy(void **state)
{
	(void)state;
	proves("4 lost-or-answer follows by 8\n5 lost-or-answer follows by 9\n"
	       "8 arrived follows by 10\n9 arrived follows by 11\n"
	       "4 lost probably by 10\n5 lost probably by 11\n"
	       "4 lost-or-answer follows by 8\n5 lost-or-answer follows by 9\n",
	       HANDSHAKE_TS "300 C A 1 1 100 ts=31 echo=71\n"
			    "301 C A 101 1 100 ts=31 echo=71\n"
			    "302 C A 201 1 100 ts=31 echo=71\n"
			    "502 S A 1 1 10 sack=201-301 ts=101 echo=21\n"
			    "520 C A 1 11 100 ts=53 echo=101\n"
			    "521 C A 101 11 100 ts=53 echo=101\n"
			    "720 S A 11 101 0 ts=121 echo=53\n"
			    "721 S A 11 301 0 ts=121 echo=53\n"
			    "1500 C A 301 11 0 ts=151 echo=121\n"
			    "1600 S R 1 0 0\n");
}

/* All had come, and its source has no connection any more: what it answers came late. */
static void a_rst_behind_another_answers_an_old_copy(void **state)
{
	(void)state;
	proves("4 lost-or-answer follows by 7\n"
	       "7 arrived follows by 8\n"
	       "4 lost probably by 8\n"
	       "4 lost-or-answer follows by 7\n",
	       HANDSHAKE_TS "300 C A 1 1 100 ts=31 echo=71\n"
			    "301 C A 101 1 100 ts=31 echo=71\n"
			    "502 S A 1 1 0 sack=101-201 ts=101 echo=21\n"
			    "520 C A 1 1 100 ts=53 echo=101\n"
			    "721 S A 1 201 0 ts=121 echo=53\n"
			    "1500 S RA 1 201 0 ts=221 echo=53\n"
			    "2600 S R 1 0 0\n");
}

/* Who aborts sends the number behind all that he has sent: this one answers an old copy, where
 * nothing that came since has its ACK. */
static void a_rst_below_what_its_source_sent_answers(void **state)
{
	(void)state;
#define FILLED                                                                                     \
	HANDSHAKE_TS "300 C A 1 1 100 ts=31 echo=71\n"                                             \
		     "301 C A 101 1 100 ts=31 echo=71\n"                                           \
		     "502 S A 1 1 0 sack=101-201 ts=101 echo=21\n"                                 \
		     "520 C A 1 1 100 ts=53 echo=101\n"                                            \
		     "721 S A 1 201 10 ts=121 echo=53\n"
#define LOST "4 lost-or-answer follows by 7\n7 arrived follows by 8\n4 lost probably by 8\n"
	proves(LOST "4 lost-or-answer follows by 7\n8 unknown cannot-tell by 0\n",
	       FILLED "2600 S R 1 0 0\n");
	proves(LOST "8 unknown cannot-tell by 0\n", FILLED "2600 S R 11 0 0\n");
	proves(LOST "8 unknown cannot-tell by 0\n", FILLED "2400 C A 201 1 0 ts=241 echo=101\n"
							   "2600 S R 1 0 0\n");
#undef FILLED
#undef LOST
}

/* The second of three: what was said of the first two is not known any more. */
static void a_rst_answers_the_second_copy(void **state)
{
	(void)state;
	proves("4 lost-or-answer follows by 7\n7 lost-or-answer follows by 9\n"
	       "9 arrived follows by 10\n4 lost probably by 10\n7 lost probably by 10\n"
	       "4 lost-or-answer follows by 7\n7 lost-or-answer follows by 9\n",
	       HANDSHAKE_TS "300 C A 1 1 100 ts=31 echo=71\n"
			    "301 C A 101 1 100 ts=31 echo=71\n"
			    "502 S A 1 1 10 sack=101-201 ts=101 echo=21\n"
			    "520 C A 1 11 100 ts=53 echo=101\n"
			    "722 S A 11 1 10 sack=101-201 ts=123 echo=21\n"
			    "940 C A 1 21 100 ts=95 echo=123\n"
			    "1140 S A 21 201 0 ts=165 echo=95\n"
			    "1800 C A 201 21 0 ts=181 echo=165\n"
			    "1900 S R 11 0 0\n");
}

static void several_rsts_are_passed_over_together(void **state)
{
	(void)state;
	proves("7 not-taken follows by 9\n6 not-taken follows by 9\n",
	       TALK "600 C R 101 0 0\n"
		    "605 C R 101 0 0\n"
		    "610 C A 101 1 10 id=4\n"
		    "810 S A 1 111 0\n");
}

static void a_rst_was_forged_where_its_source_goes_on(void **state)
{
	(void)state;
	proves("6 forged probably by 8\n6 not-taken follows by 9\n",
	       TALK "600 C R 101 0 0\n"
		    "700 S A 1 101 10\n"
		    "1000 C A 101 11 10 id=4\n"
		    "1200 S A 11 111 0\n");
	/* Nor does one that the receiver answers. */
	proves("7 arrived probably by 9\n7 forged probably by 10\n10 unknown cannot-tell by 0\n",
	       TALK "600 C A 101 1 10\n"
		    "605 S RA 1 101 0\n"
		    "700 S A 1 111 0\n"
		    "701 C R 111 0 0\n"
		    "702 S A 1 111 20\n");
	/* Sooner than a round trip it answers nothing, nor what was acknowledged before. */
	proves("7 arrived probably by 9\n7 forged probably by 10\n10 unknown cannot-tell by 0\n",
	       TALK "600 C A 101 1 10\n"
		    "605 S R 1 0 0\n"
		    "700 S A 1 111 0\n"
		    "701 C R 111 0 0\n"
		    "702 S A 1 111 20\n");
	/* It would have answered what its source acknowledges. */
	proves("6 arrived probably by 7\n7 forged probably by 8\n6 arrived follows by 8\n",
	       TALK "600 C A 101 1 10\n"
		    "800 S R 1 0 0\n"
		    "801 S A 1 111 0\n");
	/* The same where that was sent on since. */
	proves("6 arrived probably by 7\n"
	       "7 forged probably by 10\n"
	       "6 arrived follows by 10\n"
	       "9 unknown cannot-tell by 0\n"
	       "10 unknown cannot-tell by 0\n",
	       TALK "600 C A 101 1 10\n"
		    "800 S R 1 0 0\n"
		    "802 C A 111 1 10\n"
		    "803 C A 121 1 10\n"
		    "1003 S A 1 121 10\n");
	/* What its source acknowledges came behind it. */
	proves("7 forged probably by 8\n", TALK "600 C A 101 1 10\n"
						"700 S RA 1 101 0\n"
						"801 S A 1 111 0\n");
	proves("", TALK "600 C A 101 1 10\n"
			"790 S RA 1 101 0\n"
			"801 S A 1 111 0\n");
	/* Its ACK is of what was not sent. */
	proves("6 lost-or-answer probably by 8\n7 forged probably by 9\n"
	       "8 unknown cannot-tell by 9\n",
	       TALK "600 C A 101 1 10\n"
		    "900 S RA 1 500 0\n"
		    "5000 C A 101 1 10\n"
		    "5200 S A 1 111 0\n");
	/* It answers none of what its source had acknowledged, and that sends from its number on.
	 */
	proves("6 forged probably by 7\n7 unknown cannot-tell by 0\n",
	       HANDSHAKE_ID "300 C FA 1 1 0 id=3\n"
			    "500 S A 1 2 0 id=11\n"
			    "550 S R 1 0 0\n"
			    "640 S A 1 2 100 id=12\n");
	/* Where it may answer, that may have been sent before, and held back. */
	proves("4 unknown cannot-tell by 0\n6 unknown cannot-tell by 0\n",
	       HANDSHAKE_ID "300 C FA 1 1 0 id=3\n"
			    "500 S R 1 0 0\n"
			    "590 S A 1 1 100 id=12\n");
	/* What it overtook was sent before it. */
	proves("7 unknown cannot-tell by 0\n", TALK "600 C R 111 0 0\n"
						    "1000 C A 101 1 10 id=4\n");
	/* The RST of an opening answers an unacceptable ACK, and the opening goes on. */
	proves("1 unknown cannot-tell by 4\n4 unknown cannot-tell by 5\n", "0 C S 0 0 0\n"
									   "200 S A 50 900 0\n"
									   "201 C R 900 0 0\n"
									   "400 C S 0 0 0\n"
									   "600 S SA 0 1 0\n"
									   "601 C A 1 1 0\n"
									   "900 C A 1 1 10\n"
									   "1100 S A 1 11 0\n");
}

#define CLOSED_ID                                                                                  \
	HANDSHAKE_ID "300 C FA 1 1 0 id=3\n"                                                       \
		     "500 S A 1 2 0 id=11\n"                                                       \
		     "600 S FA 1 2 0 id=13\n"                                                      \
		     "610 C A 2 2 0 id=4\n"

/* Two identifications, and one between them: three that rise. */
static void a_fin_between_two_was_overtaken(void **state)
{
	(void)state;
	proves("8 overtaken follows by 6\n", CLOSED_ID "3000 S FA 1 2 0 id=12\n");
	proves("", CLOSED_ID "3000 S FA 1 2 0 id=14\n");
	proves("", CLOSED_ID "3000 S FA 1 2 0 id=10\n");
}

static void fins_cross_when_neither_had_come(void **state)
{
	(void)state;
	proves("6 crossed follows by 7\n7 crossed follows by 6\n", TALK "600 C FA 101 1 0 id=4\n"
									"650 S FA 1 101 0\n"
									"650 C A 102 2 0 id=5\n"
									"800 S A 2 102 0\n");
	/* The second acknowledges the first. */
	proves("", TALK "600 C FA 101 1 0 id=4\n"
			"800 S FA 1 102 0\n"
			"800 C A 102 2 0 id=5\n");
	/* A lost one crosses nothing. */
	proves("6 lost-or-answer follows by 9\n9 unknown cannot-tell by 10\n",
	       TALK "600 C FA 101 1 0 id=4\n"
		    "650 S FA 1 101 0\n"
		    "650 C A 102 2 0 id=5\n"
		    "2800 C FA 101 2 0 id=6\n"
		    "3000 S A 2 102 0\n");
	/* Nor one that was lost before the other was sent. */
	proves("4 lost-or-answer probably by 5\n4 lost probably by 7\n5 arrived probably by 7\n",
	       HANDSHAKE "300 C FA 1 1 0\n"
			 "2300 C FA 1 1 0\n"
			 "2310 S FA 1 1 0\n"
			 "2510 S A 2 2 0\n"
			 "2510 C A 2 2 0\n");
	/* An ACK alone told before that the first had come. */
	proves("", HANDSHAKE "300 C FA 1 1 0\n"
			     "500 S A 1 2 0\n"
			     "510 S FA 1 2 0\n"
			     "511 C A 2 2 0\n");
	/* One that nobody acknowledged is not known to have come. */
	proves("6 unknown cannot-tell by 0\n", TALK "600 C FA 101 1 0 id=4\n"
						    "650 S FA 1 101 0\n"
						    "650 C A 102 2 0 id=5\n");
}

static void syns_cross(void **state)
{
	(void)state;
	proves("1 crossed follows by 2\n2 crossed follows by 1\n", "0 C S 0 0 0\n"
								   "50 S S 0 0 0\n"
								   "50 C SA 0 1 0\n"
								   "200 S SA 0 1 0\n");
	/* A SYN of who has answered is nobody's. */
	proves("5 unknown cannot-tell by 0\n", HANDSHAKE "300 C A 1 1 10\n"
							 "310 S S 0 0 0\n"
							 "500 S A 1 11 0\n");
}

/* RFC 9293 sections 3.10.7.3 and 3.10.7.4: it answers an ACK that is not for its SYN so. */
static void who_is_opening_may_answer_with_a_rst(void **state)
{
	(void)state;
	proves("3 unknown cannot-tell by 0\n1 unknown cannot-tell by 0\n", "0 C S 0 0 0\n"
									   "200 S R 50 0 0\n"
									   "201 S SA 900 77 0\n"
									   "202 C R 77 0 0\n");
}

/* Who has no connection opens none, takes nothing and sends nothing again. */
static void a_rst_was_forged_whose_source_took_what_it_answers(void **state)
{
	(void)state;
	/* The SYN+ACK alone can be what it answers, and is acknowledged. */
	proves("3 forged probably by 4\n", "0 C S 0 0 0\n"
					   "200 S SA 0 1 0\n"
					   "201 C R 1 0 0\n"
					   "203 C A 1 1 0\n");
	/* The handshake's last ACK, without which its source would send no FIN. */
	proves("4 forged probably by 5\n5 unknown cannot-tell by 0\n",
	       HANDSHAKE "330 S R 1 0 0\n"
			 "410 S FA 1 1 0\n");
	/* One of three, which it has all. */
	proves("7 forged probably by 10\n", HANDSHAKE_ID "201 C A 1 1 10 id=3\n"
							 "201 C A 11 1 10 id=4\n"
							 "201 C A 21 1 10 id=5\n"
							 "420 S R 1 0 0\n"
							 "430 S A 1 11 0\n"
							 "430 S A 1 21 0\n"
							 "430 S A 1 31 0\n");
	/* A listener that keeps no state may have taken the last of them as the first. */
	proves("", HANDSHAKE_ID "201 C A 1 1 10 id=3\n"
				"201 C A 11 1 10 id=4\n"
				"420 S R 1 0 0\n"
				"430 S A 1 21 0\n");
	/* Its FIN comes again, behind that RST. */
	proves(
	    "5 forged probably by 6\n4 lost-or-answer follows by 6\n6 unknown cannot-tell by 0\n",
	    HANDSHAKE_ID "300 C FA 1 1 0 id=3\n"
			 "500 C R 2 0 0\n"
			 "5000 C FA 1 1 0 id=4\n");
	/* Unless it was sent before. */
	proves("6 overtaken follows by 4\n4 unknown cannot-tell by 0\n",
	       HANDSHAKE_ID "300 C FA 1 1 0 id=4\n"
			    "500 C R 2 0 0 id=5\n"
			    "5000 C FA 1 1 0 id=3\n");
}

int test_fates_resets(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(who_is_opening_may_answer_with_a_rst),
	    cmocka_unit_test(a_rst_is_not_taken_where_the_other_goes_on),
	    cmocka_unit_test(a_rst_arrived_where_the_other_knows_nothing_any_more),
	    cmocka_unit_test(a_rst_answers_an_old_copy),
	    cmocka_unit_test(a_rst_behind_another_answers_an_old_copy),
	    cmocka_unit_test(a_rst_below_what_its_source_sent_answers),
	    cmocka_unit_test(a_rst_answers_the_second_copy),
	    cmocka_unit_test(several_rsts_are_passed_over_together),
	    cmocka_unit_test(a_rst_was_forged_where_its_source_goes_on),
	    cmocka_unit_test(a_rst_was_forged_whose_source_took_what_it_answers),
	    cmocka_unit_test(a_fin_between_two_was_overtaken),
	    cmocka_unit_test(fins_cross_when_neither_had_come),
	    cmocka_unit_test(syns_cross),
	};
	return run_group(tests, NULL, NULL);
}
