/* SPDX-License-Identifier: MIT */
#include "recency.h"
#include "unit.h"

enum { FLOWS = 300, STEPS = 20000 };

/* The list of some flows, and beside it their last steps, of which the order is plain. */
struct both {
	struct flow flows[FLOWS];
	uint32_t last[FLOWS]; /* 0: it is not there, or lingers */
	struct recency list;
};

static struct both *both_new(uint32_t touches)
{
	struct both *both = calloc(1, sizeof *both);
	assert_non_null(both);
	both->list = (struct recency)RECENCY_EMPTY;
	both->list.numbered = true;
	both->list.touches = touches;
	return both;
}

static void touch(struct both *both, uint32_t at, uint32_t step)
{
	struct flow *flow = &both->flows[at];
	if (both->last[at] == 0) {
		flow->number = at + 1;
		flow->flags = 0;
		recency_add(both->flows, FLOWS, &both->list, flow);
	} else {
		recency_touch(both->flows, FLOWS, &both->list, flow);
	}
	both->last[at] = step;
}

/* It goes, or ends and lingers. */
static void take(struct both *both, uint32_t at, bool lingers)
{
	struct flow *flow = &both->flows[at];
	if (both->last[at] == 0)
		return;
	recency_take(both->flows, &both->list, flow);
	flow->flags = lingers ? FLOW_LINGERS : 0;
	flow->number = lingers ? flow->number : 0;
	both->last[at] = 0;
}

static uint32_t draw(uint32_t *state, uint32_t below)
{
	*state = *state * 1664525 + 1013904223;
	return (*state >> 8) % below;
}

static void play(struct both *both, uint32_t *random, uint32_t from, uint32_t steps)
{
	for (uint32_t step = from; step < from + steps; step++) {
		uint32_t at = draw(random, FLOWS);
		if (draw(random, 8) == 0)
			take(both, at, step % 2);
		else
			touch(both, at, step);
	}
}

/* From the oldest on, each was touched before the next; all that are there come, and no other. */
static void assert_order(const struct both *both)
{
	uint32_t there = 0, last = 0, count = 0;
	for (uint32_t at = 0; at < FLOWS; at++)
		there += both->last[at] != 0;
	int32_t before = FLOW_NO_INDEX;
	assert_false(both->list.numbered);
	for (int32_t at = both->list.oldest; at != FLOW_NO_INDEX; at = both->flows[at].newer) {
		assert_true(last < both->last[at]);
		assert_int_equal(both->flows[at].older, before);
		last = both->last[at];
		before = at;
		count++;
	}
	assert_int_equal(both->list.newest, before);
	assert_int_equal(count, there);
	assert_int_equal(both->list.count, there);
}

static void the_list_is_made_when_it_is_asked_for(void **state)
{
	(void)state;
	for (uint32_t seed = 1; seed <= 20; seed++) {
		struct both *both = both_new(seed % 2 ? 0 : 1u << 22);
		uint32_t random = seed;
		play(both, &random, 1, seed == 20 ? 0 : STEPS);
		assert_true(both->list.numbered);
		recency_sort(both->flows, FLOWS, &both->list);
		assert_order(both);
		play(both, &random, STEPS + 1, STEPS); /* and is kept from then on */
		assert_order(both);
		free(both);
	}
}

static void or_when_there_are_no_more_numbers(void **state)
{
	(void)state;
	struct both *both = both_new(UINT32_MAX - STEPS / 2);
	uint32_t random = 1;
	play(both, &random, 1, STEPS);
	assert_order(both);
	free(both);
}

int test_recency(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(the_list_is_made_when_it_is_asked_for),
	    cmocka_unit_test(or_when_there_are_no_more_numbers),
	};
	return run_group(tests, NULL, NULL);
}
