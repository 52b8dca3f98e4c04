/* SPDX-License-Identifier: MIT */
/* What is sent again in both captures, and waits: the cause first, and once. */
#include "compare_fixture.h"

#define SACK " r=1"
#define PARTIAL_ACK " r=3"
#define TIMEOUT " r=4"
#define LOSS_PROBE " r=5"
#define DOUBLED " r=9"

#define TWO_SENT                                                                                   \
	OPENING "0 c A 1 1 5\n"                                                                    \
		"0 c A 6 1 5\n"

static void numbers_are_those_of_reasons(void **state)
{
	(void)state;
	assert_int_equal(REASON_SACK, 1);
	assert_int_equal(REASON_PARTIAL_ACK, 3);
	assert_int_equal(REASON_TIMEOUT, 4);
	assert_int_equal(REASON_LOSS_PROBE, 5);
	assert_int_equal(REASON_DOUBLED, 9);
}

static void tells_how_a_loss_is_mended(void **state)
{
	(void)state;
	static const struct row rows[] = {
	    {"a loss probe, and a time-out",
	     TWO_SENT "4 c A 6 1 5" LOSS_PROBE "\n4 s A 1 1 0\n4 c A 1 1 5" SACK "\n4 s A 1 11 0\n",
	     TWO_SENT "205 c A 1 1 5" TIMEOUT "\n205 s A 1 6 0\n205 c A 6 1 5" PARTIAL_ACK
		      "\n205 s A 1 11 0\n",
	     "the client sends again: in A bytes 6-10, 4.0 ms after the first time (segment 6, "
	     "probably a tail loss probe), in B bytes 1-5, 205.0 ms after it (segment 6, probably "
	     "a "
	     "retransmission timeout)\n"},
	    {"in the same order, later", TWO_SENT "5 c A 1 1 5" SACK "\n5 s A 1 11 0\n",
	     TWO_SENT "205 c A 1 1 5" TIMEOUT "\n205 s A 1 11 0\n",
	     "only in time: the client sends again: in A bytes 1-5, 5.0 ms after the first time "
	     "(segment 6, a SACK showed the gap), in B bytes 1-5, 205.0 ms after it (segment 6, "
	     "probably a retransmission timeout)\n"},
	    {"for another reason at the same time", TWO_SENT "5 c A 1 1 5" SACK "\n5 s A 1 11 0\n",
	     TWO_SENT "6 c A 1 1 5" PARTIAL_ACK "\n6 s A 1 11 0\n", ""},
	    {"behind a FIN, so that its ACK closes the hole",
	     TWO_SENT "0 c A 1 1 5" SACK "\n0 s A 1 11 0\n9 c FA 11 1 0\n9 s FA 1 12 0\n",
	     TWO_SENT "9 c FA 11 1 0\n205 c A 1 1 5\n205 s A 1 12 0\n205 s FA 1 12 0\n",
	     "the client sends again: in A bytes 1-5, 0 µs after the first time (segment 6, a SACK "
	     "showed the gap), in B bytes 1-5, 205.0 ms after it (segment 7)\n"},
	    {"what the network doubled is not sent again",
	     TWO_SENT "0 c A 1 1 5" DOUBLED "\n9 c FA 11 1 0\n",
	     TWO_SENT "9 c FA 11 1 0\n205 c A 1 1 5\n",
	     "in B later segments are captured before the client's 5 bytes of data (segment 7; in "
	     "A "
	     "in order: segment 6)\n"},
	    {"as often, cut otherwise",
	     OPENING "0 c A 1 1 6\n0 c A 7 1 6\n0 c A 1 1 6" SACK "\n0 s A 1 13 0\n",
	     OPENING "0 c A 1 1 8\n0 c A 9 1 4\n0 c A 1 1 8" SACK "\n0 s A 1 13 0\n",
	     "the same 12 bytes of the client are in 2 segments of at most 6 bytes in A (from "
	     "segment 4 on), in 2 segments of at most 8 bytes in B (from 4 on)\n"},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++)
		expect(&rows[i], LANG_EN);
}

static void tells_the_first_wait(void **state)
{
	(void)state;
	static const struct row rows[] = {
	    {"what comes at its time waits for nothing",
	     OPENING HELLO "0 c FA 12 1 0\n41 s A 1 13 0\n98 s FA 1 13 0\n98 c A 13 2 0\n",
	     OPENING HELLO "0 c FA 12 1 0\n0 s A 1 13 0\n98 s FA 1 13 0\n98 c A 13 2 0\n",
	     "only in time: between the server's ACK and the segment before it 41.0 ms pass in A "
	     "(segment 7), 0 µs in B (segment 7)\n"},
	    {"waits of their own, of other kinds of segments",
	     OPENING "9 c PA 1 1 11\n9 s A 1 12 0\n99 c FA 12 1 0\n",
	     OPENING "30 c PA 1 1 11\n30 s A 1 12 0\n200 c FA 12 1 0\n",
	     "only in time: between the client's 11 bytes of data and the segment before it 30.0 "
	     "ms "
	     "pass in B (segment 4), 9.0 ms in A (segment 4)\n"
	     "only in time: between the client's FIN and the segment before it 170.0 ms pass in B "
	     "(segment 6), 90.0 ms in A (segment 6)\n"},
	    {"for an ACK that the other list has not",
	     OPENING "0 c PA 1 1 5\n41 s A 1 6 0\n41 c PA 6 1 6\n41 s A 1 12 0\n",
	     OPENING "0 c PA 1 1 5\n0 c PA 6 1 6\n0 s A 1 12 0\n",
	     "only A has this ACK of the server (segment 5); in B its segment 6 acknowledges that, "
	     "too\n"
	     "only in time: between the client's 6 bytes of data and the segment before it, of "
	     "those in both, 41.0 ms pass in A (segment 6), 0 µs in B (segment 5)\n"},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++)
		expect(&rows[i], LANG_EN);
}

static void tells_waits_of_timers(void **state)
{
	(void)state;
	static const struct row rows[] = {
	    {"as often, from the first wait on",
	     TWO_SENT "211 c A 6 1 5" TIMEOUT "\n633 c A 6 1 5" TIMEOUT "\n633 s A 1 11 0\n",
	     TWO_SENT "111 c A 6 1 5" TIMEOUT "\n333 c A 6 1 5" TIMEOUT "\n333 s A 1 11 0\n",
	     "only in time: the client sends its 5 bytes of data again 211.0 ms after the time "
	     "before in A (segment 6, probably a retransmission timeout), 111.0 ms after it in B "
	     "(segment 6, probably a retransmission timeout)\n"},
	    {"the waits grow in one list alone, which has fewer",
	     "0 c S 0 0 0\n1020 c S 0 0 0\n2040 c S 0 0 0\n3060 c S 0 0 0\n",
	     "0 c S 0 0 0\n1010 c S 0 0 0\n3020 c S 0 0 0\n",
	     "A has the client's SYN 4 times (segment 1; again: segment 2, 1.02 s after the "
	     "first), B 3 times (segment 1)\n"
	     "only in time: the client sends its SYN again 1.02 s after the time before in A "
	     "(segment 3), 2.01 s after it in B (segment 3)\n"},
	    {"for an ACK is no timer", TWO_SENT "5 c A 1 1 5" SACK "\n5 s A 1 11 0\n",
	     TWO_SENT "105 c A 1 1 5" SACK "\n105 s A 1 11 0\n",
	     "only in time: between the client's 5 bytes of data and the segment before it 105.0 "
	     "ms pass in B (segment 6), 5.0 ms in A (segment 6)\n"},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++)
		expect(&rows[i], LANG_EN);
}

static void names_both_where_they_are_unlike(void **state)
{
	(void)state;
	static const struct row rows[] = {
	    {"PSH follows from the length", OPENING "0 c PA 1 1 11\n0 s A 1 12 0\n",
	     OPENING "0 c A 1 1 2048\n0 s A 1 2049 0\n",
	     "B has 2048 bytes of data of the client (segment 4) where A has 11 bytes of data "
	     "(segment 4)\n"},
	    {"other flags do not", OPENING "0 c PA 1 1 11\n0 s A 1 12 0\n",
	     OPENING "0 c UA 1 1 2048\n0 s A 1 2049 0\n",
	     "other flags on the client's 2048 bytes of data (in A 11 bytes of data): ACK in A "
	     "(segment 4), ACK+URG in B (segment 4)\n"
	     "B has 2048 bytes of data of the client (segment 4) where A has 11 bytes of data "
	     "(segment 4)\n"},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++)
		expect(&rows[i], LANG_EN);
}

int test_differences_again(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(numbers_are_those_of_reasons),
	    cmocka_unit_test(tells_how_a_loss_is_mended),
	    cmocka_unit_test(tells_the_first_wait),
	    cmocka_unit_test(tells_waits_of_timers),
	    cmocka_unit_test(names_both_where_they_are_unlike),
	};
	return run_group(tests, NULL, NULL);
}
