/* SPDX-License-Identifier: MIT */
/* A RST without ACK has the ACK number of what it answers (RFC 9293 section 3.10.7.1): of more
 * segments than are kept, the last ones are known, and how many there were with one number. */
#include "claims_told.h"

static const struct told exchanges[] = {
    /* RFC 2883: it tells of the FIN, not of the ACK with the number behind it. */
    {"an ACK behind a FIN that came twice",
     {OPENED_IN(100),
      {{50, C, FA, 1, 1}, "fin 4"},
      {{100, V, FA, 1, 2}, "fin-with-ack 5,4 100us"},
      {{5, C, A, 2, 2}, "last-ack 6,5"},
      {{50, V, A, 2, 2, 0, 0, {1, 2}}, "d-sack-fin 7 1seq,1seq"},
      {{90, V, R, 2, 0}, "reset-answers 8,6"}},
     "C opened 1,3 130us; C closed-3-segment 4,5 100us; V ack-of-fin-may-wait 4,5"},
    /* The FIN's number is no byte. */
    {"what a SACK over bytes and the FIN asks for",
     {OPENED_IN(100),
      {{50, C, A, 1, 1, 100}, "data 4 100bytes"},
      {{5, C, FA, 101, 1, 50}, "fin-data 5 50bytes"},
      {{95, V, A, 1, 1, 0, 0, {101, 152}},
       "sack-data-fin 6 101seq,150seq; still-lacks 6 1seq,100seq"},
      {{5, C, A, 1, 1, 100}, "sent-again-sack 7,6,4 101seq,150seq"}},
     "C opened 1,3 130us; C repaired-fast 7 1count,105us; C acknowledged-in-part 7 150bytes; C "
     "one-fin 5"},
    {"ten ACKs, one of the eight that are kept is answered",
     {OPENED_IN(100),
      {{50, V, A, 1, 1, 5}, "data 4 5bytes"},
      {{5, C, A, 1, 6}, "ack 5"},
      {{50, V, A, 6, 1, 5}, "data 6 5bytes"},
      {{5, C, A, 1, 11}, "ack 7"},
      {{50, V, A, 11, 1, 5}, "data 8 5bytes"},
      {{5, C, A, 1, 16}, "ack 9"},
      {{50, V, A, 16, 1, 5}, "data 10 5bytes"},
      {{5, C, A, 1, 21}, "ack 11"},
      {{50, V, A, 21, 1, 5}, "data 12 5bytes"},
      {{5, C, A, 1, 26}, "ack 13"},
      {{50, V, A, 26, 1, 5}, "data 14 5bytes"},
      {{5, C, A, 1, 31}, "ack 15"},
      {{50, V, A, 31, 1, 5}, "data 16 5bytes"},
      {{5, C, A, 1, 36}, "ack 17"},
      {{50, V, A, 36, 1, 5}, "data 18 5bytes"},
      {{5, C, A, 1, 41}, "ack 19"},
      {{50, V, A, 41, 1, 5}, "data 20 5bytes"},
      {{5, C, A, 1, 46}, "ack 21"},
      {{50, V, R, 11, 0}, "reset-answers-earlier 22,7 1count"}},
     "C opened 1,3 130us; C not-closed"},
    {"eleven with one number",
     {OPENED_IN(100),
      {{50, C, A, 1, 1, 100}, "data 4 100bytes"},
      {{5, C, A, 101, 1, 100}, "data 5 100bytes"},
      {{5, C, A, 201, 1, 100}, "data 6 100bytes"},
      {{5, C, A, 301, 1, 100}, "data 7 100bytes"},
      {{5, C, A, 401, 1, 100}, "data 8 100bytes"},
      {{5, C, A, 501, 1, 100}, "data 9 100bytes"},
      {{5, C, A, 601, 1, 100}, "data 10 100bytes"},
      {{5, C, A, 701, 1, 100}, "data 11 100bytes"},
      {{5, C, A, 801, 1, 100}, "data 12 100bytes"},
      {{5, C, A, 901, 1, 100}, "data-fills-window 13 100bytes"},
      {{90, V, R, 1, 0}, "reset-answers-earlier 14,3,13 11count"}},
     "C opened 1,3 130us; V opened-at-server-untold 14; C no-ack-before-rst 13 1000bytes; V "
     "ended-by-answer 14"},
    {"a round trip later",
     {OPENED_IN(100),
      {{50, C, A, 1, 1, 100}, "data 4 100bytes"},
      {{100, V, A, 1, 101}, "ack 5"},
      {{20, C, A, 101, 1}, "ack-once-more 6,5"},
      {{120, V, R, 1, 0}, "reset-answers 7,6"}},
     "C opened 1,3 130us; V ended-by-answer 7"},
    {"so late that a copy of what had come before may be answered",
     {OPENED_IN(100),
      {{50, C, A, 1, 1, 100}, "data 4 100bytes"},
      {{100, V, A, 1, 101}, "ack 5"},
      {{20, C, A, 101, 1}, "ack-once-more 6,5"},
      {{300000, V, R, 1, 0}, "reset-answers-earlier 7,3,6 3count"}},
     "C opened 1,3 130us; V ended-by-answer 7"},
    {"too soon to be told from an answer to a copy",
     {OPENED_IN(100000),
      {{50, C, A, 1, 1, 100}, "data 4 100bytes"},
      {{100000, V, FA, 1, 101}, "fin 5"},
      {{20, C, FA, 101, 2}, "fin-with-ack 6,5 20us"},
      {{100000, V, A, 2, 102}, "last-ack 7,6"},
      {{200000, C, A, 1, 1, 100}, "sent-again-acked 8,7"},
      {{20000, V, R, 1, 0}, "reset-answers-copy 9,3,8 3count"}},
     "C opened 1,3 100030us; V closed-3-segment 5,6 20us; C ack-of-fin-may-wait 5,6"},
    {"two RSTs, of which one answers what was captured once: the other one answers a copy of it",
     {{{0, V, SA, 0, 1}, "syn-ack-alone 1"},
      {{12, C, R, 1, 0}, "reset-no-connection 2,1"},
      {{168, C, R, 1, 0}, "reset-answers-copy 3,1 1count"}},
     "C no-connection 2"},
    {"two of the nine with one number, which are the oldest: one makes room",
     {OPENED_IN(100),
      {{50, C, A, 1, 1, 100}, "data 4 100bytes"},
      {{50, V, A, 1, 1, 5}, "data 5 5bytes"},
      {{5, C, A, 101, 6}, "ack 6"},
      {{50, V, A, 6, 1, 5}, "data 7 5bytes"},
      {{5, C, A, 101, 11}, "ack 8"},
      {{50, V, A, 11, 1, 5}, "data 9 5bytes"},
      {{5, C, A, 101, 16}, "ack 10"},
      {{50, V, A, 16, 1, 5}, "data 11 5bytes"},
      {{5, C, A, 101, 21}, "ack 12"},
      {{50, V, A, 21, 1, 5}, "data 13 5bytes"},
      {{5, C, A, 101, 26}, "ack 14"},
      {{50, V, A, 26, 1, 5}, "data 15 5bytes"},
      {{5, C, A, 101, 31}, "ack 16"},
      {{50, V, A, 31, 1, 5}, "data 17 5bytes"},
      {{5, C, A, 101, 36}, "ack 18"},
      {{90, V, R, 1, 0}, "reset-answers-earlier 19,3,4 2count"}},
     "C opened 1,3 130us; C not-closed"},
    {"four with one number, and five RSTs: there is nothing that the last one answers",
     {OPENED_IN(100),
      {{50, C, A, 1, 1, 100}, "data 4 100bytes"},
      {{5, C, A, 101, 1, 100}, "data 5 100bytes"},
      {{5, C, A, 201, 1, 100}, "data 6 100bytes"},
      {{90, V, R, 1, 0}, "reset-answers-earlier 7,3,6 4count"},
      {{5, V, R, 1, 0}, "reset-answers-earlier 8,3,6 4count"},
      {{5, V, R, 1, 0}, "reset-answers-earlier 9,3,6 4count"},
      {{5, V, R, 1, 0}, "reset-answers-earlier 10,3,6 4count"},
      {{5, V, R, 1, 0}, "reset-again 11"}},
     "C opened 1,3 130us; V opened-at-server-untold 7; C no-ack-before-rst 6 300bytes; V "
     "ended-by-answer 7"},
};

/* What the SYN+ACK answers was not captured: it may have been sent before, and acknowledged. (It
 * stands 100 ms behind the connection's first time, which is 0.) */
static const struct told begun_late[] = {
    {"a RST behind a first SYN+ACK",
     {{{-900000, V, SA, 0, 1}, "syn-ack-alone 1"},
      {{100, C, A, 1, 1}, "handshake-ack 2,1"},
      {{100, V, RA, 1, 1}, "reset 3"},
      {{5, V, R, 1, 0}, "reset-after-close 4"}},
     "C opened-syn-not-captured 2; V aborted 3"},
    /* All that is known to have been sent: 8000 was acknowledged. */
    {"a RST at a number that was acknowledged before anything of its side was captured",
     {{{0, V, A, 1, 8001}, "ack-of-nothing-seen 1"},
      {{5, C, A, 1, 1, 1000}, "acknowledged-before 2,1 1000bytes"},
      {{100, C, R, 8001, 0}, "reset 3"},
      {{5, C, R, 8001, 0}, "reset-answers-copy 4,1 1count"}},
     "C opened-before; C roles-guessed; C aborted 3"},
};

static void tells_nothing_of_what_was_sent_before(void **state)
{
	(void)state;
	EXPECT_TOLD(begun_late);
}

static void tells_what_a_rst_answers_of_many(void **state)
{
	(void)state;
	EXPECT_TOLD(exchanges);
}

int test_claims_asked(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(tells_what_a_rst_answers_of_many),
	    cmocka_unit_test(tells_nothing_of_what_was_sent_before),
	};
	return run_group(tests, NULL, NULL);
}
