/* SPDX-License-Identifier: MIT */
/* What source.h promises of every source, shown on files. */
#include "capture_file.h"
#include "decode.h"

struct fixture {
	struct folder folder;
	struct capture capture;
	struct packet hello, other;
	struct err err;
};

static int begin(void **state)
{
	struct fixture *fixture = calloc(1, sizeof *fixture);
	if (!fixture)
		return -1;
	folder_make(&fixture->folder);
	fixture->hello = packet_of(LINK_ETHERNET, ETHERNET_HELLO);
	fixture->other = packet_of(LINK_ETHERNET, MAC_ADDRESSES "88cc 0001");
	*state = fixture;
	return 0;
}

static int finish(void **state)
{
	struct fixture *fixture = *state;
	folder_remove(&fixture->folder);
	text_release(&fixture->capture.text);
	free(fixture);
	return 0;
}

static struct source *open_it(struct fixture *fixture, const char *filter)
{
	return open_capture(&fixture->folder, &fixture->capture, filter);
}

static void numbers_count_what_the_filter_rejects(void **state)
{
	struct fixture *fixture = *state;
	put_pcap_header(&fixture->capture, MAGIC_MICRO, LINK_ETHERNET);
	for (uint32_t i = 0; i < 3; i++) {
		put_pcap_record(&fixture->capture, i, 0, &fixture->other, fixture->other.length);
		put_pcap_record(&fixture->capture, i, 5, &fixture->hello, fixture->hello.length);
	}
	struct source *source = open_it(fixture, "tcp port 8079");
	for (uint32_t i = 0; i < 3; i++)
		expect_frame(source, 2 * i + 2, i * INT64_C(1000000000) + 5000, &fixture->hello);
	expect_status(source, SOURCE_END);
	expect_status(source, SOURCE_END);
	source_close(source);
}

static void lets_the_caller_look_up_when_nothing_passes(void **state)
{
	struct fixture *fixture = *state;
	put_pcap_header(&fixture->capture, MAGIC_MICRO, LINK_ETHERNET);
	for (uint32_t i = 0; i < 40000; i++)
		put_pcap_record(&fixture->capture, 0, 0, &fixture->other, fixture->other.length);
	put_pcap_record(&fixture->capture, 0, 0, &fixture->hello, fixture->hello.length);
	struct source *source = open_it(fixture, "tcp");
	sigset_t mask;
	sigemptyset(&mask);
	expect_status(source, SOURCE_IDLE);
	assert_true(source_wait(source, &mask, &fixture->err));
	expect_status(source, SOURCE_IDLE);
	expect_frame(source, 40001, 0, &fixture->hello);
	source_close(source);
}

static void a_bad_filter_is_told_in_libpcaps_words(void **state)
{
	struct fixture *fixture = *state;
	put_pcap_header(&fixture->capture, MAGIC_MICRO, LINK_ETHERNET);
	folder_write(&fixture->folder, fixture->capture.text.bytes, fixture->capture.text.length);
	assert_null(read_file(fixture->folder.path, "tcp port foo", &fixture->err));
	assert_string_equal(fixture->err.text, "bad filter 'tcp port foo': unknown port 'foo'");

	struct text filter;
	text_init(&filter);
	for (int i = 0; i < 1000; i++)
		text_string(&filter, "tcp and ");
	text_string(&filter, "port foo");
	const char *words = text_c_string(&filter);
	assert_null(read_file(fixture->folder.path, words, &fixture->err));
	expect_reason(&fixture->err, "tcp and ...': unknown port 'foo'");
	text_release(&filter);
}

static struct source *read_empty(struct fixture *fixture, int link_type, const char *filter)
{
	text_clear(&fixture->capture.text);
	put_pcap_header(&fixture->capture, MAGIC_MICRO, (uint32_t)link_type);
	folder_write(&fixture->folder, fixture->capture.text.bytes, fixture->capture.text.length);
	fixture->err.text[0] = '\0';
	return read_file(fixture->folder.path, filter, &fixture->err);
}

/* A filter is compiled before the file is read, for whatever it may turn out to be. */
static void each_link_type_that_is_decoded_can_be_filtered(void **state)
{
	struct fixture *fixture = *state;
	size_t count;
	const int *link_types = decode_link_types(&count);
	for (size_t i = 0; i < count; i++) {
		struct source *source = read_empty(fixture, link_types[i], "tcp port 8079");
		assert_string_equal(fixture->err.text, "");
		expect_status(source, SOURCE_END);
		source_close(source);
	}
	assert_null(read_empty(fixture, 105, "tcp port 8079"));
	expect_reason(&fixture->err, "link type 105, which is none of those that are decoded");
	source_close(read_empty(fixture, 105, NULL));
	assert_string_equal(fixture->err.text, "");
}

/* As libpcap says it of a file, not of a live capture. */
static void a_filter_may_suit_some_link_types_only(void **state)
{
	struct fixture *fixture = *state;
	source_close(read_empty(fixture, LINK_ETHERNET, "ether host 1:2:3:4:5:6"));
	assert_string_equal(fixture->err.text, "");
	assert_null(read_empty(fixture, LINK_RAW, "ether host 1:2:3:4:5:6"));
	expect_reason(&fixture->err, "bad filter 'ether host 1:2:3:4:5:6': ");
	assert_null(read_empty(fixture, LINK_ETHERNET, "inbound"));
	expect_reason(&fixture->err, "not supported on ");
	source_close(read_empty(fixture, LINK_SLL, "inbound"));
	assert_string_equal(fixture->err.text, "");
}

static void nothing_is_read_before_it_begins(void **state)
{
	struct fixture *fixture = *state;
	folder_write(&fixture->folder, "no capture", 10);
	struct source *source = source_open_file(fixture->folder.path, "tcp", &fixture->err);
	assert_non_null(source);
	assert_false(source_begin(source, &fixture->err));
	expect_reason(&fixture->err, "not a pcap or pcapng capture");
	source_close(source);
}

static void link_types_are_those_of_the_file(void **state)
{
	static const int same_in_a_file[] = {0,   1,   9,   50,  51,  100, 101, 102,
					     103, 104, 105, 106, 107, 108, 109, 113,
					     228, 229, 246, 276, 147, 9999};
	struct fixture *fixture = *state;
	for (size_t i = 0; i < COUNT_OF(same_in_a_file); i++) {
		fixture->hello.link_type = same_in_a_file[i];
		text_clear(&fixture->capture.text);
		put_pcap_header(&fixture->capture, MAGIC_MICRO, (uint32_t)same_in_a_file[i]);
		put_pcap_record(&fixture->capture, 0, 0, &fixture->hello, fixture->hello.length);
		struct source *source = open_it(fixture, NULL);
		expect_frame(source, 1, 0, &fixture->hello);
		source_close(source);
	}
}

/* Versions of libpcap read a fraction that is more than a second in different ways. */
static void no_difference_of_times_overflows(void **state)
{
	static const struct {
		uint32_t seconds, nanoseconds;
		int64_t time_ns; /* -1: between 0 and 2^62 */
	} cases[] = {
	    {0, 0, 0},
	    {1702890233, 999999999, 1702890233999999999},
	    {0x80000000, 1, INT64_C(2147483648000000001)},
	    {UINT32_MAX, 999999999, INT64_C(4294967295999999999)},
	    {UINT32_MAX, 0x7fffffff, -1},
	    {1, 0xffffffff, -1},
	};
	struct fixture *fixture = *state;
	put_pcap_header(&fixture->capture, MAGIC_NANO, LINK_ETHERNET);
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		put_pcap_record(&fixture->capture, cases[i].seconds, cases[i].nanoseconds,
				&fixture->other, fixture->other.length);
	struct source *source = open_it(fixture, NULL);
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct frame frame;
		assert_int_equal(source_next(source, &frame, &fixture->err), SOURCE_FRAME);
		assert_true(frame.time_ns >= 0 && frame.time_ns < INT64_C(1) << 62);
		assert_true(cases[i].time_ns < 0 || frame.time_ns == cases[i].time_ns);
	}
	source_close(source);
}

static void time_in_pcapng_is_bounded(void **state)
{
	struct fixture *fixture = *state;
	struct frame frame;
	put_pcapng_header(&fixture->capture);
	put_pcapng_packet(&fixture->capture, UINT64_MAX, &fixture->other);
	struct source *source = open_it(fixture, NULL);
	assert_int_equal(source_next(source, &frame, &fixture->err), SOURCE_FRAME);
	assert_true(frame.time_ns >= 0 && frame.time_ns < INT64_C(1) << 62);
	source_close(source);
}

static void length_is_never_less_than_captured(void **state)
{
	struct fixture *fixture = *state;
	struct frame frame;
	put_pcap_header(&fixture->capture, MAGIC_NANO, LINK_ETHERNET);
	put_pcap_record(&fixture->capture, 0, 0, &fixture->hello, 20);
	uint32_t captured = fixture->hello.length;
	fixture->hello.length = 3;
	put_pcap_record(&fixture->capture, 0, 0, &fixture->hello, captured);
	struct source *source = open_it(fixture, NULL);
	assert_int_equal(source_next(source, &frame, &fixture->err), SOURCE_FRAME);
	assert_int_equal(frame.captured, 20);
	assert_int_equal(frame.length, captured);
	assert_int_equal(source_next(source, &frame, &fixture->err), SOURCE_FRAME);
	assert_int_equal(frame.captured, captured);
	assert_int_equal(frame.length, captured);
	source_close(source);
}

static void a_drained_file_ends(void **state)
{
	struct fixture *fixture = *state;
	put_pcap_header(&fixture->capture, MAGIC_NANO, LINK_ETHERNET);
	put_pcap_record(&fixture->capture, 0, 0, &fixture->hello, fixture->hello.length);
	put_pcap_record(&fixture->capture, 0, 0, &fixture->hello, fixture->hello.length);
	struct source *source = open_it(fixture, NULL);
	expect_frame(source, 1, 0, &fixture->hello);
	source_drain(source);
	expect_status(source, SOURCE_END);
	source_close(source);
}

static void says_what_a_file_is(void **state)
{
	struct fixture *fixture = *state;
	struct source_statistics statistics = {1, 1};
	struct text text;
	text_init(&text);
	put_pcap_header(&fixture->capture, MAGIC_NANO, LINK_ETHERNET);
	struct source *source = open_it(fixture, NULL);
	assert_false(source_is_live(source));
	assert_false(source_is_loopback(source));
	assert_true(source_statistics(source, &statistics, &fixture->err));
	assert_true(statistics.received == 0 && statistics.dropped == 0);
	source_describe(source, &text);
	assert_text(&text, "link-type EN10MB (Ethernet), snapshot length 262144 bytes");
	source_close(source);

	text_clear(&fixture->capture.text);
	put_pcap_header(&fixture->capture, MAGIC_NANO, 9999);
	source = open_it(fixture, NULL);
	text_clear(&text);
	source_describe(source, &text);
	assert_text(&text, "link-type 9999, snapshot length 262144 bytes");
	source_close(source);
	text_release(&text);
	source_close(NULL);
}

static void names_the_library(void **state)
{
	(void)state;
	assert_int_equal(strncmp(source_library_version(), "libpcap version ", 16), 0);
}

int test_source(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(numbers_count_what_the_filter_rejects, begin, finish),
	    cmocka_unit_test_setup_teardown(lets_the_caller_look_up_when_nothing_passes, begin,
					    finish),
	    cmocka_unit_test_setup_teardown(a_bad_filter_is_told_in_libpcaps_words, begin, finish),
	    cmocka_unit_test_setup_teardown(each_link_type_that_is_decoded_can_be_filtered, begin,
					    finish),
	    cmocka_unit_test_setup_teardown(a_filter_may_suit_some_link_types_only, begin, finish),
	    cmocka_unit_test_setup_teardown(nothing_is_read_before_it_begins, begin, finish),
	    cmocka_unit_test_setup_teardown(link_types_are_those_of_the_file, begin, finish),
	    cmocka_unit_test_setup_teardown(no_difference_of_times_overflows, begin, finish),
	    cmocka_unit_test_setup_teardown(time_in_pcapng_is_bounded, begin, finish),
	    cmocka_unit_test_setup_teardown(length_is_never_less_than_captured, begin, finish),
	    cmocka_unit_test_setup_teardown(a_drained_file_ends, begin, finish),
	    cmocka_unit_test_setup_teardown(says_what_a_file_is, begin, finish),
	    cmocka_unit_test(names_the_library),
	};
	return run_group(tests, NULL, NULL);
}
