/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "messages.h"
#include "unit.h"

#define CLAIM_ROW(id, name, grade) {id, name, GRADE_##grade},
static const struct {
	enum claim_id id;
	const char *name;
	enum grade grade;
} rows[] = {SEGMENT_CLAIMS(CLAIM_ROW) CONNECTION_CLAIMS(CLAIM_ROW)};
#undef CLAIM_ROW

static void every_claim_has_a_message_in_both_languages(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++)
		for (int lang = LANG_ZH; lang <= LANG_EN; lang++)
			if (strlen(message_of(rows[i].id, (enum lang)lang)) < 5)
				fail_msg("%s says nothing", rows[i].name);
}

/* The word for what may be wrong stands where, and only where, it may be. */
static void the_wording_is_that_of_the_grade(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		bool probably = rows[i].grade == GRADE_PROBABLY;
		const char *en = message_of(rows[i].id, LANG_EN);
		const char *zh = message_of(rows[i].id, LANG_ZH);
		if ((strstr(en, "probably") != NULL) != probably || strstr(en, "perhaps") ||
		    strstr(en, "likely") || strstr(en, "seems"))
			fail_msg("%s: %s", rows[i].name, en);
		if ((strstr(zh, "可能") != NULL) != probably || strstr(zh, "也许") ||
		    strstr(zh, "大概") || strstr(zh, "似乎"))
			fail_msg("%s: %s", rows[i].name, zh);
		bool cannot = rows[i].grade == GRADE_CANNOT_TELL;
		if ((strstr(en, "cannot be told") != NULL) != cannot ||
		    (strstr(zh, "无从判断") != NULL) != cannot)
			fail_msg("%s: %s %s", rows[i].name, en, zh);
	}
}

static void names_and_grades_are_those_of_the_table(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		assert_int_equal(rows[i].id, i);
		assert_string_equal(claim_name(rows[i].id), rows[i].name);
		assert_int_equal(claim_grade(rows[i].id), rows[i].grade);
		assert_int_equal(strspn(rows[i].name, "abcdefghijklmnopqrstuvwxyz0123456789-"),
				 strlen(rows[i].name));
		for (size_t k = 0; k < i; k++)
			assert_string_not_equal(rows[i].name, rows[k].name);
	}
	assert_string_equal(grade_name(GRADE_CANNOT_TELL), "cannot-tell");
	assert_string_equal(unit_name(UNIT_US), "us");
}

/* With all figures, without, and without times: one line, and nothing left of the template. */
static void a_message_is_whole(void **state)
{
	(void)state;
	static const uint8_t units[] = {UNIT_NONE, UNIT_US, UNIT_COUNT};
	for (size_t i = 0; i < COUNT_OF(rows) * 12; i++) {
		struct text text;
		uint8_t unit = units[i % 3];
		struct claim_set set = {.count = 2};
		set.claim[0] = (struct claim){.id = CLAIM_SYN};
		set.claim[1] = (struct claim){.id = rows[i / 12].id,
					      .unit = unit,
					      .more_unit = unit,
					      .value = 3000,
					      .more = 2};
		struct message_values values = {.timeless = i & 4, .length = 5, .seq = 1, .ack = 9};
		text_init(&text);
		text_claims(&text, i & 8 ? LANG_ZH : LANG_EN, &set, &values);
		const char *said = text_c_string(&text);
		if (strpbrk(said, "{}[]\n") || (values.timeless && strstr(said, "3.0 ms")))
			fail_msg("%s: %s", rows[i / 12].name, said);
		text_release(&text);
	}
}

static void expect_said(const struct claim_set *set, bool timeless, const char *expected)
{
	struct text text;
	struct message_values values = {.timeless = timeless, .ack = 12};
	text_init(&text);
	text_claims(&text, LANG_EN, set, &values);
	assert_string_equal(text_c_string(&text), expected);
	text_release(&text);
}

static void what_is_not_to_be_shown_is_left_out(void **state)
{
	(void)state;
	struct claim_set set = {.count = 2};
	set.claim[0] = (struct claim){.id = CLAIM_ACK, .side = SIDE_SERVER};
	set.claim[1] = (struct claim){
	    .id = CLAIM_ACK_DELAYED, .side = SIDE_SERVER, .unit = UNIT_US, .value = 40100};
	expect_said(
	    &set, false,
	    "the server acknowledges everything up to 11 (expects 12 next), 40.1 ms more than "
	    "a round trip: probably a delayed ACK (RFC 9293 3.8.6.3)");
	expect_said(
	    &set, true,
	    "the server acknowledges everything up to 11 (expects 12 next): probably a delayed "
	    "ACK (RFC 9293 3.8.6.3)");
	set.claim[0] = (struct claim){.id = CLAIM_OPENED_AGAIN,
				      .unit = UNIT_US,
				      .value = 5,
				      .more_unit = UNIT_COUNT,
				      .more = 2};
	set.claim[1] = (struct claim){.id = CLAIM_ROUND_TRIP, .unit = UNIT_US, .value = 23};
	expect_said(
	    &set, false,
	    "opened by the three-way handshake 5 µs after the first SYN; the SYN was sent 2 "
	    "times (round trip 23 µs)");
	expect_said(&set, true, "opened by the three-way handshake; the SYN was sent 2 times");
}

static void expect_one(enum lang lang, struct claim claim, uint32_t length, const char *expected)
{
	struct text text;
	struct claim_set set = {.count = 1, .claim = {claim}};
	struct message_values values = {.seq = 7, .length = length};
	text_init(&text);
	text_claims(&text, lang, &set, &values);
	assert_string_equal(text_c_string(&text), expected);
	text_release(&text);
}

/* What took so long at most took no less than is told; and once is once. */
static void bounds_are_words(void **state)
{
	(void)state;
	static const struct {
		int64_t us;
		const char *told;
	} bounds[] = {
	    {999, "opened by the three-way handshake in 999 µs at most"},
	    {30299, "opened by the three-way handshake in 30.3 ms at most"},
	    {30300, "opened by the three-way handshake in 30.3 ms at most"},
	    {999999, "opened by the three-way handshake in 1.00 s at most"},
	    {1000001, "opened by the three-way handshake in 1.01 s at most"},
	};
	for (size_t i = 0; i < COUNT_OF(bounds); i++)
		expect_one(LANG_EN,
			   (struct claim){
			       .id = CLAIM_OPENED_AT_MOST, .unit = UNIT_US, .value = bounds[i].us},
			   0, bounds[i].told);
	struct claim claim = {.id = CLAIM_REPAIRED_TIMEOUT,
			      .unit = UNIT_COUNT,
			      .value = 1,
			      .more_unit = UNIT_US,
			      .more = 300000};
	expect_one(LANG_ZH, claim, 0, "客户端重发数据1次，可能因为超时，与首次发送相隔300.0 ms");
	claim.value = 2;
	expect_one(LANG_ZH, claim, 0,
		   "客户端重发数据2次，可能因为超时，与首次发送相隔最多300.0 ms");
	expect_one(LANG_EN, claim, 0,
		   "the client sent data again twice, probably when its retransmission timer "
		   "expired, up to 300.0 ms after the first time");
	claim = (struct claim){.id = CLAIM_FIN_REPEATED, .unit = UNIT_COUNT, .value = 2};
	expect_one(LANG_EN, claim, 0, "the client sent its FIN twice");
	claim = (struct claim){.id = CLAIM_AGAIN_ACKED};
	expect_one(LANG_EN, claim, 1,
		   "the client sends byte 7 again, of which the ACK was captured before");
	claim.id = CLAIM_CROSSED;
	expect_one(LANG_ZH, claim, 0, "它与对方的SYN在途中交叉");
	claim = (struct claim){.id = CLAIM_RESET_GIVES_UP, .unit = UNIT_COUNT, .value = 7};
	expect_one(LANG_EN, claim, 0,
		   "the client probably gives up after 7 unanswered repetitions or probes: RST");
}

/* What one end did is told in one sentence with one subject. */
static void an_end_is_named_once(void **state)
{
	(void)state;
	struct claim_set set = {.count = 2};
	set.claim[0] = (struct claim){.id = CLAIM_RESET_PASSED, .side = SIDE_CLIENT};
	set.claim[1] = (struct claim){.id = CLAIM_CHALLENGED, .side = SIDE_SERVER};
	expect_said(&set, false,
		    "the server probably did not take a RST, and probably answered with a "
		    "challenge ACK (RFC 5961)");
}

/* One byte is no range, once is no plural, and a clock that was set goes by years. */
static void figures_are_words(void **state)
{
	(void)state;
	struct claim claim = {.id = CLAIM_DATA, .unit = UNIT_BYTES, .value = 1};
	expect_one(LANG_EN, claim, 1, "the client sends 1 byte (7)");
	claim.id = CLAIM_FIN_ACKED_WITH_DATA;
	expect_one(LANG_EN, claim, 1, "with it it acknowledges the server's FIN");
	expect_one(LANG_EN, claim, 2, "with them it acknowledges the server's FIN");
	claim.id = CLAIM_DATA;
	expect_one(LANG_ZH, claim, 1, "客户端发送1字节（7）");
	claim.value = 3;
	expect_one(LANG_EN, claim, 3, "the client sends 3 bytes (7-9)");
	claim = (struct claim){.id = CLAIM_AGAIN_PARTIAL};
	expect_one(LANG_EN, claim, 1,
		   "the client sends byte 7 again: probably because a partial ACK showed another "
		   "gap (RFC 6582)");
	expect_one(LANG_ZH, claim, 2,
		   "客户端重发7–8号字节：可能因为部分确认说明从7开始还缺（RFC 6582）");
	claim = (struct claim){.id = CLAIM_AGAIN_NEW, .unit = UNIT_SEQ, .value = 8, .more = 8};
	expect_one(LANG_EN, claim, 2, "8 in the same segment new");
	static const char *const times[] = {"once", "twice", "3 times"};
	for (int i = 0; i < 3; i++) {
		char expected[100];
		snprintf(expected, sizeof expected,
			 "the client sent data again %s, probably when its retransmission timer "
			 "expired",
			 times[i]);
		claim = (struct claim){
		    .id = CLAIM_REPAIRED_TIMEOUT, .unit = UNIT_COUNT, .value = i + 1};
		expect_one(LANG_EN, claim, 0, expected);
	}
	claim = (struct claim){
	    .id = CLAIM_CLOCK_JUMP, .unit = UNIT_US, .value = INT64_C(1700000000) * 1000000};
	expect_one(
	    LANG_EN, claim, 0,
	    "(since the connection's segment before, the capture's clock jumped, by 53 years)");
	expect_one(LANG_ZH, claim, 0, "（与这个连接的上一个报文段相比，捕获的时钟跳变了53年）");
	claim.value = INT64_C(40000000) * 1000000;
	expect_one(
	    LANG_EN, claim, 0,
	    "(since the connection's segment before, the capture's clock jumped, by 1 year)");
}

static void segments_that_may_have_arrived_are_named(void **state)
{
	(void)state;
	struct claim claim = {.id = CLAIM_ONE_ARRIVED,
			      .unit = UNIT_COUNT,
			      .value = 1,
			      .frame_count = 2,
			      .frames = {5, 3}};
	expect_one(LANG_EN, claim, 0, "so segment 3 had arrived");
	expect_one(LANG_ZH, claim, 0, "所以第3个报文段已到达");
	claim.value = 300000; /* of another unit: it counts no segments */
	expect_one(LANG_EN, claim, 0, "so segment 3 had arrived");
	claim.value = 2;
	claim.frame_count = 3;
	claim.frames[2] = 4;
	expect_one(LANG_EN, claim, 0, "so segment 3 or 4 had arrived");
	expect_one(LANG_ZH, claim, 0, "所以第3或4个报文段已到达");
	claim.value = 3;
	expect_one(LANG_EN, claim, 0, "so one of segments 3 to 4 had arrived");
	expect_one(LANG_ZH, claim, 0, "所以第3至4个报文段之一已到达");
	claim.frames[2] = 5;
	expect_one(LANG_EN, claim, 0, "so one of segments 3 to 5 had arrived");
	claim.frames[2] = 6; /* one of these four is of the other side */
	expect_one(LANG_EN, claim, 0, "so one of 3 segments of the server from 3 to 6 had arrived");
	expect_one(LANG_ZH, claim, 0, "所以第3至6个报文段里服务端的3个报文段之一已到达");
}

static void names_the_sides(void **state)
{
	(void)state;
	assert_string_equal(side_name(LANG_EN, SIDE_CLIENT), "client");
	assert_string_equal(side_name(LANG_EN, SIDE_SERVER), "server");
	assert_string_equal(side_name(LANG_ZH, SIDE_CLIENT), "客户端");
	assert_string_equal(side_name(LANG_ZH, SIDE_SERVER), "服务端");
}

static void names_labels_and_pauses(void **state)
{
	(void)state;
	for (int label = 0; label < LABEL_COUNT; label++) {
		assert_true(strlen(label_words(LANG_ZH, (enum label)label)) > 3);
		assert_string_equal(label_words(LANG_EN, (enum label)label),
				    label_name((enum label)label));
	}
	for (int pause = PAUSE_NONE + 1; pause < PAUSE_COUNT; pause++)
		for (int lang = LANG_ZH; lang <= LANG_EN; lang++)
			assert_true(strlen(pause_words((enum lang)lang, (enum pause)pause)) > 3);
	assert_non_null(strstr(pause_words(LANG_EN, PAUSE_DELAYED_ACK), "probably"));
	assert_non_null(strstr(pause_words(LANG_ZH, PAUSE_TIMEOUT), "可能"));
}

int test_messages(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(every_claim_has_a_message_in_both_languages),
	    cmocka_unit_test(the_wording_is_that_of_the_grade),
	    cmocka_unit_test(names_and_grades_are_those_of_the_table),
	    cmocka_unit_test(a_message_is_whole),
	    cmocka_unit_test(what_is_not_to_be_shown_is_left_out),
	    cmocka_unit_test(bounds_are_words),
	    cmocka_unit_test(an_end_is_named_once),
	    cmocka_unit_test(figures_are_words),
	    cmocka_unit_test(segments_that_may_have_arrived_are_named),
	    cmocka_unit_test(names_the_sides),
	    cmocka_unit_test(names_labels_and_pauses),
	};
	return run_group(tests, NULL, NULL);
}
