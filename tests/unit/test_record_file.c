/* SPDX-License-Identifier: MIT */
/* The plain records of a file on a disk. That nothing is lost where they end is test_file.c's. */
#include <stdio.h>

#include "record_file.h"
#include "unit.h"

enum { SNAPLEN = 262144 };

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

int test_record_file(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(reads_on_and_looks_ahead),
	    cmocka_unit_test(reads_nothing_where_nothing_is_plain),
	};
	return run_group(tests, NULL, NULL);
}
