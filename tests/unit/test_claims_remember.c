/* SPDX-License-Identifier: MIT */
/* What a file tells of a segment, and what that adds up to. */
#include "claims_told.h"
#include "flow_extra.h"

#define ESTABLISHED                                                                                \
	{                                                                                          \
		.state = TCP_ESTABLISHED, .proven = true                                           \
	}

/* It goes on as ROW, of which EVIDENCE tells. */
static void play_known(struct played *played, const struct row *row, struct evidence_step *evidence)
{
	evidence->known = evidence->resets = true;
	played->evidence = evidence;
	play_row(played, row);
}

static void expect_claims(const struct claim_set *set, bool ends, const char *claims)
{
	struct text text;
	text_init(&text);
	expect_told(&text, set, ends, "told by a file", 0, claims);
	text_release(&text);
}

/* Segment 5 shows that the server did not send 4: the receiver alone was reset. */
static void a_forged_rst_ends_it(void **state)
{
	(void)state;
	static const struct row opening[ROWS_MAX] = {HANDSHAKE(100)};
	static const struct row rst = {50, V, R, 1, 0};
	struct evidence_step evidence = {.before = {ESTABLISHED, ESTABLISHED},
					 .states = {{.state = TCP_CLOSED}, ESTABLISHED},
					 .forged = 5};
	struct played played;
	play(&played, opening);
	play_known(&played, &rst, &evidence);
	expect_claims(&played.claims, false, "reset-forged 4,5");
	claims_of_connection(&played.walk.flow, played.walk.flow.causes, &played.connection);
	expect_claims(&played.connection, true, "C opened 1,3 130us; V aborted-forged 4");
	play_end(&played);
}

/* Live the client's FIN follows its RST, which answers a segment: that the RST was forged is told
 * only then. Until it is told, the FIN was at least not what the RST answered. */
static void a_fin_behind_a_rst_is_not_closed_by_that(void **state)
{
	(void)state;
	static const struct row opening[ROWS_MAX] = {
	    HANDSHAKE(100), {50, C, A, 1, 1, 1}, {5, V, A, 1, 2}};
	static const struct row rst = {50, C, R, 2, 0}, fin = {50, C, FA, 2, 1};
	for (size_t told = 0; told < 2; told++) {
		const struct fate_event event = {.frame = 6, .by = 7, .kind = FATE_EVENT_FORGED};
		struct evidence_step evidence = {.before = {ESTABLISHED, ESTABLISHED},
						 .states = {{.state = TCP_CLOSED}, ESTABLISHED},
						 .live = true,
						 .events = &event};
		struct played played;
		play(&played, opening);
		play_known(&played, &rst, &evidence);
		evidence.event_count = told;
		play_known(&played, &fin, &evidence);
		claims_of_connection(&played.walk.flow, played.walk.flow.causes,
				     &played.connection);
		expect_claims(&played.connection, true,
			      told ? "C opened 1,3 130us; C aborted-forged 6"
				   : "C opened 1,3 130us; C ended-by-answer 6");
		play_end(&played);
	}
}

/* An old number that was overtaken is no probe, and brings nothing else. */
static void an_overtaken_ack_is_that_alone(void **state)
{
	(void)state;
	static const struct row opening[ROWS_MAX] = {
	    HANDSHAKE(100), {50, C, A, 1, 1, 1}, {5, V, A, 1, 2}};
	static const struct row old = {1000000, C, A, 1, 1};
	struct evidence_step evidence = {.before = {ESTABLISHED, ESTABLISHED},
					 .states = {ESTABLISHED, ESTABLISHED},
					 .has_fate = true,
					 .fate = FATE_OVERTAKEN,
					 .by = 4};
	struct played played;
	play(&played, opening);
	play_known(&played, &old, &evidence);
	expect_claims(&played.claims, false, "overtaken 6,4");
	play_end(&played);
}

/* The capture's copy of the FIN in 4 is no other that may have arrived. */
static void a_copy_of_the_capture_is_no_other(void **state)
{
	(void)state;
	static const struct row opening[ROWS_MAX] = {HANDSHAKE(100)};
	static const struct row fin = {50, C, FA, 1, 1}, copy = {5, C, FA, 1, 1},
				ack = {5, V, A, 1, 2};
	const struct end_state established = ESTABLISHED;
	const struct end_state closing = {.state = TCP_FIN_WAIT_1, .proven = true};
	const struct end_state hedged = {.state = TCP_CLOSE_WAIT};
	const struct end_state proven = {.state = TCP_CLOSE_WAIT, .proven = true};
	struct evidence_step sent = {.before = {established, established},
				     .states = {closing, hedged}};
	struct evidence_step again = {.before = {closing, hedged},
				      .states = {closing, hedged},
				      .has_fate = true,
				      .fate = FATE_CAPTURE_DUPLICATE,
				      .grade = FATE_PROBABLY,
				      .by = 4};
	struct evidence_step heard = {.before = {closing, hedged}, .states = {closing, proven}};
	struct played played;
	play(&played, opening);
	play_known(&played, &fin, &sent);
	play_known(&played, &copy, &again);
	play_known(&played, &ack, &heard);
	const struct claim *claim = claim_find(&played.claims, CLAIM_ONE_ARRIVED);
	assert_non_null(claim);
	assert_int_equal(claim->value, 1);
	play_end(&played);
}

/* The FIN in 4 or its repetition in 5 moved the server, which was known before 7 came: an ACK tells
 * of no other that may have. */
static void a_state_that_is_known_needs_no_more(void **state)
{
	(void)state;
	static const struct row opening[ROWS_MAX] = {HANDSHAKE(100)};
	static const struct row rows[] = {{50, C, FA, 1, 1},
					  {200000, C, FA, 1, 1},
					  {5, C, A, 2, 1},
					  {400000, C, FA, 1, 1},
					  {90, V, A, 1, 2}};
	const struct end_state established = ESTABLISHED;
	const struct end_state closing = {.state = TCP_FIN_WAIT_1, .proven = true};
	const struct end_state hedged = {.state = TCP_CLOSE_WAIT};
	const struct end_state proven = {.state = TCP_CLOSE_WAIT, .proven = true};
	struct evidence_step steps[] = {
	    {.before = {established, established}, .states = {closing, hedged}},
	    {.before = {closing, hedged}, .states = {closing, hedged}},
	    {.before = {closing, hedged}, .states = {closing, proven}},
	    {.before = {closing, proven}, .states = {closing, proven}},
	    {.before = {closing, proven}, .states = {closing, proven}},
	};
	struct played played;
	play(&played, opening);
	for (size_t i = 0; i < COUNT_OF(rows); i++)
		play_known(&played, &rows[i], &steps[i]);
	expect_claims(&played.claims, false,
		      "fin-acked-alone 8,7 600095us; one-arrived 8,4,5 2count");
	play_end(&played);
}

/* RFC 9293 section 3.10.7.4: who got the SYN in LISTEN returns there. */
static void a_rst_in_syn_received_leads_to_listen(void **state)
{
	(void)state;
	static const struct row opening[ROWS_MAX] = {{0, C, S, 0, 0}, {100, V, SA, 0, 1}};
	static const struct row rst = {30, C, RA, 1, 1};
	static const struct {
		uint8_t after; /* opened by its own SYN, it is CLOSED */
		const char *claim;
	} rows[] = {{TCP_LISTEN, "reset-of-syn-received 3"}, {TCP_CLOSED, "reset-opening 3"}};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct evidence_step evidence = {
		    .before = {ESTABLISHED, {.state = TCP_SYN_RECEIVED, .proven = true}},
		    .states = {{.state = TCP_CLOSED, .proven = true}, {.state = rows[i].after}}};
		struct played played;
		play(&played, opening);
		play_known(&played, &rst, &evidence);
		expect_claims(&played.claims, false, rows[i].claim);
		play_end(&played);
	}
}

/* What its receiver acknowledges beyond the RST makes it certain, for the connection as well. */
static void a_rst_that_was_passed_over_is_no_guess(void **state)
{
	(void)state;
	static const struct row opening[ROWS_MAX] = {HANDSHAKE(100)};
	static const struct row rst = {50, C, R, 1, 0};
	for (int sure = 0; sure <= 1; sure++) {
		struct evidence_step evidence = {.before = {ESTABLISHED, ESTABLISHED},
						 .states = {ESTABLISHED, ESTABLISHED},
						 .not_taken = 6,
						 .passed_over = sure};
		struct played played;
		play(&played, opening);
		play_known(&played, &rst, &evidence);
		expect_claims(&played.claims, false,
			      sure ? "reset-passed-over 4,6" : "reset-not-taken 4,6");
		played.walk.flow.flags &= ~(uint32_t)(FLOW_RESET | FLOW_RST_PENDING);
		claims_of_connection(&played.walk.flow, played.walk.flow.causes,
				     &played.connection);
		expect_claims(&played.connection, true,
			      sure ? "C opened 1,3 130us; C reset-passed-for-sure 4; C not-closed"
				   : "C opened 1,3 130us; C reset-passed 4; C not-closed");
		play_end(&played);
	}
}

/* Live it is told only later what became of a frame; the connection's claims say so, too, until
 * that is taken back. Other bytes of one frame are no other loss. */
static void a_fate_told_later_counts(void **state)
{
	(void)state;
	static const struct row opening[ROWS_MAX] = {HANDSHAKE(100), {50, C, A, 1, 1, 10}};
	static const struct row stray = {50, C, S, 5000, 0}, rst = {50, C, R, 11, 0};
	static const struct row ack = {50, V, A, 1, 11};
	static const struct {
		const struct row *row;
		struct fate_event events[2];
		const char *claims;
	} rows[] = {
	    {NULL, {{.frame = 4, .fate = FATE_LOST}}, "C losses 4 1count; "},
	    {NULL,
	     {{.frame = 4, .fate = FATE_LOST}, {.frame = 4, .fate = FATE_LOST}},
	     "C losses 4 1count; "},
	    {NULL,
	     {{.frame = 3, .fate = FATE_LOST}, {.frame = 4, .fate = FATE_LOST}},
	     "C losses 3 2count; "},
	    {NULL,
	     {{.frame = 4, .fate = FATE_LOST}, {.frame = 4, .fate = FATE_LOST_OR_ANSWER}},
	     ""},
	    {&rst,
	     {{.frame = 5, .kind = FATE_EVENT_NOT_TAKEN, .grade = FATE_PROBABLY}},
	     "C reset-passed 5; "},
	    {&rst,
	     {{.frame = 5, .kind = FATE_EVENT_NOT_TAKEN, .grade = FATE_FOLLOWS}},
	     "C reset-passed-for-sure 5; "},
	    {&stray, {{.frame = 5, .fate = FATE_DISCARDED}}, "C syn-passed 5; "},
	    {&stray, {{.frame = 4, .fate = FATE_DISCARDED}}, ""},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct evidence_step evidence = {.before = {ESTABLISHED, ESTABLISHED},
						 .states = {ESTABLISHED, ESTABLISHED},
						 .live = true};
		struct played played;
		struct text text;
		text_init(&text);
		play(&played, opening);
		if (rows[i].row)
			play_known(&played, rows[i].row, &evidence);
		evidence.events = rows[i].events;
		evidence.event_count = rows[i].events[1].frame ? 2 : 1;
		play_known(&played, &ack, &evidence);
		played.walk.flow.flags &= ~(uint32_t)(FLOW_RESET | FLOW_RST_PENDING);
		claims_of_connection(&played.walk.flow, played.walk.flow.causes,
				     &played.connection);
		text_format(&text, "C opened 1,3 130us; %sC not-closed", rows[i].claims);
		expect_claims(&played.connection, true, text_c_string(&text));
		text_release(&text);
		play_end(&played);
	}
}

/* Who sends its SYN+ACK again later is in SYN-RECEIVED still, as a file knows. */
static void an_ack_that_is_not_taken_establishes_one_end(void **state)
{
	(void)state;
	static const struct row opening[ROWS_MAX] = {{0, C, S, 0, 0}, {100, V, SA, 0, 1}};
	static const struct row ack = {30, C, A, 1, 1};
	static const struct {
		struct end_state server;
		bool live;
		const char *claims;
	} rows[] = {
	    {{.state = TCP_SYN_RECEIVED, .proven = true}, false, "handshake-ack-not-taken 3,2"},
	    {{.state = TCP_SYN_RECEIVED, .proven = true}, true, "handshake-ack 3,2"},
	    {{.state = TCP_SYN_RECEIVED}, false, "handshake-ack 3,2"},
	    {{.state = TCP_ESTABLISHED, .proven = true}, false, "handshake-ack 3,2"},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		const struct end_state held = {.state = TCP_SYN_RECEIVED, .proven = true};
		struct evidence_step evidence = {.before = {ESTABLISHED, held},
						 .states = {ESTABLISHED, rows[i].server},
						 .live = rows[i].live};
		struct played played;
		play(&played, opening);
		play_known(&played, &ack, &evidence);
		expect_claims(&played.claims, false, rows[i].claims);
		play_end(&played);
	}
}

/* The connection before between these ends had the same SYN, which waited there in vain. */
static void a_syn_of_the_connection_before_comes_again(void **state)
{
	(void)state;
	static const struct row rows[ROWS_MAX] = {{0, C, S, 0, 0}};
	static const struct {
		uint32_t seq;
		uint16_t flags;
		enum claim_id id;
	} before[] = {{CLIENT_ISN, 0, CLAIM_SYN_AGAIN},
		      {CLIENT_ISN + 1, 0, CLAIM_SYN},
		      {CLIENT_ISN, S, CLAIM_SYN}}; /* one that waits for its answer here */
	for (size_t i = 0; i < COUNT_OF(before); i++) {
		struct played played;
		play(&played, rows);
		struct flow_extra *extra = flow_extra(&played.walk.flow);
		assert_non_null(extra);
		extra->syn.time_ns = played.segment.time_ns - MS;
		extra->syn.seq = before[i].seq;
		extra->syn.flags = before[i].flags;
		struct cause cause = {.syns = 1};
		struct claim_input input =
		    claim_input_of(&played.segment, &played.walk.flow, &played.walk.step, &cause);
		struct claim_set set;
		claims_of_segment(&input, &set);
		assert_int_equal(set.claim[0].id, before[i].id);
		if (i == 0)
			assert_int_equal(set.claim[0].value, 1000);
		play_end(&played);
	}
}

int test_claims_remember(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_syn_of_the_connection_before_comes_again),
	    cmocka_unit_test(a_forged_rst_ends_it),
	    cmocka_unit_test(a_fin_behind_a_rst_is_not_closed_by_that),
	    cmocka_unit_test(an_overtaken_ack_is_that_alone),
	    cmocka_unit_test(a_rst_in_syn_received_leads_to_listen),
	    cmocka_unit_test(a_rst_that_was_passed_over_is_no_guess),
	    cmocka_unit_test(a_fate_told_later_counts),
	    cmocka_unit_test(an_ack_that_is_not_taken_establishes_one_end),
	    cmocka_unit_test(a_copy_of_the_capture_is_no_other),
	    cmocka_unit_test(a_state_that_is_known_needs_no_more),
	};
	return run_group(tests, NULL, NULL);
}
