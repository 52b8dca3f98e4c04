/* SPDX-License-Identifier: MIT */
#include "event_fixture.h"
#include "unit.h"
#include "writer.h"
#include "zeek.h"

struct fixture {
	struct event_fixture of;
	struct text text;
	struct writer writer;
};

static int begin(void **state)
{
	struct fixture *fixture = calloc(1, sizeof *fixture);
	if (!fixture)
		return -1;
	event_fixture_init(&fixture->of);
	text_init(&fixture->text);
	const struct writer_options options = {.text = &fixture->text};
	writer_init(&fixture->writer, writer_formats[1], &options);
	*state = fixture;
	return 0;
}

static int finish(void **state)
{
	struct fixture *fixture = *state;
	writer_release(&fixture->writer);
	text_release(&fixture->text);
	free(fixture);
	return 0;
}

static void expect_segment(struct fixture *fixture, const char *json)
{
	text_clear(&fixture->text);
	writer_segment(&fixture->writer, &fixture->of.event);
	assert_text(&fixture->text, json);
}

/* The value of the field NAME of the fixture's segment. */
static void expect_field(struct fixture *fixture, const char *field)
{
	text_clear(&fixture->text);
	writer_segment(&fixture->writer, &fixture->of.event);
	if (!strstr(text_c_string(&fixture->text), field))
		fail_msg("no %s in %s", field, text_c_string(&fixture->text));
}

static void writes_a_segment(void **state)
{
	expect_segment(*state, "{\"v\":1,\"event\":\"segment\",\"frame\":4,"
			       "\"time\":\"1702890233.000000042\",\"conn\":1,\"from\":\"client\","
			       "\"src\":\"127.0.0.1\",\"sport\":48604,\"dst\":\"127.0.0.1\","
			       "\"dport\":8079,\"community_id\":\"1:GEdWaVRoiq2TWC2zgUh6UzbWrsI=\","
			       "\"flags\":24,\"seq\":826795164,\"ack\":2753825883,\"rel_seq\":1,"
			       "\"rel_ack\":1,\"win\":512,\"len\":11,\"payload\":\"hello world\","
			       "\"phase\":\"data\",\"labels\":[],\"client_state\":\"ESTABLISHED\","
			       "\"server_state\":\"ESTABLISHED\",\"ttl\":64,\"ip_id\":4660,"
			       "\"frame_len\":65,\"win_scaled\":null,\"options\":[],"
			       "\"checksum\":\"not-captured\"}\n");
}

static void tells_whether_the_checksum_fits(void **state)
{
	struct fixture *fixture = *state;
	uint8_t header[32] = {[12] = 0x50, [16] = 0xb4, [17] = 0x11, [20] = 'h'};
	fixture->of.segment.header = header;
	fixture->of.segment.payload = header + 20;
	fixture->of.segment.data_offset = 5;
	expect_field(fixture, ",\"checksum\":\"bad\"}");
	fixture->of.segment.payload_length = 12;
	expect_field(fixture, ",\"checksum\":\"not-captured\"}");
}

static void scales_the_window(void **state)
{
	struct fixture *fixture = *state;
	struct flow_side *side = fixture->of.flow.side;
	side[SIDE_CLIENT].flags |= SIDE_SCALE_KNOWN;
	side[SIDE_CLIENT].window_scale = 14;
	fixture->of.segment.window = 65535;
	expect_field(fixture, ",\"win_scaled\":null,"); /* the server has not agreed */
	side[SIDE_SERVER].flags |= SIDE_SCALE_KNOWN;
	expect_field(fixture, ",\"win_scaled\":1073725440,");
	fixture->of.segment.flags = TCP_FLAG_SYN;
	expect_field(fixture, ",\"win_scaled\":65535,");
	/* who answers with a scale was offered one */
	side[SIDE_CLIENT].flags = SIDE_SPOKE;
	side[SIDE_SERVER].window_scale = 1;
	fixture->of.step.from = SIDE_SERVER;
	fixture->of.segment.flags = TCP_FLAG_ACK;
	expect_field(fixture, ",\"win_scaled\":131070,");
}

static void shows_nothing_of_a_run_when_canonical(void **state)
{
	struct fixture *fixture = *state;
	static const uint8_t options[] = {8, 10, 0, 0, 0, 1, 0, 0, 0, 2, 34, 4, 1, 2};
	fixture->of.segment.options = options;
	fixture->of.segment.options_length = sizeof options;
	expect_field(fixture, ",\"ip_id\":4660,");
	expect_field(fixture, "\"timestamps\",\"value\":1,\"echo\":2},");
	fixture->of.event.timeless = true;
	expect_field(fixture, ",\"ttl\":64,\"ip_id\":null,");
	expect_field(
	    fixture,
	    ",\"options\":[{\"kind\":8,\"name\":\"timestamps\"},"
	    "{\"kind\":34,\"name\":\"fast-open\",\"cookie_length\":2}],\"checksum\":null}");
}

static void escapes_the_payload_twice(void **state)
{
	struct fixture *fixture = *state;
	static const char bytes[] = "\"a\"\\\n\033\xff你\"";
	fixture->of.segment.payload = (const uint8_t *)bytes;
	fixture->of.segment.payload_captured = sizeof bytes - 1;
	fixture->of.segment.payload_length = 1460;
	expect_field(fixture, "\"len\":1460,\"payload\":"
			      "\"\\\"a\\\"\\\\\\\\\\\\n\\\\x1b\\\\xff你\\\"\",\"phase\":"
			      "\"data\",\"payload_left_out\":1449");
	fixture->of.segment.payload_captured = 0;
	expect_field(fixture, "\"payload\":\"\",");
}

static void writes_times_before_and_after_the_epoch(void **state)
{
	struct fixture *fixture = *state;
	static const struct {
		int64_t time_ns;
		const char *field;
	} rows[] = {
	    {0, "\"time\":\"0.000000000\""},
	    {1, "\"time\":\"0.000000001\""},
	    {1702890233123456789, "\"time\":\"1702890233.123456789\""},
	    {INT64_MAX, "\"time\":\"9223372036.854775807\""},
	    {-1, "\"time\":\"-0.000000001\""},
	    {-500000000, "\"time\":\"-0.500000000\""},
	    {-1500000000, "\"time\":\"-1.500000000\""},
	    {-2000000000, "\"time\":\"-2.000000000\""},
	    {INT64_MIN, "\"time\":\"-9223372036.854775808\""},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		fixture->of.event.time_ns = rows[i].time_ns;
		expect_field(fixture, rows[i].field);
	}
}

static void lists_the_labels_in_their_order(void **state)
{
	struct fixture *fixture = *state;
	fixture->of.step.labels = label_bit(LABEL_KEEP_ALIVE_ACK) | label_bit(LABEL_REUSED_PORTS) |
				  label_bit(LABEL_DUPLICATE_ACK);
	expect_field(fixture,
		     "\"labels\":[\"reused-ports\",\"duplicate-ack\",\"keep-alive-ack\"],");
}

static void writes_plain_ipv6_addresses(void **state)
{
	struct fixture *fixture = *state;
	fixture->of.event.source =
	    (struct endpoint){.address = {[15] = 1}, .port = 8079, .version = 6};
	fixture->of.step.from = SIDE_SERVER;
	fixture->of.segment.source.version = 6;
	expect_field(fixture, "\"from\":\"server\",\"src\":\"::1\",\"sport\":8079,");
	expect_field(fixture, ",\"ip_id\":null,");
}

static void writes_every_number_whole(void **state)
{
	struct fixture *fixture = *state;
	fixture->of.segment.frame = UINT64_MAX;
	fixture->of.segment.payload_length = UINT32_MAX;
	fixture->of.segment.flags = 0xfff;
	fixture->of.event.seq = UINT32_MAX;
	expect_field(fixture, "\"frame\":18446744073709551615,");
	expect_field(fixture, "\"flags\":4095,\"seq\":4294967295,");
	expect_field(fixture, "\"len\":4294967295,");
}

static struct connection_event connection_of(struct fixture *fixture)
{
	struct flow *flow = &fixture->of.flow;
	struct connection_event event = {
	    .flow = flow, .ends = {flow->ends[SIDE_CLIENT], flow->ends[SIDE_SERVER]}};
	flow->flags = FLOW_ESTABLISHED | FLOW_FIN_SEEN | FLOW_CLOSED | FLOW_RTT_KNOWN;
	flow->side[SIDE_CLIENT].flags |= SIDE_SENT_FIN;
	flow->side[SIDE_SERVER].flags |= SIDE_SENT_FIN;
	flow->side[SIDE_CLIENT].bytes = 11;
	flow->segments = 8;
	flow->retransmissions = 2;
	flow->syn_rtt_us = 31;
	flow->zeek = ZEEK_CLOSED | ZEEK_CLOSED << 4;
	flow->last_ns = flow->first_ns + 1234567;
	flow->completeness = 31;
	flow->history_length = 7;
	memcpy(flow->history, "ShADafF", 7);
	return event;
}

static void writes_a_connection(void **state)
{
	struct fixture *fixture = *state;
	struct connection_event event = connection_of(fixture);
	writer_connection(&fixture->writer, &event);
	assert_text(&fixture->text,
		    "{\"v\":1,\"event\":\"connection\",\"conn\":1,\"client\":\"127.0.0.1:48604\","
		    "\"server\":\"127.0.0.1:8079\",\"community_id\":\"1:"
		    "GEdWaVRoiq2TWC2zgUh6UzbWrsI=\",\"open\":\"3-way\",\"close\":\"3-segment\","
		    "\"closed_first\":\"client\",\"segments\":8,\"client_bytes\":11,"
		    "\"server_bytes\":0,\"retransmissions\":2,\"syn_rtt_us\":31,"
		    "\"duration_us\":1234,\"zeek_state\":\"SF\",\"history\":\"ShADafF\","
		    "\"completeness\":31}\n");
}

static void leaves_unknown_and_unwanted_times_null(void **state)
{
	struct fixture *fixture = *state;
	struct connection_event event = connection_of(fixture);
	fixture->of.flow.flags &= (uint16_t)~FLOW_RTT_KNOWN;
	writer_connection(&fixture->writer, &event);
	const char *json = text_c_string(&fixture->text);
	assert_non_null(strstr(json, "\"syn_rtt_us\":null,\"duration_us\":1234,"));
	event = connection_of(fixture);
	event.timeless = true;
	text_clear(&fixture->text);
	writer_connection(&fixture->writer, &event);
	json = text_c_string(&fixture->text);
	assert_non_null(strstr(json, "\"syn_rtt_us\":null,\"duration_us\":null,"));
}

static void writes_the_statistics(void **state)
{
	struct fixture *fixture = *state;
	struct statistics_event event = {
	    .captured = 10,
	    .received = 20,
	    .dropped = 3,
	    .segments = 8,
	    .connections = 1,
	    .stray = 2,
	    .evicted = 4,
	    .results = {[DECODE_SEGMENT] = 8, [DECODE_NOT_TCP] = 2},
	};
	writer_statistics(&fixture->writer, &event);
	assert_text(&fixture->text,
		    "{\"v\":1,\"event\":\"statistics\",\"captured\":10,\"received\":20,"
		    "\"dropped\":3,\"segments\":8,\"connections\":1,\"stray\":2,\"malformed\":{},"
		    "\"evicted\":4}\n");
	event.results[DECODE_SHORT_TCP] = 5;
	event.results[DECODE_FRAGMENT] = 6;
	text_clear(&fixture->text);
	writer_statistics(&fixture->writer, &event);
	assert_non_null(strstr(text_c_string(&fixture->text),
			       "\"malformed\":{\"fragment\":6,\"short-tcp-header\":5},"));
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, begin, finish)

int test_json(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(writes_a_segment),
	    TEST(tells_whether_the_checksum_fits),
	    TEST(scales_the_window),
	    TEST(shows_nothing_of_a_run_when_canonical),
	    TEST(escapes_the_payload_twice),
	    TEST(writes_times_before_and_after_the_epoch),
	    TEST(lists_the_labels_in_their_order),
	    TEST(writes_plain_ipv6_addresses),
	    TEST(writes_every_number_whole),
	    TEST(writes_a_connection),
	    TEST(leaves_unknown_and_unwanted_times_null),
	    TEST(writes_the_statistics),
	};
	return run_group(tests, NULL, NULL);
}
