/* SPDX-License-Identifier: MIT */
/* Where no more can be written: it is told, and what is there can be read. */
#include <sys/resource.h>

#include "dump_fixture.h"

static void a_full_disk_is_told_even_for_the_header(void **state)
{
	struct fixture *fixture = *state;
	assert_null(begin_dump(fixture->source, "/dev/full", &fixture->err));
	assert_string_equal(
	    fixture->err.text,
	    "cannot write /dev/full: No space left on device: 0 packets were written");
}

/* A limit on the file's size stands for the end of a disk: what is told to be in the file is
 * there, and the file can be read to its end. */
static void a_full_disk_leaves_whole_packets(void **state)
{
	struct fixture *fixture = *state;
	struct rlimit before, small;
	uint64_t given = 0, found = 0;
	getrlimit(RLIMIT_FSIZE, &before);
	small = before;
	small.rlim_cur = 1000000;
	struct frame frame = frame_of(&fixture->hello, 5);
	struct dump *dump = begin_dump(fixture->source, fixture->folder.path, &fixture->err);
	assert_non_null(dump);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
	while (dump_frame(dump, &frame, &fixture->err))
		assert_true(++given < 1000000);
	assert_false(dump_frame(dump, &frame, NULL));
	assert_false(dump_flush(dump, NULL));
	assert_false(dump_closed(dump));
	assert_false(dump_close(dump, NULL));
	setrlimit(RLIMIT_FSIZE, &before);

	struct source *source = read_file(fixture->folder.path, NULL, &(struct err){0});
	assert_non_null(source);
	enum source_status status;
	while ((status = source_next(source, &frame, NULL)) == SOURCE_FRAME)
		found++;
	assert_int_equal(status, SOURCE_END);
	source_close(source);
	assert_true(found > 1000 && found <= given);
	char expected[64];
	snprintf(expected, sizeof expected, ": %llu packets were written",
		 (unsigned long long)found);
	expect_reason(&fixture->err, expected);
	expect_reason(&fixture->err, fixture->folder.path);
}

/* A limit that ends inside a packet, on standard output: what stood in the file before stays, and
 * behind it stand whole packets. */
static void standard_output_ends_behind_whole_packets(void **state)
{
	struct fixture *fixture = *state;
	struct rlimit before, small;
	size_t record = PCAP_RECORD + fixture->hello.length;
	getrlimit(RLIMIT_FSIZE, &before);
	small = before;
	small.rlim_cur = (rlim_t)(6 + PCAP_HEADER + record + 5);
	struct frame frame = frame_of(&fixture->hello, 5);
	folder_write(&fixture->folder, "before", 6);
	int saved = dup(STDOUT_FILENO);
	int file = open(fixture->folder.path, O_WRONLY | O_APPEND);
	dup2(file, STDOUT_FILENO);
	close(file);
	struct dump *dump = begin_dump(fixture->source, "-", &fixture->err);
	bool flushed =
	    dump && dump_frame(dump, &frame, &fixture->err) && dump_flush(dump, &fixture->err);
	setrlimit(RLIMIT_FSIZE, &small);
	bool failed =
	    dump && dump_frame(dump, &frame, &fixture->err) && !dump_flush(dump, &fixture->err);
	setrlimit(RLIMIT_FSIZE, &before);
	dump_close(dump, NULL);
	dup2(saved, STDOUT_FILENO);
	close(saved);
	assert_true(flushed && failed);
	assert_string_equal(fixture->err.text, "cannot write standard output: File too large: 1 "
					       "packets were written");
	assert_int_equal(size_of(fixture->folder.path), 6 + PCAP_HEADER + record);
}

int test_dump_limit(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(a_full_disk_is_told_even_for_the_header, begin, finish),
	    cmocka_unit_test_setup_teardown(a_full_disk_leaves_whole_packets, begin, finish),
	    cmocka_unit_test_setup_teardown(standard_output_ends_behind_whole_packets, begin,
					    finish),
	};
	return run_group(tests, NULL, NULL);
}
