/* SPDX-License-Identifier: MIT */
/* RSTs behind which their receiver is silent. */
#include "fates_fixture.h"

/* 20 ms to the server, the client's data acknowledged. */
#define TALK HANDSHAKE_ID "300 C A 1 1 100 id=3\n500 S A 1 101 0\n"

static void a_rst_arrived_where_the_other_stops_to_repeat(void **state)
{
	(void)state;
	/* Silence proves nothing; that of one that had sent twice does, probably. */
	proves_with((struct fates_setting){.silence = 100000}, "", TALK "600 C R 101 0 0\n");
	proves_with((struct fates_setting){.silence = 20000},
		    "6 lost-or-answer probably by 7\n8 arrived probably by 0\n"
		    "7 unknown cannot-tell by 0\n",
		    TALK "600 S A 1 101 10\n"
			 "5600 S A 1 101 10\n"
			 "5700 C R 101 0 0\n");
	/* It had stopped before the RST; or another RST ended it: which of the two is not known. */
	proves_with((struct fates_setting){.silence = 20000},
		    "6 lost-or-answer probably by 7\n7 unknown cannot-tell by 0\n",
		    TALK "600 S A 1 101 10\n"
			 "5600 S A 1 101 10\n"
			 "16000 C R 101 0 0\n");
	proves_with((struct fates_setting){.silence = 20000},
		    "6 lost-or-answer probably by 7\n7 unknown cannot-tell by 0\n",
		    TALK "600 S A 1 101 10\n"
			 "5600 S A 1 101 10\n"
			 "5700 C R 101 0 0\n"
			 "5701 C R 101 0 0\n");
	/* One whose number it had passed is none of them. */
	proves_with((struct fates_setting){.silence = 20000},
		    "6 lost-or-answer probably by 7\n9 arrived probably by 0\n"
		    "7 unknown cannot-tell by 0\n",
		    TALK "600 S A 1 101 10\n"
			 "5600 S A 1 101 10\n"
			 "5700 C R 51 0 0\n"
			 "5701 C R 101 0 0\n");
	/* What comes again behind it was not ended by it. */
	proves_with((struct fates_setting){.silence = 100000},
		    "6 lost-or-answer probably by 8\n8 unknown cannot-tell by 0\n",
		    TALK "600 S A 1 101 10\n"
			 "700 C R 101 0 0\n"
			 "2600 S A 1 101 10\n");
	/* What was acknowledged is not sent again, anyway. */
	proves_with((struct fates_setting){.silence = 20000},
		    "6 lost-or-answer probably by 7\n7 unknown cannot-tell by 8\n",
		    TALK "600 S A 1 101 10\n"
			 "2600 S A 1 101 10\n"
			 "2601 C A 101 11 0 id=4\n"
			 "2602 C R 101 0 0\n");
	proves_with((struct fates_setting){.silence = 10000},
		    "6 lost-or-answer probably by 7\n7 unknown cannot-tell by 0\n",
		    TALK "600 S A 1 101 10\n"
			 "5600 S A 1 101 10\n"
			 "5700 C R 101 0 0\n");
}

int test_fates_silence(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_rst_arrived_where_the_other_stops_to_repeat),
	};
	return run_group(tests, NULL, NULL);
}
