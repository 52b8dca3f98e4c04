/* SPDX-License-Identifier: MIT */
/* What a list of events takes of those that the writers get. */
#include "compare_take.h"

#include "event_fixture.h"
#include "evidence.h"

struct taken {
	struct event_fixture of;
	struct compare_list list;
};

static void begin(struct taken *taken)
{
	event_fixture_init(&taken->of);
	compare_list_init(&taken->list);
	taken->of.flow.side[SIDE_CLIENT].window_scale = 7;
	taken->of.flow.side[SIDE_SERVER].window_scale = 9;
	taken->of.flow.side[SIDE_CLIENT].flags |= SIDE_SCALE_KNOWN;
	taken->of.flow.side[SIDE_SERVER].flags |= SIDE_SCALE_KNOWN;
}

static const struct compare_segment *take(struct taken *taken)
{
	compare_take_segment(&taken->list, &taken->of.event);
	assert_false(taken->list.failed);
	return &taken->list.segments[taken->list.segment_count - 1];
}

static void takes_numbers_that_no_initial_one_changes(void **state)
{
	(void)state;
	struct taken taken;
	begin(&taken);
	const struct compare_segment *item = take(&taken);
	assert_int_equal(item->connection, 1);
	assert_true(item->seq == 1 && item->ack == 1 && item->length == 11);
	assert_int_equal(item->flags, TCP_FLAG_PSH | TCP_FLAG_ACK);
	assert_int_equal(item->from, SIDE_CLIENT);
	assert_int_equal(item->fate, FATE_COUNT);
	assert_true(item->time_ns == taken.of.event.time_ns);
	assert_true(end_state_equal(item->states[SIDE_SERVER], taken.of.event.states[SIDE_SERVER]));
	assert_true(item->payload == compare_hash(0, PROTOCOL_MESSAGE, 11));
	compare_list_release(&taken.list);
}

static void takes_no_ack_without_its_flag(void **state)
{
	(void)state;
	struct taken taken;
	begin(&taken);
	taken.of.segment.flags = TCP_FLAG_RST;
	assert_int_equal(take(&taken)->ack, 0);
	compare_list_release(&taken.list);
}

static void does_not_compare_what_was_cut(void **state)
{
	(void)state;
	struct taken taken;
	begin(&taken);
	taken.of.segment.payload_captured = 10;
	assert_true(take(&taken)->payload == 0);
	compare_list_release(&taken.list);
}

static void takes_a_fate_where_there_is_one(void **state)
{
	(void)state;
	struct taken taken;
	struct evidence_step proven = {.fate = FATE_LOST};
	begin(&taken);
	taken.of.event.evidence = &proven;
	assert_int_equal(take(&taken)->fate, FATE_COUNT);
	proven.has_fate = true;
	assert_int_equal(take(&taken)->fate, FATE_LOST);
	compare_list_release(&taken.list);
}

/* Of several claims the one that says most of why it came. */
static void takes_its_frame_and_why_it_came(void **state)
{
	(void)state;
	struct taken taken;
	struct claim_set claims = {.count = 2,
				   .claim = {{.id = CLAIM_DATA}, {.id = CLAIM_AGAIN_DUPACKS}}};
	begin(&taken);
	taken.of.segment.frame = 17;
	assert_int_equal(take(&taken)->reason, REASON_NONE);
	taken.of.event.claims = &claims;
	assert_int_equal(take(&taken)->reason, REASON_DUPACKS);
	assert_true(take(&taken)->frame == 17);
	claims.claim[0].id = CLAIM_CAPTURED_TWICE;
	assert_int_equal(take(&taken)->reason, REASON_CAPTURED_TWICE);
	compare_list_release(&taken.list);
}

/* RFC 7323 section 2.2. */
static void scales_windows_where_both_ends_offered_it(void **state)
{
	(void)state;
	static const struct {
		unsigned flags, client, server;
		uint32_t window, scale;
	} rows[] = {
	    {TCP_FLAG_ACK, SIDE_SCALE_KNOWN, SIDE_SCALE_KNOWN, 512 << 7, 7},
	    {TCP_FLAG_ACK, SIDE_SCALE_KNOWN, 0, COMPARE_NO_WINDOW, 0},
	    {TCP_FLAG_ACK, 0, SIDE_SCALE_KNOWN, COMPARE_NO_WINDOW, 0},
	    {TCP_FLAG_ACK, SIDE_SCALE_KNOWN | SIDE_SENT_SYN_ACK, 0, 512 << 7, 7},
	    {TCP_FLAG_SYN, SIDE_SCALE_KNOWN, SIDE_SCALE_KNOWN, 512, 0},
	    {TCP_FLAG_SYN, 0, 0, 512, 0},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct taken taken;
		begin(&taken);
		taken.of.segment.flags = (uint16_t)rows[i].flags;
		taken.of.flow.side[SIDE_CLIENT].flags = (uint16_t)rows[i].client;
		taken.of.flow.side[SIDE_SERVER].flags = (uint16_t)rows[i].server;
		const struct compare_segment *item = take(&taken);
		if (item->window != rows[i].window || item->scale != rows[i].scale)
			fail_msg("row %zu: window %u, scale %u", i, item->window, item->scale);
		compare_list_release(&taken.list);
	}
}

static void takes_what_a_syn_offers(void **state)
{
	(void)state;
	static const uint8_t options[] = {2, 4, 5, 180, 4, 2, 8, 10, 0,  0, 0, 1,
					  0, 0, 0, 0,   1, 3, 3, 7,  34, 2, 1, 1};
	struct taken taken;
	begin(&taken);
	taken.of.segment.flags = TCP_FLAG_SYN;
	taken.of.segment.options = options;
	taken.of.segment.options_length = sizeof options;
	const struct compare_segment *item = take(&taken);
	assert_int_equal(item->mss, 1460);
	assert_int_equal(item->scale, 7);
	assert_int_equal(item->options, (1 << COMPARE_OPTION_BITS) - 1);
	taken.of.segment.options_length = 4;
	item = take(&taken);
	assert_int_equal(item->options, COMPARE_MSS);
	assert_int_equal(item->scale, 0);
	taken.of.segment.flags = TCP_FLAG_ACK; /* where options say other things */
	item = take(&taken);
	assert_true(item->options == 0 && item->mss == 0);
	compare_list_release(&taken.list);
}

static void takes_a_connection(void **state)
{
	(void)state;
	struct taken taken;
	begin(&taken);
	struct flow *flow = &taken.of.flow;
	const struct connection_event event = {.flow = flow};
	flow->flags |= FLOW_RESET;
	flow->resetter = SIDE_SERVER;
	flow->side[SIDE_CLIENT].bytes = 11;
	flow->side[SIDE_SERVER].bytes = 12;
	compare_take_connection(&taken.list, &event);
	assert_int_equal(taken.list.connection_count, 1);
	const struct compare_connection *item = &taken.list.connections[0];
	assert_int_equal(item->number, 1);
	assert_int_equal(item->open, OPEN_3_WAY);
	assert_int_equal(item->close, CLOSE_RESET);
	assert_int_equal(item->closed_first, CLOSER_SERVER);
	assert_true(item->bytes[SIDE_CLIENT] == 11 && item->bytes[SIDE_SERVER] == 12);
	compare_list_release(&taken.list);
}

int test_compare_take(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(takes_numbers_that_no_initial_one_changes),
	    cmocka_unit_test(takes_no_ack_without_its_flag),
	    cmocka_unit_test(does_not_compare_what_was_cut),
	    cmocka_unit_test(takes_a_fate_where_there_is_one),
	    cmocka_unit_test(takes_its_frame_and_why_it_came),
	    cmocka_unit_test(scales_windows_where_both_ends_offered_it),
	    cmocka_unit_test(takes_what_a_syn_offers),
	    cmocka_unit_test(takes_a_connection),
	};
	return run_group(tests, NULL, NULL);
}
