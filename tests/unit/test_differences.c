/* SPDX-License-Identifier: MIT */
/* Two lists of events, what differs between them, and the words for it. */
#include "compare_fixture.h"

#define OPENING                                                                                    \
	"0 c S 0 0 0\n"                                                                            \
	"0 s SA 0 1 0\n"                                                                           \
	"0 c A 1 1 0\n"
#define HELLO                                                                                      \
	"0 c PA 1 1 11\n"                                                                          \
	"0 s A 1 12 0\n"
#define CLOSING                                                                                    \
	"0 c FA 12 1 0\n"                                                                          \
	"1 s FA 1 13 0\n"                                                                          \
	"1 c A 13 2 0\n"
#define DOCUMENTED OPENING HELLO CLOSING

struct row {
	const char *what, *a, *b, *words;
};

static void expect(const struct row *row, enum lang lang)
{
	struct compare_list a, b;
	struct text words;
	text_init(&words);
	fixture_list(&a, row->a);
	fixture_list(&b, row->b);
	fixture_differences(&words, lang, &a, &b);
	if (strcmp(text_c_string(&words), row->words) != 0)
		fail_msg("%s:\n%s\nexpected:\n%s", row->what, text_c_string(&words), row->words);
	text_release(&words);
	compare_list_release(&a);
	compare_list_release(&b);
}

static void each_cause_is_one_sentence(void **state)
{
	(void)state;
	static const struct row rows[] = {
	    {"nothing", DOCUMENTED, DOCUMENTED, ""},
	    {"a sysctl: tcp_ecn=1", DOCUMENTED,
	     "0 c SEW 0 0 0\n"
	     "0 s SAE 0 1 0\n"
	     "0 c A 1 1 0\n" HELLO CLOSING,
	     "in B the client's SYN asks for ECN (RFC 3168; segment 1), and the server agrees, in "
	     "A it does not\n"},
	    {"a dropped segment", DOCUMENTED,
	     OPENING "0 c PA 1 1 11\n"
		     "201 c PA 1 1 11 l=1\n"
		     "201 s A 1 12 0\n"
		     "201 c FA 12 1 0\n"
		     "202 s FA 1 13 0\n"
		     "202 c A 13 2 0\n",
	     "in B the client sends its 11 bytes of data twice (again: segment 5, 201.0 ms after "
	     "the first), in A once\n"},
	    {"quickack", DOCUMENTED,
	     OPENING HELLO "0 c FA 12 1 0\n"
			   "0 s A 1 13 0\n"
			   "1 s FA 1 13 0\n"
			   "1 c A 13 2 0\n",
	     "in B the server acknowledges the FIN alone (segment 7, 0 µs after it), so the close "
	     "takes four segments; in A that ACK rides on its own FIN (segment 7)\n"},
	    {"another close delay", DOCUMENTED,
	     OPENING HELLO "0 c FA 12 1 0\n"
			   "41 s A 1 13 0\n"
			   "60 s FA 1 13 0\n"
			   "60 c A 13 2 0\n",
	     "in B the server acknowledges the FIN alone (segment 7, 41.0 ms after it), so the "
	     "close takes four segments; in A that ACK rides on its own FIN (segment 7)\n"},
	    {"a close delay below the delayed ACK", DOCUMENTED,
	     OPENING HELLO "0 c FA 12 1 0\n"
			   "21 s FA 1 13 0\n"
			   "21 c A 13 2 0\n",
	     "only in time: the server's FIN comes 21.0 ms after the one before in B (segment 7), "
	     "1.0 ms in A (segment 7)\n"},
	    {"a lost FIN", DOCUMENTED,
	     OPENING HELLO "0 c FA 12 1 0\n"
			   "210 c FA 12 1 0 l=1\n"
			   "211 s FA 1 13 0\n"
			   "211 c A 13 2 0\n",
	     "in B the client sends its FIN twice (again: segment 7, 210.0 ms after the first), in "
	     "A once\n"},
	    {"a window", DOCUMENTED,
	     "0 c S 0 0 0\n"
	     "0 s SA 0 1 0 w=4096\n"
	     "0 c A 1 1 0\n"
	     "0 c PA 1 1 11\n"
	     "0 s A 1 12 0 w=4096\n" CLOSING,
	     "the server's window is 65536 bytes in A (segment 2), 4096 in B (segment 2); 1 more "
	     "like it\n"},
	    {"an option off", DOCUMENTED,
	     "0 c S 0 0 0 o=b\n"
	     "0 s SA 0 1 0 o=b\n"
	     "0 c A 1 1 0\n" HELLO CLOSING,
	     "the client's SYN (segment 1) has other options: SACK permitted only in A, and the "
	     "server's SYN likewise\n"},
	    {"a RST for a FIN", DOCUMENTED, OPENING HELLO "0 c RA 12 1 0\n",
	     "in B the client resets the connection (segment 6), in A it closes it with a FIN "
	     "(segment 6)\n"},
	    {"a reordering",
	     OPENING "0 c PA 1 1 5\n"
		     "0 s A 1 6 0\n"
		     "0 c PA 6 1 6\n"
		     "0 s A 1 12 0\n" CLOSING,
	     OPENING "0 c PA 6 1 6\n"
		     "0 s A 1 1 0\n"
		     "0 c PA 1 1 5 l=4\n"
		     "0 s A 1 12 0\n" CLOSING,
	     "in B later segments overtake the client's 5 bytes of data (segment 6; in A segment "
	     "4)\n"},
	    {"a longer path", DOCUMENTED,
	     "0 c S 0 0 0\n"
	     "80 s SA 0 1 0\n"
	     "80 c A 1 1 0\n"
	     "80 c PA 1 1 11\n"
	     "160 s A 1 12 0\n"
	     "160 c FA 12 1 0\n"
	     "241 s FA 1 13 0\n"
	     "241 c A 13 2 0\n",
	     "only in time: in B each answer of the server comes about 80.0 ms later (the first, "
	     "segment 2, after 80.0 ms, in A 0 µs)\n"},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		expect(&rows[i], LANG_EN);
	}
}

int test_differences(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(each_cause_is_one_sentence),
	};
	return run_group(tests, NULL, NULL);
}
