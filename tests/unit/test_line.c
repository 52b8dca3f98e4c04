/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <time.h>

#include "line_fixture.h"

#define HELLO                                                                                      \
	"tcp报文 | 127.0.0.1:48604-->127.0.0.1:8079 | SYN: false, ACK: true, FIN: false | "      \
	"序列号: 826795164, 确认应答号: 2753825883 | payload: hello world\n"

static void payload(struct fixture *fixture, const char *bytes, uint32_t length)
{
	fixture->of.segment.payload = (const uint8_t *)bytes;
	fixture->of.segment.payload_length = fixture->of.segment.payload_captured = length;
}

static void writes_the_documented_line(void **state)
{
	(void)state;
	struct fixture fixture;
	init(&fixture);
	expect(&fixture, HELLO);
	text_release(&fixture.text);
}

static void ends_with_a_space_where_there_is_no_payload(void **state)
{
	(void)state;
	struct fixture fixture;
	init(&fixture);
	payload(&fixture, "", 0);
	fixture.of.segment.flags = TCP_FLAG_SYN;
	fixture.of.event.ack = 0;
	expect(&fixture,
	       "tcp报文 | 127.0.0.1:48604-->127.0.0.1:8079 | SYN: true, ACK: false, FIN: false | "
	       "序列号: 826795164, 确认应答号: 0 | payload: \n");
	text_release(&fixture.text);
}

static void tells_a_reset_and_only_that(void **state)
{
	(void)state;
	struct fixture fixture;
	init(&fixture);
	payload(&fixture, "", 0);
	fixture.of.segment.flags = TCP_FLAG_RST | TCP_FLAG_ACK | TCP_FLAG_FIN;
	expect(&fixture, "tcp报文 | 127.0.0.1:48604-->127.0.0.1:8079 | SYN: false, ACK: true, FIN: "
			 "true, RST: true | 序列号: 826795164, 确认应答号: 2753825883 | payload: "
			 "\n");
	fixture.of.segment.flags = 0xfff & ~TCP_FLAG_RST;
	expect(&fixture, "tcp报文 | 127.0.0.1:48604-->127.0.0.1:8079 | SYN: true, ACK: true, FIN: "
			 "true | 序列号: 826795164, 确认应答号: 2753825883 | payload: \n");
	text_release(&fixture.text);
}

static void shows_ipv6_in_brackets(void **state)
{
	(void)state;
	struct fixture fixture;
	init(&fixture);
	fixture.of.event.source =
	    (struct endpoint){.address = {[15] = 1}, .port = 8079, .version = 6};
	fixture.of.event.destination =
	    (struct endpoint){.address = {0xfe, 0x80, [15] = 2}, .port = 65535, .version = 6};
	expect(&fixture, "tcp报文 | [::1]:8079-->[fe80::2]:65535 | SYN: false, ACK: true, FIN: "
			 "false | 序列号: 826795164, 确认应答号: 2753825883 | payload: hello "
			 "world\n");
	text_release(&fixture.text);
}

static void changes_only_the_words_in_english(void **state)
{
	(void)state;
	struct fixture fixture;
	init(&fixture);
	fixture.options.lang = LANG_EN; /* of what is said: not of the line */
	expect(&fixture, HELLO);
	fixture.options.listing_lang = LANG_EN;
	expect(&fixture, "tcp segment | 127.0.0.1:48604-->127.0.0.1:8079 | SYN: false, ACK: true, "
			 "FIN: false | seq: 826795164, ack: 2753825883 | payload: hello world\n");
	text_release(&fixture.text);
}

static void escapes_the_payload_that_was_captured(void **state)
{
	(void)state;
	struct fixture fixture;
	init(&fixture);
	payload(&fixture, "\033[2J|\n\xff你", 8);
	fixture.of.segment.payload_length = 1460;
	expect(&fixture, "tcp报文 | 127.0.0.1:48604-->127.0.0.1:8079 | SYN: false, ACK: true, FIN: "
			 "false | 序列号: 826795164, 确认应答号: 2753825883 | payload: "
			 "\\x1b[2J|\\n\\xff\\xe4 …1452 more\n");
	text_release(&fixture.text);
}

static void tells_how_much_of_the_payload_it_leaves_out(void **state)
{
	(void)state;
#define HEAD                                                                                       \
	"tcp报文 | 127.0.0.1:48604-->127.0.0.1:8079 | SYN: false, ACK: true, FIN: false | "      \
	"序列号: 826795164, 确认应答号: 2753825883 | payload: "
	struct fixture fixture;
	init(&fixture);
	fixture.options.payload = (struct payload_limit){.given = true, .bytes = 5};
	expect(&fixture, HEAD "hello …6 more\n");
	fixture.options.payload.bytes = 11;
	expect(&fixture, HEAD "hello world\n");
	fixture.options.payload.bytes = 0;
	expect(&fixture, HEAD "…11 more\n");
	text_release(&fixture.text);
#undef HEAD
}

/* Of three segments: the first, 1.5 s later, and one before both. */
static void tells_the_time_before_the_line(void **state)
{
	(void)state;
	static const struct {
		enum times times;
		const char *words[3];
	} rows[] = {
	    {TIMES_NONE, {"", "", ""}},
	    {TIMES_EPOCH, {"1702890233.000000 ", "1702890234.500000 ", "1702890232.999999 "}},
	    {TIMES_SINCE_PREVIOUS, {"00:00:00.000000 ", "00:00:01.500000 ", "-00:00:01.500001 "}},
	    {TIMES_DATE,
	     {"2023-12-18 09:03:53.000000 ", "2023-12-18 09:03:54.500000 ",
	      "2023-12-18 09:03:52.999999 "}},
	    {TIMES_SINCE_FIRST, {"00:00:00.000000 ", "00:00:01.500000 ", "-00:00:00.000001 "}},
	};
	setenv("TZ", "UTC", 1);
	tzset();
	struct fixture fixture;
	init(&fixture);
	int64_t first = fixture.of.flow.first_ns;
	const int64_t times[] = {first, first + 1500000000, first - 1};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct writer writer;
		struct text want;
		text_init(&want);
		text_clear(&fixture.text);
		fixture.options.times = rows[i].times;
		writer_init(&writer, writer_formats[0], &fixture.options);
		for (size_t j = 0; j < COUNT_OF(times); j++) {
			fixture.of.event.time_ns = times[j];
			writer_segment(&writer, &fixture.of.event);
			text_format(&want, "%s%s", rows[i].words[j], HELLO);
		}
		writer_release(&writer);
		assert_text(&fixture.text, text_c_string(&want));
		text_release(&want);
	}
	text_release(&fixture.text);
}

static void says_what_was_over_before_and_after(void **state)
{
	(void)state;
	struct fixture fixture;
	init(&fixture);
	fixture.of.event.over_before = MILESTONE_DATA;
	fixture.of.event.over_now = MILESTONE_RESET;
	expect(&fixture, HELLO);
	fixture.options.phases = true;
	expect(&fixture, "#以上是数据报文及确认报文\n" HELLO "#以上是复位(RST)报文\n");
	text_release(&fixture.text);
}

/* Among several connections a milestone says which one it means: the client's end first. */
static void says_whose_phase_was_over(void **state)
{
	(void)state;
	struct fixture fixture;
	init(&fixture);
	fixture.options.phases = true;
	fixture.of.event.alone = false;
	fixture.of.event.over_now = MILESTONE_3_WAY;
	expect(&fixture, HELLO "#以上是三次握手 | 127.0.0.1:48604-->127.0.0.1:8079\n");
	struct endpoint client = fixture.of.event.source;
	fixture.of.event.source = fixture.of.event.destination;
	fixture.of.event.destination = client;
	fixture.of.step.from = SIDE_SERVER;
	expect(&fixture,
	       "tcp报文 | 127.0.0.1:8079-->127.0.0.1:48604 | SYN: false, ACK: true, FIN: false | "
	       "序列号: 826795164, 确认应答号: 2753825883 | payload: hello world\n"
	       "#以上是三次握手 | 127.0.0.1:48604-->127.0.0.1:8079\n");
	text_release(&fixture.text);
}

static void has_every_remark_in_both_languages(void **state)
{
	(void)state;
	struct fixture fixture;
	init(&fixture);
	fixture.options.phases = true;
	for (int lang = LANG_ZH; lang <= LANG_EN; lang++)
		for (int milestone = 1; milestone < MILESTONE_COUNT; milestone++) {
			struct writer writer;
			fixture.options.listing_lang = (enum lang)lang;
			fixture.of.event.over_before = (enum milestone)milestone;
			text_clear(&fixture.text);
			writer_init(&writer, writer_formats[0], &fixture.options);
			writer_segment(&writer, &fixture.of.event);
			writer_release(&writer);
			const char *start = lang == LANG_ZH ? "#以上是" : "# above: ";
			const char *text = text_c_string(&fixture.text);
			assert_memory_equal(text, start, strlen(start));
		}
	text_release(&fixture.text);
}

/* Both states, the labels and a sentence; when the connection ended, what became of it. */
static void explains_under_the_line(void **state)
{
	(void)state;
	struct fixture fixture;
	init(&fixture);
	fixture.options.lang = fixture.options.listing_lang = LANG_EN;
	fixture.options.explain = true;
	fixture.of.step.labels = label_bit(LABEL_OUT_OF_ORDER) | label_bit(LABEL_WINDOW_FULL);
	fixture.of.event.before[SIDE_SERVER].state = TCP_SYN_RECEIVED;
	const char *line = "tcp segment | 127.0.0.1:48604-->127.0.0.1:8079 | SYN: false, ACK: "
			   "true, FIN: false | seq: 826795164, ack: 2753825883 | payload: hello "
			   "world\n"
			   "    client ESTABLISHED | server SYN-RECEIVED -> ESTABLISHED | "
			   "out-of-order | window-full\n"
			   "    ";
	for (int ended = 0; ended <= 1; ended++) {
		struct writer writer;
		fixture.of.step.ended = ended;
		text_clear(&fixture.text);
		writer_init(&writer, writer_formats[0], &fixture.options);
		writer_segment(&writer, &fixture.of.event);
		writer_release(&writer);
		const char *text = text_c_string(&fixture.text);
		assert_memory_equal(text, line, strlen(line));
		assert_int_equal(strstr(text, "\n# verdict: opened by") != NULL, ended);
	}
	text_release(&fixture.text);
}

/* Colour goes around the line, and with the escapes taken out the line is the same. */
static void colours_without_changing_a_word(void **state)
{
	(void)state;
	static const unsigned flags[] = {TCP_FLAG_SYN, TCP_FLAG_FIN, TCP_FLAG_RST, TCP_FLAG_ACK};
	for (size_t i = 0; i < COUNT_OF(flags); i++) {
		struct fixture fixture;
		struct writer writer;
		char plain[1024];
		init(&fixture);
		fixture.of.segment.flags = (uint16_t)flags[i];
		writer_init(&writer, writer_formats[0], &fixture.options);
		writer_segment(&writer, &fixture.of.event);
		strcpy(plain, text_c_string(&fixture.text));
		text_clear(&fixture.text);
		writer.options.color = true;
		writer_segment(&writer, &fixture.of.event);
		const char *colored = text_c_string(&fixture.text);
		assert_memory_equal(colored, "\033[3", 3);
		assert_memory_equal(colored + 5, plain, strlen(plain) - 1);
		assert_string_equal(colored + 5 + strlen(plain) - 1, "\033[0m\n");
		writer_release(&writer);
		text_release(&fixture.text);
	}
}

int test_line(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(writes_the_documented_line),
	    cmocka_unit_test(ends_with_a_space_where_there_is_no_payload),
	    cmocka_unit_test(tells_a_reset_and_only_that),
	    cmocka_unit_test(shows_ipv6_in_brackets),
	    cmocka_unit_test(changes_only_the_words_in_english),
	    cmocka_unit_test(escapes_the_payload_that_was_captured),
	    cmocka_unit_test(tells_how_much_of_the_payload_it_leaves_out),
	    cmocka_unit_test(tells_the_time_before_the_line),
	    cmocka_unit_test(says_what_was_over_before_and_after),
	    cmocka_unit_test(says_whose_phase_was_over),
	    cmocka_unit_test(has_every_remark_in_both_languages),
	    cmocka_unit_test(explains_under_the_line),
	    cmocka_unit_test(colours_without_changing_a_word),
	};
	return run_group(tests, NULL, NULL);
}
