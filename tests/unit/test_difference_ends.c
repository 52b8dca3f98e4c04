/* SPDX-License-Identifier: MIT */
/* RSTs and how connections end: what is told of them is what the readings of both lists say. */
#include "compare_fixture.h"

#define END_3 "end 3-way 3-segment\n"

static void resets(void **state)
{
	(void)state;
	static const struct row rows[] = {
	    {"a RST for a FIN", DOCUMENTED END_3, OPENING HELLO "0 c RA 12 1 0\nend 3-way reset\n",
	     "in B the client resets the connection (segment 6), in A it closes it with a FIN "
	     "(segment 6)\n"},
	    {"a RST for a FIN, of names that are not told", DOCUMENTED,
	     OPENING HELLO "0 c RA 12 1 0\n",
	     "only B has a RST in the client's name (segment 6)\n"
	     "only A has the client's FIN (segment 6)\n"
	     "only A has the server's FIN (segment 7)\n"},
	    {"refused", DOCUMENTED END_3,
	     "0 c S 0 0 0\n"
	     "0 s RA 0 1 0\n"
	     "end refused none\n",
	     "in B the server refuses the SYN with a RST (segment 2), in A it does not\n"},
	    {"refused, of names that are not told", DOCUMENTED,
	     "0 c S 0 0 0\n"
	     "0 s RA 0 1 0\n",
	     "in B the server refuses the SYN with a RST (segment 2), in A it does not\n"},
	    {"a RST behind the SYN that refuses nothing", DOCUMENTED END_3,
	     "0 c S 0 0 0\n"
	     "0 s RA 0 7 0 t=2\n"
	     "0 s SA 0 1 0\n"
	     "0 c A 1 1 0\n" HELLO CLOSING END_3,
	     "only B has a RST in the server's name (segment 2; the client probably did not take "
	     "it)\n"},
	    {"a reset", OPENING HELLO "end 3-way open\n",
	     OPENING HELLO "0 s R 1 0 0\nend 3-way reset\n",
	     "in B the server resets the connection (segment 6); A does not have that RST\n"},
	    {"a reset that cuts off", OPENING HELLO "end 3-way open\n",
	     OPENING "0 s R 1 0 0\nend 3-way reset\n",
	     "in B the server resets the connection (segment 4); A does not have that RST, but "
	     "further segments\n"},
	    {"a RST that was not taken", DOCUMENTED END_3,
	     OPENING HELLO "0 s R 9 0 0 r=16 t=2\n" CLOSING END_3,
	     "only B has a RST in the server's name (segment 6, probably forged; the client "
	     "probably did not take it)\n"},
	    {"a RST that is the last segment, of no connection", DOCUMENTED END_3,
	     DOCUMENTED "9 s R 9 0 0 t=4\n" END_3,
	     "only B has a RST in the server's name (segment 9; the server knows no such "
	     "connection)\n"},
	    {"a RST before the SYN", DOCUMENTED END_3, "0 c R 0 0 0\n" DOCUMENTED END_3,
	     "only B has a RST in the client's name (segment 1)\n"},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++)
		expect(&rows[i], LANG_EN);
}

/* What one list does not tell, or tells of something else, is no difference of that kind. */
static void not_comparable(void **state)
{
	(void)state;
	static const struct row rows[] = {
	    {"Accurate ECN and that of RFC 3168", "0 c SEW 0 0 0\n0 s SAE 0 1 0\n",
	     "0 c SEWN 0 0 0\n0 s SAW 0 1 0\n",
	     "ECN flags on the client's SYN: ECE+CWR in A (segment 1), ECE+CWR+AE in B (segment "
	     "1); on the server's SYN+ACK they differ, too\n"},
	    {"ECN on the SYN+ACK alone", "0 c SEW 0 0 0\n0 s SAE 0 1 0\n",
	     "0 c SEW 0 0 0\n0 s SA 0 1 0\n",
	     "ECN flags on the server's SYN+ACK: ECE in A (segment 2), none in B (segment 2)\n"},
	    {"options that were not captured", "0 c S 0 0 0 o=f\n", "0 c S 0 0 0 o=81\n", ""},
	    {"another MSS, and options that were not captured", "0 c S 0 0 0 o=f\n",
	     "0 c S 0 0 0 o=81 m=536\n",
	     "the client's SYN (segment 1) has other options: MSS 1460 in A, 536 in B\n"},
	    {"options of a SYN+ACK alone", "0 c S 0 0 0\n0 s SA 0 1 0 o=f\n",
	     "0 c S 0 0 0\n0 s SA 0 1 0 o=7\n",
	     "the server's SYN+ACK (segment 2) has other options: timestamps only in A\n"},
	    {"windows whose scale was not captured", "0 c S 0 0 0 o=f\n1 s SA 0 1 0\n",
	     "0 c S 0 0 0 o=81\n1 s SA 0 1 0 w=512\n", ""},
	    {"a clock that goes back", OPENING HELLO "0 c FA 12 1 0\n90 s FA 1 13 0\n",
	     OPENING HELLO "0 c FA 12 1 0\n-90 s FA 1 13 0\n", ""},
	    {"a stray RST before the connection", DOCUMENTED,
	     "0 c R 7 0 0\n"
	     "0 c S 0 0 0 n=2\n"
	     "0 s SA 0 1 0 n=2\n",
	     "connection 1 of B: only B has this connection (from segment 1 on, 1 in all)\n"
	     "connection 1 (in B 2): only A has an ACK of the client (segment 3)\n"
	     "connection 1 (in B 2): only A has the client's 11 bytes of data (segment 4)\n"
	     "connection 1 (in B 2): only A has the client's FIN (segment 6)\n"
	     "connection 1 (in B 2): only A has the server's FIN (segment 7)\n"},
	    {"a SYN+ACK that was held on its way to another place",
	     "0 c S 0 0 0\n"
	     "400 s SA 0 1 0\n"
	     "400 c A 1 1 0\n"
	     "400 c PA 1 1 11\n"
	     "410 s A 1 12 0\n",
	     "0 c S 0 0 0\n"
	     "0 s SA 0 1 0\n"
	     "400 c A 1 1 0\n"
	     "400 c PA 1 1 11\n"
	     "400 s A 1 12 0\n",
	     "only in time: B was probably captured nearer to the server, by about 10.0 ms of "
	     "round trip: between the server's ACK and the segment before it 0 µs pass in B "
	     "(segment 5), 10.0 ms in A (segment 5)\n"
	     "only in time: between the server's SYN+ACK and the segment before it 400.0 ms pass "
	     "in A (segment 2), 0 µs in B (segment 2)\n"},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++)
		expect(&rows[i], LANG_EN);
}

/* A capture that began behind the SYNs calls the end with the lower port the server. */
static void guessed_roles(void **state)
{
	(void)state;
	struct compare_list lists[2];
	struct text words;
	text_init(&words);
	for (int in = 0; in < 2; in++) {
		fixture_list(&lists[in], in ? "0 c PA 1 1 5\n" : "0 s PA 1 1 5\n");
		compare_list_add_connection(
		    &lists[in],
		    &(struct compare_connection){.number = 1,
						 .open = in ? OPEN_MIDSTREAM : OPEN_3_WAY,
						 .ends = {in ? 7 : 9, in ? 9 : 7}});
	}
	fixture_differences(&words, LANG_EN, &lists[0], &lists[1]);
	assert_text(&words,
		    "B has no SYN, so which end is the client is a guess: its client is the "
		    "server of A; no more of the connection is compared\n");
	text_release(&words);
	compare_list_release(&lists[0]);
	compare_list_release(&lists[1]);
}

#define REFUSED(n) "0 c S 0 0 0 n=" n "\n0 s RA 0 1 0 n=" n "\n"
#define ASKS(n) "0 c S 0 0 0 n=" n "\n0 s SA 0 1 0 n=" n "\n"
#define SENDS(n) ASKS(n) "0 c A 1 1 5 n=" n "\n"
#define RESETS(n) ASKS(n) "0 c RA 1 1 0 n=" n "\n"

static void pairs_as_many(void **state)
{
	(void)state;
	static const struct row rows[] = {
	    {"begun in another order", REFUSED("1") SENDS("2") ASKS("3"),
	     SENDS("1") REFUSED("2") ASKS("3"), ""},
	    {"each has one that the other has not", REFUSED("1") SENDS("2") ASKS("3"),
	     SENDS("1") ASKS("2") RESETS("3"),
	     "connection 1: only A has this connection (from segment 1 on, 2 in all)\n"
	     "connection 3 of B: only B has this connection (from segment 6 on, 3 in all)\n"},
	    {"of several that are alike none is found by that", SENDS("1") ASKS("2") ASKS("3"),
	     ASKS("1") ASKS("2") ASKS("3") "0 c A 1 1 7 n=3\n",
	     "connection 1: only A has the client's 5 bytes of data (segment 3)\n"
	     "connection 3: only B has the client's 7 bytes of data (segment 7)\n"},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++)
		expect(&rows[i], LANG_EN);
}

int test_difference_ends(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(not_comparable),
	    cmocka_unit_test(guessed_roles),
	    cmocka_unit_test(resets),
	    cmocka_unit_test(pairs_as_many),
	};
	return run_group(tests, NULL, NULL);
}
