/* SPDX-License-Identifier: MIT */
/* What is kept of copies and what is told of them at once is bounded. */
#include "fates_fixture.h"

static void memory_is_bounded(void **state)
{
	(void)state;
	const struct fates_setting none = {.memory = 8, .flags = FATES_FORGOT};
	proves_with(none, "",
		    HANDSHAKE "300 C A 101 1 100\n"
			      "500 S A 1 201 0\n");
	proves_with(none, "",
		    HANDSHAKE_ID "300 C A 1 1 100 id=3\n"
				 "2300 C A 1 1 100 id=4\n"
				 "2500 S A 1 101 0\n");
	/* What was sent first is not remembered any more. */
	const struct fates_setting few = {.recent = 2, .flags = FATES_FORGOT};
	proves_with(few, "7 unknown cannot-tell by 0\n",
		    HANDSHAKE_ID "300 C A 1 1 100 id=3\n"
				 "301 C A 101 1 100 id=4\n"
				 "302 C A 201 1 100 id=5\n"
				 "2300 C A 1 1 100 id=6\n"
				 "2500 S A 1 301 0\n");
}

static void many_ranges_are_told_in_turn(void **state)
{
	(void)state;
	struct fates fates = {.owner = 2};
	struct path_times times = {0};
	struct fates_table *table = fates_table_new(1024, 1 << 20);
	struct fate_event events[FATES_EVENTS_MAX];
	assert_non_null(table);
	unsigned told = 0;
	uint64_t frame = 0;
	for (unsigned round = 0; round < 2; round++)
		for (unsigned i = 0; i < 40; i++) {
			frame++;
			struct fates_input in = {.frame = frame,
						 .time_ns = (int64_t)(round * 1000 + i) * 1000000,
						 .seq = i * 10,
						 .length = 10,
						 .ip_id = (uint16_t)(frame),
						 .flags = TCP_FLAG_ACK};
			told += (unsigned)fates_segment(&fates, &times, table, &in, events);
		}
	assert_int_equal(told, 33); /* ranges, and the first segment of all */
	assert_int_equal(fates.flags, FATES_FORGOT);
	struct fates_input ack = {.frame = ++frame,
				  .time_ns = 3000000000,
				  .ack = 400,
				  .from = SIDE_SERVER,
				  .flags = TCP_FLAG_ACK};
	told = (unsigned)fates_segment(&fates, &times, table, &ack, events);
	size_t more;
	while ((more = fates_end(&fates, &times, table, 3000000000, events)) > 0)
		told += (unsigned)more;
	assert_int_equal(told, 32);
	fates_release(&fates, table);
	fates_table_free(table);
}

static uint32_t next_random(uint32_t *state)
{
	*state = *state * 1664525 + 1013904223;
	return *state >> 16;
}

/* Segments of any kind around the same numbers. */
static struct fates_input any_segment(uint32_t *random, uint64_t frame)
{
	static const uint16_t flags[] = {TCP_FLAG_ACK, TCP_FLAG_ACK,
					 TCP_FLAG_ACK, TCP_FLAG_ACK | TCP_FLAG_FIN,
					 TCP_FLAG_SYN, TCP_FLAG_SYN | TCP_FLAG_ACK,
					 TCP_FLAG_RST, TCP_FLAG_RST | TCP_FLAG_ACK};
	uint32_t far = next_random(random) % 64 == 0 ? next_random(random) << 16 : 0;
	struct fates_input in = {
	    .frame = frame,
	    .time_ns = (int64_t)frame * (next_random(random) % 4) * 10000000,
	    .seq = far + next_random(random) % 60 * 10,
	    .ack = next_random(random) % 60 * 10,
	    .length = next_random(random) % 4 * 10,
	    .timestamp_value = next_random(random) % 50,
	    .timestamp_echo = next_random(random) % 50,
	    .flags = flags[next_random(random) % COUNT_OF(flags)],
	    .window = (uint16_t)(next_random(random) % 1000),
	    .ip_id = (uint16_t)(frame / (1 + next_random(random) % 3)),
	    .from = (uint8_t)(next_random(random) % 2),
	    .link = next_random(random) % 2,
	    .has_timestamps = next_random(random) % 2,
	    .one_host = next_random(random) % 8 == 0,
	    .sack_count = (uint8_t)(next_random(random) % (SACK_BLOCKS_MAX + 1)),
	};
	for (unsigned i = 0; i < in.sack_count; i++) {
		in.sack[i].left = next_random(random) % 60 * 10;
		in.sack[i].right = in.sack[i].left + next_random(random) % 3 * 10;
	}
	return in;
}

static void any_segments_keep_the_bounds(void **state)
{
	(void)state;
	uint32_t random = 1;
	for (unsigned run = 0; run < 60; run++) {
		struct fates fates = {.owner = 2};
		struct path_times times = {0};
		struct fates_table *table = fates_table_new(64, 40000);
		struct fate_event events[FATES_EVENTS_MAX];
		assert_non_null(table);
		for (uint64_t frame = 1; frame < 600; frame++) {
			struct fates_input in = any_segment(&random, frame);
			size_t count = fates_segment(&fates, &times, table, &in, events);
			assert_true(count <= FATES_EVENTS_MAX);
			for (size_t i = 0; i < count; i++) {
				assert_true(events[i].frame > 0 && events[i].frame <= frame);
				assert_true(events[i].by <= frame);
				assert_true(events[i].kind < FATE_EVENT_KINDS &&
					    events[i].fate < FATE_COUNT &&
					    events[i].grade < FATE_GRADES);
			}
		}
		unsigned calls = 0;
		while (fates_end(&fates, &times, table, 1, events) > 0)
			assert_true(++calls < 64);
		fates_release(&fates, table);
		assert_null(fates.more);
		fates_table_free(table);
	}
}

int test_fates_bounds(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(memory_is_bounded),
	    cmocka_unit_test(many_ranges_are_told_in_turn),
	    cmocka_unit_test(any_segments_keep_the_bounds),
	};
	return run_group(tests, NULL, NULL);
}
