/* SPDX-License-Identifier: MIT */
/* Which records of a pcap file are plain, and that reading them gives what stands in the file. That
 * nothing is lost where they end is test_file.c's. */
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

/* More than one large read: records that lie across are whole, and each is seen before it is taken.
 */
static void reads_on_and_looks_ahead(void **state)
{
	(void)state;
	enum { RECORDS = 3000, BYTES = 200 };
	FILE *file = tmpfile();
	assert_non_null(file);
	for (uint32_t n = 0; n < RECORDS; n++) {
		const uint32_t header[] = {n, 0, BYTES, BYTES};
		uint8_t bytes[BYTES];
		memset(bytes, (int)n, sizeof bytes);
		fwrite(header, sizeof header, 1, file);
		fwrite(bytes, sizeof bytes, 1, file);
	}
	fwrite("cut", 3, 1, file);
	rewind(file);
	const struct record_format format = {.tick_ns = 1000, .snaplen = SNAPLEN};
	struct record_file *records = record_file_new(file, &format);
	assert_non_null(records);
	struct record taken, seen = {.time_ns = -1};
	for (uint32_t n = 0; n < RECORDS; n++) {
		assert_true(record_file_next(records, &taken));
		assert_int_equal(taken.time_ns, n * INT64_C(1000000000));
		assert_int_equal(taken.bytes[BYTES - 1], (uint8_t)n);
		assert_true(seen.time_ns < 0 || seen.bytes == taken.bytes);
		if (!record_file_peek(records, &seen))
			seen.time_ns = -1;
	}
	assert_int_equal(seen.time_ns, -1);
	assert_false(record_file_next(records, &taken));
	char rest[8];
	assert_int_equal(fread(rest, 1, sizeof rest, file), 3);
	record_file_free(records);
	fclose(file);
}

static void reads_nothing_where_nothing_is_plain(void **state)
{
	(void)state;
	const struct record_format none = {0};
	assert_null(record_file_new(stdin, &none));
	record_file_free(NULL);
}

int test_record(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(knows_the_plain_formats),
	    cmocka_unit_test(parses_what_is_plain_and_whole),
	    cmocka_unit_test(leaves_the_rest_to_libpcap),
	    cmocka_unit_test(reads_on_and_looks_ahead),
	    cmocka_unit_test(reads_nothing_where_nothing_is_plain),
	};
	return run_group(tests, NULL, NULL);
}
