/* SPDX-License-Identifier: MIT */
/* What came before a segment: who spoke last, by a clock that may go back, and what is counted. */
#include "causes.h"
#include "claims_fixture.h"

/* The last of ROWS, against those before it. */
struct timing {
	const char *name;
	int64_t before_us, silence_us, heard_us; /* as in struct cause */
	bool clock_back, clock_jumped;
	int64_t clock_us;
	struct row rows[ROWS_MAX];
};

static const int64_t unknown = CAUSE_UNKNOWN, days_400 = INT64_C(400) * 24 * 3600 * 1000000;

static void learn(struct causes *causes, struct walk *walk, const struct row *row, uint64_t frame,
		  struct cause *cause)
{
	struct segment segment =
	    segment_of((enum side)row->from, (uint16_t)row->flags, row->seq, row->ack);
	segment.payload_length = row->length;
	segment.frame = frame;
	walk->now_ns += row->after_us * 1000;
	take(walk, segment);
	segment.time_ns = walk->now_ns;
	causes_segment(causes, &walk->flow, &walk->step, &segment, false, cause);
}

static void expect_timing(const struct timing *test)
{
	static const struct row end = {0};
	struct walk walk = {.now_ns = 1000 * (int64_t)MS};
	struct causes causes = {0};
	struct cause cause;
	for (int i = 0; i < ROWS_MAX && (i == 0 || memcmp(&test->rows[i], &end, sizeof end) != 0);
	     i++)
		learn(&causes, &walk, &test->rows[i], (uint64_t)i + 1, &cause);
	if (cause.before_us != test->before_us || cause.silence_us != test->silence_us ||
	    cause.heard_us != test->heard_us || cause.clock_back != test->clock_back ||
	    cause.clock_jumped != test->clock_jumped || cause.clock_us != test->clock_us)
		fail_msg("%s: before %jd, silence %jd, heard %jd, clock%s%s %jd", test->name,
			 (intmax_t)cause.before_us, (intmax_t)cause.silence_us,
			 (intmax_t)cause.heard_us, cause.clock_back ? " back" : "",
			 cause.clock_jumped ? " jumped" : "", (intmax_t)cause.clock_us);
	flow_extra_free(walk.flow.extra);
}

static void knows_who_spoke_last(void **state)
{
	(void)state;
	const struct timing tests[] = {
	    {"nobody spoke before", unknown, unknown, unknown, false, false, 0, {{0, C, S, 0}}},
	    {"its sender", 300, 300, unknown, false, false, 0, {{0, C, S, 0}, {300, C, S, 0}}},
	    {"the other, of whom alone anything came",
	     100,
	     unknown,
	     100,
	     false,
	     false,
	     0,
	     {{0, C, S, 0}, {100, V, SA, 0, 1}}},
	    {"the other, after its sender",
	     30,
	     130,
	     30,
	     false,
	     false,
	     0,
	     {{0, C, S, 0}, {100, V, SA, 0, 1}, {30, C, A, 1, 1}}},
	    {"its sender, after the other",
	     20,
	     150,
	     50,
	     false,
	     false,
	     0,
	     {{0, C, S, 0}, {100, V, SA, 0, 1}, {30, C, A, 1, 1}, {20, C, A, 1, 1, 5}}},
	    {"at the same time", 0, unknown, 0, false, false, 0, {{0, C, S, 0}, {0, V, SA, 0, 1}}},
	};
	for (size_t i = 0; i < COUNT_OF(tests); i++)
		expect_timing(&tests[i]);
}

static void sees_a_clock_that_goes_back_or_jumps(void **state)
{
	(void)state;
	const struct timing tests[] = {
	    {"back, since the other",
	     unknown,
	     unknown,
	     unknown,
	     true,
	     false,
	     5000,
	     {{0, C, S, 0}, {-5000, V, SA, 0, 1}}},
	    {"back, since its sender",
	     unknown,
	     unknown,
	     unknown,
	     true,
	     false,
	     1,
	     {{0, C, S, 0}, {-1, C, S, 0}}},
	    {"back before that: the one before it counts",
	     20,
	     unknown,
	     20,
	     false,
	     false,
	     0,
	     {{0, C, S, 0}, {-5000, V, SA, 0, 1}, {20, C, A, 1, 1}}},
	    {"more than a year on",
	     unknown,
	     unknown,
	     unknown,
	     false,
	     true,
	     days_400,
	     {{0, C, S, 0}, {days_400, V, SA, 0, 1}}},
	};
	for (size_t i = 0; i < COUNT_OF(tests); i++)
		expect_timing(&tests[i]);
}

/* Where its first sending is not known, it is that of the first that was lost. */
static void keeps_the_longest_repair(void **state)
{
	(void)state;
	static const struct {
		int64_t first_us;
		uint8_t lost;
		int64_t lost_us;
		uint32_t repair_us;
	} rows[] = {
	    {200, 0, 0, 200},
	    {200, 1, 500, 200}, /* it is known: what was lost before it does not count */
	    {CAUSE_UNKNOWN, 1, 500, 400},
	    {CAUSE_UNKNOWN, 0, 0, 0},
	    {CAUSE_UNKNOWN, 1, 0, 0}, /* what was lost was acknowledged since */
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct causes causes = {0};
		struct causes_side *side = &causes.side[SIDE_SERVER];
		side->last_us = 900;
		side->last_frame = 7;
		side->lost = rows[i].lost;
		side->lost_us = rows[i].lost_us;
		causes_repaired(&causes, SIDE_SERVER, AGAIN_BY_SACK, rows[i].first_us);
		if (side->repair_us != rows[i].repair_us)
			fail_msg("row %zu: %u us", i, side->repair_us);
		side->last_frame = 8;
		causes_repaired(&causes, SIDE_SERVER, AGAIN_BY_SACK, 100);
		assert_int_equal(side->repair_us,
				 rows[i].repair_us > 100 ? rows[i].repair_us : 100);
		assert_int_equal(side->repaired[AGAIN_BY_SACK], 2);
		assert_int_equal(side->repaired_frame[AGAIN_BY_SACK], 7);
		assert_int_equal(side->repaired[AGAIN_BY_DUPACKS], 0);
		assert_int_equal(causes.side[SIDE_CLIENT].repair_us, 0);
	}
}

/* Of the round trips to the server, that of its SYN+ACK by itself. */
static void keeps_the_least_round_trips(void **state)
{
	(void)state;
	static const struct {
		struct row row;
		uint32_t sample_us, least_us, data_least_us;
	} rows[] = {
	    {{0, C, S, 0}, 0, 0, 0},
	    {{500, V, SA, 0, 1}, 500, 500, 0},
	    {{30, C, A, 1, 1}, 500, 500, 0},
	    {{50, C, A, 1, 1, 10}, 500, 500, 0},
	    {{3000, V, A, 1, 11}, 3000, 500, 3000},
	    {{50, C, A, 11, 1, 10}, 3000, 500, 3000},
	    {{400, V, A, 1, 21}, 400, 400, 400},
	    {{50, C, A, 21, 1, 10}, 400, 400, 400},
	    {{2000, V, A, 1, 31}, 2000, 400, 400},
	    {{50, C, A, 31, 1, 10}, 2000, 400, 400},
	    {{300000, C, A, 31, 1, 10}, 2000, 400, 400},
	    {{200, V, A, 1, 41}, 2000, 400, 400}, /* of which of two it is cannot be told */
	};
	struct walk walk = {.now_ns = 1000 * (int64_t)MS};
	struct causes causes = {0};
	struct cause cause;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		const struct causes_side *server = &causes.side[SIDE_SERVER];
		learn(&causes, &walk, &rows[i].row, i + 1, &cause);
		if (server->sample_us != rows[i].sample_us ||
		    server->least_us != rows[i].least_us ||
		    server->data_least_us != rows[i].data_least_us)
			fail_msg("row %zu: sample %u, least %u, of data %u", i, server->sample_us,
				 server->least_us, server->data_least_us);
	}
	assert_int_equal(causes.side[SIDE_SERVER].syn_answer_us, 500);
	flow_extra_free(walk.flow.extra);
}

/* RFC 9293 section 3.10.7.4: a SYN+ACK with another number is another answer; what stands below
 * that of the first was never sent. */
static void numbers_begin_anew_with_another_answer(void **state)
{
	(void)state;
	static const struct row rows[] = {
	    {0, C, S, 0, 0, 11}, {30, V, SA, 9, 13},   {10, C, R, 13, 0},
	    {10, V, SA, 0, 1},   {10, C, A, 1, 1, 11},
	};
	struct walk walk = {.now_ns = 1000 * (int64_t)MS};
	struct causes causes = {0};
	struct cause cause;
	for (size_t i = 0; i < COUNT_OF(rows); i++)
		learn(&causes, &walk, &rows[i], i + 1, &cause);
	assert_true(cause.repeats && cause.syn_only);
	learn(&causes, &walk, &(struct row){10, V, A, 1, 12, 100}, COUNT_OF(rows) + 1, &cause);
	assert_false(cause.repeats || cause.jumps);
	assert_int_equal(cause.new_bytes, 100);
	flow_extra_free(walk.flow.extra);
}

/* One hole, which is filled from both ends. */
static void knows_what_of_a_hole_is_open(void **state)
{
	(void)state;
	static const struct {
		struct row row;
		bool jumps, fills;
		uint32_t left, right; /* behind the row; 0: none is open */
	} rows[] = {
	    {{0, C, S, 0}, false, false, 0, 0},
	    {{30, V, SA, 0, 1}, false, false, 0, 0},
	    {{10, C, A, 1, 1, 100}, false, false, 0, 0},
	    {{10, C, A, 401, 1, 100}, true, false, 101, 401},
	    {{10, C, A, 301, 1, 100}, false, true, 101, 301},
	    {{10, C, A, 301, 1, 100}, false, false, 101, 301}, /* the same again */
	    {{10, C, A, 101, 1, 100}, false, true, 201, 301},
	    {{10, C, A, 101, 1, 100}, false, false, 201, 301},
	    {{10, C, A, 601, 1, 100}, true, false, 201, 601}, /* of two, all between */
	    {{10, C, A, 201, 1, 400}, false, true, 0, 0},
	    {{10, C, A, 301, 1, 100}, false, false, 0, 0},
	};
	struct walk walk = {.now_ns = 1000 * (int64_t)MS};
	struct causes causes = {0};
	struct cause cause;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		const struct causes_side *client = &causes.side[SIDE_CLIENT];
		learn(&causes, &walk, &rows[i].row, i + 1, &cause);
		bool open = client->flags & CAUSE_HOLE;
		uint32_t left = open ? client->hole_left - CLIENT_ISN : 0;
		uint32_t right = open ? client->hole_right - CLIENT_ISN : 0;
		if (cause.jumps != rows[i].jumps || cause.fills_hole != rows[i].fills ||
		    left != rows[i].left || right != rows[i].right)
			fail_msg("row %zu:%s%s, open from %u to %u", i, cause.jumps ? " jumps" : "",
				 cause.fills_hole ? " fills" : "", left, right);
	}
	flow_extra_free(walk.flow.extra);
}

/* RFC 9293 sections 3.10.7.1 and 3.10.7.4. */
static void a_rst_with_ack_tells_what_had_come(void **state)
{
	(void)state;
	static const struct {
		struct row rst;
		uint32_t una;
	} rows[] = {
	    {{10, V, RA, 1, 51}, 51},
	    {{10, V, RA, 1, 101}, 101},
	    {{10, V, RA, 1, 102}, 1}, /* of nothing that was sent */
	    {{10, V, R, 1, 51}, 1},
	    {{10, V, RA, -(uint32_t)SERVER_ISN, 51},
	     1}, /* number 0 answers what may be of another */
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		const struct row opening[] = {
		    {0, C, S, 0}, {30, V, SA, 0, 1}, {10, C, A, 1, 1, 100}, rows[i].rst};
		struct walk walk = {.now_ns = 1000 * (int64_t)MS};
		struct causes causes = {0};
		struct cause cause;
		for (size_t k = 0; k < COUNT_OF(opening); k++)
			learn(&causes, &walk, &opening[k], k + 1, &cause);
		if (causes.side[SIDE_CLIENT].una - CLIENT_ISN != rows[i].una)
			fail_msg("row %zu: up to %u", i, causes.side[SIDE_CLIENT].una - CLIENT_ISN);
		flow_extra_free(walk.flow.extra);
	}
}

int test_causes(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(keeps_the_least_round_trips),
	    cmocka_unit_test(knows_who_spoke_last),
	    cmocka_unit_test(sees_a_clock_that_goes_back_or_jumps),
	    cmocka_unit_test(keeps_the_longest_repair),
	    cmocka_unit_test(numbers_begin_anew_with_another_answer),
	    cmocka_unit_test(knows_what_of_a_hole_is_open),
	    cmocka_unit_test(a_rst_with_ack_tells_what_had_come),
	};
	return run_group(tests, NULL, NULL);
}
