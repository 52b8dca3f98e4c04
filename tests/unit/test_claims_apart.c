/* SPDX-License-Identifier: MIT */
/* What is not said of a connection that was captured at two places, whose packets stand there
 * twice. */
#include "claims_fixture.h"
#include "classify.h"

/* A segment, and whether it is one that was captured before. */
struct apart_row {
	struct row row;
	uint64_t again; /* that one's frame; 0: none */
};

/* Behind the handshake. AT_ONE_PLACE: they stand there once. */
static void play_apart(struct played *played, const struct apart_row *rows, size_t count,
		       bool at_one_place)
{
	static const struct row opening[ROWS_MAX] = {HANDSHAKE(100)};
	play(played, opening);
	for (size_t i = 0; i < count; i++) {
		struct evidence_step evidence = {
		    .known = true,
		    .resets = true,
		    .apart = !at_one_place,
		    .has_fate = rows[i].again > 0,
		    .fate = FATE_CAPTURE_DUPLICATE,
		    .grade = FATE_PROBABLY,
		    .by = rows[i].again,
		};
		played->evidence = &evidence;
		play_row(played, &rows[i].row);
		played->evidence = NULL;
	}
	claims_of_connection(&played->walk.flow, played->walk.flow.causes, &played->connection);
}

static int64_t count_of(const struct claim_set *set, enum claim_id id)
{
	const struct claim *claim = claim_find(set, id);
	return claim ? claim->value : 0;
}

/* It was sent at 4, and at 6; what was captured again was never counted. */
static void a_fin_is_counted_once_for_each_time_it_was_sent(void **state)
{
	(void)state;
	static const struct apart_row rows[] = {{{50, C, FA, 1, 1, .id = 7}, 0},
						{{500, C, FA, 1, 1, .id = 7}, 4},
						{{300000, C, FA, 1, 1, .id = 8}, 0},
						{{500, C, FA, 1, 1, .id = 8}, 6},
						{{100, V, A, 1, 2}, 0},
						{{100, V, FA, 1, 2}, 0},
						{{100, C, A, 2, 2}, 0}};
	struct played played;
	play_apart(&played, rows, COUNT_OF(rows), false);
	assert_int_equal(count_of(&played.connection, CLAIM_FIN_REPEATED), 2);
	play_end(&played);
}

/* Nothing tells it from the one before, which another place may have captured later. */
static void how_often_a_fin_was_sent_is_not_told(void **state)
{
	(void)state;
	static const struct apart_row rows[] = {{{50, C, FA, 1, 1}, 0},
						{{300000, C, FA, 1, 1}, 0},
						{{100, V, A, 1, 2}, 0},
						{{100, V, FA, 1, 2}, 0},
						{{100, C, A, 2, 2}, 0}};
	for (int place = 0; place < 2; place++) {
		struct played played;
		play_apart(&played, rows, COUNT_OF(rows), place == 1);
		assert_int_equal(count_of(&played.connection, CLAIM_FIN_REPEATED), 2 * place);
		play_end(&played);
	}
}

/* A RST that looks like one before may be that: then it was sent before what it seems to answer. */
static void a_rst_that_comes_again_answers_nothing_for_sure(void **state)
{
	(void)state;
	static const struct apart_row rows[] = {{{50, V, A, 1, 1, 5}, 0},
						{{50, C, A, 1, 6, 10}, 0},
						{{50, V, R, 6, 0}, 0},
						{{50, C, A, 11, 6, 10}, 0},
						{{50, V, R, 6, 0}, 0}};
	for (int place = 0; place < 2; place++) {
		struct played played;
		play_apart(&played, rows, 3, place == 1);
		assert_int_equal(played.claims.claim[0].id, CLAIM_RESET_ANSWERS);
		play_end(&played);
		play_apart(&played, rows, COUNT_OF(rows), place == 1);
		assert_int_equal(played.claims.claim[0].id,
				 place == 1 ? CLAIM_RESET_ANSWERS : CLAIM_RESET_ANSWERS_COPY);
		play_end(&played);
	}
}

/* All but the RST stand there twice: it did not come through, or was made between the places. */
static void a_rst_that_stands_there_once_did_not_end_it(void **state)
{
	(void)state;
	static const struct apart_row rows[] = {
	    {{50, C, FA, 1, 1}, 0}, {{50, C, R, 2, 0}, 0},  {{0, C, FA, 1, 1}, 4},
	    {{5, V, FA, 1, 2}, 0},  {{50, V, FA, 1, 2}, 7}, {{5, C, A, 2, 2}, 0},
	};
	static const struct apart_row twice = {{50, C, R, 2, 0}, 5};
	struct played played;
	play_apart(&played, rows, COUNT_OF(rows), false);
	assert_int_equal(flow_close(&played.walk.flow), CLOSE_3_SEGMENT);
	play_end(&played);
	play_apart(&played, rows, COUNT_OF(rows), true);
	assert_int_equal(flow_close(&played.walk.flow), CLOSE_FIN_THEN_RESET);
	play_end(&played);
	struct apart_row both[COUNT_OF(rows) + 1];
	memcpy(both, rows, sizeof rows);
	both[COUNT_OF(rows)] = twice;
	play_apart(&played, both, COUNT_OF(both), false);
	assert_int_equal(flow_close(&played.walk.flow), CLOSE_FIN_THEN_RESET);
	play_end(&played);
}

int test_claims_apart(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_fin_is_counted_once_for_each_time_it_was_sent),
	    cmocka_unit_test(how_often_a_fin_was_sent_is_not_told),
	    cmocka_unit_test(a_rst_that_comes_again_answers_nothing_for_sure),
	    cmocka_unit_test(a_rst_that_stands_there_once_did_not_end_it),
	};
	return run_group(tests, NULL, NULL);
}
