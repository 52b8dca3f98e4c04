/* SPDX-License-Identifier: MIT */
/* What one of two captures of an exchange lacks, and in which words. */
#include "compare_fixture.h"

/* A segment may be lost before the one place and pass the other, or not be captured there. */
static void tells_what_one_capture_lacks(void **state)
{
	(void)state;
	static const struct row rows[] = {
	    {"lost before B, and sent again",
	     OPENING "0 c PA 1 1 11\n"
		     "9 c PA 1 1 11 l=1\n"
		     "9 s A 1 12 0\n" CLOSING,
	     OPENING "9 c PA 1 1 11 w=9\n"
		     "9 s A 1 12 0\n" CLOSING,
	     "A has the client's 11 bytes of data twice (segment 4; again: segment 5, 9.0 ms after "
	     "the first), B once (segment 4)\n"},
	    {"a FIN four times, and once",
	     OPENING HELLO "0 c FA 12 1 0\n"
			   "1 c FA 12 1 0\n"
			   "2 c FA 12 1 0\n"
			   "4 c FA 12 1 0\n",
	     OPENING HELLO "0 c FA 12 1 0\n",
	     "A has the client's FIN 4 times (segment 6; again: segment 7, 1.0 ms after the "
	     "first), "
	     "B once (segment 6)\n"},
	    {"data that was not captured", DOCUMENTED, OPENING "0 s A 1 12 0\n" CLOSING,
	     "only A has the client's 11 bytes of data (segment 4); B did not capture that (it is "
	     "acknowledged in its segment 4)\n"},
	    {"data of which nothing shows", OPENING HELLO, OPENING,
	     "only A has the client's 11 bytes of data (segment 4)\n"},
	    {"data, of which only the first was there", OPENING "0 c PA 1 1 11\n0 c PA 12 1 20\n",
	     OPENING "0 s A 1 12 0\n",
	     "only A has the client's 11 bytes of data (segment 4); 1 more like it\n"},
	    {"a FIN that was not captured", DOCUMENTED,
	     OPENING HELLO "1 s FA 1 13 0\n1 c A 13 2 0\n",
	     "only A has the client's FIN (segment 6); B did not capture it (it is acknowledged in "
	     "its segment 6)\n"},
	    {"a capture that begins later", DOCUMENTED, "0 c A 1 1 0\n" HELLO CLOSING,
	     "only A has a SYN of the client (segment 1); B did not capture it (it is acknowledged "
	     "in its segment 3)\nonly A has a SYN+ACK of the server (segment 2); B did not capture "
	     "it (it is acknowledged in its segment 1)\n"},
	    {"the same bytes cut otherwise, of the same sizes too",
	     OPENING "0 c PA 1 1 500 p=1\n0 c PA 501 1 300 p=2\n0 c PA 801 1 200 p=3\n",
	     OPENING "0 c PA 1 1 250 p=4\n0 c PA 251 1 250 p=5\n0 c PA 501 1 500 p=6\n",
	     "the same 1000 bytes of the client are in 3 segments in A (from segment 4 on), in 3 "
	     "segments in B (from 4 on)\n"},
	    {"one direction", DOCUMENTED,
	     "0 c S 0 0 0\n0 c A 1 1 0\n0 c PA 1 1 11\n0 c FA 12 1 0\n1 c A 13 2 0\n",
	     "only A has segments of the server (from segment 2 on, 3 in all)\n"},
	    {"a FIN behind other bytes", DOCUMENTED, OPENING "0 c PA 1 1 20\n",
	     "B has 20 bytes of data of the client (segment 4) where A has 11 bytes of data "
	     "(segment 4)\n"
	     "only A has an ACK of the server (segment 5)\n"
	     "only A has the client's FIN (segment 6)\n"
	     "only A has the server's FIN (segment 7)\n"},
	    {"a FIN, where other bytes are acknowledged", OPENING "0 c FA 1 1 0\n",
	     OPENING "0 c PA 1 1 20\n0 s A 1 21 0\n",
	     "only A has the client's FIN (segment 4)\n"
	     "only B has the client's 20 bytes of data (segment 4)\n"},
	    {"the same bytes as others, and again",
	     OPENING "0 c PA 1 1 5\n"
		     "0 c PA 6 1 6\n"
		     "0 s A 1 12 0\n",
	     OPENING "0 c PA 1 1 5\n"
		     "0 c PA 6 1 6\n"
		     "9 c PA 1 1 11\n"
		     "9 s A 1 12 0\n",
	     "only B has this segment of the client: 11 bytes of data (segment 6)\n"},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++)
		expect(&rows[i], LANG_EN);
}

static void finds_the_ack_in_the_other_capture(void **state)
{
	(void)state;
	static const struct row rows[] = {
	    {"on data",
	     OPENING HELLO "0 s PA 1 12 7\n"
			   "0 c A 12 8 0\n" CLOSING,
	     OPENING "0 c PA 1 1 11\n"
		     "0 s PA 1 12 7\n"
		     "0 c A 12 8 0\n" CLOSING,
	     "only A has this ACK of the server alone (segment 5, 0 µs after the one before); in B "
	     "the segment with its 7 bytes of data (segment 5) acknowledges that, too\n"},
	    {"on data, not on the FIN that is the next in both",
	     OPENING "0 c PA 1 1 11\n"
		     "0 s A 1 12 0\n"
		     "0 s PA 1 12 7\n"
		     "0 s FA 8 12 0\n",
	     OPENING "0 c PA 1 1 11\n"
		     "0 s PA 1 12 5\n"
		     "0 s PA 6 12 2\n"
		     "0 s FA 8 12 0\n",
	     "only A has this ACK of the server alone (segment 5, 0 µs after the one before); in B "
	     "the segment with its 5 bytes of data (segment 5) acknowledges that, too\nthe same 7 "
	     "bytes of the "
	     "server are in 1 segment in A (from segment 6 on), in 2 segments in B (from 5 on)\n"},
	    {"behind data that was sent after it", OPENING "0 c PA 1 1 5\n",
	     "0 c S 0 0 0\n"
	     "0 s SA 0 1 0\n"
	     "0 c PA 1 1 5\n"
	     "0 c A 1 1 0\n",
	     "in B later segments are captured before the client's ACK (segment 4; in A in order: "
	     "segment 3)\n"},
	    {"behind an ACK that was sent after it",
	     OPENING "0 c PA 1 1 5\n0 c PA 6 1 6\n0 s A 1 6 0\n0 s A 1 12 0\n",
	     OPENING "0 c PA 1 1 5\n0 c PA 6 1 6\n0 s A 1 12 0\n0 s A 1 6 0\n",
	     "in B later segments are captured before the server's ACK (segment 7; in A in order: "
	     "segment 6)\n"},
	    {"data that runs ahead of the bytes in front of it, in two segments",
	     OPENING "0 c A 1 1 5\n0 c A 6 1 5\n0 c A 11 1 5\n0 c A 16 1 5\n0 c A 21 1 5\n",
	     OPENING "0 c A 16 1 5\n0 c A 21 1 5\n0 c A 1 1 5\n0 c A 6 1 5\n0 c A 11 1 5\n",
	     "in B bytes of the client with lower numbers are captured behind its 5 bytes of data "
	     "(segment 4; in A in order: segment 7); 1 more like it\n"},
	    {"a SYN of other numbers makes nothing late",
	     OPENING HELLO "0 c S 777 0 0\n0 c PA 12 1 5\n0 s A 1 17 0\n",
	     OPENING HELLO "0 c PA 12 1 5\n0 s A 1 17 0\n",
	     "only A has a SYN in the client's name (segment 6)\n"},
	    {"a SYN with other options before the one that is in both", DOCUMENTED,
	     "0 c S 0 0 0 o=0 m=0\n" DOCUMENTED,
	     "only B has a SYN in the client's name (segment 1, with other options than the other "
	     "one)\n"},
	    {"a SYN that one list has as a stray one of the connection before",
	     OPENING "5 c S 0 0 0 n=2 y=7\n6 c S 0 0 0 n=2 y=7\n",
	     OPENING "5 c S 900 0 0 y=7\n6 c S 0 0 0 n=2 y=7\n",
	     "connection 1: only B has a SYN in the client's name (segment 4)\n"},
	    {"a keep-alive with a byte, and without", OPENING HELLO "99 c A 11 1 0 r=12\n",
	     OPENING HELLO "99 c A 11 1 1 r=12\n",
	     "B has 1 byte of data of the client (segment 6) where A has ACK (segment 6)\n"},
	    {"another length, more often", OPENING "0 c PA 1 1 9\n9 c PA 1 1 9\n",
	     OPENING "0 c PA 1 1 1\n9 c PA 1 1 1\n27 c PA 1 1 1\n",
	     "A has 9 bytes of data of the client (segment 4) where B has 1 byte of data (segment "
	     "4)\nB has the client's 1 byte of data 3 times (segment 4; again: segment 5, 9.0 ms "
	     "after the first), A twice (segment 4)\n"},
	    {"an ACK again is not a late one", OPENING "0 c PA 1 1 5\n0 s A 1 6 0\n",
	     OPENING "0 c PA 1 1 5\n0 s A 1 6 0\n0 s A 1 6 0\n",
	     "only B has another ACK of the server, which acknowledges nothing new (segment 6)\n"},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++)
		expect(&rows[i], LANG_EN);
}

int test_differences_lacks(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(tells_what_one_capture_lacks),
	    cmocka_unit_test(finds_the_ack_in_the_other_capture),
	};
	return run_group(tests, NULL, NULL);
}
