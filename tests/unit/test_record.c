/* SPDX-License-Identifier: MIT */
/* Which records of a pcap file are plain, and that reading them gives what stands there. */
#include "capture_file.h"
#include "record.h"

enum { SNAPLEN = 262144 };

static struct record_format format_of(enum magic magic, bool swapped)
{
	struct capture capture = {.swapped = swapped};
	put_pcap_header(&capture, magic, LINK_ETHERNET);
	struct record_format format =
	    record_format_of((const uint8_t *)capture.text.bytes, SNAPLEN);
	text_release(&capture.text);
	return format;
}

static void knows_the_plain_formats(void **state)
{
	(void)state;
	assert_int_equal(format_of(MAGIC_MICRO, false).tick_ns, 1000);
	assert_int_equal(format_of(MAGIC_NANO, false).tick_ns, 1);
	assert_int_equal(format_of(MAGIC_MICRO, true).tick_ns, 0);
	assert_int_equal(format_of((enum magic)0xa1b2cd34, false).tick_ns, 0); /* patched libpcap */
	const uint8_t old[RECORD_FILE_HEADER] = "\xd4\xc3\xb2\xa1\x02\0\x03\0";
	assert_int_equal(record_format_of(old, SNAPLEN).tick_ns, 0);
}

/* The size of the record that begins with these numbers, LENGTH bytes of which are there. */
static size_t parse(uint32_t fraction, uint32_t captured, uint32_t length, size_t available,
		    struct record *record)
{
	const struct record_format format = {.tick_ns = 1000, .snaplen = 100};
	const uint32_t header[] = {1702890233, fraction, captured, length};
	uint8_t *exact = malloc(available + 1);
	assert_non_null(exact);
	memset(exact, 0, available + 1);
	memcpy(exact, header, available < sizeof header ? available : sizeof header);
	size_t size = record_parse(&format, exact, available, record);
	if (size > 0)
		assert_ptr_equal(record->bytes, exact + RECORD_HEADER);
	free(exact);
	return size;
}

static void parses_what_is_plain_and_whole(void **state)
{
	(void)state;
	struct record record;
	assert_int_equal(parse(42, 60, 1500, 76, &record), 76);
	assert_int_equal(record.time_ns, INT64_C(1702890233000042000));
	assert_int_equal(record.captured, 60);
	assert_int_equal(record.length, 1500);
	assert_int_equal(parse(999999, 100, 100, 1000, &record), 116);
	assert_int_equal(parse(0, 0, 0, 16, &record), 16);
}

static void leaves_the_rest_to_libpcap(void **state)
{
	(void)state;
	struct record record;
	assert_int_equal(parse(0, 60, 60, 75, &record), 0);        /* not whole */
	assert_int_equal(parse(0, 60, 60, 15, &record), 0);        /* nor its header */
	assert_int_equal(parse(0, 60, 60, 0, &record), 0);         /* the end */
	assert_int_equal(parse(1000000, 60, 60, 100, &record), 0); /* no such microsecond */
	assert_int_equal(parse(0, 101, 101, 200, &record), 0);     /* more than the snaplen */
	assert_int_equal(parse(0, 61, 60, 100, &record), 0);       /* more than was sent */
	assert_int_equal(parse(0, UINT32_MAX, UINT32_MAX, 100, &record), 0);
}

/* One behind the other, to where they end. */
static void walks_through_memory(void **state)
{
	(void)state;
	struct capture capture = {.swapped = false};
	put_pcap_header(&capture, MAGIC_NANO, LINK_ETHERNET);
	const struct packet packet = packet_of(LINK_ETHERNET, ETHERNET_HELLO);
	for (uint32_t n = 0; n < 3; n++)
		put_pcap_record(&capture, n, n, &packet, packet.length - n);
	text_bytes(&capture.text, "cut", 3);
	uint8_t *bytes = exact_copy(capture.text.bytes, capture.text.length);
	const uint8_t *at = bytes + RECORD_FILE_HEADER, *end = bytes + capture.text.length;
	struct record_format format = record_format_of(bytes, SNAPLEN);
	struct record record, again;
	size_t size;
	uint32_t n = 0;
	for (; (size = record_parse(&format, at, (size_t)(end - at), &record)) > 0; at += size) {
		assert_int_equal(record.time_ns, n * INT64_C(1000000001));
		assert_int_equal(record.captured, packet.length - n);
		assert_int_equal(record.length, packet.length);
		assert_memory_equal(record.bytes, packet.bytes, record.captured);
		assert_int_equal(record_read(&format, at, &again), size);
		assert_memory_equal(&again, &record, sizeof record);
		n++;
	}
	assert_int_equal(n, 3);
	assert_int_equal(end - at, 3);
	free(bytes);
	text_release(&capture.text);
}

int test_record(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(knows_the_plain_formats),
	    cmocka_unit_test(parses_what_is_plain_and_whole),
	    cmocka_unit_test(leaves_the_rest_to_libpcap),
	    cmocka_unit_test(walks_through_memory),
	};
	return run_group(tests, NULL, NULL);
}
