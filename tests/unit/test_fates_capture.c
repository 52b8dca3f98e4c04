/* SPDX-License-Identifier: MIT */
/* What the capture itself did: packets that it missed, has twice, has in another order; and what
 * has no room. */
#include "fates_fixture.h"

static void what_is_acknowledged_and_never_comes_was_missed(void **state)
{
	(void)state;
	const struct fates_setting gaps = {.flags = FATES_HAS_GAPS};
	proves_with(gaps, "4 missed follows by 4 [1,101)\n",
		    HANDSHAKE "500 S A 1 101 0\n"
			      "600 S A 1 101 0\n"
			      "20000 S A 1 101 0\n");
	proves_with(gaps, "5 missed follows by 5 [1,101)\n",
		    HANDSHAKE "300 C A 101 1 100\n"
			      "500 S A 1 201 0\n"
			      "20000 C A 201 1 0\n");
	/* It comes within a second: they were swapped. */
	proves("", HANDSHAKE "500 S A 1 101 0\n"
			     "501 S A 1 101 0\n"
			     "502 C A 1 1 100\n"
			     "20000 S A 1 101 0\n");
	/* An ACK that nothing confirms. */
	proves("", HANDSHAKE "500 S A 1 101 0\n"
			     "20000 C A 1 1 0\n");
	/* A jump is no proof: what is lost before here jumps as well. */
	proves("4 unknown cannot-tell by 0\n", HANDSHAKE "300 C A 101 1 100\n"
							 "500 S A 1 1 0\n"
							 "20000 S A 1 1 0\n");
	/* The length of a first fragment is not known. */
	proves("", HANDSHAKE "300 C A 1 1 20 fragment\n"
			     "500 S A 1 101 0\n"
			     "501 S A 1 101 0\n"
			     "20000 C A 101 1 10\n"
			     "20200 S A 1 111 0\n");
}

static void a_packet_on_two_interfaces_is_one(void **state)
{
	(void)state;
	proves("2 capture-duplicate seen by 1\n5 capture-duplicate seen by 4\n",
	       "0 C S 0 0 0 id=1 link=1\n"
	       "0 C S 0 0 0 id=1 link=2\n"
	       "200 S SA 0 1 0\n"
	       "201 C A 1 1 0 id=2 link=1\n"
	       "202 C A 1 1 0 id=2 link=2\n");
	/* Without an identification it may be another one, and later it is one. */
	proves("2 capture-duplicate probably by 1\n"
	       "1 lost-or-answer probably by 3\n4 capture-duplicate probably by 3\n"
	       "3 unknown cannot-tell by 5\n",
	       "0 C S 0 0 0 link=1\n"
	       "0 C S 0 0 0 link=2\n"
	       "10000 C S 0 0 0 link=2\n"
	       "10000 C S 0 0 0 link=1\n"
	       "10200 S SA 0 1 0\n"
	       "10201 C A 1 1 0 link=1\n");
	/* The same identification, nothing more. */
	proves("5 unknown cannot-tell by 4\n", HANDSHAKE_ID "300 C A 1 1 0 id=3\n"
							    "300 C A 1 1 0 id=3\n");
	/* Identification 0 and equal bytes prove nothing. */
	proves("", HANDSHAKE_ID "300 S A 1 1 0\n"
				"300 S A 1 1 0\n");
}

static void nearly_all_frames_twice_is_the_capture(void **state)
{
	(void)state;
	proves_with(
	    (struct fates_setting){.doubled = true, .twice = FATES_TWICE, .all = FATES_TWICE},
	    "2 unknown cannot-tell by 1\n4 unknown cannot-tell by 3\n6 unknown cannot-tell by 5\n"
	    "8 unknown cannot-tell by 7\n10 unknown cannot-tell by 9\n12 unknown cannot-tell by "
	    "11\n",
	    "0 C S 0 0 0 id=1\n"
	    "0 C S 0 0 0 id=1\n"
	    "200 S SA 0 1 0 id=9\n"
	    "200 S SA 0 1 0 id=9\n"
	    "201 C A 1 1 10 id=2\n"
	    "201 C A 1 1 10 id=2\n"
	    "400 S A 1 11 10 id=10\n"
	    "400 S A 1 11 10 id=10\n"
	    "401 C A 11 11 0 id=3\n"
	    "401 C A 11 11 0 id=3\n"
	    "402 S A 11 11 0 id=11\n"
	    "402 S A 11 11 0 id=11\n");
	/* A SYN a second later is another one: some stacks give all one identification. */
	proves("", "0 C S 0 0 0 id=1\n"
		   "1 S RA 0 1 0 id=1\n"
		   "20000 C S 0 0 0 id=1\n");
	/* One direction only may be doubled by the network. */
	proves(
	    "2 unknown cannot-tell by 1\n4 unknown cannot-tell by 3\n6 unknown cannot-tell by 5\n",
	    "0 C S 0 0 0 id=1\n"
	    "0 C S 0 0 0 id=1\n"
	    "201 C A 1 1 10 id=2\n"
	    "201 C A 1 1 10 id=2\n"
	    "401 C A 11 11 0 id=3\n"
	    "401 C A 11 11 0 id=3\n");
}

/* Two packets of the client, on their way when their first copies, at the other place, come. */
#define TWO_PLACES                                                                                 \
	"0 C S 0 0 0 ts=1\n"                                                                       \
	"300 C S 0 0 0 ts=1\n"                                                                     \
	"300 S SA 0 1 0 ts=1 echo=1\n"                                                             \
	"600 S SA 0 1 0 ts=1 echo=1\n"                                                             \
	"600 C A 1 1 0 ts=2 echo=1\n"                                                              \
	"601 C A 1 1 10 ts=2 echo=1\n"                                                             \
	"900 C A 1 1 0 ts=2 echo=1\n"                                                              \
	"901 C A 1 1 10 ts=2 echo=1\n"                                                             \
	"901 S A 1 11 0 ts=3 echo=2\n"

#define TWO_PLACES_TOLD                                                                            \
	"1 unknown cannot-tell by 2\n2 unknown cannot-tell by 3\n3 unknown cannot-tell by 4\n"     \
	"4 unknown cannot-tell by 5\n6 unknown cannot-tell by 8\n8 unknown cannot-tell by 9\n"

static void packets_of_two_places_stand_there_twice(void **state)
{
	(void)state;
	proves_with((struct fates_setting){.twice = FATES_TWICE_APART}, TWO_PLACES_TOLD,
		    TWO_PLACES "1200 S A 1 11 0 ts=3 echo=2\n");
	/* With three packets of each direction, that is so for the whole file. */
	proves_with((struct fates_setting){.twice = FATES_TWICE_APART, .all = FATES_TWICE_APART},
		    TWO_PLACES_TOLD "10 unknown cannot-tell by 12\n12 unknown cannot-tell by 0\n",
		    TWO_PLACES "902 S A 1 11 20 ts=3 echo=2\n"
			       "1201 S A 1 11 0 ts=3 echo=2\n"
			       "1202 S A 1 11 20 ts=3 echo=2\n");
	/* Less than half of the server's: the other was lost. */
	proves(TWO_PLACES_TOLD "10 unknown cannot-tell by 0\n",
	       TWO_PLACES "1000 S A 1 11 5 ts=4 echo=2\n");
}

#define OPENING_TWICE "0 C S 0 0 0\n0 C S 0 0 0\n200 S SA 0 1 0\n200 S SA 0 1 0\n201 C A 1 1 0\n"
#define OPENING_TWICE_TOLD                                                                         \
	"1 unknown cannot-tell by 2\n2 unknown cannot-tell by 3\n3 unknown cannot-tell by 4\n"     \
	"4 unknown cannot-tell by 5\n"

static void packets_of_one_place_stand_behind_themselves(void **state)
{
	(void)state;
	proves_with((struct fates_setting){.twice = FATES_TWICE}, OPENING_TWICE_TOLD,
		    OPENING_TWICE "201 C A 1 1 0\n"
				  "400 S A 1 1 0\n"
				  "400 S A 1 1 0\n");
	/* Who takes so long may have sent it again. */
	proves(OPENING_TWICE_TOLD, OPENING_TWICE "2201 C A 1 1 0\n"
						 "2300 S A 1 1 0\n"
						 "4300 S A 1 1 0\n");
	/* A third one is not the second one's. */
	proves(OPENING_TWICE_TOLD "6 discarded probably by 7\n", OPENING_TWICE "400 S SA 0 1 0\n"
									       "401 C A 1 1 0\n");
}

static void what_is_discarded_moves_nothing(void **state)
{
	(void)state;
	proves("4 discarded probably by 0\n6 unknown cannot-tell by 0\n",
	       HANDSHAKE "300 C A 1 1 100 discard\n"
			 "301 S A 1 1 0\n"
			 "400 C A 1 1 100\n");
	/* It was captured before that, at another place: nobody has acknowledged it. */
	proves(
	    "5 discarded probably by 0\n5 unknown cannot-tell by 4\n4 unknown cannot-tell by 0\n",
	    HANDSHAKE "300 C A 1 1 100 id=7\n"
		      "310 C A 1 1 100 id=7 discard\n");
	/* Of two copies it was the other one. */
	proves("4 discarded probably by 0\n5 arrived probably by 6\n",
	       HANDSHAKE "300 C A 1 1 100 discard\n"
			 "3000 C A 1 1 100\n"
			 "3200 S A 1 101 0\n");
	/* Its ACK moves nothing, nor does a number that its sender has not got to. */
	proves("5 discarded probably by 0\n6 discarded probably by 0\n4 unknown cannot-tell by 0\n",
	       HANDSHAKE "300 C A 1 1 100\n"
			 "500 S A 1 101 0 discard\n"
			 "501 C A 90000 1 100 discard\n");
}

static void what_arrives_was_good_there(void **state)
{
	(void)state;
	/* The card sums up what it sends: so it is for what follows. */
	proves("4 discarded probably by 0\n4 arrived follows by 5\n",
	       HANDSHAKE "300 C A 1 1 100 discard\n"
			 "500 S A 1 101 0\n"
			 "600 C A 101 1 100 discard\n"
			 "800 S A 1 201 0\n");
}

static void a_syn_is_discarded_by_who_answers_it_with_an_ack(void **state)
{
	(void)state;
	proves("4 discarded probably by 5\n", HANDSHAKE "300 C S 700 0 0 challenged\n"
							"500 S A 1 1 0\n");
	proves("4 discarded probably by 5\n", HANDSHAKE "300 S SA 0 1 0\n"
							"301 C A 1 1 0\n");
	/* Nobody did, or too soon or too late; which of two, is not known. */
	proves("", HANDSHAKE "300 C S 700 0 0 challenged\n");
	proves("", HANDSHAKE "300 C S 700 0 0 challenged\n"
			     "310 S A 1 1 0\n");
	proves("", HANDSHAKE "300 C S 700 0 0 challenged\n"
			     "3000 S A 1 1 0\n");
	proves("", HANDSHAKE "300 C S 700 0 0 challenged\n"
			     "301 C S 800 0 0 challenged\n"
			     "500 S A 1 1 0\n");
	/* It may answer the data. */
	proves("5 unknown cannot-tell by 0\n", HANDSHAKE "300 C S 700 0 0 challenged\n"
							 "301 C A 1 1 100\n"
							 "500 S A 1 1 0\n");
}

static void a_server_without_memory_begins_again(void **state)
{
	(void)state;
	/* SYN cookies: each SYN+ACK has its own number. */
	proves("2 unknown cannot-tell by 4\n", "0 C S 0 0 0 ts=1\n"
					       "200 S SA 0 1 0 ts=71 echo=1\n"
					       "10000 C S 0 0 0 ts=1001\n"
					       "10200 S SA 70 1 0 ts=1071 echo=1001\n"
					       "10201 C A 1 71 0 ts=1021 echo=1071\n");
}

/* What acknowledges it was captured before it: earlier copies of it, perhaps. */
static void a_syn_behind_its_ack_tells_nothing(void **state)
{
	(void)state;
	proves("2 unknown cannot-tell by 0\n", "0 S A 1 1 0\n"
					       "100 C S 0 0 0\n"
					       "150 S A 1 1 0\n");
	/* But the SYN+ACK, which stands before it where the two were swapped. */
	proves("", "0 S SA 0 1 0\n"
		   "0 C S 0 0 0\n"
		   "200 C A 1 1 0\n");
}

/* What was not captured is not forgotten: there was room for all. */
static void a_repetition_of_what_was_missed_needs_no_room(void **state)
{
	(void)state;
	const struct fates_setting gaps = {.flags = FATES_HAS_GAPS};
	proves_with(gaps,
		    "5 missed follows by 5 [1,101)\n"
		    "7 unknown cannot-tell by 0\n",
		    HANDSHAKE "300 C A 101 1 100\n"
			      "500 S A 1 201 0\n"
			      "20000 C A 201 1 0\n"
			      "20001 C A 1 1 100\n");
	/* Of nine jumps the first is. */
	const struct fates_setting many = {.flags = FATES_FORGOT};
	proves_with(many, "13 unknown cannot-tell by 0\n",
		    HANDSHAKE "300 C A 11 1 9\n300 C A 21 1 9\n300 C A 31 1 9\n"
			      "300 C A 41 1 9\n300 C A 51 1 9\n300 C A 61 1 9\n"
			      "300 C A 71 1 9\n300 C A 81 1 9\n300 C A 91 1 9\n"
			      "301 C A 1 1 9\n303 S A 1 100 0\n");
}

int test_fates_capture(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(what_is_acknowledged_and_never_comes_was_missed),
	    cmocka_unit_test(a_packet_on_two_interfaces_is_one),
	    cmocka_unit_test(nearly_all_frames_twice_is_the_capture),
	    cmocka_unit_test(packets_of_two_places_stand_there_twice),
	    cmocka_unit_test(packets_of_one_place_stand_behind_themselves),
	    cmocka_unit_test(what_is_discarded_moves_nothing),
	    cmocka_unit_test(what_arrives_was_good_there),
	    cmocka_unit_test(a_syn_is_discarded_by_who_answers_it_with_an_ack),
	    cmocka_unit_test(a_server_without_memory_begins_again),
	    cmocka_unit_test(a_syn_behind_its_ack_tells_nothing),
	    cmocka_unit_test(a_repetition_of_what_was_missed_needs_no_room),
	};
	return run_group(tests, NULL, NULL);
}
