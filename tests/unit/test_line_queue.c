/* SPDX-License-Identifier: MIT */
#include "line_queue.h"
#include "unit.h"

/* 64 KiB: a line that fills a part of the queue. */
static char block[64 * 1024];

enum { BLOCKS = LINE_QUEUE_MAX / sizeof block };

static void begin(struct line_queue *queue)
{
	memset(block, 'x', sizeof block);
	block[sizeof block - 1] = '\n';
	assert_true(line_queue_init(queue, LANG_EN));
}

static void add(struct line_queue *queue, const char *lines)
{
	assert_true(line_queue_add(queue, lines, strlen(lines)));
}

static void fill(struct line_queue *queue)
{
	for (size_t i = 0; i < BLOCKS; i++)
		assert_true(line_queue_add(queue, block, sizeof block));
	assert_int_equal(line_queue_length(queue), LINE_QUEUE_MAX);
}

static void expect_next(struct line_queue *queue, const char *want)
{
	char got[128];
	size_t length = line_queue_peek(queue, got, sizeof got);
	assert_int_equal(length, strlen(want));
	assert_memory_equal(got, want, length);
	line_queue_remove(queue, length);
}

static void gives_back_what_was_added(void **state)
{
	(void)state;
	struct line_queue queue;
	begin(&queue);
	add(&queue, "one\n");
	add(&queue, "two\nthree\n");
	line_queue_remove(&queue, 2);
	expect_next(&queue, "e\ntwo\nthree\n");
	expect_next(&queue, "");
	assert_int_equal(queue.dropped, 0);
	line_queue_release(&queue);
}

static void drops_what_does_not_fit_until_it_is_empty(void **state)
{
	(void)state;
	struct line_queue queue;
	begin(&queue);
	fill(&queue);
	assert_false(line_queue_has_room(&queue, 1));
	add(&queue, "one\ntwo\n");
	line_queue_remove(&queue, LINE_QUEUE_MAX - 1);
	assert_false(line_queue_has_room(&queue, 1)); /* or lines would be missing in between */
	add(&queue, "three\n");
	assert_int_equal(queue.dropped, 3);
	line_queue_remove(&queue, 1);
	expect_next(&queue, "3 lines dropped: standard output was blocked\n");
	assert_true(line_queue_has_room(&queue, LINE_QUEUE_MAX));
	add(&queue, "four\n");
	expect_next(&queue, "four\n");
	assert_int_equal(queue.dropped, 3);
	line_queue_release(&queue);
}

static void adds_the_lines_that_fit(void **state)
{
	(void)state;
	struct line_queue queue;
	begin(&queue);
	fill(&queue);
	line_queue_remove(&queue, 10);
	add(&queue, "one\ntwo\nthree\n"); /* 4 + 4 + 6 bytes */
	assert_int_equal(line_queue_length(&queue), LINE_QUEUE_MAX - 2);
	assert_int_equal(queue.dropped, 1);
	line_queue_release(&queue);
}

static void a_line_that_is_written_in_part_counts_as_dropped(void **state)
{
	(void)state;
	struct line_queue queue;
	begin(&queue);
	add(&queue, "one\ntwo\nthree\n");
	line_queue_remove(&queue, 5);
	line_queue_drop_all(&queue);
	assert_int_equal(queue.dropped, 2);
	assert_int_equal(line_queue_length(&queue), 0);
	line_queue_release(&queue);
}

static void speaks_two_languages(void **state)
{
	(void)state;
	struct text text;
	text_init(&text);
	dropped_lines_text(1, LANG_EN, &text);
	assert_text(&text, "1 line dropped: standard output was blocked");
	text_clear(&text);
	dropped_lines_text(12, LANG_ZH, &text);
	assert_text(&text, "12 行被丢弃: 标准输出堵塞");
	text_release(&text);
}

int test_line_queue(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(gives_back_what_was_added),
	    cmocka_unit_test(drops_what_does_not_fit_until_it_is_empty),
	    cmocka_unit_test(adds_the_lines_that_fit),
	    cmocka_unit_test(a_line_that_is_written_in_part_counts_as_dropped),
	    cmocka_unit_test(speaks_two_languages),
	};
	return run_group(tests, NULL, NULL);
}
