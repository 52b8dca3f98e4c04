/* SPDX-License-Identifier: MIT */
/* Capture files as they come: every form that is read, and every way of being broken. */
#include <sys/resource.h>
#include <sys/stat.h>

#include "capture_file.h"

enum { FRAMES = 3 };

static void put_frames(struct capture_fixture *fixture, uint32_t fraction)
{
	for (uint32_t i = 1; i <= FRAMES; i++)
		put_pcap_record(&fixture->capture, i, fraction, &fixture->hello,
				fixture->hello.length);
}

/* And when it is begun again, once and twice, the same. */
static void expect_frames(struct capture_fixture *fixture, int64_t fraction_ns)
{
	struct source *source = open_capture(&fixture->folder, &fixture->capture, NULL);
	for (int pass = 0; pass <= SOURCE_REWINDS; pass++) {
		for (uint32_t i = 1; i <= FRAMES; i++)
			expect_frame(source, i, i * INT64_C(1000000000) + fraction_ns,
				     &fixture->hello);
		expect_status(source, SOURCE_END);
		assert_int_equal(source_can_rewind(source), pass < SOURCE_REWINDS);
		if (pass < SOURCE_REWINDS)
			assert_true(source_rewind(source, &fixture->err));
	}
	source_close(source);
	text_clear(&fixture->capture.text);
}

static void reads_pcap_of_each_precision_and_byte_order(void **state)
{
	struct capture_fixture *fixture = *state;
	for (int swapped = 0; swapped <= 1; swapped++) {
		fixture->capture.swapped = swapped;
		put_pcap_header(&fixture->capture, MAGIC_MICRO, LINK_ETHERNET);
		put_frames(fixture, 123456);
		expect_frames(fixture, 123456000);
		put_pcap_header(&fixture->capture, MAGIC_NANO, LINK_ETHERNET);
		put_frames(fixture, 123456789);
		expect_frames(fixture, 123456789);
	}
}

static void reads_pcapng_of_each_byte_order(void **state)
{
	struct capture_fixture *fixture = *state;
	for (int swapped = 0; swapped <= 1; swapped++) {
		fixture->capture.swapped = swapped;
		put_pcapng_header(&fixture->capture);
		for (uint32_t i = 1; i <= FRAMES; i++) {
			put_pcapng_block(&fixture->capture, 0x0bad, "unknown", 7);
			put_pcapng_packet(&fixture->capture, i * UINT64_C(1000000000) + 123456789,
					  &fixture->hello);
		}
		put_pcapng_block(&fixture->capture, 5, "statistics..", 12);
		expect_frames(fixture, 123456789);
	}
}

/* Every prefix of a file: what was whole is given, and only an end between two records is none of
 * an error. */
static void a_cut_is_told_behind_the_whole_packets(void **state)
{
	struct capture_fixture *fixture = *state;
	put_pcap_header(&fixture->capture, MAGIC_MICRO, LINK_ETHERNET);
	put_frames(fixture, 0);
	size_t record = PCAP_RECORD + fixture->hello.length;
	for (size_t length = 0; length <= fixture->capture.text.length; length++) {
		folder_write(&fixture->folder, fixture->capture.text.bytes, length);
		struct source *source = read_file(fixture->folder.path, NULL, &fixture->err);
		if (length < PCAP_HEADER) {
			assert_null(source);
			expect_reason(&fixture->err, "not a pcap or pcapng capture");
			continue;
		}
		assert_non_null(source);
		size_t whole = (length - PCAP_HEADER) / record;
		for (size_t i = 1; i <= whole; i++)
			expect_frame(source, i, (int64_t)i * 1000000000, &fixture->hello);
		bool cut = (length - PCAP_HEADER) % record != 0;
		struct frame frame;
		assert_int_equal(source_next(source, &frame, &fixture->err),
				 cut ? SOURCE_FAILED : SOURCE_END);
		char expected[64];
		snprintf(expected, sizeof expected, "cut off after %zu whole packets: ", whole);
		if (cut) {
			expect_reason(&fixture->err, expected);
			expect_reason(&fixture->err, fixture->folder.path);
		}
		assert_true(source_rewind(source, &fixture->err));
		for (size_t i = 1; i <= whole; i++)
			expect_frame(source, i, (int64_t)i * 1000000000, &fixture->hello);
		source_close(source);
	}
}

/* libpcap gives one link type for a file. */
static void says_where_the_interfaces_begin_to_differ(void **state)
{
	static const unsigned char raw_ip[] = {101, 0, 0, 0, 0, 0, 4, 0}; /* link type, snaplen */
	struct capture_fixture *fixture = *state;
	for (uint64_t whole = 0; whole <= 1; whole++) {
		text_clear(&fixture->capture.text);
		put_pcapng_header(&fixture->capture);
		if (whole == 1)
			put_pcapng_packet(&fixture->capture, 0, &fixture->hello);
		put_pcapng_block(&fixture->capture, 1, raw_ip, sizeof raw_ip);
		put_pcapng_packet(&fixture->capture, 0, &fixture->hello);
		struct source *source = open_capture(&fixture->folder, &fixture->capture, NULL);
		struct frame frame;
		if (whole == 1)
			expect_frame(source, 1, 0, &fixture->hello);
		assert_int_equal(source_next(source, &frame, &fixture->err), SOURCE_FAILED);
		expect_reason(&fixture->err, whole == 1
						 ? " beyond packet 1: its interfaces differ in link"
						 : " at all: its interfaces differ in link type");
		source_close(source);
	}
}

static void a_giant_record_takes_no_giant_memory(void **state)
{
	static const uint32_t lengths[] = {262145, 0x7fffffff, 0x80000000, UINT32_MAX};
	struct capture_fixture *fixture = *state;
	struct rusage before, after;
	getrusage(RUSAGE_SELF, &before);
	for (size_t i = 0; i < COUNT_OF(lengths); i++) {
		text_clear(&fixture->capture.text);
		put_pcap_header(&fixture->capture, MAGIC_MICRO, LINK_ETHERNET);
		put_frames(fixture, 0);
		put32(&fixture->capture, 0);
		put32(&fixture->capture, 0);
		put32(&fixture->capture, lengths[i]);
		put32(&fixture->capture, lengths[i]);
		text_bytes(&fixture->capture.text, fixture->hello.bytes, 64);
		struct source *source = open_capture(&fixture->folder, &fixture->capture, NULL);
		for (int64_t n = 1; n <= FRAMES; n++)
			expect_frame(source, (uint64_t)n, n * 1000000000, &fixture->hello);
		struct frame frame;
		assert_int_equal(source_next(source, &frame, &fixture->err), SOURCE_FAILED);
		expect_reason(&fixture->err, "damaged after 3 whole packets: ");
		source_close(source);
	}
	getrusage(RUSAGE_SELF, &after);
	assert_true(after.ru_maxrss - before.ru_maxrss < 64 * 1024); /* KiB */
}

static void expect_refused(struct capture_fixture *fixture, const char *path, const char *reason)
{
	assert_null(read_file(path, NULL, &fixture->err));
	expect_reason(&fixture->err, path);
	expect_reason(&fixture->err, reason);
}

static void what_is_no_capture_is_named(void **state)
{
	static const struct {
		const char *bytes;
		size_t length;
		const char *reason;
	} cases[] = {
	    {"", 0, "it is empty, not a pcap or pcapng capture"},
	    {"a", 1, "not a pcap or pcapng capture"},
	    {"GET / HTTP/1.1\r\n", 16, "not a pcap or pcapng capture"},
	    {"BZh91AY&SY", 10,
	     "packed with bzip2, which is not built in: 'bzip2 -dc FILE | sniffer -r -'"},
	    {"\x04\x22\x4d\x18", 4,
	     "packed with lz4, which is not built in: 'lz4 -dc FILE | sniffer -r -'"},
	    {"\xd4\xc3\xb2\xa1\x01\0\0\0", 8, "not a pcap or pcapng capture that can be used: "},
	    {"\x0a\x0d\x0d\x0a\x1c\0\0\0", 8, "not a pcap or pcapng capture"},
	};
	struct capture_fixture *fixture = *state;
	expect_refused(fixture, fixture->folder.path, "No such file or directory");
	expect_refused(fixture, fixture->folder.name, "it is a directory, not a capture file");
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		folder_write(&fixture->folder, cases[i].bytes, cases[i].length);
		expect_refused(fixture, fixture->folder.path, cases[i].reason);
	}
}

static void a_terminal_is_no_capture(void **state)
{
	struct capture_fixture *fixture = *state;
	int terminal = posix_openpt(O_RDWR | O_NOCTTY);
	if (terminal < 0 || grantpt(terminal) != 0 || unlockpt(terminal) != 0)
		skip();
	expect_refused(fixture, ptsname(terminal), "it is a terminal");
	close(terminal);
}

/* Whatever byte is wrong: no crash, an end. */
static void any_byte_may_be_wrong(void **state)
{
	struct capture_fixture *fixture = *state;
	struct capture *capture = &fixture->capture;
	put_pcapng_header(capture);
	put_pcapng_packet(capture, 1, &fixture->hello);
	put_pcapng_packet(capture, 2, &fixture->hello);
	for (size_t i = 0; i < capture->text.length; i++) {
		char right = capture->text.bytes[i];
		capture->text.bytes[i] = (char)~right;
		folder_write(&fixture->folder, capture->text.bytes, capture->text.length);
		struct source *source =
		    read_file(fixture->folder.path, "tcp port 8079", &fixture->err);
		struct frame frame;
		int frames = 0;
		while (source && source_next(source, &frame, &fixture->err) == SOURCE_FRAME)
			frames++;
		assert_true(frames <= 2);
		source_close(source);
		capture->text.bytes[i] = right;
	}
}

int test_file(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(reads_pcap_of_each_precision_and_byte_order,
					    capture_fixture_begin, capture_fixture_finish),
	    cmocka_unit_test_setup_teardown(reads_pcapng_of_each_byte_order, capture_fixture_begin,
					    capture_fixture_finish),
	    cmocka_unit_test_setup_teardown(a_cut_is_told_behind_the_whole_packets,
					    capture_fixture_begin, capture_fixture_finish),
	    cmocka_unit_test_setup_teardown(says_where_the_interfaces_begin_to_differ,
					    capture_fixture_begin, capture_fixture_finish),
	    cmocka_unit_test_setup_teardown(a_giant_record_takes_no_giant_memory,
					    capture_fixture_begin, capture_fixture_finish),
	    cmocka_unit_test_setup_teardown(what_is_no_capture_is_named, capture_fixture_begin,
					    capture_fixture_finish),
	    cmocka_unit_test_setup_teardown(a_terminal_is_no_capture, capture_fixture_begin,
					    capture_fixture_finish),
	    cmocka_unit_test_setup_teardown(any_byte_may_be_wrong, capture_fixture_begin,
					    capture_fixture_finish),
	};
	return run_group(tests, NULL, NULL);
}
