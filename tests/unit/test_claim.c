/* SPDX-License-Identifier: MIT */
/* What a claim holds: a time that is not known is none, other figures may be negative. */
#include "claims_private.h"
#include "unit.h"

static const struct {
	enum unit unit;
	int64_t figure;
	bool kept;
} rows[] = {
    {UNIT_US, 0, true},    {UNIT_US, 250, true}, {UNIT_US, -1, false},
    {UNIT_COUNT, 3, true}, {UNIT_SEQ, -5, true},
};

static void leaves_out_times_that_are_not_known(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct claim claim = {0};
		claim_value(&claim, rows[i].unit, rows[i].figure);
		claim_more(&claim, rows[i].unit, rows[i].figure);
		int unit = (int)(rows[i].kept ? rows[i].unit : UNIT_NONE);
		assert_int_equal(claim.unit, unit);
		assert_int_equal(claim.more_unit, unit);
		assert_int_equal(claim.value, rows[i].kept ? rows[i].figure : 0);
		assert_int_equal(claim.more, rows[i].kept ? rows[i].figure : 0);
	}
}

static void names_each_frame_once(void **state)
{
	(void)state;
	struct claim claim = {0};
	claim_rests_on(&claim, 4);
	claim_rests_on(&claim, 0); /* none */
	claim_rests_on(&claim, 4);
	assert_int_equal(claim.frame_count, 1);
	for (uint64_t frame = 5; frame < 5 + 2 * CLAIM_FRAMES_MAX; frame++)
		claim_rests_on(&claim, frame);
	assert_int_equal(claim.frame_count, CLAIM_FRAMES_MAX);
	for (int i = 0; i < CLAIM_FRAMES_MAX; i++)
		assert_int_equal(claim.frames[i], 4 + i);
}

/* The last one stands for all that found no room; those before it stay. */
static void leaves_out_what_does_not_fit(void **state)
{
	(void)state;
	struct claim_set set = {0};
	for (uint64_t frame = 1; frame <= CLAIMS_MAX + 2; frame++)
		claim_add(&set, CLAIM_DATA, SIDE_CLIENT, frame);
	assert_int_equal(set.count, CLAIMS_MAX);
	for (uint64_t i = 0; i < CLAIMS_MAX - 1; i++)
		assert_int_equal(set.claim[i].frames[0], i + 1);
	assert_int_equal(set.claim[CLAIMS_MAX - 1].frames[0], CLAIMS_MAX + 2);
}

int test_claim(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(leaves_out_times_that_are_not_known),
	    cmocka_unit_test(names_each_frame_once),
	    cmocka_unit_test(leaves_out_what_does_not_fit),
	};
	return run_group(tests, NULL, NULL);
}
