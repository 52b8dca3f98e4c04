/* SPDX-License-Identifier: MIT */
/* Exchanges with all that is claimed of each segment and of the connection: nothing is left out,
 * and nothing else is said. */
#ifndef CLAIMS_TOLD_H
#define CLAIMS_TOLD_H

#include "claims_fixture.h"
#include "text.h"

/* A claim is "NAME FRAME,FRAME VALUE,VALUE", with units; claims are joined by "; ". One about the
 * connection has its end before it. */
struct told_row {
	struct row row;
	const char *claims;
};

struct told {
	const char *name;
	struct told_row rows[ROWS_MAX]; /* end with the first that has no claims */
	const char *connection;
};

static inline void text_figure(struct text *text, char before, int64_t value, unsigned unit)
{
	if (unit != UNIT_NONE)
		text_format(text, "%c%jd%s", before, (intmax_t)value, unit_name((enum unit)unit));
}

static inline void text_claim_set(struct text *text, const struct claim_set *set, bool ends)
{
	for (size_t i = 0; i < set->count; i++) {
		const struct claim *claim = &set->claim[i];
		text_string(text, i > 0 ? "; " : "");
		if (ends)
			text_string(text, claim->side == SIDE_CLIENT ? "C " : "V ");
		text_string(text, claim_name(claim->id));
		for (int k = 0; k < claim->frame_count; k++)
			text_format(text, "%c%jd", k > 0 ? ',' : ' ', (intmax_t)claim->frames[k]);
		text_figure(text, ' ', claim->value, claim->unit);
		text_figure(text, ',', claim->more, claim->more_unit);
	}
}

static inline void expect_told(struct text *text, const struct claim_set *set, bool ends,
			       const char *name, uint64_t frame, const char *claims)
{
	text_clear(text);
	text_claim_set(text, set, ends);
	if (strcmp(text_c_string(text), claims) != 0)
		fail_msg("%s, frame %ju: \"%s\" instead of \"%s\"", name, (uintmax_t)frame,
			 text_c_string(text), claims);
}

static inline void expect_exchange(const struct told *told)
{
	struct played played = {.walk.now_ns = 1000 * (int64_t)MS};
	struct text text;
	text_init(&text);
	for (int i = 0; i < ROWS_MAX && told->rows[i].claims; i++) {
		play_row(&played, &told->rows[i].row);
		expect_told(&text, &played.claims, false, told->name, played.frame,
			    told->rows[i].claims);
	}
	claims_of_connection(&played.walk.flow, played.walk.flow.causes, &played.connection);
	expect_told(&text, &played.connection, true, told->name, 0, told->connection);
	text_release(&text);
	play_end(&played);
}

#define EXPECT_TOLD(exchanges)                                                                     \
	for (size_t each = 0; each < COUNT_OF(exchanges); each++)                                  \
	expect_exchange(&(exchanges)[each])

#define OPENED_IN(rtt_us)                                                                          \
	{{0, C, S, 0, 0}, "syn 1"}, {{rtt_us, V, SA, 0, 1}, "syn-ack 2,1"},                        \
	{                                                                                          \
		{30, C, A, 1, 1}, "handshake-ack 3,2"                                              \
	}

#endif
