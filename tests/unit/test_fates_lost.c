/* SPDX-License-Identifier: MIT */
/* When what was sent again was lost before: what shows that it had not come in time. */
#include "fates_fixture.h"

/* What answers nothing that was sent behind it may have left just before it came. */
static void what_does_not_ask_must_have_left_later(void **state)
{
	(void)state;
#define TWO                                                                                        \
	HANDSHAKE_TS "300 C A 1 1 100 ts=31 echo=71\n"                                             \
		     "301 C A 101 1 100 ts=31 echo=71\n"
#define AGAIN_TWO                                                                                  \
	" S A 1 101 10 ts=151 echo=31\n"                                                           \
	"2301 C A 101 11 100 ts=231 echo=151\n"
	/* The ACK of what was sent just before it. */
	proves("5 lost-or-answer follows by 7\n7 arrived follows by 8\n",
	       TWO "521 S A 1 101 0 ts=151 echo=31\n"
		   "2301 C A 101 1 100 ts=231 echo=151\n"
		   "2511 S A 1 201 0 ts=302 echo=231\n");
	/* The same, when it was sent again before. */
	proves("5 lost-or-answer follows by 6\n6 arrived follows by 8\n",
	       TWO "511 C A 101 1 100 ts=51 echo=71\n"
		   "521 S A 1 101 0 ts=151 echo=31\n"
		   "741 S A 1 201 0 ts=302 echo=51\n");
	/* Data of the other side. */
#define ACKED TWO "501 S A 1 101 0 ts=101 echo=31\n"
	proves("5 lost-or-answer follows by 8\n8 arrived follows by 9\n",
	       ACKED "541" AGAIN_TWO "2511 S A 11 201 0 ts=302 echo=231\n");
	proves("5 lost-or-answer follows by 8\n8 arrived follows by 9\n5 lost probably by 9\n",
	       ACKED "561" AGAIN_TWO "2501 S A 11 201 0 ts=302 echo=231\n");
	/* The path has grown: by then it was longer, perhaps. */
	proves("5 lost-or-answer follows by 8\n8 arrived follows by 9\n",
	       ACKED "561" AGAIN_TWO "2561 S A 11 201 0 ts=302 echo=231\n");
#undef TWO
#undef AGAIN_TWO
#undef ACKED
}

/* An ACK that repeats the last one answers the only segment under way: that came, and was not
 * taken. RFC 7323 section 5.3: that is what becomes of an old timestamp. */
static void what_is_asked_for_alone_was_not_lost(void **state)
{
	(void)state;
#define ASKED(stamp)                                                                               \
	HANDSHAKE_TS "300 C A 1 1 100 ts=31 echo=71\n"                                             \
		     "500 S A 1 101 0 ts=101 echo=31\n"                                            \
		     "600 C A 101 1 100 ts=" stamp " echo=101\n"                                   \
		     "800 S A 1 101 0 ts=131 echo=31\n"                                            \
		     "3800 C A 101 1 100 ts=381 echo=131\n"                                        \
		     "4000 S A 1 201 0 ts=451 echo=381\n"
	proves("6 lost-or-answer follows by 8\n8 arrived follows by 9\n", ASKED("61"));
	proves("6 discarded probably by 7\n8 arrived probably by 9\n", ASKED("21"));
#undef ASKED
}

static void lost_needs_a_not_yet_a_round_trip_later(void **state)
{
	(void)state;
#define HOLE(asked)                                                                                \
	HANDSHAKE_TS "300 C A 1 1 100 ts=31 echo=71\n"                                             \
		     "301 C A 101 1 100 ts=31 echo=71\n" asked                                     \
		     " S A 1 1 0 sack=101-201 ts=101 echo=21\n"
#define AGAIN "520 C A 1 1 100 ts=53 echo=101\n"
#define FILLED "720 S A 1 201 0 ts=111 echo=53\n"
	proves("4 lost-or-answer follows by 7\n7 arrived follows by 8\n4 lost probably by 8\n",
	       HOLE("501") AGAIN FILLED "1000 C A 201 1 0 ts=101 echo=111\n");
	proves("4 lost-or-answer follows by 7\n7 arrived follows by 8\n4 lost probably by 8\n",
	       HOLE("500") AGAIN FILLED);
	/* Sooner it may be late. */
	proves("4 lost-or-answer follows by 7\n7 arrived follows by 8\n", HOLE("450") AGAIN FILLED);
	/* So it may be where the path held what says so: its clock shows when it left. */
	proves("4 lost-or-answer follows by 7\n7 arrived follows by 8\n",
	       HANDSHAKE_TS "300 C A 1 1 100 ts=31 echo=71\n"
			    "301 C A 101 1 100 ts=31 echo=71\n"
			    "501 S A 1 1 0 sack=101-201 ts=72 echo=21\n" AGAIN FILLED);
	/* It was: both came. */
	proves("4 lost-or-answer follows by 7\n7 arrived follows by 8\n",
	       HOLE("501") AGAIN FILLED "721 S A 1 201 0 sack=1-101 ts=111 echo=53\n");
	/* So does a duplicate ACK say that nothing else explains. */
	proves("4 lost-or-answer follows by 7\n7 arrived follows by 8\n",
	       HOLE("501") AGAIN FILLED "721 S A 1 201 0 ts=111 echo=53\n");
	/* A window that becomes smaller explains none, one that grows does. */
	proves("4 lost-or-answer follows by 7\n7 arrived follows by 8\n",
	       HOLE("501") AGAIN FILLED "721 S A 1 201 0 ts=111 echo=53 window=999\n");
	proves("4 lost-or-answer follows by 7\n7 arrived follows by 8\n4 lost probably by 8\n",
	       HOLE("501") AGAIN FILLED "721 S A 1 201 0 ts=111 echo=53 window=60001\n");
	/* What was sent again in two parts came as one, too. */
	proves(
	    "4 lost-or-answer follows by 7\n4 lost-or-answer follows by 8\n8 arrived follows by "
	    "9\n4 lost probably by 9\n7 unknown cannot-tell by 9\n4 lost-or-answer follows by 8\n",
	    HANDSHAKE_TS "300 C A 1 1 200 ts=31 echo=71\n"
			 "301 C A 201 1 100 ts=31 echo=71\n"
			 "501 S A 1 1 0 sack=201-301 ts=101 echo=21\n"
			 "520 C A 101 1 100 ts=53 echo=101\n"
			 "521 C A 1 1 100 ts=53 echo=101\n"
			 "720 S A 1 301 0 ts=111 echo=53\n"
			 "1200 S A 1 301 0 sack=1-201 ts=121 echo=53\n");
	/* Later they take it back. */
	proves("4 lost-or-answer follows by 7\n7 arrived follows by 8\n4 lost probably by 8\n"
	       "4 lost-or-answer follows by 7\n",
	       HOLE("501") AGAIN FILLED "1000 S A 1 201 0 ts=121 echo=53\n");
	/* Beyond the window a "not yet" tells nothing: its receiver may have dropped that. */
	proves("4 unknown cannot-tell by 6\n6 arrived follows by 7\n",
	       HANDSHAKE_TS "300 C A 1 1 100 ts=31 echo=71\n"
			    "501 S A 1 1 0 ts=91 echo=21 window=0\n"
			    "520 C A 1 1 100 ts=53 echo=91\n"
			    "720 S A 1 101 0 ts=111 echo=53\n");
	/* The same, when it has opened again. */
	proves("4 unknown cannot-tell by 7\n7 arrived follows by 8\n",
	       HANDSHAKE_TS "300 C A 1 1 100 ts=31 echo=71\n"
			    "501 S A 1 1 0 ts=91 echo=21 window=0\n"
			    "2501 S A 1 1 0 ts=291 echo=21\n"
			    "2502 C A 1 1 100 ts=253 echo=291\n"
			    "2702 S A 1 101 0 ts=311 echo=253\n");
}

int test_fates_lost(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(what_does_not_ask_must_have_left_later),
	    cmocka_unit_test(what_is_asked_for_alone_was_not_lost),
	    cmocka_unit_test(lost_needs_a_not_yet_a_round_trip_later),
	};
	return run_group(tests, NULL, NULL);
}
