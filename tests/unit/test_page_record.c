/* SPDX-License-Identifier: MIT */
#include "page_fixture.h"

static void writes_a_segment(void **state)
{
	assert_string_equal(
	    page_fixture_record(*state),
	    "{\"kind\":\"segment\",\"conn\":1,\"frame\":4,\"nth\":4,\"from\":\"client\","
	    "\"ends\":[\"127.0.0.1:48604\",\"127.0.0.1:8079\"],"
	    "\"time\":\"1702890233.000000042\",\"flags\":24,\"seq\":826795164,\"ack\":2753825883,"
	    "\"rel_seq\":1,\"rel_ack\":1,\"offset\":5,\"win\":512,\"checksum\":65075,\"urgent\":0,"
	    "\"ttl\":64,\"ecn\":0,\"options\":[],\"len\":11,\"shown\":11,"
	    "\"payload\":\"hello world\",\"phase\":2,\"labels\":[],\"before\":[4,4],"
	    "\"states\":[4,4],\"rows\":[],\"say\":[\"客户端发送11字节（1–11）\","
	    "\"the client sends 11 bytes (1-11)\"]}\n");
}

static void a_payload_cannot_leave_its_string_or_its_script(void **state)
{
	struct page_fixture *fixture = *state;
	static const char bytes[] = "</script><!--\"\\\n\x1b]]>\xe2\x80\xa8\xe2\x80\xae&";
	fixture->of.segment.payload = (const uint8_t *)bytes;
	fixture->of.segment.payload_captured = sizeof bytes - 1;
	page_fixture_expect(fixture,
			    "\"payload\":\"\\u003c/script>\\u003c!--\\\"\\\\\\\\\\\\n\\\\x1b]]>"
			    "\\\\xe2\\\\x80\\\\xa8\\\\xe2\\\\x80\\\\xae&\",");
	assert_null(strchr(page_fixture_record(fixture), '<'));
}

static void no_byte_of_a_payload_breaks_the_line(void **state)
{
	struct page_fixture *fixture = *state;
	for (unsigned byte = 0; byte < 256; byte++) {
		uint8_t payload = (uint8_t)byte;
		fixture->of.segment.payload = &payload;
		fixture->of.segment.payload_captured = 1;
		const char *record = page_fixture_record(fixture);
		for (const char *at = record; *at; at++)
			assert_false((unsigned char)*at < 0x20 && at[1] != '\0');
		assert_null(strchr(record, '<'));
	}
}

static void shows_only_the_beginning_of_a_long_payload(void **state)
{
	struct page_fixture *fixture = *state;
	static uint8_t bytes[PAGE_PAYLOAD_MAX + 1];
	memset(bytes, 'x', sizeof bytes);
	fixture->of.segment.payload = bytes;
	fixture->of.segment.payload_captured = fixture->of.segment.payload_length = sizeof bytes;
	page_fixture_expect(fixture, "\"len\":1025,\"shown\":1024,\"payload\":\"x");
	assert_true(fixture->text.length < PAGE_PAYLOAD_MAX + 1000);
}

/* RFC 7323 section 2.2. */
static void a_window_is_scaled_but_for_a_syn_and_when_it_is_unknown(void **state)
{
	struct page_fixture *fixture = *state;
	struct flow_side *client = &fixture->of.flow.side[SIDE_CLIENT];
	client->window_scale = 7;
	assert_null(strstr(page_fixture_record(fixture), "\"scale\""));
	client->flags |= SIDE_SCALE_KNOWN;
	assert_null(strstr(page_fixture_record(fixture), "\"scale\""));
	fixture->of.flow.side[SIDE_SERVER].flags |= SIDE_SCALE_KNOWN;
	page_fixture_expect(fixture, "\"win\":512,\"scale\":7,");
	fixture->of.segment.flags = TCP_FLAG_SYN;
	assert_null(strstr(page_fixture_record(fixture), "\"scale\""));
}

static void a_timeless_segment_has_no_time_and_no_checksum(void **state)
{
	struct page_fixture *fixture = *state;
	fixture->of.event.timeless = true;
	const char *record = page_fixture_record(fixture);
	assert_null(strstr(record, "\"time\""));
	assert_null(strstr(record, "\"checksum\""));
}

static void the_end_brings_the_verdict(void **state)
{
	struct page_fixture *fixture = *state;
	fixture->of.step.ended = true;
	fixture->of.flow.flags |= FLOW_RESET;
	page_fixture_expect(fixture,
			    "\"open\":\"3-way\",\"close\":\"reset\",\"closed_first\":\"client\","
			    "\"reset_by\":\"client\","
			    "\"verdict\":[\"三次握手建立连接；客户端发送RST异常终止连接\","
			    "\"opened by the three-way "
			    "handshake; aborted by the client with RST\"]}");
}

/* Of a long connection: what is a reason to look at it. */
static void shows_what_changes_a_state(struct page_fixture *fixture)
{
	struct segment_event *event = &fixture->of.event;
	event->states[SIDE_SERVER].proven = false;
	assert_true(page_shows(event));
	event->states[SIDE_SERVER].proven = true;
	event->states[SIDE_CLIENT].state = TCP_FIN_WAIT_1;
	assert_true(page_shows(event));
	event->states[SIDE_CLIENT].state = TCP_ESTABLISHED;
	fixture->of.step.ended = true;
	assert_true(page_shows(event));
	fixture->of.step.ended = false;
	assert_false(page_shows(event));
}

static void shows_labels(struct page_fixture *fixture)
{
	static const enum label told[] = {LABEL_RETRANSMISSION, LABEL_FAST_RETRANSMISSION,
					  LABEL_SPURIOUS_RETRANSMISSION, LABEL_ZERO_WINDOW};
	for (size_t i = 0; i < sizeof told / sizeof told[0]; i++) {
		fixture->of.step.labels = label_bit(told[i]);
		assert_true(page_shows(&fixture->of.event));
	}
	fixture->of.step.labels = label_bit(LABEL_DUPLICATE_ACK);
	assert_false(page_shows(&fixture->of.event));
	fixture->of.step.labels = 0;
}

static void of_a_long_connection_only_turning_points_are_shown(void **state)
{
	struct page_fixture *fixture = *state;
	fixture->of.flow.segments = PAGE_SEGMENTS_MAX;
	assert_true(page_shows(&fixture->of.event));
	fixture->of.flow.segments++;
	assert_false(page_shows(&fixture->of.event));
	shows_what_changes_a_state(fixture);
	shows_labels(fixture);
	fixture->of.event.before_us = 10000;
	assert_true(page_shows(&fixture->of.event));
}

static void writes_a_connection(void **state)
{
	struct page_fixture *fixture = *state;
	struct flow *flow = &fixture->of.flow;
	struct connection_event event = {.flow = flow, .ends = {flow->ends[0], flow->ends[1]}};
	flow->flags |= FLOW_RTT_KNOWN;
	flow->syn_rtt_us = 31;
	flow->last_ns = flow->first_ns + 1234567;
	flow->labels = (uint16_t)label_bit(LABEL_RETRANSMISSION);
	text_page_connection(&fixture->text, &event);
	assert_non_null(strstr(text_c_string(&fixture->text),
			       "{\"kind\":\"connection\",\"conn\":1,"
			       "\"ends\":[\"127.0.0.1:48604\",\"127.0.0.1:8079\"],\"segments\":4,"
			       "\"bytes\":[0,0],\"retransmissions\":0,\"syn_rtt_us\":31,"
			       "\"duration_us\":1234,\"labels\":[1],\"zeek_state\":"));
	event.timeless = true;
	text_clear(&fixture->text);
	text_page_connection(&fixture->text, &event);
	assert_null(strstr(text_c_string(&fixture->text), "_us"));
}

static void names_what_the_numbers_mean(void **state)
{
	struct page_fixture *fixture = *state;
	const struct page_run run = {.id = "1-2", .lang = LANG_EN, .live = true, .pace_ms = 1000};
	text_page_run(&fixture->text, &run);
	const char *record = text_c_string(&fixture->text);
	assert_non_null(strstr(record, "{\"kind\":\"run\",\"run\":\"1-2\",\"version\":\""));
	assert_non_null(strstr(record, "\"lang\":\"en\",\"pace\":1000,\"live\":true,"));
	assert_non_null(strstr(record, "\"states\":[\"CLOSED\",\"LISTEN\",\"SYN-SENT\","));
	assert_non_null(strstr(record, "\"label_words\":[[\"端口重用\",\"reused-ports\"],"
				       "[\"重传\",\"retransmission\"],"));
	assert_non_null(
	    strstr(record, "\"open_words\":{\"3-way\":[\"三次握手\",\"three-way handshake\"],"));
	assert_non_null(strstr(record, "\"closer_words\":{\"client\":[\"客户端\",\"client\"],"));
	assert_non_null(strstr(record, "\"none\":[\"—\",\"—\"]}"));
	assert_non_null(strstr(record, "\"fates\":[\"arrived\",\"lost\",\"lost-or-answer\","));
	assert_non_null(strstr(record, "\"fate_words\":[[\"已到达\",\"arrived\"],"
				       "[\"丢失\",\"lost\"],"));
	assert_non_null(strstr(record, "\"phases\":[\"none\",\"open\",\"data\",\"close\"]"));
}

static void writes_what_is_missing_and_the_end(void **state)
{
	struct page_fixture *fixture = *state;
	const struct statistics_event event = {
	    .captured = 10, .dropped = 3, .segments = 8, .connections = 1, .evicted = 4};
	text_page_lost(&fixture->text, 7);
	text_page_end(&fixture->text, &event, 5, 6);
	assert_text(
	    &fixture->text,
	    "{\"kind\":\"lost\",\"count\":7}\n{\"kind\":\"end\",\"captured\":10,\"dropped\":3,"
	    "\"segments\":8,\"connections\":1,\"evicted\":4,\"left_segments\":5,"
	    "\"left_connections\":6}\n");
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, page_fixture_begin, page_fixture_finish)

int test_page_record(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(writes_a_segment),
	    TEST(a_payload_cannot_leave_its_string_or_its_script),
	    TEST(no_byte_of_a_payload_breaks_the_line),
	    TEST(shows_only_the_beginning_of_a_long_payload),
	    TEST(a_window_is_scaled_but_for_a_syn_and_when_it_is_unknown),
	    TEST(a_timeless_segment_has_no_time_and_no_checksum),
	    TEST(the_end_brings_the_verdict),
	    TEST(of_a_long_connection_only_turning_points_are_shown),
	    TEST(writes_a_connection),
	    TEST(names_what_the_numbers_mean),
	    TEST(writes_what_is_missing_and_the_end),
	};
	return run_group(tests, NULL, NULL);
}
