/* SPDX-License-Identifier: MIT */
#include "flow_extra.h"
#include "flow_table.h"
#include "huge_pages.h"
#include "unit.h"

enum { SECOND = 1000000000 };

/* The linker puts these in place of the real ones: memory runs out when a test wants it to. */
void *__real_calloc(size_t count, size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__real_malloc(size_t size);
void *__wrap_malloc(size_t size);
void *__real_huge_pages_map(size_t bytes);
void *__wrap_huge_pages_map(size_t bytes);
void *__real_huge_pages_grow(void *pages, size_t bytes, size_t larger);
void *__wrap_huge_pages_grow(void *pages, size_t bytes, size_t larger);
static bool no_memory, no_pages;

void *__wrap_calloc(size_t count, size_t size)
{
	return no_memory ? NULL : __real_calloc(count, size);
}

void *__wrap_malloc(size_t size)
{
	return no_memory ? NULL : __real_malloc(size);
}

void *__wrap_huge_pages_map(size_t bytes)
{
	return no_pages ? NULL : __real_huge_pages_map(bytes);
}

void *__wrap_huge_pages_grow(void *pages, size_t bytes, size_t larger)
{
	return no_pages ? NULL : __real_huge_pages_grow(pages, bytes, larger);
}

/* A segment from client N to the server, or back. */
static struct segment segment_of(uint32_t n, bool back, int64_t time_ns)
{
	struct endpoint client = {.version = 4, .port = (uint16_t)(1024 + n % 50000)};
	struct endpoint server = {.version = 4, .port = 80, .address = {192, 0, 2, 1}};
	client.address[0] = 10;
	client.address[1] = (uint8_t)(n / 50000);
	return (struct segment){
	    .time_ns = time_ns,
	    .source = back ? server : client,
	    .destination = back ? client : server,
	};
}

static struct flow_table *table_of(uint32_t max)
{
	struct err err;
	struct flow_table *table = flow_table_new(max, &err);
	assert_non_null(table);
	return table;
}

static struct flow *add(struct flow_table *table, uint32_t n, int64_t time_ns)
{
	struct err err;
	struct segment segment = segment_of(n, false, time_ns);
	uint32_t hash = flow_table_hash(table, &segment);
	struct flow *flow = flow_table_add(table, &segment, hash, true, &err);
	assert_non_null(flow);
	return flow;
}

static struct flow *find(struct flow_table *table, uint32_t n, bool back)
{
	struct segment segment = segment_of(n, back, 0);
	return flow_table_find(table, &segment, flow_table_hash(table, &segment));
}

static void a_million_fit_into_256_mib(void **state)
{
	(void)state;
	assert_true(sizeof(struct flow) <= 216);
	/* an index of 2^21 slots of 8 bytes at three quarters full */
	assert_true(1000000 * sizeof(struct flow) + 2097152 * 8 < 256 << 20);
}

/* Who sends nothing but trouble fills no memory with what is remembered about it. */
static void few_have_an_extra(void **state)
{
	(void)state;
	enum { MAX = 100, ALLOWED = MAX / FLOW_TABLE_PLAIN + 1 };
	struct flow_table *table = table_of(MAX);
	uint32_t extras = 0;
	for (uint32_t n = 0; n < MAX; n++) {
		struct flow *flow = add(table, n, n);
		extras += flow_extra(flow) != NULL;
		flow_table_touch(table, flow, false);
	}
	assert_int_equal(extras, ALLOWED);
	assert_non_null(flow_extra(find(table, 0, false))); /* who has one keeps it */
	assert_null(flow_extra(find(table, MAX - 1, true)));
	/* One goes, and another one's time has come. */
	flow_table_remove(table, find(table, 0, false));
	assert_non_null(flow_extra(find(table, MAX - 1, true)));
	flow_table_free(table);
}

static void finds_both_directions_and_nothing_else(void **state)
{
	(void)state;
	struct flow_table *table = table_of(100);
	struct flow *flow = add(table, 7, 0);
	assert_ptr_equal(find(table, 7, false), flow);
	assert_ptr_equal(find(table, 7, true), flow);
	assert_null(find(table, 8, false));
	assert_int_equal(flow->number, 1);
	assert_int_equal(flow->ends[SIDE_SERVER].port, 80);
	flow_table_free(table);
}

static void an_address_of_the_other_family_is_another(void **state)
{
	(void)state;
	struct flow_table *table = table_of(100);
	add(table, 7, 0);
	struct segment segment = segment_of(7, false, 0);
	segment.source.version = segment.destination.version = 6;
	assert_null(flow_table_find(table, &segment, flow_table_hash(table, &segment)));
	flow_table_free(table);
}

static void the_client_may_be_the_destination(void **state)
{
	(void)state;
	struct flow_table *table = table_of(100);
	struct err err;
	struct segment segment = segment_of(7, true, 0);
	struct flow *flow =
	    flow_table_add(table, &segment, flow_table_hash(table, &segment), false, &err);
	assert_int_equal(flow->ends[SIDE_CLIENT].port, 1031);
	assert_ptr_equal(find(table, 7, false), flow);
	flow_table_free(table);
}

/* Many come and go in an order that moves slots about: whoever is in it is found. */
static void survives_growth_and_removal(void **state)
{
	(void)state;
	enum { FLOWS = 5000 };
	struct flow_table *table = table_of(FLOWS);
	for (uint32_t n = 0; n < FLOWS; n++)
		add(table, n, n);
	for (uint32_t n = 0; n < FLOWS; n += 3)
		flow_table_remove(table, find(table, n, false));
	for (uint32_t n = 0; n < FLOWS; n++) {
		struct flow *flow = find(table, n, true);
		assert_int_equal(flow != NULL, n % 3 != 0);
		if (flow)
			assert_int_equal(flow->number, n + 1);
	}
	for (uint32_t n = 0; n < FLOWS; n += 3)
		assert_int_equal(add(table, n, FLOWS)->number, FLOWS + n / 3 + 1);
	assert_int_equal(flow_table_count(table), FLOWS);
	flow_table_free(table);
}

static void the_longest_idle_makes_room(void **state)
{
	(void)state;
	struct flow_table *table = table_of(3);
	bool evicted;
	struct flow *first = add(table, 1, 0);
	struct flow *second = add(table, 2, 1);
	assert_null(flow_table_due(table, 2, true, &evicted));
	add(table, 3, 2);
	assert_null(flow_table_due(table, 3, false, &evicted));
	flow_table_touch(table, first, false);
	assert_ptr_equal(flow_table_due(table, 3, true, &evicted), second);
	assert_true(evicted);
	flow_table_free(table);
}

static void an_ended_one_goes_before_a_live_one(void **state)
{
	(void)state;
	struct flow_table *table = table_of(3);
	bool evicted;
	add(table, 1, 0);
	struct flow *ended = add(table, 2, 1);
	add(table, 3, 2);
	flow_table_touch(table, ended, true);
	assert_int_equal(flow_table_live(table), 2);
	assert_ptr_equal(flow_table_due(table, 3, true, &evicted), ended);
	assert_false(evicted);
	flow_table_touch(table, ended, false); /* it lives again: tried anew after a refusal */
	assert_int_equal(flow_table_live(table), 3);
	flow_table_free(table);
}

/* Packet time passes in steps, at most STEP each. Returns who is due after SECONDS. */
static struct flow *due_after(struct flow_table *table, int64_t from_ns, int seconds)
{
	struct flow *due = NULL;
	bool evicted;
	for (int second = 0; second <= seconds && !due; second++)
		due = flow_table_due(table, from_ns + second * (int64_t)SECOND, false, &evicted);
	assert_true(!due || !evicted);
	return due;
}

static void packet_time_lets_go_who_ended(void **state)
{
	(void)state;
	struct flow_table *table = table_of(100);
	struct flow *ended = add(table, 1, 0);
	add(table, 2, 0); /* idle, and not ended: as long as there is room */
	flow_table_touch(table, ended, true);
	assert_null(due_after(table, 0, 60));
	assert_ptr_equal(due_after(table, 61 * (int64_t)SECOND, 0), ended);
	flow_table_remove(table, ended);
	assert_null(due_after(table, 62 * (int64_t)SECOND, 10000));
	flow_table_free(table);
}

static void a_clock_that_jumps_lets_nobody_go(void **state)
{
	(void)state;
	struct flow_table *table = table_of(100);
	bool evicted;
	struct flow *ended = add(table, 1, 0);
	assert_null(flow_table_due(table, 0, false, &evicted));
	flow_table_touch(table, ended, true);
	assert_null(flow_table_due(table, INT64_MAX / 2, false, &evicted));
	assert_null(flow_table_due(table, -100 * (int64_t)SECOND, false, &evicted));
	assert_null(flow_table_due(table, FLOW_LINGER_NS, false, &evicted));
	/* three jumps ahead, of which 10 s each count, and a while */
	assert_null(due_after(table, 2 * FLOW_LINGER_NS, 30));
	assert_ptr_equal(due_after(table, 2 * FLOW_LINGER_NS + 31 * (int64_t)SECOND, 0), ended);
	flow_table_free(table);
}

/* Two between the same ends: the older is found where it is asked for, and where it is alone. */
static void the_superseded_one_is_found_apart(void **state)
{
	(void)state;
	struct flow_table *table = table_of(100);
	struct segment segment = segment_of(1, true, 0);
	uint32_t hash = flow_table_hash(table, &segment);
	struct flow *older = add(table, 1, 0);
	assert_null(flow_table_find_superseded(table, &segment, hash));
	older->flags |= FLOW_SUPERSEDED;
	struct flow *newer = add(table, 1, 0);
	assert_ptr_equal(find(table, 1, true), newer);
	assert_ptr_equal(flow_table_find_superseded(table, &segment, hash), older);
	flow_table_remove(table, newer);
	assert_ptr_equal(find(table, 1, true), older);
	flow_table_free(table);
}

static void too_many_ended_ones_go(void **state)
{
	(void)state;
	struct flow_table *table = table_of(2 * FLOW_TABLE_LINGER_MAX);
	bool evicted;
	for (uint32_t n = 0; n <= FLOW_TABLE_LINGER_MAX; n++) {
		assert_null(flow_table_due(table, 0, false, &evicted));
		flow_table_touch(table, add(table, n, 0), true);
	}
	assert_ptr_equal(flow_table_due(table, 0, false, &evicted), find(table, 0, false));
	flow_table_free(table);
}

static void remember_number(struct flow *flow, void *context)
{
	uint32_t *last = context;
	assert_true(flow->number > *last);
	*last = flow->number;
}

static void visits_in_the_order_of_numbers(void **state)
{
	(void)state;
	struct flow_table *table = table_of(100);
	uint32_t last = 0;
	for (uint32_t n = 0; n < 100; n++)
		add(table, n * 7919 % 65536, 0);
	flow_table_visit(table, true, remember_number, &last);
	assert_int_equal(last, 100);
	flow_table_free(table);
}

static void extras_are_freed(void **state)
{
	(void)state;
	struct flow_table *table = table_of(10);
	assert_non_null(flow_extra(add(table, 1, 0)));
	assert_non_null(flow_extra(add(table, 2, 0)));
	flow_table_remove(table, find(table, 1, false));
	flow_table_free(table); /* the leak sanitizer looks */
	flow_table_free(NULL);
}

static void count_visit(struct flow *flow, void *context)
{
	(void)flow;
	++*(uint32_t *)context;
}

/* Who goes leaves a place that is not visited, and whoever takes it is visited last all the same.
 * The numbers are squares: those in a row may lie in the index without a collision. */
static void visits_nobody_who_went(void **state)
{
	(void)state;
	enum { COUNT = 700 };
	struct flow_table *table = table_of(1000);
	uint32_t last = 0, visits = 0;
	for (uint32_t n = 0; n < COUNT; n++)
		add(table, n * n, 0);
	for (uint32_t n = 1; n < COUNT; n += 2)
		flow_table_remove(table, find(table, n * n, false));
	for (uint32_t n = 0; n < COUNT; n++)
		assert_int_equal(find(table, n * n, true) == NULL, n % 2);
	add(table, 1, 0);
	flow_table_visit(table, true, remember_number, &last);
	assert_int_equal(last, COUNT + 1);
	no_memory = true; /* to sort them */
	flow_table_visit(table, true, count_visit, &visits);
	no_memory = false;
	assert_int_equal(visits, COUNT / 2 + 1);
	flow_table_free(table);
}

static void says_that_there_is_no_memory(void **state)
{
	(void)state;
	struct err err;
	no_memory = true;
	struct flow_table *table = flow_table_new(10, &err);
	no_memory = false;
	assert_null(table);
	assert_string_equal(err.text, "out of memory for the connections' table");
	no_pages = true;
	table = flow_table_new(10, &err);
	no_pages = false;
	assert_null(table);
	assert_string_equal(err.text,
			    "no room in memory for 10 connections: see --max-connections");
}

/* A connection too many for the index is refused, and nothing is lost. */
static void goes_on_where_the_index_cannot_grow(void **state)
{
	(void)state;
	enum { FIT = 768 };
	struct flow_table *table = table_of(1000);
	struct err err;
	for (uint32_t n = 0; n < FIT; n++)
		add(table, n, 0);
	struct segment segment = segment_of(FIT, false, 0);
	uint32_t hash = flow_table_hash(table, &segment);
	no_pages = true;
	struct flow *flow = flow_table_add(table, &segment, hash, true, &err);
	no_pages = false;
	assert_null(flow);
	assert_string_equal(err.text, "out of memory for connection 769: see --max-connections");
	assert_int_equal(flow_table_count(table), FIT);
	assert_int_equal(add(table, FIT, 0)->number, FIT + 1);
	for (uint32_t n = 0; n <= FIT; n++)
		assert_non_null(find(table, n, true));
	flow_table_free(table);
}

int test_flow_table(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_million_fit_into_256_mib),
	    cmocka_unit_test(few_have_an_extra),
	    cmocka_unit_test(finds_both_directions_and_nothing_else),
	    cmocka_unit_test(an_address_of_the_other_family_is_another),
	    cmocka_unit_test(the_client_may_be_the_destination),
	    cmocka_unit_test(survives_growth_and_removal),
	    cmocka_unit_test(the_longest_idle_makes_room),
	    cmocka_unit_test(an_ended_one_goes_before_a_live_one),
	    cmocka_unit_test(packet_time_lets_go_who_ended),
	    cmocka_unit_test(a_clock_that_jumps_lets_nobody_go),
	    cmocka_unit_test(the_superseded_one_is_found_apart),
	    cmocka_unit_test(too_many_ended_ones_go),
	    cmocka_unit_test(visits_in_the_order_of_numbers),
	    cmocka_unit_test(visits_nobody_who_went),
	    cmocka_unit_test(says_that_there_is_no_memory),
	    cmocka_unit_test(goes_on_where_the_index_cannot_grow),
	    cmocka_unit_test(extras_are_freed),
	};
	return run_group(tests, NULL, NULL);
}
