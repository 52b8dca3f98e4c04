/* SPDX-License-Identifier: MIT */
/* What the page's records tell of states, fates and pauses. */
#include "page_fixture.h"

static int begin(void **state)
{
	if (page_fixture_begin(state) != 0)
		return -1;
	struct page_fixture *fixture = *state;
	fixture->evidence.events = fixture->events;
	fixture->of.event.evidence = &fixture->evidence;
	return 0;
}

static void expect_not(struct page_fixture *fixture, const char *member)
{
	const char *record = page_fixture_record(fixture);
	if (strstr(record, member))
		fail_msg("%s in %s", member, record);
}

static void a_state_that_is_not_proven_is_null(void **state)
{
	struct page_fixture *fixture = *state;
	fixture->of.event.before[SIDE_SERVER].state = END_STATE_NONE;
	fixture->of.event.states[SIDE_SERVER].state = END_STATE_NONE;
	page_fixture_expect(fixture, "\"before\":[4,null],\"states\":[4,null],\"rows\":[]");
}

static void a_hedged_state_is_told_where_there_is_one(void **state)
{
	struct page_fixture *fixture = *state;
	expect_not(fixture, "proven");
	fixture->of.event.states[SIDE_SERVER].proven = false;
	page_fixture_expect(fixture, "\"before\":[4,4],\"states\":[4,4],\"proven\":[true,false],");
	fixture->of.event.before[SIDE_CLIENT].proven = false;
	page_fixture_expect(fixture, "\"before\":[4,4],\"before_proven\":[false,true],\"states\":");
}

static void add_move(struct page_fixture *fixture, struct ends_move move)
{
	struct ends_step *ends = &fixture->evidence.ends;
	ends->moves[ends->move_count++] = move;
}

static void tells_the_rows_with_their_reasons(void **state)
{
	struct page_fixture *fixture = *state;
	add_move(fixture, (struct ends_move){SIDE_CLIENT, TCP_ESTABLISHED, ENDS_SENDS_FIN, false});
	add_move(fixture,
		 (struct ends_move){SIDE_SERVER, TCP_ESTABLISHED, ENDS_RECEIVES_FIN, true});
	add_move(fixture, (struct ends_move){SIDE_SERVER, ENDS_NO_STATE, ENDS_SENDS_RST, false});
	fixture->of.claims.claim[0].id = CLAIM_RESET_NO_CONNECTION;
	page_fixture_expect(
	    fixture, "\"rows\":[[0,4,5,[\"3.10.4：在ESTABLISHED状态下CLOSE\",\"3.10.4: CLOSE in "
		     "ESTABLISHED\"]],"
		     "[1,4,7,[\"图12：FIN到达\",\"figure 12: FIN arrives\"],true],"
		     "[1,null,0,[\"3.10.7.1：它可能没有这个连接\",\"3.10.7.1: it probably has no "
		     "such connection\"]]]");
}

static void expect_reset(struct page_fixture *fixture, unsigned shown, enum claim_id claim,
			 const char *row)
{
	fixture->evidence.ends.move_count = 0;
	add_move(fixture, (struct ends_move){SIDE_CLIENT, TCP_FIN_WAIT_1, ENDS_SENDS_RST, false});
	fixture->of.event.before[SIDE_CLIENT] = (struct end_state){.state = (uint8_t)shown};
	fixture->of.claims.claim[0] = (struct claim){.id = claim};
	page_fixture_expect(fixture, row);
}

/* RFC 9293 section 3.10.5: ABORT is a call of its program, which not every RST tells. */
static void the_reason_of_a_rst_is_what_is_claimed_of_it(void **state)
{
	struct page_fixture *fixture = *state;
	expect_reset(
	    fixture, TCP_FIN_WAIT_1, CLAIM_RESET,
	    "[[0,5,0,[\"3.10.5：在FIN-WAIT-1状态下ABORT\",\"3.10.5: ABORT in FIN-WAIT-1\"]]]");
	expect_reset(fixture, TCP_FIN_WAIT_2, CLAIM_RESET_AFTER_FIN,
		     "[[0,6,0,[\"3.5.2：它发送RST\",\"3.5.2: it sends a RST\"]]]");
	expect_reset(
	    fixture, TCP_FIN_WAIT_2, CLAIM_RESET,
	    "[[0,6,0,[\"3.10.5：在FIN-WAIT-2状态下ABORT\",\"3.10.5: ABORT in FIN-WAIT-2\"]]]");
	expect_reset(fixture, TCP_FIN_WAIT_2, CLAIM_RESET_ANSWERS,
		     "[[0,6,0,[\"3.10.7.1：它可能没有这个连接\",\"3.10.7.1: it probably has no "
		     "such connection\"]]]");
	expect_reset(
	    fixture, TCP_FIN_WAIT_2, CLAIM_RESET_GIVES_UP,
	    "[[0,6,0,[\"3.8.3：它已放弃这个连接\",\"3.8.3: it has given the connection up\"]]]");
	expect_reset(fixture, TCP_CLOSED, CLAIM_RESET_ANSWERS,
		     "[[0,5,0,[\"3.10.7.4：连接被复位\",\"3.10.7.4: connection reset\"]]]");
}

/* RFC 9293 section 3.5. */
static void both_ends_of_a_connection_to_itself_go_one_way(void **state)
{
	struct page_fixture *fixture = *state;
	fixture->of.flow.flags |= FLOW_SELF;
	add_move(fixture, (struct ends_move){SIDE_CLIENT, TCP_ESTABLISHED, ENDS_SENDS_FIN, false});
	page_fixture_expect(
	    fixture,
	    "\"rows\":[[0,4,5,[\"3.10.4：在ESTABLISHED状态下CLOSE\",\"3.10.4: CLOSE in "
	    "ESTABLISHED\"]],"
	    "[1,4,5,[\"3.10.4：在ESTABLISHED状态下CLOSE\",\"3.10.4: CLOSE in ESTABLISHED\"]]]");
}

/* RFC 9293 figure 6 against figure 7: no simultaneous open. */
static void a_syn_ack_that_arrives_is_one_step(void **state)
{
	struct page_fixture *fixture = *state;
	const struct ends_move syn = {SIDE_SERVER, TCP_SYN_SENT, ENDS_RECEIVES_SYN, false};
	const struct ends_move ack = {SIDE_SERVER, TCP_SYN_RECEIVED, ENDS_RECEIVES_ACK_OF_SYN,
				      false};
	fixture->of.segment.flags = TCP_FLAG_SYN | TCP_FLAG_ACK;
	add_move(fixture, syn);
	add_move(fixture, ack);
	page_fixture_expect(
	    fixture, "\"rows\":[[1,2,4,[\"图6：SYN+ACK到达\",\"figure 6: SYN+ACK arrives\"]]]");
	fixture->of.segment.flags = TCP_FLAG_ACK;
	page_fixture_expect(
	    fixture,
	    "\"rows\":[[1,2,3,[\"图7：同时打开\",\"figure 7: simultaneous open\"]],[1,3,4,");
}

static void tells_the_fate_and_what_crossed(void **state)
{
	struct page_fixture *fixture = *state;
	expect_not(fixture, "\"fate\"");
	fixture->evidence.has_fate = true;
	fixture->evidence.fate = FATE_LOST;
	fixture->evidence.grade = FATE_PROBABLY;
	page_fixture_expect(fixture, "\"fate\":\"lost\",\"grade\":\"probably\",\"say\"");
	fixture->evidence.by = 9;
	fixture->evidence.crossed = 5;
	page_fixture_expect(fixture, "\"grade\":\"probably\",\"by\":9,\"crossed\":5,");
}

static void only_a_live_page_corrects_and_tells_later(void **state)
{
	struct page_fixture *fixture = *state;
	fixture->evidence.ends.correction =
	    (struct ends_correction){.frame = 3, .end = SIDE_SERVER, .was = 4, .state = 3};
	fixture->evidence.event_count = 2;
	fixture->events[0] = (struct fate_event){.frame = 3,
						 .by = 9,
						 .kind = FATE_EVENT_FATE,
						 .fate = FATE_LOST_OR_ANSWER,
						 .grade = FATE_FOLLOWS};
	fixture->events[1] = (struct fate_event){.frame = 1, .by = 2, .kind = FATE_EVENT_CROSSED};
	expect_not(fixture, "correction");
	text_clear(&fixture->text);
	text_page_fates(&fixture->text, &fixture->of.event);
	assert_text(&fixture->text, "");
	fixture->evidence.live = true;
	page_fixture_expect(fixture,
			    "\"correction\":{\"frame\":3,\"end\":1,\"was\":4,\"state\":3},");
	text_clear(&fixture->text);
	text_page_fates(&fixture->text, &fixture->of.event);
	assert_text(&fixture->text,
		    "{\"kind\":\"fate\",\"conn\":1,\"frame\":3,\"fate\":\"lost-or-answer\","
		    "\"grade\":\"follows\",\"by\":9}\n"
		    "{\"kind\":\"fate\",\"conn\":1,\"frame\":1,\"crossed\":2}\n");
	fixture->events[0].kind = fixture->events[1].kind = FATE_EVENT_MISSED;
	assert_false(page_tells_fates(&fixture->of.event));
}

/* What the path takes is no pause. */
static void a_pause_is_longer_than_the_path_explains(void **state)
{
	struct page_fixture *fixture = *state;
	struct flow *flow = &fixture->of.flow;
	expect_not(fixture, "pause");
	fixture->of.event.before_us = 150000;
	page_fixture_expect(fixture, "\"pause\":[\"150.0 ms之后\",\"150.0 ms later\"]");
	flow->flags |= FLOW_RTT_KNOWN;
	flow->syn_rtt_us = 80000;
	expect_not(fixture, "pause");
	fixture->of.claims.claim[0].id = CLAIM_AGAIN_TIMER;
	page_fixture_expect(fixture, "\"150.0 ms, then sent again\"]");
	fixture->of.event.timeless = true;
	expect_not(fixture, "pause");
}

static void before_a_handshake_is_over_nothing_is_idle(void **state)
{
	struct page_fixture *fixture = *state;
	fixture->of.event.before_us = 80000;
	fixture->of.event.phase = PHASE_OPEN;
	expect_not(fixture, "pause");
}

static void says_what_is_claimed_beyond_the_header(void **state)
{
	struct page_fixture *fixture = *state;
	expect_not(fixture, "claims");
	fixture->of.claims.claim[0] =
	    (struct claim){.id = CLAIM_LOST, .frames = {4, 9}, .frame_count = 2};
	page_fixture_expect(fixture,
			    "\"rows\":[],\"claims\":[{\"id\":\"lost\",\"grade\":\"probably\","
			    "\"frames\":[4,9]}],\"say\":");
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, begin, page_fixture_finish)

int test_page_evidence(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(a_state_that_is_not_proven_is_null),
	    TEST(a_hedged_state_is_told_where_there_is_one),
	    TEST(tells_the_rows_with_their_reasons),
	    TEST(the_reason_of_a_rst_is_what_is_claimed_of_it),
	    TEST(both_ends_of_a_connection_to_itself_go_one_way),
	    TEST(a_syn_ack_that_arrives_is_one_step),
	    TEST(tells_the_fate_and_what_crossed),
	    TEST(only_a_live_page_corrects_and_tells_later),
	    TEST(a_pause_is_longer_than_the_path_explains),
	    TEST(before_a_handshake_is_over_nothing_is_idle),
	    TEST(says_what_is_claimed_beyond_the_header),
	};
	return run_group(tests, NULL, NULL);
}
