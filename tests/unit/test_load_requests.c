/* SPDX-License-Identifier: MIT */
#include "load_requests.h"
#include "unit.h"

enum { SECOND = 1000000000 };

static struct load_requests requests_of(struct load_settings load)
{
	const struct client_settings settings = {.load = load};
	struct load_requests requests;
	load_requests_init(&requests, &settings, SECOND);
	return requests;
}

static void a_closed_loop_has_one_for_whoever_asks(void **state)
{
	(void)state;
	struct load_requests requests = requests_of((struct load_settings){.requests = 3});
	uint64_t number;
	int64_t started;
	assert_int_equal(load_requests_waiting(&requests, INT64_MAX), 0);
	for (uint64_t i = 0; i < 3; i++) {
		assert_true(load_requests_left(&requests));
		assert_true(load_requests_take(&requests, 0, 77, &number, &started));
		assert_int_equal(number, i);
		assert_int_equal(started, 77);
	}
	assert_false(load_requests_left(&requests));
	assert_false(load_requests_take(&requests, 0, 77, &number, &started));
}

static void the_last_ones_are_reserved(void **state)
{
	(void)state;
	struct load_requests requests = requests_of((struct load_settings){.requests = 3});
	uint64_t number;
	int64_t started;
	assert_true(load_requests_take(&requests, 2, 77, &number, &started));
	assert_false(load_requests_take(&requests, 2, 77, &number, &started));
	assert_true(load_requests_take(&requests, 1, 77, &number, &started));
}

static void an_open_loop_has_them_when_they_are_due(void **state)
{
	(void)state;
	struct load_requests requests =
	    requests_of((struct load_settings){.rate = 10, .duration_s = 1});
	uint64_t number;
	int64_t started;
	assert_int_equal(load_requests_next(&requests), SECOND);
	assert_false(load_requests_take(&requests, 0, SECOND - 1, &number, &started));
	assert_int_equal(load_requests_waiting(&requests, SECOND + SECOND / 10), 2);
	/* However late it is taken, it started when it was due. */
	for (int i = 0; i < 2; i++) {
		assert_true(load_requests_take(&requests, 0, 2 * SECOND, &number, &started));
		assert_int_equal(started, SECOND + i * (SECOND / 10));
	}
	assert_int_equal(load_requests_waiting(&requests, SECOND + SECOND / 10), 0);
	/* No more than within its duration. */
	assert_int_equal(load_requests_waiting(&requests, INT64_C(100) * SECOND), 8);
	load_requests_stop(&requests);
	assert_false(load_requests_left(&requests));
	assert_int_equal(load_requests_waiting(&requests, INT64_C(100) * SECOND), 0);
}

int test_load_requests(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_closed_loop_has_one_for_whoever_asks),
	    cmocka_unit_test(the_last_ones_are_reserved),
	    cmocka_unit_test(an_open_loop_has_them_when_they_are_due),
	};
	return run_group(tests, NULL, NULL);
}
