/* SPDX-License-Identifier: MIT */
/* Live: what was shown of an end, and turns out otherwise. It is corrected where it was shown. */
#include "evidence_private.h"

#define STATE(name) (1U << TCP_##name)

enum {
	CLOSES = STATE(FIN_WAIT_1) | STATE(FIN_WAIT_2) | STATE(CLOSE_WAIT) | STATE(CLOSING) |
		 STATE(LAST_ACK) | STATE(TIME_WAIT) | STATE(CLOSED),
	OPENS = STATE(LISTEN) | STATE(SYN_SENT) | STATE(SYN_RECEIVED) | STATE(ESTABLISHED),
};

/* RFC 9293 figure 5: to which states a path leads, but for those that most lead to: CLOSED. */
static const uint16_t paths[TCP_STATE_COUNT] = {
    [TCP_CLOSED] = STATE(LISTEN) | STATE(SYN_SENT) | STATE(SYN_RECEIVED),
    [TCP_LISTEN] = OPENS | CLOSES,
    [TCP_SYN_SENT] = OPENS | CLOSES,
    [TCP_SYN_RECEIVED] = OPENS | CLOSES,
    [TCP_ESTABLISHED] = CLOSES,
    [TCP_FIN_WAIT_1] = STATE(FIN_WAIT_2) | STATE(CLOSING) | STATE(TIME_WAIT),
    [TCP_FIN_WAIT_2] = STATE(TIME_WAIT),
    [TCP_CLOSE_WAIT] = STATE(LAST_ACK),
    [TCP_CLOSING] = STATE(TIME_WAIT),
};

/* Whether an end that was in state FROM may be in state TO later, without another connection. */
static bool may_follow(unsigned from, unsigned to)
{
	return from == to || from == END_STATE_NONE || to == END_STATE_NONE || to == TCP_CLOSED ||
	       (paths[from] & 1U << to);
}

void evidence_begin_corrections(struct evidence_told told[2])
{
	for (unsigned i = 0; i < 2; i++)
		told[i] = (struct evidence_told){.shown = END_STATE_NONE, .last = END_STATE_NONE};
}

/* One that was found on the way names what was shown last, and where that began. */
static void place(const struct evidence_told told[2], struct ends_correction *correction)
{
	const struct evidence_told *end = &told[correction->end];
	bool none = end->shown == END_STATE_NONE || end->shown == correction->state;
	correction->was = end->shown;
	correction->frame = none ? 0 : end->shown_frame;
}

/* What is shown of END now cannot follow what was shown before. In which state the end was then is
 * known where it has not gone on since: as long as it has not closed. */
static void find(const struct evidence_told *told, unsigned end, struct end_state now,
		 struct ends_correction *correction)
{
	if (now.proven && (1U << now.state & OPENS) && !may_follow(told->last, now.state))
		*correction = (struct ends_correction){.frame = told->last_frame,
						       .end = (uint8_t)end,
						       .was = told->last,
						       .state = now.state};
}

static void remember(struct evidence_told *told, uint32_t frame, struct end_state now,
		     bool corrected)
{
	if (told->shown != now.state)
		told->shown_frame = frame;
	told->shown = now.state;
	if (!now.proven && !corrected && !may_follow(told->last, now.state))
		return; /* this may turn out otherwise itself */
	if (told->last != now.state)
		told->last_frame = frame;
	told->last = now.state;
}

void evidence_correct(struct evidence_told told[2], bool self, uint32_t frame,
		      struct evidence_step *shown)
{
	struct ends_correction *correction = &shown->ends.correction;
	const unsigned ends = self ? 1 : 2;
	if (correction->frame != 0)
		place(told, correction);
	for (unsigned i = 0; i < ends && correction->frame == 0; i++)
		find(&told[i], i, shown->states[i], correction);
	for (unsigned i = 0; i < ends; i++)
		remember(&told[i], frame, shown->states[i],
			 correction->frame != 0 && correction->end == i);
}
