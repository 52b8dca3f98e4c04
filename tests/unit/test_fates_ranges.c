/* SPDX-License-Identifier: MIT */
/* Ranges of one side: several sent again at the same time, and one that was skipped. */
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

int test_fates_ranges(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(each_is_judged_by_its_own_ack),
	    cmocka_unit_test(each_is_asked_for_by_its_own_ack),
	    cmocka_unit_test(the_end_tells_what_was_missed),
	};
	return run_group(tests, NULL, NULL);
}
