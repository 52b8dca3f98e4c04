/* SPDX-License-Identifier: MIT */
/* Two lists of events, what differs between them, and the words for it. */
#include "compare_fixture.h"
#include "difference_messages.h"

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
	     "B has the client's 11 bytes of data twice (segment 4; again: segment 5, 201.0 ms "
	     "after "
	     "the first), A once (segment 4)\n"},
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
	     "only in time: between the server's FIN and the segment before it 21.0 ms pass in B "
	     "(segment 7), 1.0 ms in A (segment 7)\n"},
	    {"a lost FIN", DOCUMENTED,
	     OPENING HELLO "0 c FA 12 1 0\n"
			   "210 c FA 12 1 0 l=1\n"
			   "211 s FA 1 13 0\n"
			   "211 c A 13 2 0\n",
	     "B has the client's FIN twice (segment 6; again: segment 7, 210.0 ms after the "
	     "first), "
	     "A once (segment 6)\n"},
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
	    {"a reordering",
	     OPENING "0 c PA 1 1 5\n"
		     "0 s A 1 6 0\n"
		     "0 c PA 6 1 6\n"
		     "0 s A 1 12 0\n" CLOSING,
	     OPENING "0 c PA 6 1 6\n"
		     "0 s A 1 1 0\n"
		     "0 c PA 1 1 5 l=4\n"
		     "0 s A 1 12 0\n" CLOSING,
	     "in B later segments are captured before the client's 5 bytes of data (segment 6; in "
	     "A in order: segment 4)\n"},
	    {"a longer path", DOCUMENTED,
	     FAR_OPENING "80 c PA 1 1 11\n"
			 "160 s A 1 12 0\n"
			 "160 c FA 12 1 0\n"
			 "241 s FA 1 13 0\n"
			 "241 c A 13 2 0\n",
	     "only in time: in B the server's answers are captured about 80.0 ms later behind the "
	     "segment "
	     "before (the first, segment 2, after 80.0 ms, in A 0 µs)\n"},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++)
		expect(&rows[i], LANG_EN);
}

static void other_differences(void **state)
{
	(void)state;
	static const struct row rows[] = {
	    {"FINs that cross", DOCUMENTED,
	     OPENING HELLO "0 c FA 12 1 0\n"
			   "0 s FA 1 12 0\n"
			   "0 s A 2 13 0\n"
			   "0 c A 13 2 0\n",
	     "in B the server's FIN (segment 7) does not acknowledge the client's; in A it does "
	     "(segment 7)\n"},
	    {"the other side first", DOCUMENTED,
	     OPENING HELLO "0 s FA 1 12 0\n"
			   "1 c FA 12 2 0\n"
			   "1 s A 2 13 0\n",
	     "who closes first: client in A, server in B\n"},
	    {"the same bytes", DOCUMENTED,
	     OPENING "0 c PA 1 1 5\n"
		     "0 s A 1 6 0\n"
		     "0 c PA 6 1 6\n"
		     "0 s A 1 12 0\n" CLOSING,
	     "the same 11 bytes of the client are in 1 segment in A (from segment 4 on), in 2 "
	     "segments in B (from 4 on)\n"},
	    {"a FIN with data", DOCUMENTED,
	     OPENING "0 c FPA 1 1 11\n"
		     "1 s FA 1 13 0\n"
		     "1 c A 13 2 0\n",
	     "in B the client's FIN is on its last data (segment 4), in A it comes alone (segment "
	     "6)\n"},
	    {"other data, and all numbers behind it", DOCUMENTED,
	     OPENING "0 c PA 1 1 5\n"
		     "0 s A 1 6 0\n"
		     "0 c FA 6 1 0\n"
		     "1 s FA 1 7 0\n"
		     "1 c A 7 2 0\n",
	     "A has 11 bytes of data of the client (segment 4) where B has 5 bytes of data "
	     "(segment 4)\n"},
	    {"another payload", DOCUMENTED,
	     OPENING "0 c PA 1 1 11 p=7\n"
		     "0 s A 1 12 0\n" CLOSING,
	     ""},
	    {"another payload, both known",
	     OPENING "0 c PA 1 1 11 p=8\n"
		     "0 s A 1 12 0\n" CLOSING,
	     OPENING "0 c PA 1 1 11 p=7\n"
		     "0 s A 1 12 0\n" CLOSING,
	     "another content of the client's 11 bytes of data (segment 4 of A, 4 of B)\n"},
	    {"an answer", DOCUMENTED,
	     OPENING HELLO "0 s PA 1 12 11\n"
			   "0 c A 12 12 0\n"
			   "0 c FA 12 12 0\n"
			   "1 s FA 12 13 0\n"
			   "1 c A 13 13 0\n",
	     "only B has the server's 11 bytes of data (segment 6)\n"},
	    {"an ACK that rides",
	     OPENING HELLO "0 s PA 1 12 11\n"
			   "0 c A 12 12 0\n",
	     OPENING "0 c PA 1 1 11\n"
		     "0 s PA 1 12 11\n"
		     "0 c A 12 12 0\n",
	     "only A has this ACK of the server alone (segment 5, 0 µs after the one before); in B "
	     "the segment with its 11 bytes of data (segment 5) acknowledges that, too\n"},
	    {"two ACKs instead of one",
	     OPENING "0 c PA 1 1 5\n"
		     "0 c PA 6 1 6\n"
		     "0 s A 1 12 0\n",
	     OPENING "0 c PA 1 1 5\n"
		     "0 s A 1 6 0\n"
		     "0 c PA 6 1 6\n"
		     "0 s A 1 12 0\n",
	     "only B has this ACK of the server (segment 5); in A its segment 6 acknowledges that, "
	     "too\n"},
	    {"an ACK again", DOCUMENTED, OPENING HELLO "0 s A 1 12 0\n" CLOSING,
	     "only B has another ACK of the server, which acknowledges nothing new (segment 6)\n"},
	    {"the last ACK is not there", DOCUMENTED,
	     OPENING HELLO "0 c FA 12 1 0\n"
			   "1 s FA 1 13 0\n",
	     "only A has an ACK of the client (segment 8)\n"},
	    {"keep-alives", DOCUMENTED,
	     OPENING HELLO "1000 c A 11 1 0\n"
			   "1000 s A 1 12 0\n"
			   "2000 c A 11 1 0\n"
			   "2000 s A 1 12 0\n"
			   "2000 c FA 12 1 0\n"
			   "2001 s FA 1 13 0\n"
			   "2001 c A 13 2 0\n",
	     "only B has a probe of the client (segment 6, 1.00 s after the one before, "
	     "keep-alive or window); 1 more like it\n"},
	    {"no FIN", DOCUMENTED, OPENING HELLO,
	     "only A has the client's FIN (segment 6)\nonly A has the server's FIN (segment 7)\n"},
	    {"another flag", DOCUMENTED,
	     OPENING "0 c A 1 1 11\n"
		     "0 s A 1 12 0\n" CLOSING,
	     "other flags on the client's 11 bytes of data: PSH+ACK in A (segment 4), ACK in B "
	     "(segment 4)\n"},
	    {"a label", DOCUMENTED,
	     OPENING "0 c PA 1 1 11 l=12\n"
		     "0 s A 1 12 0\n" CLOSING,
	     "other labels on the client's 11 bytes of data: nothing in A (segment 4), window-full "
	     "in B (segment 4)\n"},
	    {"another order of both sides",
	     OPENING "0 c PA 1 1 5\n"
		     "0 s PA 1 1 7\n",
	     OPENING "0 s PA 1 1 7\n"
		     "0 c PA 1 1 5\n",
	     "only in time: the client's 5 bytes of data (segment 4 of A, 5 of B) and the server's "
	     "segments are captured in another order\n"},
	    {"another order, for the path is another one", OPENING "0 c PA 1 1 5\n0 s PA 1 1 7\n",
	     FAR_OPENING "80 s PA 1 1 7\n80 c PA 1 1 5\n",
	     "only in time: between the server's SYN+ACK and the segment before it 80.0 ms pass in "
	     "B (segment 2), 0 µs in A "
	     "(segment 2)\n"},
	    {"captured at the other end", "0 c S 0 0 0\n0 s SA 0 1 0\n80 c A 1 1 0\n", FAR_OPENING,
	     "only in time: A was probably captured nearer to the server, by about 80.0 ms of "
	     "round trip: between the server's SYN+ACK and the segment before it 0 µs pass in A "
	     "(segment 2), 80.0 ms in B (segment "
	     "2)\n"},
	    {"an MSS, and no time stamps", DOCUMENTED,
	     "0 c S 0 0 0 o=7 m=1400\n"
	     "0 s SA 0 1 0 o=7\n"
	     "0 c A 1 1 0\n" HELLO CLOSING,
	     "the client's SYN (segment 1) has other options: MSS 1460 in A, 1400 in B; timestamps "
	     "only in A, and the server's SYN likewise\n"},
	    {"one connection more, between two", DOCUMENTED "0 c S 0 0 0 n=2\n",
	     DOCUMENTED "0 c S 0 0 0 n=2\n0 s RA 0 1 0 n=2\n1 c S 0 0 0 n=3\n",
	     "connection 2 of B: only B has this connection (from segment 9 on, 2 in all)\n"},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++)
		expect(&rows[i], LANG_EN);
}

static void speaks_chinese(void **state)
{
	(void)state;
	static const struct row rows[] = {
	    {"quickack", DOCUMENTED,
	     OPENING HELLO "0 c FA 12 1 0\n"
			   "41 s A 1 13 0\n"
			   "60 s FA 1 13 0\n"
			   "60 c A 13 2 0\n",
	     "B里服务端单独确认FIN（第7个报文段，FIN之后41.0 "
	     "ms），于是挥手用了四个报文段；A里这个ACK由它自己的"
	     "FIN捎带（第7个报文段）\n"},
	    {"a lost FIN, no times", DOCUMENTED,
	     OPENING HELLO "0 c FA 12 1 0\n"
			   "0 c FA 12 1 0 l=1\n"
			   "1 s FA 1 13 0\n"
			   "1 c A 13 2 0\n",
	     "B里客户端的FIN出现2次（第6个报文段；再次：第7个报文段，首次之后0 "
	     "µs），A里1次（第6个报文段）\n"},
	    {"an option off", DOCUMENTED,
	     "0 c S 0 0 0 o=b\n"
	     "0 s SA 0 1 0 o=b\n"
	     "0 c A 1 1 0\n" HELLO CLOSING,
	     "客户端的SYN（第1个报文段）选项不同：允许SACK只在A里有，服务端的SYN也随之不同\n"},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++)
		expect(&rows[i], LANG_ZH);
}

/* Fills SET with the placeholders of WORDS, by their first letters. */
static void placeholders(const char *words, char set[][16], size_t *count)
{
	for (*count = 0; (words = strchr(words, '{')) != NULL; words++) {
		size_t length = strcspn(words + 1, "}");
		assert_true(length < 16 && *count < 16);
		memcpy(set[*count], words + 1, length);
		set[(*count)++][length] = '\0';
	}
}

static void both_languages_name_the_same(void **state)
{
	(void)state;
	for (int id = 0; id < DIFFERENCE_COUNT; id++) {
		char set[2][16][16];
		size_t count[2];
		for (int lang = 0; lang < 2; lang++) {
			assert_non_null(difference_messages[id].words[lang]);
			placeholders(difference_messages[id].words[lang], set[lang], &count[lang]);
		}
		for (size_t i = 0; i < count[LANG_EN]; i++) {
			bool found = false;
			for (size_t j = 0; j < count[LANG_ZH]; j++)
				found |= strcmp(set[LANG_EN][i], set[LANG_ZH][j]) == 0;
			/* "its own" says in the one language what the side's name does in the
			 * other. */
			if (!found && strcmp(set[LANG_EN][i], "to") != 0)
				fail_msg("difference %d: {%s} is in English only", id,
					 set[LANG_EN][i]);
		}
	}
}

/* What is in B alone is in A alone when they change places. */
static void is_the_same_the_other_way_round(void **state)
{
	(void)state;
	struct compare_list a, b;
	struct differences forth, back;
	fixture_list(&a, DOCUMENTED);
	fixture_list(&b,
		     OPENING HELLO "0 c FA 12 1 0\n0 s A 1 13 0\n1 s FA 1 13 0\n1 c A 13 2 0\n");
	assert_true(differences_find(&a, &b, &forth));
	assert_true(differences_find(&b, &a, &back));
	assert_int_equal(forth.count, 1);
	assert_int_equal(back.count, 1);
	assert_int_equal(forth.items[0].id, back.items[0].id);
	assert_int_equal(forth.items[0].in, 1);
	assert_int_equal(back.items[0].in, 0);
	assert_int_equal(forth.items[0].segment[0], back.items[0].segment[1]);
	differences_release(&forth);
	differences_release(&back);
	compare_list_release(&a);
	compare_list_release(&b);
}

/* Only what both lists tell is compared. */
static void compares_what_both_tell(void **state)
{
	(void)state;
	struct compare_list a, b;
	struct text words;
	text_init(&words);
	fixture_list(&a, DOCUMENTED);
	fixture_list(&b, OPENING "0 c A 1 1 11 w=9 l=3\n"
				 "700 s A 1 12 0\n" CLOSING);
	b.fields = COMPARE_SEGMENTS | COMPARE_ORDER;
	b.flags = TCP_FLAG_SYN | TCP_FLAG_FIN | TCP_FLAG_RST | TCP_FLAG_ACK;
	fixture_differences(&words, LANG_EN, &a, &b);
	assert_text(&words, "");
	b.fields = COMPARE_CONNECTIONS;
	a.fields = COMPARE_CONNECTIONS;
	compare_list_add_connection(&a, &(struct compare_connection){.number = 1, .bytes = {1, 2}});
	compare_list_add_connection(
	    &b, &(struct compare_connection){
		    .number = 1, .open = OPEN_FAST, .close = CLOSE_HALF, .bytes = {1, 3}});
	fixture_differences(&words, LANG_EN, &a, &b);
	assert_text(&words,
		    "opening: three-way handshake in A, Fast Open in B\nclose: three segments in "
		    "A, half-close in B\nbytes of the server: 2 in A, 3 in B\n");
	text_release(&words);
	compare_list_release(&a);
	compare_list_release(&b);
}

int test_differences(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(each_cause_is_one_sentence),
	    cmocka_unit_test(other_differences),
	    cmocka_unit_test(speaks_chinese),
	    cmocka_unit_test(both_languages_name_the_same),
	    cmocka_unit_test(is_the_same_the_other_way_round),
	    cmocka_unit_test(compares_what_both_tell),
	};
	return run_group(tests, NULL, NULL);
}
