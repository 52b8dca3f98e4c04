/* SPDX-License-Identifier: MIT */
#include "dump.h"

#include <pthread.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/time.h>

#include "capture_file.h"

struct fixture {
	struct folder folder; /* the file that is dumped to */
	struct folder input;  /* an empty capture: the source's link type counts */
	struct source *source;
	struct packet hello;
	struct err err;
};

static struct source *open_empty(const struct folder *folder, uint32_t link_type)
{
	struct capture capture = {0};
	put_pcap_header(&capture, MAGIC_NANO, link_type);
	struct source *source = open_capture(folder, &capture, NULL);
	text_release(&capture.text);
	return source;
}

static int begin(void **state)
{
	struct fixture *fixture = calloc(1, sizeof *fixture);
	if (!fixture)
		return -1;
	signal(SIGPIPE, SIG_IGN);
	signal(SIGXFSZ, SIG_IGN);
	folder_make(&fixture->folder);
	folder_make(&fixture->input);
	fixture->source = open_empty(&fixture->input, LINK_ETHERNET);
	fixture->hello = packet_of(LINK_ETHERNET, ETHERNET_HELLO);
	*state = fixture;
	return 0;
}

static int finish(void **state)
{
	struct fixture *fixture = *state;
	source_close(fixture->source);
	folder_remove(&fixture->folder);
	folder_remove(&fixture->input);
	free(fixture);
	return 0;
}

static struct frame frame_of(const struct packet *packet, int64_t time_ns)
{
	return (struct frame){
	    .number = 1,
	    .time_ns = time_ns,
	    .bytes = packet->bytes,
	    .captured = packet->length,
	    .length = packet->length,
	    .link_type = packet->link_type,
	};
}

static void what_is_dumped_can_be_read(void **state)
{
	static const int64_t times[] = {0, 1702890233123456789, INT64_C(4294967295999999999)};
	static const int link_types[] = {LINK_ETHERNET, LINK_RAW, LINK_NULL, LINK_LOOP, LINK_SLL2};
	struct fixture *fixture = *state;
	for (size_t t = 0; t < COUNT_OF(link_types); t++) {
		source_close(fixture->source);
		fixture->source = open_empty(&fixture->input, (uint32_t)link_types[t]);
		fixture->hello.link_type = link_types[t];
		struct dump *dump = dump_open(fixture->source, fixture->folder.path, &fixture->err);
		assert_non_null(dump);
		for (size_t i = 0; i < COUNT_OF(times); i++) {
			struct frame frame = frame_of(&fixture->hello, times[i]);
			assert_true(dump_frame(dump, &frame, &fixture->err));
		}
		assert_true(dump_close(dump, &fixture->err));
		struct source *source = source_open_file(fixture->folder.path, NULL, &fixture->err);
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
	struct dump *dump = dump_open(fixture->source, fixture->folder.path, &fixture->err);
	assert_non_null(dump);
	assert_true(dump_frame(dump, &frame, &fixture->err));
	assert_true(dump_close(dump, &fixture->err));
	struct source *source = source_open_file(fixture->folder.path, NULL, &fixture->err);
	assert_non_null(source);
	assert_int_equal(source_next(source, &again, &fixture->err), SOURCE_FRAME);
	assert_int_equal(again.captured, 10);
	assert_int_equal(again.length, fixture->hello.length);
	source_close(source);
}

static off_t size_of(const char *path)
{
	struct stat about;
	assert_int_equal(stat(path, &about), 0);
	return about.st_size;
}

static void the_header_is_written_at_once_and_packets_when_flushed(void **state)
{
	struct fixture *fixture = *state;
	struct frame frame = frame_of(&fixture->hello, 5);
	struct dump *dump = dump_open(fixture->source, fixture->folder.path, &fixture->err);
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

static void a_full_disk_is_told_even_for_the_header(void **state)
{
	struct fixture *fixture = *state;
	assert_null(dump_open(fixture->source, "/dev/full", &fixture->err));
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
	struct dump *dump = dump_open(fixture->source, fixture->folder.path, &fixture->err);
	assert_non_null(dump);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
	while (dump_frame(dump, &frame, &fixture->err))
		assert_true(++given < 1000000);
	assert_false(dump_frame(dump, &frame, NULL));
	assert_false(dump_flush(dump, NULL));
	assert_false(dump_closed(dump));
	assert_false(dump_close(dump, NULL));
	setrlimit(RLIMIT_FSIZE, &before);

	struct source *source = source_open_file(fixture->folder.path, NULL, &(struct err){0});
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

static void a_reader_that_left_is_no_failure_of_ours(void **state)
{
	struct fixture *fixture = *state;
	struct frame frame = frame_of(&fixture->hello, 5);
	int ends[2], saved = dup(STDOUT_FILENO);
	assert_int_equal(pipe(ends), 0);
	dup2(ends[1], STDOUT_FILENO);
	close(ends[1]);
	struct dump *dump = dump_open(fixture->source, "-", &fixture->err);
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
	assert_null(dump_open(fixture->source, path, &fixture->err));
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
	expect_refused(fixture, ptsname(terminal), "no text for a terminal");
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
	struct dump *dump = dump_open(fixture->source, "-", &fixture->err);
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
	    cmocka_unit_test_setup_teardown(a_full_disk_is_told_even_for_the_header, begin, finish),
	    cmocka_unit_test_setup_teardown(a_full_disk_leaves_whole_packets, begin, finish),
	    cmocka_unit_test_setup_teardown(a_reader_that_left_is_no_failure_of_ours, begin,
					    finish),
	    cmocka_unit_test_setup_teardown(what_cannot_be_written_is_named, begin, finish),
	    cmocka_unit_test_setup_teardown(packets_do_not_go_to_a_terminal, begin, finish),
	    cmocka_unit_test_setup_teardown(interruptions_are_no_errors, begin, finish),
	};
	return run_group(tests, NULL, NULL);
}
