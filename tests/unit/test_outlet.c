/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

#include "outlet.h"
#include "unit.h"

struct fixture {
	struct event_base *base;
	struct outlet *outlet;
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
	fixture->outlet = outlet_new(writing, LANG_EN, fixture->base, on_failed, fixture);
	assert_non_null(fixture->outlet);
}

static void begin(struct fixture *fixture)
{
	int ends[2];
	assert_return_code(pipe(ends), errno);
	*fixture = (struct fixture){.reading = ends[0]};
	fcntl(fixture->reading, F_SETFL, O_NONBLOCK);
	begin_at(fixture, ends[1]);
}

static void finish(struct fixture *fixture)
{
	outlet_free(fixture->outlet);
	event_base_free(fixture->base);
	if (fixture->reading >= 0)
		close(fixture->reading);
	close(fixture->writing);
}

static void turn(struct fixture *fixture)
{
	event_base_loop(fixture->base, EVLOOP_NONBLOCK);
}

static void put(struct fixture *fixture, const char *lines)
{
	struct text text;
	text_init(&text);
	text_string(&text, lines);
	outlet_put(fixture->outlet, &text);
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

/* What is there to be read now. */
static void read_all(struct fixture *fixture, struct text *text)
{
	char bytes[4096];
	ssize_t length;
	while ((length = read(fixture->reading, bytes, sizeof bytes)) > 0)
		text_bytes(text, bytes, (size_t)length);
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
	read_all(&fixture, &got);
	assert_text(&got, "one\ntwo\nthree\n");
	assert_int_equal(outlet_finish(fixture.outlet, &fixture.err), OUTLET_DONE);
	assert_int_equal(outlet_missing(fixture.outlet), 0);
	text_release(&got);
	finish(&fixture);
}

/* More than a pipe holds, less than what is kept: all of it, in order, when the reader comes. */
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
	while (got.length < LINES * LINE) {
		turn(&fixture);
		read_all(&fixture, &got);
	}
	for (uint64_t i = 0; i < LINES; i++)
		assert_int_equal(strtoull(got.bytes + i * LINE + 5, NULL, 10), i);
	assert_int_equal(outlet_missing(fixture.outlet), 0);
	text_release(&got);
	finish(&fixture);
}

/* Nobody reads: what is kept is bounded, and the rest is counted. When somebody reads again, a line
 * stands where lines are missing. */
static void tells_how_many_lines_nobody_read(void **state)
{
	(void)state;
	enum { LINES = 2 * OUTLET_KEPT_MAX / LINE };
	struct fixture fixture;
	struct text got;
	begin(&fixture);
	text_init(&got);
	for (uint64_t i = 0; i < LINES; i++)
		put_line(&fixture, i);
	uint64_t missing = outlet_missing(fixture.outlet);
	assert_in_range(missing, LINES / 3, LINES / 2);
	uint64_t shown = LINES - missing;
	char want[128];
	snprintf(want, sizeof want, "%llu lines not shown: nobody read them\nlast\n",
		 (unsigned long long)missing);
	while (got.length < shown * LINE) {
		turn(&fixture);
		read_all(&fixture, &got);
	}
	turn(&fixture);
	put(&fixture, "last\n");
	read_all(&fixture, &got);
	for (uint64_t i = 0; i < shown; i++)
		assert_int_equal(strtoull(got.bytes + i * LINE + 5, NULL, 10), i);
	assert_string_equal(text_c_string(&got) + shown * LINE, want);
	assert_int_equal(outlet_missing(fixture.outlet), missing);
	text_release(&got);
	finish(&fixture);
}

static void gives_up_a_reader_that_takes_nothing(void **state)
{
	(void)state;
	enum { LINES = 5000 };
	struct fixture fixture;
	struct text got;
	begin(&fixture);
	text_init(&got);
	for (uint64_t i = 0; i < LINES; i++)
		put_line(&fixture, i);
	assert_int_equal(outlet_finish(fixture.outlet, &fixture.err), OUTLET_DONE);
	read_all(&fixture, &got);
	/* A line that was shown in part is one that was not shown. */
	assert_int_equal(outlet_missing(fixture.outlet), LINES - got.length / LINE);
	text_release(&got);
	finish(&fixture);
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
	fcntl(fixture.reading, F_SETFL, 0);
	for (uint64_t i = 0; i < LINES; i++)
		put_line(&fixture, i);
	pthread_t reader;
	void *total;
	assert_int_equal(pthread_create(&reader, NULL, read_slowly, &fixture), 0);
	assert_int_equal(outlet_finish(fixture.outlet, &fixture.err), OUTLET_DONE);
	assert_int_equal(outlet_missing(fixture.outlet), 0);
	outlet_free(fixture.outlet);
	fixture.outlet = NULL;
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
	enum { LINES = 2 * OUTLET_KEPT_MAX / LINE };
	FILE *file = tmpfile();
	struct fixture fixture = {.reading = -1};
	assert_non_null(file);
	begin_at(&fixture, dup(fileno(file)));
	for (uint64_t i = 0; i < LINES; i++)
		put_line(&fixture, i);
	assert_int_equal(lseek(fileno(file), 0, SEEK_END), LINES * LINE);
	assert_int_equal(outlet_missing(fixture.outlet), 0);
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
	turn(&fixture);
	assert_int_equal(fixture.failures, 1);
	assert_false(fixture.reason);
	assert_int_equal(outlet_finish(fixture.outlet, &fixture.err), OUTLET_CLOSED);
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
	assert_int_equal(outlet_finish(fixture.outlet, &fixture.err), OUTLET_FAILED);
	finish(&fixture);
}

enum { THREADS = 4, PUTS = 2000 };

struct speaker {
	struct outlet *outlet;
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
		outlet_put(speaker->outlet, &text);
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
		speakers[i] = (struct speaker){fixture.outlet, (char)('a' + i)};
		assert_int_equal(pthread_create(&threads[i], NULL, speak, &speakers[i]), 0);
	}
	while (got.length < THREADS * PUTS * 12) {
		turn(&fixture);
		read_all(&fixture, &got);
	}
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

static void speaks_two_languages(void **state)
{
	(void)state;
	struct text text;
	text_init(&text);
	outlet_missing_text(1, LANG_EN, &text);
	assert_text(&text, "1 line not shown: nobody read it");
	text_clear(&text);
	outlet_missing_text(12, LANG_ZH, &text);
	assert_text(&text, "12 行没有显示: 没有人读");
	text_release(&text);
}

int test_outlet(void)
{
	signal(SIGPIPE, SIG_IGN);
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(shows_lines_at_once),
	    cmocka_unit_test(keeps_what_a_slow_reader_does_not_take),
	    cmocka_unit_test(tells_how_many_lines_nobody_read),
	    cmocka_unit_test(gives_up_a_reader_that_takes_nothing),
	    cmocka_unit_test(waits_for_a_reader_that_reads),
	    cmocka_unit_test(a_file_gets_every_line),
	    cmocka_unit_test(tells_once_that_the_reader_has_gone),
	    cmocka_unit_test(tells_why_it_cannot_write),
	    cmocka_unit_test(lines_of_several_threads_stay_whole),
	    cmocka_unit_test(speaks_two_languages),
	};
	return run_group(tests, NULL, NULL);
}
