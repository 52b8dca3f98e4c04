/* SPDX-License-Identifier: MIT */
/* Captures that come through a pipe, whose writer may pause anywhere. */
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <sys/time.h>

#include "capture_file.h"

struct fixture {
	int reading, writing;
	char path[32]; /* of the reading end */
	struct capture capture;
	struct packet hello;
	struct err err;
};

static int begin(void **state)
{
	struct fixture *fixture = calloc(1, sizeof *fixture);
	int ends[2];
	if (!fixture || pipe(ends) != 0)
		return -1;
	fixture->reading = ends[0];
	fixture->writing = ends[1];
	snprintf(fixture->path, sizeof fixture->path, "/dev/fd/%d", ends[0]);
	fixture->hello = packet_of(LINK_ETHERNET, ETHERNET_HELLO);
	*state = fixture;
	return 0;
}

static void hang_up(struct fixture *fixture)
{
	if (fixture->writing >= 0)
		close(fixture->writing);
	fixture->writing = -1;
}

static int finish(void **state)
{
	struct fixture *fixture = *state;
	hang_up(fixture);
	close(fixture->reading);
	text_release(&fixture->capture.text);
	free(fixture);
	return 0;
}

static void send_bytes(struct fixture *fixture, const void *bytes, size_t length)
{
	assert_int_equal(write(fixture->writing, bytes, length), length);
}

/* Sends what was put since the last time. */
static void send_capture(struct fixture *fixture)
{
	send_bytes(fixture, fixture->capture.text.bytes, fixture->capture.text.length);
	text_clear(&fixture->capture.text);
}

static struct source *open_pipe(struct fixture *fixture)
{
	struct source *source = read_file(fixture->path, NULL, &fixture->err);
	assert_string_equal(fixture->err.text, "");
	return source;
}

/* Byte by byte: each packet is there with its last byte, and asking never waits. */
static void drip(struct fixture *fixture, size_t header, size_t packets)
{
	struct text *text = &fixture->capture.text;
	send_bytes(fixture, text->bytes, header);
	struct source *source = open_pipe(fixture);
	size_t record = (text->length - header) / packets;
	for (size_t i = header; i < text->length; i++) {
		expect_status(source, SOURCE_IDLE);
		send_bytes(fixture, text->bytes + i, 1);
		size_t number = (i + 1 - header) / record;
		if ((i + 1 - header) % record == 0)
			expect_frame(source, number, (int64_t)number * 1000000000, &fixture->hello);
	}
	expect_status(source, SOURCE_IDLE);
	hang_up(fixture);
	expect_status(source, SOURCE_END);
	source_close(source);
	text_clear(text);
}

static void pcap_may_pause_anywhere(void **state)
{
	struct fixture *fixture = *state;
	put_pcap_header(&fixture->capture, MAGIC_MICRO, LINK_ETHERNET);
	for (uint32_t i = 1; i <= 3; i++)
		put_pcap_record(&fixture->capture, i, 0, &fixture->hello, fixture->hello.length);
	drip(fixture, PCAP_HEADER, 3);
}

static void swapped_pcap_may_pause_anywhere(void **state)
{
	struct fixture *fixture = *state;
	fixture->capture.swapped = true;
	put_pcap_header(&fixture->capture, MAGIC_NANO, LINK_ETHERNET);
	for (uint32_t i = 1; i <= 3; i++)
		put_pcap_record(&fixture->capture, i, 0, &fixture->hello, fixture->hello.length);
	drip(fixture, PCAP_HEADER, 3);
}

static void drip_pcapng(struct fixture *fixture)
{
	put_pcapng_header(&fixture->capture);
	size_t header = fixture->capture.text.length;
	for (uint32_t i = 1; i <= 3; i++) {
		put_pcapng_block(&fixture->capture, 5, "statistics", 10);
		put_pcapng_packet(&fixture->capture, i * UINT64_C(1000000000), &fixture->hello);
	}
	drip(fixture, header, 3);
}

static void pcapng_may_pause_anywhere(void **state)
{
	drip_pcapng(*state);
}

static void swapped_pcapng_may_pause_anywhere(void **state)
{
	struct fixture *fixture = *state;
	fixture->capture.swapped = true;
	drip_pcapng(fixture);
}

static void a_hang_up_inside_a_packet_is_told(void **state)
{
	struct fixture *fixture = *state;
	struct frame frame;
	put_pcap_header(&fixture->capture, MAGIC_MICRO, LINK_ETHERNET);
	put_pcap_record(&fixture->capture, 1, 0, &fixture->hello, fixture->hello.length);
	put_pcap_record(&fixture->capture, 2, 0, &fixture->hello, fixture->hello.length);
	fixture->capture.text.length -= 1;
	send_capture(fixture);
	struct source *source = open_pipe(fixture);
	expect_frame(source, 1, 1000000000, &fixture->hello);
	expect_status(source, SOURCE_IDLE);
	hang_up(fixture);
	assert_int_equal(source_next(source, &frame, &fixture->err), SOURCE_FAILED);
	expect_reason(&fixture->err, "cut off after 1 whole packets: ");
	source_close(source);
}

static void giant_records_are_not_waited_for(void **state)
{
	struct fixture *fixture = *state;
	struct frame frame;
	put_pcap_header(&fixture->capture, MAGIC_MICRO, LINK_ETHERNET);
	put32(&fixture->capture, 0);
	put32(&fixture->capture, 0);
	put32(&fixture->capture, 0x7fffffff);
	put32(&fixture->capture, 0x7fffffff);
	send_capture(fixture);
	struct source *source = open_pipe(fixture);
	assert_int_equal(source_next(source, &frame, &fixture->err), SOURCE_FAILED);
	expect_reason(&fixture->err, "damaged after 0 whole packets: ");
	source_close(source);
}

static void an_empty_pipe_is_named(void **state)
{
	struct fixture *fixture = *state;
	hang_up(fixture);
	assert_null(read_file(fixture->path, NULL, &fixture->err));
	expect_reason(&fixture->err, "it is empty, not a pcap or pcapng capture");
}

static void standard_input_is_a_pipe_like_any_other(void **state)
{
	struct fixture *fixture = *state;
	int saved = dup(STDIN_FILENO);
	assert_int_equal(dup2(fixture->reading, STDIN_FILENO), STDIN_FILENO);
	put_pcap_header(&fixture->capture, MAGIC_NANO, LINK_ETHERNET);
	put_pcap_record(&fixture->capture, 7, 8, &fixture->hello, fixture->hello.length);
	send_bytes(fixture, fixture->capture.text.bytes, fixture->capture.text.length);
	send_bytes(fixture, "x", 1);
	hang_up(fixture);
	struct source *source = read_file("-", NULL, &fixture->err);
	assert_non_null(source);
	assert_false(source_can_rewind(source));
	expect_frame(source, 1, 7000000008, &fixture->hello);
	struct frame frame;
	assert_int_equal(source_next(source, &frame, &fixture->err), SOURCE_FAILED);
	expect_reason(&fixture->err, "cannot read standard input to its end: ");
	source_close(source);
	assert_true(fcntl(STDIN_FILENO, F_GETFD) >= 0); /* it is not ours to close */
	if (saved >= 0)
		dup2(saved, STDIN_FILENO);
	close(saved);
}

static void a_drained_pipe_ends_at_once(void **state)
{
	struct fixture *fixture = *state;
	put_pcap_header(&fixture->capture, MAGIC_NANO, LINK_ETHERNET);
	send_capture(fixture);
	struct source *source = open_pipe(fixture);
	expect_status(source, SOURCE_IDLE);
	source_drain(source);
	expect_status(source, SOURCE_END);
	source_close(source);
}

static volatile sig_atomic_t rang;

static void on_alarm(int number)
{
	(void)number;
	rang = 1;
}

/* A blocked signal that MASK lets in ends the wait, whenever it came; so does a packet. */
static void waits_for_a_packet_or_a_signal(void **state)
{
	struct fixture *fixture = *state;
	sigset_t blocked, before;
	struct sigaction action = {.sa_handler = on_alarm}, old;
	sigaction(SIGALRM, &action, &old);
	sigemptyset(&blocked);
	sigaddset(&blocked, SIGALRM);
	sigprocmask(SIG_BLOCK, &blocked, &before);
	put_pcap_header(&fixture->capture, MAGIC_NANO, LINK_ETHERNET);
	send_capture(fixture);
	struct source *source = open_pipe(fixture);

	expect_status(source, SOURCE_IDLE);
	raise(SIGALRM); /* it came before the wait */
	assert_int_equal(rang, 0);
	assert_true(source_wait(source, &before, &fixture->err));
	assert_int_equal(rang, 1);

	rang = 0;
	struct itimerval soon = {.it_value.tv_usec = 10000};
	setitimer(ITIMER_REAL, &soon, NULL);
	assert_true(source_wait(source, &before, &fixture->err));
	assert_int_equal(rang, 1);

	put_pcap_record(&fixture->capture, 1, 0, &fixture->hello, fixture->hello.length);
	send_capture(fixture);
	assert_true(source_wait(source, &before, &fixture->err));
	expect_frame(source, 1, 1000000000, &fixture->hello);

	hang_up(fixture);
	assert_true(source_wait(source, &before, &fixture->err));
	expect_status(source, SOURCE_END);
	source_close(source);
	sigprocmask(SIG_SETMASK, &before, NULL);
	sigaction(SIGALRM, &old, NULL);
}

enum { LARGE = 3 * 1024 * 1024, LINK_DBUS = 231 };

static void *send_large(void *context)
{
	struct fixture *fixture = context;
	const char *at = fixture->capture.text.bytes;
	size_t left = fixture->capture.text.length;
	while (left > 0) {
		ssize_t written = write(fixture->writing, at, left);
		if (written <= 0)
			break;
		at += written;
		left -= (size_t)written;
	}
	hang_up(fixture);
	return NULL;
}

/* D-Bus messages can be larger than what is gathered; then it is waited for after all. */
static void a_packet_larger_than_the_buffer_is_read(void **state)
{
	struct fixture *fixture = *state;
	pthread_t sender;
	struct frame frame;
	struct source *source;
	uint8_t *bytes = calloc(1, LARGE);
	assert_non_null(bytes);
	for (size_t i = 0; i < LARGE; i++)
		bytes[i] = (uint8_t)(i * 7 >> 3);
	put32(&fixture->capture, MAGIC_NANO);
	put16(&fixture->capture, 2);
	put16(&fixture->capture, 4);
	put32(&fixture->capture, 0);
	put32(&fixture->capture, 0);
	put32(&fixture->capture, LARGE);
	put32(&fixture->capture, LINK_DBUS);
	for (int i = 0; i < 2; i++) {
		put32(&fixture->capture, 0);
		put32(&fixture->capture, 0);
		put32(&fixture->capture, LARGE);
		put32(&fixture->capture, LARGE);
		text_bytes(&fixture->capture.text, bytes, LARGE);
	}
	assert_int_equal(pthread_create(&sender, NULL, send_large, fixture), 0);
	source = open_pipe(fixture);
	sigset_t mask;
	sigemptyset(&mask);
	for (int i = 0; i < 2; i++) {
		enum source_status status;
		while ((status = source_next(source, &frame, &fixture->err)) == SOURCE_IDLE)
			assert_true(source_wait(source, &mask, &fixture->err));
		assert_string_equal(fixture->err.text, "");
		assert_int_equal(status, SOURCE_FRAME);
		assert_int_equal(frame.captured, LARGE);
		assert_memory_equal(frame.bytes, bytes, LARGE);
	}
	assert_int_equal(pthread_join(sender, NULL), 0);
	expect_status(source, SOURCE_END);
	source_close(source);
	free(bytes);
}

enum { LARGE_BLOCK = 700 * 1024, PIPE_BYTES = 1024 * 1024 };

/* A block without a packet may be as large, and the pause in its midst: asking does not wait. */
static void a_large_block_may_pause_anywhere(void **state)
{
	struct fixture *fixture = *state;
	struct text *text = &fixture->capture.text;
	char *bytes = calloc(1, LARGE_BLOCK);
	assert_non_null(bytes);
	if (fcntl(fixture->writing, F_SETPIPE_SZ, PIPE_BYTES) < LARGE_BLOCK)
		skip();
	put_pcapng_header(&fixture->capture);
	send_capture(fixture);
	struct source *source = open_pipe(fixture);
	put_pcapng_block(&fixture->capture, 5, bytes, LARGE_BLOCK);
	put_pcapng_packet(&fixture->capture, UINT64_C(1000000000), &fixture->hello);
	for (size_t at = 0, step = 70001; at < text->length; at += step) {
		expect_status(source, SOURCE_IDLE);
		step = step < text->length - at ? step : text->length - at;
		send_bytes(fixture, text->bytes + at, step);
	}
	expect_frame(source, 1, 1000000000, &fixture->hello);
	hang_up(fixture);
	expect_status(source, SOURCE_END);
	source_close(source);
	free(bytes);
}

int test_stream(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(pcap_may_pause_anywhere, begin, finish),
	    cmocka_unit_test_setup_teardown(swapped_pcap_may_pause_anywhere, begin, finish),
	    cmocka_unit_test_setup_teardown(pcapng_may_pause_anywhere, begin, finish),
	    cmocka_unit_test_setup_teardown(swapped_pcapng_may_pause_anywhere, begin, finish),
	    cmocka_unit_test_setup_teardown(a_hang_up_inside_a_packet_is_told, begin, finish),
	    cmocka_unit_test_setup_teardown(giant_records_are_not_waited_for, begin, finish),
	    cmocka_unit_test_setup_teardown(an_empty_pipe_is_named, begin, finish),
	    cmocka_unit_test_setup_teardown(standard_input_is_a_pipe_like_any_other, begin, finish),
	    cmocka_unit_test_setup_teardown(a_drained_pipe_ends_at_once, begin, finish),
	    cmocka_unit_test_setup_teardown(waits_for_a_packet_or_a_signal, begin, finish),
	    cmocka_unit_test_setup_teardown(a_packet_larger_than_the_buffer_is_read, begin, finish),
	    cmocka_unit_test_setup_teardown(a_large_block_may_pause_anywhere, begin, finish),
	};
	return run_group(tests, NULL, NULL);
}
