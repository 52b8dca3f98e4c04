/* SPDX-License-Identifier: MIT */
/* SYNs that were overtaken, renounced, or sent again. */
#include "fates_fixture.h"

/* What its sender sent behind it shows its number: it is no other connection's. */
static void a_syn_is_overtaken(void **state)
{
	(void)state;
#define OVERTAKEN                                                                                  \
	"0 C S 0 0 0 ts=1\n"                                                                       \
	"200 S A 1 1 0 ts=75 echo=1\n"                                                             \
	"300 S SA 0 1 0 ts=71 echo=1\n"
	proves("", OVERTAKEN "301 C A 1 1 0 ts=31 echo=71\n");
	proves("3 unknown cannot-tell by 0\n", OVERTAKEN);
	/* So was data, which counts by its own ACK. */
#define DATA                                                                                       \
	"0 C S 0 0 0 ts=1\n"                                                                       \
	"200 S A 1 1 10 ts=75 echo=1\n"                                                            \
	"300 S SA 0 1 0 ts=71 echo=1\n"                                                            \
	"301 C A 1 1 0 ts=31 echo=71\n"
	proves("2 unknown cannot-tell by 0\n2 arrived follows by 5\n",
	       DATA "400 C A 1 11 0 ts=41 echo=75\n");
	proves("2 unknown cannot-tell by 0\n", DATA);
	/* It was acknowledged before: a copy of it was. */
	proves("4 unknown cannot-tell by 0\n", "0 C S 0 0 0\n"
					       "200 S A 1 1 0\n"
					       "201 C A 1 1 0\n"
					       "300 S SA 0 1 0\n");
#undef OVERTAKEN
#undef DATA
}

/* SYN cookies (RFC 4987 section 3.6): the number that is acknowledged is the connection's. */
static void one_of_several_syn_acks_is_answered(void **state)
{
	(void)state;
#define BOTH                                                                                       \
	"0 C S 0 0 0 id=1\n"                                                                       \
	"1 S SA 0 1 0\n"                                                                           \
	"100 C S 0 0 0 id=2\n"                                                                     \
	"101 S SA 500 1 0\n"
	proves("2 unknown cannot-tell by 4\n4 unknown cannot-tell by 5\n2 arrived follows by 5\n"
	       "7 unknown cannot-tell by 0\n4 unknown cannot-tell by 0\n",
	       BOTH "201 C A 1 1 0 id=3\n"
		    "202 S A 1 1 50\n"
		    "203 S A 51 1 50\n"
		    "302 C A 1 51 0 id=4\n");
	proves("2 unknown cannot-tell by 4\n", BOTH "201 C A 1 501 0 id=3\n");
#undef BOTH
}

/* A SYN+ACK that answers a SYN without timestamps brings one, and echoes none. */
static void a_syn_echoes_nothing(void **state)
{
	(void)state;
	proves("3 unknown cannot-tell by 0\n", "0 C S 0 0 0 ts=1\n"
					       "200 S SA 0 1 0 ts=71 echo=1\n"
					       "400 C SA 0 1 0 ts=41 echo=0\n"
					       "401 S A 1 1 0 ts=91 echo=1\n");
}

/* Nothing is sent between two SYNs: an echo between theirs was damaged on its way. */
static void no_echo_lies_between_two_syns(void **state)
{
	(void)state;
	proves("1 lost-or-answer follows by 2\n2 unknown cannot-tell by 3\n",
	       "0 C S 0 0 0 ts=1\n"
	       "10000 C S 0 0 0 ts=1001\n"
	       "10200 S SA 0 1 0 ts=71 echo=985\n"
	       "10201 C A 1 1 0 ts=1021 echo=71\n");
}

int test_fates_openings(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_syn_is_overtaken),
	    cmocka_unit_test(one_of_several_syn_acks_is_answered),
	    cmocka_unit_test(a_syn_echoes_nothing),
	    cmocka_unit_test(no_echo_lies_between_two_syns),
	};
	return run_group(tests, NULL, NULL);
}
