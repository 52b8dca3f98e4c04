/* SPDX-License-Identifier: MIT */
/* Exchanges as rows, and what is claimed of their last segment and of the connection. */
#ifndef CLAIMS_FIXTURE_H
#define CLAIMS_FIXTURE_H

#include <stdlib.h>

#include "claims.h"
#include "explain.h"
#include "walk.h"

enum {
	S = TCP_FLAG_SYN,
	A = TCP_FLAG_ACK,
	F = TCP_FLAG_FIN,
	R = TCP_FLAG_RST,
	SA = S | A,
	FA = F | A,
	RA = R | A,
	C = SIDE_CLIENT,
	V = SIDE_SERVER,
	ROWS_MAX = 24,
	PLAIN = -1, /* the window of segment_of() */
};

/* Rows leave out what is 0 at their end. */
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"

/* A segment; AFTER_US: since the one before. */
struct row {
	int64_t after_us;
	int from, flags;
	uint32_t seq, ack, length;
	int window;       /* 0: as segment_of() has it; SHUT: 0 */
	uint32_t sack[4]; /* relative; up to two blocks */
	uint8_t ttl;
	uint16_t id;
	uint32_t stamp; /* TSval; 0: no timestamps */
};

enum { SHUT = -2 };

/* Three full segments of the client, one behind the other. */
#define THREE                                                                                      \
	{50, C, A, 1, 1, 1000}, {5, C, A, 1001, 1, 1000},                                          \
	{                                                                                          \
		5, C, A, 2001, 1, 1000                                                             \
	}

/* Rows of an opening over a path whose client's side takes no time. */
#define HANDSHAKE(rtt_us)                                                                          \
	{0, C, S, 0, 0, 0}, {rtt_us, V, SA, 0, 1, 0},                                              \
	{                                                                                          \
		30, C, A, 1, 1, 0                                                                  \
	}

struct played {
	struct walk walk;
	struct segment segment;
	struct segment_event event;
	struct claim_set claims;     /* of the last segment */
	struct claim_set connection; /* of it all */
	uint8_t options[32];
	uint64_t frame;
	struct evidence_step *evidence; /* of the next segment; NULL: none */
};

/* Behind two paddings, as most senders have it. */
static inline void add_option(struct segment *segment, uint8_t *options, uint8_t kind,
			      const uint32_t *numbers, int count)
{
	uint8_t *at = options + segment->options_length;
	memcpy(at, (const uint8_t[]){1, 1, kind, (uint8_t)(2 + 4 * count)}, 4);
	for (int i = 0; i < 4 * count; i++)
		at[4 + i] = (uint8_t)(numbers[i / 4] >> (24 - 8 * (i % 4)));
	segment->options_length = (uint8_t)(segment->options_length + 4 + 4 * count);
}

static inline void play_row(struct played *played, const struct row *row)
{
	struct segment segment =
	    segment_of((enum side)row->from, (uint16_t)row->flags, row->seq, row->ack);
	uint32_t base = row->from == C ? SERVER_ISN : CLIENT_ISN;
	segment.payload_length = row->length;
	segment.ip_ttl = row->ttl;
	segment.ip_id = row->id;
	segment.frame = ++played->frame;
	segment.options = played->options;
	if (row->window != 0)
		segment.window = row->window == SHUT ? 0 : (uint16_t)row->window;
	if (row->stamp != 0) {
		const uint32_t stamps[] = {row->stamp, 0};
		add_option(&segment, played->options, 8, stamps, 2);
	}
	if (row->sack[1] != 0) {
		uint32_t edges[4];
		for (int i = 0; i < 4; i++)
			edges[i] = base + row->sack[i];
		add_option(&segment, played->options, 5, edges, row->sack[3] != 0 ? 4 : 2);
	}
	played->walk.now_ns += row->after_us * 1000;
	take(&played->walk, segment);
	segment.time_ns = played->walk.now_ns;
	played->segment = segment;
	const struct explain_input input = {
	    .flow = &played->walk.flow,
	    .segment = &played->segment,
	    .step = &played->walk.step,
	    .evidence = played->evidence,
	    .numbering = NUMBERING_RAW,
	    .connections = 1,
	};
	explain_segment(&input, &played->event, &played->claims);
}

/* ROWS end with one that is all zero, but may begin with one: at least one is taken. */
static inline void play(struct played *played, const struct row rows[ROWS_MAX])
{
	static const struct row end = {0};
	*played = (struct played){.walk.now_ns = 1000 * (int64_t)MS};
	for (int i = 0; i < ROWS_MAX && (i == 0 || memcmp(&rows[i], &end, sizeof end) != 0); i++)
		play_row(played, &rows[i]);
	claims_of_connection(&played->walk.flow, played->walk.flow.causes, &played->connection);
}

static inline void play_end(struct played *played)
{
	free(played->walk.flow.causes);
	flow_extra_free(played->walk.flow.extra);
}

/* Plays ROWS; the claim of that kind about the connection, which has one. */
static inline const struct claim *claim_of(struct played *played, const struct row rows[ROWS_MAX],
					   enum claim_id id)
{
	play(played, rows);
	const struct claim *claim = claim_find(&played->connection, id);
	assert_non_null(claim);
	return claim;
}

/* A rule for one claim: with HAS the last segment (or the connection) has it, without it has not.
 */
struct claim_case {
	const char *name;
	enum claim_id id;
	bool has;
	struct row rows[ROWS_MAX];
};

/* On the connection as a whole: on no frame of it more than on any other. */
static inline bool rests_on_all(enum claim_id id)
{
	return id == CLAIM_OPENED_BEFORE || id == CLAIM_ROLES_GUESSED || id == CLAIM_STRAY ||
	       id == CLAIM_NOT_CLOSED || id == CLAIM_MANY_TWICE;
}

static inline void expect_case(const struct claim_case *test)
{
	struct played played;
	play(&played, test->rows);
	bool of_connection = test->id >= CLAIM_OPENED;
	const struct claim_set *set = of_connection ? &played.connection : &played.claims;
	bool has = claim_find(set, test->id) != NULL;
	for (size_t i = 0; i < played.connection.count; i++) {
		const struct claim *claim = &played.connection.claim[i];
		if ((claim->frame_count == 0) != rests_on_all(claim->id))
			fail_msg("%s: %s rests on %d frames", test->name, claim_name(claim->id),
				 claim->frame_count);
	}
	for (size_t i = 0; i < set->count; i++)
		for (int k = 0; k < set->claim[i].frame_count; k++)
			if (set->claim[i].frames[k] < 1 || set->claim[i].frames[k] > played.frame)
				fail_msg("%s: no such frame", test->name);
	if (has != test->has)
		fail_msg("%s: %s %s; the first is %s", test->name, claim_name(test->id),
			 has ? "is claimed" : "is not claimed",
			 set->count > 0 ? claim_name(set->claim[0].id) : "none");
	play_end(&played);
}

#define EXPECT_CASES(cases)                                                                        \
	for (size_t each = 0; each < COUNT_OF(cases); each++)                                      \
	expect_case(&(cases)[each])

#endif
