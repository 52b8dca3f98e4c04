/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

#include "line_queue.h"
#include "output_queue.h"
#include "unit.h"

struct fixture {
	struct event_base *base;
	struct output_queue *output;
	int reading, writing;
	int failures;
	bool reason;
	struct err err;
};

static void on_failed(const struct err *err, void *context)
{
	struct fixture *fixture = context;
	fixture->failures++;
	fixture->reason = err != NULL;
	if (err)
		fixture->err = *err;
}

static void begin_at(struct fixture *fixture, int writing)
{
	fixture->base = event_base_new();
	fixture->writing = writing;
	fixture->output = output_queue_new(writing, LANG_EN, fixture->base, on_failed, fixture);
	assert_non_null(fixture->output);
	assert_true(output_queue_start(fixture->output, &fixture->err));
}

static void begin(struct fixture *fixture)
{
	int ends[2];
	assert_return_code(pipe(ends), errno);
	*fixture = (struct fixture){.reading = ends[0]};
	begin_at(fixture, ends[1]);
}

static void finish(struct fixture *fixture)
{
	output_queue_free(fixture->output);
	event_base_free(fixture->base);
	if (fixture->reading >= 0)
		close(fixture->reading);
	close(fixture->writing);
}

/* The next event of the loop: that the output has failed. */
static void turn(struct fixture *fixture)
{
	assert_int_equal(event_base_loop(fixture->base, EVLOOP_ONCE), 0);
}

static void put(struct fixture *fixture, const char *lines)
{
	struct text text;
	text_init(&text);
	text_string(&text, lines);
	output_queue_put(fixture->output, &text);
	assert_int_equal(text.length, 0);
	text_release(&text);
}

enum { LINE = 100 };

/* "line 17 ......", 100 bytes long. */
static void put_line(struct fixture *fixture, uint64_t number)
{
	char line[LINE + 1];
	snprintf(line, sizeof line, "line %-94llu\n", (unsigned long long)number);
	put(fixture, line);
}

/* The next LENGTH bytes. */
static void read_bytes(struct fixture *fixture, struct text *text, size_t length)
{
	char bytes[4096];
	while (length > 0) {
		size_t most = length < sizeof bytes ? length : sizeof bytes;
		ssize_t got = read(fixture->reading, bytes, most);
		assert_true(got > 0);
		text_bytes(text, bytes, (size_t)got);
		length -= (size_t)got;
	}
}

static void shows_lines_at_once(void **state)
{
	(void)state;
	struct fixture fixture;
	struct text got;
	begin(&fixture);
	text_init(&got);
	put(&fixture, "one\ntwo\n");
	put(&fixture, "three\n");
	read_bytes(&fixture, &got, strlen("one\ntwo\nthree\n"));
	assert_text(&got, "one\ntwo\nthree\n");
	assert_int_equal(output_queue_finish(fixture.output, &fixture.err), OUTPUT_DONE);
	assert_int_equal(output_queue_dropped(fixture.output), 0);
	text_release(&got);
	finish(&fixture);
}

/* Before the thread is there, and when it ends at once. */
static void shows_what_was_put_before_it_started(void **state)
{
	(void)state;
	int ends[2];
	struct text got;
	struct fixture fixture = {0};
	assert_return_code(pipe(ends), errno);
	fixture.reading = ends[0];
	fixture.writing = ends[1];
	fixture.base = event_base_new();
	fixture.output = output_queue_new(ends[1], LANG_EN, fixture.base, on_failed, &fixture);
	put(&fixture, "one\n");
	assert_true(output_queue_start(fixture.output, &fixture.err));
	assert_int_equal(output_queue_finish(fixture.output, &fixture.err), OUTPUT_DONE);
	text_init(&got);
	read_bytes(&fixture, &got, 4);
	assert_text(&got, "one\n");
	text_release(&got);
	finish(&fixture);
}

/* More than a pipe holds, less than what is queued: all of it, in order, when the reader comes. */
static void keeps_what_a_slow_reader_does_not_take(void **state)
{
	(void)state;
	enum { LINES = 10000 };
	struct fixture fixture;
	struct text got;
	begin(&fixture);
	text_init(&got);
	for (uint64_t i = 0; i < LINES; i++)
		put_line(&fixture, i);
	read_bytes(&fixture, &got, LINES * LINE);
	for (uint64_t i = 0; i < LINES; i++)
		assert_int_equal(strtoull(got.bytes + i * LINE + 5, NULL, 10), i);
	assert_int_equal(output_queue_dropped(fixture.output), 0);
	text_release(&got);
	finish(&fixture);
}

/* Nobody reads: what is queued is bounded, and the rest is counted. When somebody reads again, a
 * line stands where lines are missing. */
static void tells_how_many_lines_nobody_read(void **state)
{
	(void)state;
	enum { LINES = 2 * LINE_QUEUE_MAX / LINE };
	struct fixture fixture;
	struct text got;
	begin(&fixture);
	text_init(&got);
	for (uint64_t i = 0; i < LINES; i++)
		put_line(&fixture, i);
	uint64_t dropped = output_queue_dropped(fixture.output);
	assert_int_in_range(dropped, LINES / 3, LINES / 2);
	uint64_t shown = LINES - dropped;
	char want[128];
	int length =
	    snprintf(want, sizeof want, "%llu lines dropped: standard output was blocked\n",
		     (unsigned long long)dropped);
	read_bytes(&fixture, &got, shown * LINE + (size_t)length);
	for (uint64_t i = 0; i < shown; i++)
		assert_int_equal(strtoull(got.bytes + i * LINE + 5, NULL, 10), i);
	assert_string_equal(text_c_string(&got) + shown * LINE, want);
	put(&fixture, "last\n");
	text_clear(&got);
	read_bytes(&fixture, &got, strlen("last\n"));
	assert_text(&got, "last\n");
	assert_int_equal(output_queue_dropped(fixture.output), dropped);
	text_release(&got);
	finish(&fixture);
}

/* The writing thread waits in write(2), or in poll(2) where another program made the pipe
 * non-blocking. */
static void gives_up_a_reader_that_takes_nothing(void **state)
{
	(void)state;
	enum { LINES = 5000 };
	static const int flags[] = {0, O_NONBLOCK};
	for (size_t i = 0; i < COUNT_OF(flags); i++) {
		struct fixture fixture;
		char bytes[4096];
		size_t got = 0;
		ssize_t length;
		begin(&fixture);
		fcntl(fixture.writing, F_SETFL, flags[i]);
		for (uint64_t line = 0; line < LINES; line++)
			put_line(&fixture, line);
		assert_int_equal(output_queue_finish(fixture.output, &fixture.err), OUTPUT_DONE);
		fcntl(fixture.reading, F_SETFL, O_NONBLOCK);
		while ((length = read(fixture.reading, bytes, sizeof bytes)) > 0)
			got += (size_t)length;
		/* A line that was shown in part is one that was not shown. */
		assert_int_equal(output_queue_dropped(fixture.output), LINES - got / LINE);
		finish(&fixture);
	}
}

static void *read_slowly(void *context)
{
	struct fixture *fixture = context;
	char bytes[1000];
	size_t *total = calloc(1, sizeof *total);
	ssize_t length;
	while ((length = read(fixture->reading, bytes, sizeof bytes)) > 0)
		*total += (size_t)length;
	return total;
}

static void waits_for_a_reader_that_reads(void **state)
{
	(void)state;
	enum { LINES = 20000 };
	struct fixture fixture;
	begin(&fixture);
	for (uint64_t i = 0; i < LINES; i++)
		put_line(&fixture, i);
	pthread_t reader;
	void *total;
	assert_int_equal(pthread_create(&reader, NULL, read_slowly, &fixture), 0);
	assert_int_equal(output_queue_finish(fixture.output, &fixture.err), OUTPUT_DONE);
	assert_int_equal(output_queue_dropped(fixture.output), 0);
	output_queue_free(fixture.output);
	fixture.output = NULL;
	close(fixture.writing);
	pthread_join(reader, &total);
	assert_int_equal(*(size_t *)total, LINES * LINE);
	free(total);
	fixture.writing = dup(fixture.reading);
	finish(&fixture);
}

/* A file is no reader that could be slow. */
static void a_file_gets_every_line(void **state)
{
	(void)state;
	enum { LINES = 2 * LINE_QUEUE_MAX / LINE };
	FILE *file = tmpfile();
	struct fixture fixture = {.reading = -1};
	assert_non_null(file);
	begin_at(&fixture, dup(fileno(file)));
	for (uint64_t i = 0; i < LINES; i++)
		put_line(&fixture, i);
	assert_int_equal(output_queue_finish(fixture.output, &fixture.err), OUTPUT_DONE);
	assert_int_equal(lseek(fileno(file), 0, SEEK_END), LINES * LINE);
	assert_int_equal(output_queue_dropped(fixture.output), 0);
	finish(&fixture);
	fclose(file);
}

static void tells_once_that_the_reader_has_gone(void **state)
{
	(void)state;
	struct fixture fixture;
	begin(&fixture);
	close(fixture.reading);
	fixture.reading = -1;
	put(&fixture, "one\n");
	assert_int_equal(fixture.failures, 0); /* told by the loop */
	turn(&fixture);
	put(&fixture, "two\n");
	event_base_loop(fixture.base, EVLOOP_NONBLOCK);
	assert_int_equal(fixture.failures, 1);
	assert_false(fixture.reason);
	assert_int_equal(output_queue_finish(fixture.output, &fixture.err), OUTPUT_CLOSED);
	finish(&fixture);
}

static void tells_why_it_cannot_write(void **state)
{
	(void)state;
	struct fixture fixture = {.reading = -1};
	begin_at(&fixture, open("/dev/full", O_WRONLY));
	put(&fixture, "one\n");
	turn(&fixture);
	assert_int_equal(fixture.failures, 1);
	assert_string_equal(fixture.err.text, "cannot write output: No space left on device");
	assert_int_equal(output_queue_finish(fixture.output, &fixture.err), OUTPUT_FAILED);
	finish(&fixture);
}

enum { THREADS = 4, PUTS = 2000 };

struct speaker {
	struct output_queue *output;
	char letter;
};

/* Three lines at a time: "aaa", "aaa", "aaa". */
static void *speak(void *context)
{
	const struct speaker *speaker = context;
	struct text text;
	text_init(&text);
	for (int i = 0; i < PUTS; i++) {
		for (int line = 0; line < 3; line++) {
			for (int j = 0; j < 3; j++)
				text_char(&text, speaker->letter);
			text_char(&text, '\n');
		}
		output_queue_put(speaker->output, &text);
	}
	text_release(&text);
	return NULL;
}

static void lines_of_several_threads_stay_whole(void **state)
{
	(void)state;
	struct fixture fixture;
	struct text got;
	begin(&fixture);
	text_init(&got);
	pthread_t threads[THREADS];
	struct speaker speakers[THREADS];
	for (int i = 0; i < THREADS; i++) {
		speakers[i] = (struct speaker){fixture.output, (char)('a' + i)};
		assert_int_equal(pthread_create(&threads[i], NULL, speak, &speakers[i]), 0);
	}
	read_bytes(&fixture, &got, THREADS * PUTS * 12);
	for (int i = 0; i < THREADS; i++)
		pthread_join(threads[i], NULL);
	assert_int_equal(got.length, THREADS * PUTS * 12);
	for (size_t i = 0; i < got.length; i += 12) {
		char want[13];
		char c = got.bytes[i];
		snprintf(want, sizeof want, "%c%c%c\n%c%c%c\n%c%c%c\n", c, c, c, c, c, c, c, c, c);
		assert_memory_equal(got.bytes + i, want, 12);
	}
	text_release(&got);
	finish(&fixture);
}

int test_output_queue(void)
{
	signal(SIGPIPE, SIG_IGN);
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(shows_lines_at_once),
	    cmocka_unit_test(shows_what_was_put_before_it_started),
	    cmocka_unit_test(keeps_what_a_slow_reader_does_not_take),
	    cmocka_unit_test(tells_how_many_lines_nobody_read),
	    cmocka_unit_test(gives_up_a_reader_that_takes_nothing),
	    cmocka_unit_test(waits_for_a_reader_that_reads),
	    cmocka_unit_test(a_file_gets_every_line),
	    cmocka_unit_test(tells_once_that_the_reader_has_gone),
	    cmocka_unit_test(tells_why_it_cannot_write),
	    cmocka_unit_test(lines_of_several_threads_stay_whole),
	};
	return run_group(tests, NULL, NULL);
}
