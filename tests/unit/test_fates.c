/* SPDX-License-Identifier: MIT */
/* What was sent once, and again: each rule where it holds, and where it must not be taken to. */
#include "fates_fixture.h"

static void sent_once_and_acknowledged_is_the_default(void **state)
{
	(void)state;
	proves("", HANDSHAKE "300 C A 1 1 100\n"
			     "500 S A 1 101 0\n");
	proves("4 unknown cannot-tell by 0\n", HANDSHAKE "300 C A 1 1 100\n"
							 "500 S A 1 1 0\n");
	/* One direction only. */
	proves("", "0 C S 0 0 0\n"
		   "200 C A 1 1 0\n"
		   "300 C A 1 1 100\n");
}

/* It may have been sent before the capture began: the timestamp tells, or it is probable. */
static void the_first_bytes_of_all_arrived_when_their_ack_came_later(void **state)
{
	(void)state;
	proves("1 unknown cannot-tell by 0\n1 arrived follows by 2\n",
	       "0 C A 1 1 100 ts=5 echo=70\n"
	       "200 S A 1 101 0 ts=90 echo=5\n");
	proves("1 unknown cannot-tell by 0\n1 arrived probably by 2\n", "0 C A 1 1 100\n"
									"200 S A 1 101 0\n");
	/* What was answered had left behind it, and was not captured: this one may come late. */
	proves("1 unknown cannot-tell by 0\n", "0 S FA 1 101 0 ts=90 echo=6\n"
					       "1 C A 101 2 0 ts=8 echo=300\n");
	/* It was acknowledged before. */
	proves("2 unknown cannot-tell by 0\n", "0 S A 1 101 0\n"
					       "1 C A 1 1 100\n"
					       "200 C A 101 1 100\n"
					       "400 S A 1 201 0\n");
}

/* It was sent before the first that was captured: nothing was forgotten of it. */
static void what_lies_before_the_first_of_all_is_not_known(void **state)
{
	(void)state;
	proves("1 unknown cannot-tell by 0\n2 unknown cannot-tell by 0\n"
	       "1 arrived probably by 3\n",
	       "0 C A 1001 1 100\n"
	       "5 C A 901 1 100\n"
	       "200 S A 1 1101 0\n");
}

/* There is room for one connection of this kind at a time, as often as one ends. */
static void a_connection_gives_back_its_room(void **state)
{
	(void)state;
	enum { ENOUGH = 8192, CONNECTIONS = 1000 };
	static const char exchange[] = HANDSHAKE "300 C A 101 1 100\n"
						 "300 S A 51 1 10\n"
						 "301 C A 301 1 100\n"
						 "302 S A 1 1 0 sack=301-401\n"
						 "303 S A 1 501 0\n";
	struct fates_table *table = fates_table_new(1024, ENOUGH);
	assert_non_null(table);
	for (int i = 0; i < CONNECTIONS; i++) {
		struct fates fates = {.owner = 2 * ((uint32_t)i + 1)};
		struct path_times times = {0};
		struct fate_event events[FATES_EVENTS_MAX];
		const char *lines = exchange;
		for (uint64_t frame = 1; *lines != '\0'; frame++) {
			struct fates_input in = read_line(&lines, frame, 1000);
			fates_segment(&fates, &times, table, &in, events);
		}
		assert_non_null(fates.more);
		assert_int_equal(fates.flags & FATES_FORGOT, 0);
		fates_release(&fates, table);
	}
	fates_table_free(table);
}

static void an_ack_is_evidence_within_what_was_sent(void **state)
{
	(void)state;
	/* In SYN-SENT only of the SYN: that of an old connection covers nothing. */
	proves("1 unknown cannot-tell by 0\n", "0 C S 0 0 0\n"
					       "200 S A 50 900 0\n"
					       "201 C R 900 0 0\n");
	/* An old one moves nothing, what it sends counts. */
	proves("8 unknown cannot-tell by 0\n", HANDSHAKE "300 C A 1 1 100\n"
							 "301 C A 101 1 100\n"
							 "500 S A 1 201 0\n"
							 "501 S A 1 101 0\n"
							 "502 S A 1 101 10\n");
	/* SACK lies within, too: this one covers nothing. */
	proves("4 lost-or-answer probably by 5\n4 lost probably by 7\n5 arrived probably by 7\n",
	       HANDSHAKE "300 C A 1 1 100\n"
			 "3000 C A 1 1 100\n"
			 "3100 S A 1 1 0 sack=1-9000\n"
			 "3400 S A 1 101 0\n");
}

static void the_timestamp_tells_which_copy_came(void **state)
{
	(void)state;
#define SENT "300 C A 1 1 100 ts=31 echo=71\n"
#define RESENT "700 C A 1 1 100 ts=71 echo=71\n"
	/* Eifel (RFC 3522). */
	proves("4 lost-or-answer follows by 5\n4 arrived follows by 6\n",
	       HANDSHAKE_TS SENT RESENT "900 S A 1 101 0 ts=141 echo=31\n");
	/* The later copy's: the earlier may have come as well. */
	proves("4 lost-or-answer follows by 5\n5 arrived follows by 6\n",
	       HANDSHAKE_TS SENT RESENT "900 S A 1 101 0 ts=141 echo=71\n");
	/* A held back ACK echoes what came first of all that it acknowledges. */
	proves("5 lost-or-answer follows by 6\n6 unknown cannot-tell by 7\n",
	       HANDSHAKE_TS SENT "301 C A 101 1 100 ts=31 echo=71\n"
				 "700 C A 101 1 100 ts=71 echo=71\n"
				 "900 S A 1 201 0 ts=141 echo=31\n");
	/* Two copies with the same one. */
	proves("4 lost-or-answer follows by 5\n5 unknown cannot-tell by 6\n6 unknown cannot-tell "
	       "by 7\n",
	       HANDSHAKE_TS SENT RESENT "800 C A 1 1 100 ts=71 echo=71\n"
					"1100 S A 1 101 0 ts=141 echo=71\n");
	proves("4 unknown cannot-tell by 5\n5 unknown cannot-tell by 6\n",
	       HANDSHAKE_TS SENT "310 C A 1 1 100 ts=31 echo=71\n"
				 "600 S A 1 101 0 ts=141 echo=31\n");
	/* After so long that is no copy but the packet again. */
	proves(
	    "4 lost-or-answer follows by 5\n6 unknown cannot-tell by 5\n5 arrived follows by 7\n",
	    HANDSHAKE_TS SENT RESENT "2800 C A 1 1 100 ts=71 echo=71\n"
				     "3000 S A 1 101 0 ts=141 echo=71\n");
	/* The echo is older than the only copy here: another was answered. */
	proves("4 unknown cannot-tell by 5\n", HANDSHAKE_TS "300 C A 1 1 100 ts=31 echo=71\n"
							    "500 S A 1 101 0 ts=91 echo=25\n");
}

/* Two samples of 20 ms, the data with identifications. */
#define MEASURED HANDSHAKE_ID "300 C A 1 1 100 id=3\n500 S A 1 101 0\n600 C A 101 1 100 id=4\n"

/* The timestamps of two SYNs tell that they stand in the wrong order. */
static void what_was_captured_in_another_order_is_not_known(void **state)
{
	(void)state;
	proves("1 lost-or-answer probably by 2\n1 unknown cannot-tell by 2\n"
	       "2 unknown cannot-tell by 2\n3 unknown cannot-tell by 0\n",
	       "0 C S 0 0 0 ts=21\n10000 C S 0 0 0 ts=11\n10400 S SA 0 1 0 ts=71 echo=11\n");
}

static void without_timestamps_a_round_trip_tells(void **state)
{
	(void)state;
	proves("6 lost-or-answer follows by 7\n6 arrived probably by 8\n",
	       MEASURED "3000 C A 101 1 100 id=5\n"
			"3010 S A 1 201 0\n");
	/* Nor where a host takes as long as the path. */
	proves("6 lost-or-answer follows by 7\n7 unknown cannot-tell by 8\n",
	       "0 C S 0 0 0 id=1\n1 S SA 0 1 0\n1 C A 1 1 0 id=2\n"
	       "1 C A 1 1 100 id=3\n2 S A 1 101 0\n"
	       "1000 C A 101 1 100 id=4\n3000 C A 101 1 100 id=5\n3000 S A 1 201 0\n");
	/* Not when it may be the repetition's. */
	proves("6 lost-or-answer follows by 7\n7 unknown cannot-tell by 8\n",
	       MEASURED "3000 C A 101 1 100 id=5\n"
			"3200 S A 1 201 0\n");
	proves("6 lost-or-answer follows by 7\n7 unknown cannot-tell by 8\n",
	       MEASURED "3000 C A 101 1 100 id=5\n"
			"3150 S A 1 201 0\n");
	/* Of more than two copies not which. */
	proves("6 lost-or-answer follows by 7\n7 lost-or-answer follows by 8\n8 unknown "
	       "cannot-tell by 9\n",
	       MEASURED "3000 C A 101 1 100 id=5\n"
			"9000 C A 101 1 100 id=6\n"
			"9010 S A 1 201 0\n");
	/* No time is measured across a clock that goes back. */
	proves("6 lost-or-answer follows by 7\n7 unknown cannot-tell by 9\n",
	       MEASURED "3000 C A 101 1 100 id=5\n"
			"100 C A 201 1 0 id=6\n"
			"3010 S A 1 201 0\n");
}

/* Across a clock that was set an hour ahead nothing tells that a sender's clock stood still. */
static void a_clock_set_ahead_measures_no_wait(void **state)
{
	(void)state;
#define AGAIN_AT(tenths) HANDSHAKE_TS tenths " S SA 0 1 0 ts=71 echo=1\n"
	proves("4 unknown cannot-tell by 2\n", AGAIN_AT("10000"));
	proves("", AGAIN_AT("36000000"));
#undef AGAIN_AT
}

static void a_d_sack_tells_that_two_came(void **state)
{
	(void)state;
	proves("6 lost-or-answer follows by 7\n6 arrived probably by 8\n6 arrived probably by 9\n"
	       "7 arrived probably by 9\n",
	       MEASURED "3000 C A 101 1 100 id=5\n"
			"3010 S A 1 201 0\n"
			"3200 S A 1 201 0 sack=101-201\n");
	/* Two of three: which is not known. */
	proves("6 lost-or-answer follows by 7\n7 lost-or-answer follows by 8\n"
	       "8 unknown cannot-tell by 9\n",
	       MEASURED "3000 C A 101 1 100 id=5\n"
			"6000 C A 101 1 100 id=6\n"
			"6200 S A 1 201 0 sack=101-201\n");
	/* Of other bytes: not of these. */
	proves("6 lost-or-answer follows by 7\n6 arrived probably by 8\n",
	       MEASURED "3000 C A 101 1 100 id=5\n"
			"3010 S A 1 201 0\n"
			"3200 S A 1 201 0 sack=1-101\n");
	/* The first was waited for: it was late, or the path doubled the second. */
	proves("6 lost-or-answer follows by 8\n8 arrived probably by 10\n",
	       MEASURED "900 S A 1 101 10\n"
			"3000 C A 101 11 100 id=5\n"
			"3200 S A 11 201 0\n"
			"3210 S A 11 201 0 sack=101-201\n");
	/* Sent again when it was acknowledged: only this tells of it. */
	proves("8 arrived probably by 9\n", MEASURED "800 S A 1 201 0\n"
						     "900 C A 101 1 100 id=5\n"
						     "1100 S A 1 201 0 sack=101-201\n");
	proves("", MEASURED "800 S A 1 201 0\n"
			    "900 C A 101 1 100 id=5\n"
			    "1100 S A 1 201 0\n");
}

static void where_both_ends_are_here_silence_is_enough(void **state)
{
	(void)state;
	proves_with(
	    (struct fates_setting){.one_host = true},
	    "1 lost-or-answer probably by 2\n1 lost probably by 3\n2 arrived probably by 3\n",
	    "0 C S 0 0 0\n"
	    "10000 C S 0 0 0\n"
	    "10001 S SA 0 1 0\n"
	    "10001 C A 1 1 0\n");
	proves("1 lost-or-answer probably by 2\n2 unknown cannot-tell by 3\n", "0 C S 0 0 0\n"
									       "10000 C S 0 0 0\n"
									       "10001 S SA 0 1 0\n"
									       "10001 C A 1 1 0\n");
}

static void sent_again_is_what_was_not_answered(void **state)
{
	(void)state;
	proves("4 lost-or-answer follows by 5\n5 unknown cannot-tell by 0\n",
	       HANDSHAKE_ID "300 C A 1 1 100 id=3\n"
			    "2300 C A 1 1 100 id=4\n"
			    "2300 S A 1 1 0\n");
	/* The same packet is none, nor what may be; which of the two came is not known. */
	proves("5 unknown cannot-tell by 4\n4 unknown cannot-tell by 6\n",
	       HANDSHAKE_ID "300 C A 1 1 100 id=3\n"
			    "2300 C A 1 1 100 id=3\n"
			    "2500 S A 1 101 0\n");
	proves("4 unknown cannot-tell by 5\n5 unknown cannot-tell by 6\n",
	       HANDSHAKE "300 C A 1 1 100\n"
			 "400 C A 1 1 100\n"
			 "700 S A 1 101 0\n");
	/* With a D-SACK it was doubled by the network. */
	proves("5 unknown cannot-tell by 4\n4 arrived probably by 7\n5 duplicate probably by 7\n",
	       HANDSHAKE_ID "300 C A 1 1 100 id=3\n"
			    "301 C A 1 1 100 id=3\n"
			    "500 S A 1 101 0\n"
			    "501 S A 1 101 0 sack=1-101\n");
	/* Data in a SYN that were not taken (RFC 7413). */
	proves("", "0 C S 0 0 100 id=1\n"
		   "200 S SA 0 1 0\n"
		   "201 C A 1 1 100 id=2\n"
		   "400 S A 1 101 0\n");
	/* From before the capture began: then an echo tells nothing of the first bytes either. */
	proves("1 unknown cannot-tell by 0\n1 lost-or-answer follows by 2\n2 unknown cannot-tell "
	       "by 3\n",
	       "0 C A 1 1 100 ts=5 echo=1\n3000 C A 1 1 100 ts=305 echo=1\n"
	       "3200 S A 1 101 0 ts=9 echo=5\n");
	proves("1 unknown cannot-tell by 0\n1 arrived probably by 2\n2 unknown cannot-tell by 0\n",
	       "0 S A 501 115 4\n"
	       "10 C A 100 505 10\n"
	       "20 S A 505 115 0\n");
}

static void a_jump_is_filled_by_what_was_late_or_sent_again(void **state)
{
	(void)state;
#define JUMP                                                                                       \
	HANDSHAKE_TS "300 C A 101 1 100 ts=31 echo=71\n"                                           \
		     "500 S A 1 1 0 sack=101-201 ts=91 echo=21\n"
	proves("6 lost-before probably by 5 [1,101)\n", JUMP "600 C A 1 1 100 ts=61 echo=91\n"
							     "800 S A 1 201 0 ts=121 echo=61\n");
	proves("6 overtaken follows by 4\n", JUMP "600 C A 1 1 100 ts=30 echo=71\n"
						  "800 S A 1 201 0 ts=121 echo=61\n");
	/* Late or sent again, it is the only copy here: it has arrived. */
	proves("", JUMP "600 C A 1 1 100 ts=31 echo=71\n"
			"800 S A 1 201 0 ts=121 echo=61\n");
	/* Asked for by a duplicate ACK. */
	proves("6 lost-before probably by 5 [1,101)\n",
	       HANDSHAKE_TS "300 C A 101 1 100 ts=31 echo=71\n"
			    "500 S A 1 1 0 ts=91 echo=21\n"
			    "600 C A 1 1 100 ts=61 echo=91\n"
			    "800 S A 1 201 0 ts=121 echo=61\n");
	/* Not asked for: data with the same ACK are no duplicate ACK. */
	proves("", HANDSHAKE_TS "300 C A 101 1 100 ts=31 echo=71\n"
				"500 S A 1 1 10 ts=91 echo=21\n"
				"600 C A 1 11 100 ts=61 echo=91\n"
				"800 S A 11 201 0 ts=121 echo=61\n");
	proves("", HANDSHAKE_TS "300 C A 101 1 100 ts=31 echo=71\n"
				"600 C A 1 1 100 ts=61 echo=71\n"
				"800 S A 1 201 0 ts=121 echo=61\n");
	/* But where it was acknowledged before, that may have been of another copy. */
	proves("6 unknown cannot-tell by 4\n", HANDSHAKE_TS "300 C A 101 1 100 ts=31 echo=71\n"
							    "500 S A 1 201 0 ts=91 echo=21\n"
							    "600 C A 1 1 100 ts=31 echo=71\n"
							    "800 S A 1 201 0 ts=121 echo=31\n");
	/* It comes all the same. */
	proves("6 lost-before probably by 5 [1,101)\n7 overtaken follows by 6\n"
	       "6 lost-before cannot-tell by 7\n",
	       JUMP "600 C A 1 1 100 ts=61 echo=91\n"
		    "700 C A 1 1 100 ts=30 echo=71\n"
		    "800 S A 1 201 0 ts=121 echo=61\n");
}

static void identifications_tell_an_order_where_they_rise(void **state)
{
	(void)state;
	proves("6 overtaken follows by 5\n", HANDSHAKE_ID "300 C A 1 1 10 id=3\n"
							  "301 C A 21 1 10 id=5\n"
							  "302 C A 11 1 10 id=4\n"
							  "500 S A 1 31 0\n");
	/* Several behind one. */
	proves("6 overtaken follows by 5\n7 overtaken follows by 5\n",
	       HANDSHAKE_ID "300 C A 1 1 10 id=3\n"
			    "301 C A 31 1 10 id=6\n"
			    "302 C A 11 1 10 id=4\n"
			    "303 C A 21 1 10 id=5\n"
			    "500 S A 1 41 0\n");
	/* Drawn at random they do not. */
	proves("", "0 C S 0 0 0 id=40000\n"
		   "200 S SA 0 1 0\n"
		   "200 C A 1 1 0 id=2\n"
		   "300 C A 1 1 10 id=30000\n"
		   "301 C A 21 1 10 id=5\n"
		   "302 C A 11 1 10 id=4\n"
		   "500 S A 1 31 0\n");
	/* Newer: sent again, after it was asked for. */
	proves("7 lost-before probably by 6 [11,21)\n", HANDSHAKE_ID "300 C A 1 1 10 id=3\n"
								     "301 C A 21 1 10 id=5\n"
								     "500 S A 1 11 0 sack=21-31\n"
								     "502 C A 11 1 10 id=6\n"
								     "700 S A 1 31 0\n");
}

int test_fates(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_connection_gives_back_its_room),
	    cmocka_unit_test(what_lies_before_the_first_of_all_is_not_known),
	    cmocka_unit_test(sent_once_and_acknowledged_is_the_default),
	    cmocka_unit_test(the_first_bytes_of_all_arrived_when_their_ack_came_later),
	    cmocka_unit_test(an_ack_is_evidence_within_what_was_sent),
	    cmocka_unit_test(the_timestamp_tells_which_copy_came),
	    cmocka_unit_test(what_was_captured_in_another_order_is_not_known),
	    cmocka_unit_test(without_timestamps_a_round_trip_tells),
	    cmocka_unit_test(a_clock_set_ahead_measures_no_wait),
	    cmocka_unit_test(a_d_sack_tells_that_two_came),
	    cmocka_unit_test(where_both_ends_are_here_silence_is_enough),
	    cmocka_unit_test(sent_again_is_what_was_not_answered),
	    cmocka_unit_test(a_jump_is_filled_by_what_was_late_or_sent_again),
	    cmocka_unit_test(identifications_tell_an_order_where_they_rise),
	};
	return run_group(tests, NULL, NULL);
}
