/* SPDX-License-Identifier: MIT */
#include "fates_fixture.h"
#include "path_times.h"
#include "recent.h"
#include "unseen.h"

static const int64_t MS = 1000000;

static void the_least_of_eight(void **state)
{
	(void)state;
	struct path_times times = {0};
	assert_true(path_times_least(&times, 0) == -1);
	path_times_sample(&times, 0, 0, 2 * MS);
	for (int i = 0; i < 7; i++)
		path_times_sample(&times, 0, 0, 4 * MS);
	assert_true(path_times_least(&times, 0) == 2 * MS);
	path_times_sample(&times, 0, 0, 3 * MS);
	assert_true(path_times_least(&times, 0) == 3 * MS);
	assert_true(path_times_latest(&times, 0) == 3 * MS);
	assert_true(path_times_least(&times, 1) == -1);
}

static void long_ones_are_rounded_down_a_little(void **state)
{
	(void)state;
	for (int64_t us = 1; us < 120000000; us = us * 5 / 3 + 1) {
		struct path_times times = {0};
		path_times_sample(&times, 1, 0, us * 1000);
		int64_t least = path_times_least(&times, 1);
		assert_true(least <= us * 1000 && least >= us * 1000 - us * 1000 / 2048);
		assert_int_equal(times.flags, 0);
	}
}

static void a_clock_that_goes_back_or_jumps_is_said(void **state)
{
	(void)state;
	struct path_times times = {0};
	assert_true(path_times_clock(&times, 5 * MS));
	times.timed[0] = 7;
	assert_true(path_times_clock(&times, 5 * MS));
	assert_int_equal(times.timed[0], 7);
	assert_false(path_times_clock(&times, 4 * MS));
	assert_int_equal(times.timed[0], 0);
	assert_true(times.flags & PATH_CLOCK_BACK);
	path_times_sample(&times, 0, 0, 53LL * 365 * 86400 * 1000 * MS);
	assert_true(times.flags & PATH_CLOCK_JUMPED);
	path_times_sample(&times, 0, 1, 0);
	assert_true(path_times_least(&times, 0) == -1);
}

/* What is measured of the exchange LINES: microseconds to the server and to the client. */
static void measures(const char *lines, int64_t server, int64_t client)
{
	struct fates fates = {.owner = 2};
	struct path_times times = {0};
	struct fates_table *table = fates_table_new(16, 1 << 20);
	struct fate_event events[FATES_EVENTS_MAX];
	assert_non_null(table);
	for (uint64_t frame = 1; *lines != '\0'; frame++) {
		struct fates_input in = read_line(&lines, frame, 1000);
		fates_segment(&fates, &times, table, &in, events);
	}
	int64_t found[2] = {path_times_least(&times, SIDE_CLIENT),
			    path_times_least(&times, SIDE_SERVER)};
	assert_int_equal(found[0] < 0 ? -1 : found[0] / 1000, server);
	assert_int_equal(found[1] < 0 ? -1 : found[1] / 1000, client);
	fates_release(&fates, table);
	fates_table_free(table);
}

static void a_handshake_measures_both_sides(void **state)
{
	(void)state;
	measures("0 C S 0 0 0\n30 S SA 0 1 0\n31 C A 1 1 0\n", 3000, 100);
	/* Sent again: no sample, unless a timestamp tells which. */
	measures("0 C S 0 0 0\n30 C S 0 0 0\n40 S SA 0 1 0\n", -1, -1);
	measures("0 C S 0 0 0 ts=1\n30 C S 0 0 0 ts=4\n40 S SA 0 1 0 ts=9 echo=4\n", 1000, -1);
	measures("0 C S 0 0 0 ts=1\n30 C S 0 0 0 ts=4\n40 S SA 0 1 0 ts=9 echo=1\n", 4000, -1);
	/* Data, later. */
	measures(HANDSHAKE "300 C A 1 1 100\n320 S A 1 101 0\n", 2000, 0);
	/* Not across a clock that went back. */
	measures(HANDSHAKE "300 C A 1 1 100\n100 S A 1 1 10\n120 S A 11 101 0\n", 20000, 0);
}

static void what_was_overwritten_is_not_found(void **state)
{
	(void)state;
	struct recent *recent = recent_new(2);
	assert_non_null(recent);
	uint32_t first = recent_add(recent, &(struct recent_segment){.owner = 4, .left = 1});
	recent_add(recent, &(struct recent_segment){.owner = 5, .left = 2});
	assert_int_equal(recent_get(recent, first, 4)->left, 1);
	assert_null(recent_get(recent, first, 5));
	assert_null(recent_get(recent, 0, 4));
	recent_add(recent, &(struct recent_segment){.owner = 4, .left = 3});
	assert_null(recent_get(recent, first, 4));
	recent_free(recent);
}

static void unseen_ranges_are_filled(void **state)
{
	(void)state;
	struct unseen_list list = {0};
	struct sent_mark jump = {.frame = 1};
	unseen_add(&list, 100, 200, &jump);
	unseen_fill(&list, 140, 150);
	assert_int_equal(list.count, 2);
	assert_null(unseen_find(&list, 140, 150));
	assert_int_equal(unseen_find(&list, 100, 200)->right, 140);
	assert_int_equal(unseen_find(&list, 150, 151)->left, 150);
	unseen_fill(&list, 90, 120);
	unseen_fill(&list, 180, 300);
	assert_int_equal(unseen_find(&list, 0, 140)->left, 120);
	assert_int_equal(unseen_find(&list, 150, 300)->right, 180);
	unseen_fill(&list, 0, 1000);
	assert_int_equal(list.count, 0);
	for (uint32_t i = 0; i < UNSEEN_MAX + 2; i++)
		unseen_add(&list, i * 10, i * 10 + 5, &jump);
	assert_int_equal(list.count, UNSEEN_MAX);
	assert_null(unseen_find(&list, 0, 20));
}

int test_path_times(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(the_least_of_eight),
	    cmocka_unit_test(long_ones_are_rounded_down_a_little),
	    cmocka_unit_test(a_clock_that_goes_back_or_jumps_is_said),
	    cmocka_unit_test(a_handshake_measures_both_sides),
	    cmocka_unit_test(what_was_overwritten_is_not_found),
	    cmocka_unit_test(unseen_ranges_are_filled),
	};
	return run_group(tests, NULL, NULL);
}
