/* SPDX-License-Identifier: MIT */
#include <pthread.h>
#include <sys/time.h>

#include "dump_fixture.h"

static void what_is_dumped_can_be_read(void **state)
{
	static const int64_t times[] = {0, 1702890233123456789, INT64_C(4294967295999999999)};
	static const int link_types[] = {LINK_ETHERNET, LINK_RAW, LINK_NULL, LINK_LOOP, LINK_SLL2};
	struct fixture *fixture = *state;
	for (size_t t = 0; t < COUNT_OF(link_types); t++) {
		source_close(fixture->source);
		fixture->source = open_empty(&fixture->input, (uint32_t)link_types[t]);
		fixture->hello.link_type = link_types[t];
		struct dump *dump =
		    begin_dump(fixture->source, fixture->folder.path, &fixture->err);
		assert_non_null(dump);
		for (size_t i = 0; i < COUNT_OF(times); i++) {
			struct frame frame = frame_of(&fixture->hello, times[i]);
			assert_true(dump_frame(dump, &frame, &fixture->err));
		}
		assert_true(dump_close(dump, &fixture->err));
		struct source *source = read_file(fixture->folder.path, NULL, &fixture->err);
		assert_non_null(source);
		for (size_t i = 0; i < COUNT_OF(times); i++)
			expect_frame(source, i + 1, times[i], &fixture->hello);
		expect_status(source, SOURCE_END);
		source_close(source);
	}
}

static void a_cut_packet_keeps_its_length(void **state)
{
	struct fixture *fixture = *state;
	struct frame frame = frame_of(&fixture->hello, 5), again;
	frame.captured = 10;
	struct dump *dump = begin_dump(fixture->source, fixture->folder.path, &fixture->err);
	assert_non_null(dump);
	assert_true(dump_frame(dump, &frame, &fixture->err));
	assert_true(dump_close(dump, &fixture->err));
	struct source *source = read_file(fixture->folder.path, NULL, &fixture->err);
	assert_non_null(source);
	assert_int_equal(source_next(source, &again, &fixture->err), SOURCE_FRAME);
	assert_int_equal(again.captured, 10);
	assert_int_equal(again.length, fixture->hello.length);
	source_close(source);
}

static void the_header_is_written_at_once_and_packets_when_flushed(void **state)
{
	struct fixture *fixture = *state;
	struct frame frame = frame_of(&fixture->hello, 5);
	struct dump *dump = begin_dump(fixture->source, fixture->folder.path, &fixture->err);
	assert_non_null(dump);
	assert_int_equal(size_of(fixture->folder.path), PCAP_HEADER);
	assert_true(dump_frame(dump, &frame, &fixture->err));
	assert_int_equal(size_of(fixture->folder.path), PCAP_HEADER);
	assert_true(dump_flush(dump, &fixture->err));
	assert_int_equal(size_of(fixture->folder.path),
			 PCAP_HEADER + PCAP_RECORD + fixture->hello.length);
	assert_true(dump_close(dump, &fixture->err));
	assert_true(dump_close(NULL, &fixture->err));
}

/* A source may turn out to be no capture. */
static void what_was_in_the_file_stays_until_it_begins(void **state)
{
	struct fixture *fixture = *state;
	folder_write(&fixture->folder, "before", 6);
	struct dump *dump = dump_open(fixture->source, fixture->folder.path, &fixture->err);
	assert_non_null(dump);
	assert_int_equal(size_of(fixture->folder.path), 6);
	assert_true(dump_close(dump, &fixture->err));
	assert_int_equal(size_of(fixture->folder.path), 6);
}

static void a_reader_that_left_is_no_failure_of_ours(void **state)
{
	struct fixture *fixture = *state;
	struct frame frame = frame_of(&fixture->hello, 5);
	int ends[2], saved = dup(STDOUT_FILENO);
	assert_int_equal(pipe(ends), 0);
	dup2(ends[1], STDOUT_FILENO);
	close(ends[1]);
	struct dump *dump = begin_dump(fixture->source, "-", &fixture->err);
	close(ends[0]);
	bool framed = dump && dump_frame(dump, &frame, &fixture->err);
	bool flushed = dump && dump_flush(dump, &fixture->err);
	bool closed = dump && dump_closed(dump);
	bool done = dump_close(dump, &fixture->err);
	bool still_open = fcntl(STDOUT_FILENO, F_GETFD) >= 0; /* it is not ours to close */
	dup2(saved, STDOUT_FILENO);
	close(saved);
	assert_true(dump && framed && still_open);
	assert_false(flushed);
	assert_true(closed);
	assert_true(done);
}

static void expect_refused(struct fixture *fixture, const char *path, const char *reason)
{
	assert_null(begin_dump(fixture->source, path, &fixture->err));
	expect_reason(&fixture->err, path);
	expect_reason(&fixture->err, reason);
}

static void what_cannot_be_written_is_named(void **state)
{
	struct fixture *fixture = *state;
	expect_refused(fixture, fixture->folder.name, "Is a directory");
	expect_refused(fixture, "/nonexistent/capture", "No such file or directory");
	expect_refused(fixture, fixture->input.path, "it is the file that is being read");
	assert_int_equal(size_of(fixture->input.path), PCAP_HEADER);
}

static void packets_do_not_go_to_a_terminal(void **state)
{
	struct fixture *fixture = *state;
	int terminal = posix_openpt(O_RDWR | O_NOCTTY);
	if (terminal < 0 || grantpt(terminal) != 0 || unlockpt(terminal) != 0)
		skip();
	expect_refused(fixture, ptsname(terminal), "binary packets to a terminal");
	close(terminal);
}

static void on_alarm(int number)
{
	(void)number;
}

enum { FRAMES = 20000 };

/* Reads a pipe slowly enough that its writer has to wait. */
static void *count_bytes(void *context)
{
	char bytes[1000];
	size_t *total = calloc(1, sizeof *total);
	ssize_t length;
	while (total && (length = read(*(int *)context, bytes, sizeof bytes)) > 0)
		*total += (size_t)length;
	return total;
}

/* Signals and a pipe that does not block: nothing is lost, nothing is written twice. */
static void interruptions_are_no_errors(void **state)
{
	struct fixture *fixture = *state;
	struct frame frame = frame_of(&fixture->hello, 5);
	int ends[2], saved = dup(STDOUT_FILENO);
	pthread_t reader;
	size_t *total;
	sigset_t alarm;
	struct sigaction action = {.sa_handler = on_alarm}, old; /* without SA_RESTART */
	assert_int_equal(pipe(ends), 0);
	fcntl(ends[1], F_SETFL, O_NONBLOCK);
	sigemptyset(&alarm);
	sigaddset(&alarm, SIGALRM);
	pthread_sigmask(SIG_BLOCK, &alarm, NULL); /* in the reader */
	assert_int_equal(pthread_create(&reader, NULL, count_bytes, &ends[0]), 0);
	pthread_sigmask(SIG_UNBLOCK, &alarm, NULL);
	sigaction(SIGALRM, &action, &old);
	struct itimerval often = {{0, 500}, {0, 500}}, never = {0};
	setitimer(ITIMER_REAL, &often, NULL);

	dup2(ends[1], STDOUT_FILENO);
	close(ends[1]);
	struct dump *dump = begin_dump(fixture->source, "-", &fixture->err);
	bool done = dump != NULL;
	for (int i = 0; done && i < FRAMES; i++)
		done = dump_frame(dump, &frame, &fixture->err);
	done &= dump_close(dump, &fixture->err);
	dup2(saved, STDOUT_FILENO);
	close(saved);

	setitimer(ITIMER_REAL, &never, NULL);
	sigaction(SIGALRM, &old, NULL);
	pthread_join(reader, (void **)&total);
	close(ends[0]);
	assert_string_equal(fixture->err.text, "");
	assert_true(done);
	assert_non_null(total);
	assert_int_equal(*total, PCAP_HEADER + FRAMES * (PCAP_RECORD + fixture->hello.length));
	free(total);
}

int test_dump(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(what_is_dumped_can_be_read, begin, finish),
	    cmocka_unit_test_setup_teardown(a_cut_packet_keeps_its_length, begin, finish),
	    cmocka_unit_test_setup_teardown(the_header_is_written_at_once_and_packets_when_flushed,
					    begin, finish),
	    cmocka_unit_test_setup_teardown(what_was_in_the_file_stays_until_it_begins, begin,
					    finish),
	    cmocka_unit_test_setup_teardown(a_reader_that_left_is_no_failure_of_ours, begin,
					    finish),
	    cmocka_unit_test_setup_teardown(what_cannot_be_written_is_named, begin, finish),
	    cmocka_unit_test_setup_teardown(packets_do_not_go_to_a_terminal, begin, finish),
	    cmocka_unit_test_setup_teardown(interruptions_are_no_errors, begin, finish),
	};
	return run_group(tests, NULL, NULL);
}
