/* SPDX-License-Identifier: MIT */
/* What a RST may answer. Without ACK it has the ACK number of the segment that it answers (RFC 9293
 * section 3.10.7.1): those of the other side with that number, as far as they were not answered.
 * Which of several, its number does not tell. */
#include <stdlib.h>
#include <string.h>

#include "causes_private.h"
#include "seq.h"

/* What is older than so many round trips and this time has arrived or never will: a path may hold
 * something back, but not for what a sender waits before it knows the path (RFC 6298 section 2.1).
 * What was sent a little less than a round trip ago is not excluded: a path may become shorter. */
enum { ANSWERED_TIMES = 4, ANSWERED_US = 1000000, HOST_US = 200, PATH_GROWS_US = 90000 };

/* No timer waits longer (RFC 6298 section 2.5, TCP_RTO_MAX in Linux's include/net/tcp.h, and what
 * its timer wheel may add); and no clock of timestamps ticks less often (RFC 7323 section 5.4). */
enum { TIMER_MAX_US = 125000000, TICKS_A_MILLISECOND = 1000 };

struct causes *causes_new(void)
{
	return calloc(1, sizeof(struct causes));
}

struct causes *causes_with_asking(struct causes *causes)
{
	size_t size = 2 * sizeof *causes->asking;
	struct causes *larger = realloc(causes, sizeof *larger + size);
	if (!larger)
		return NULL;
	larger->asking = (struct causes_asking *)(larger + 1);
	memset(larger->asking, 0, size);
	return larger;
}

static struct causes_asking *asking_of(const struct causing *now, const struct causes_side *side)
{
	return &now->causes->asking[side - now->causes->side];
}

static void forget_oldest(struct causes_asking *side)
{
	side->count--;
	for (unsigned i = 0; i < side->count; i++)
		side->asked[i] = side->asked[i + 1];
}

/* The oldest make room; of two that one RST may answer, both are still counted. */
static void make_room(struct causes_asking *side)
{
	if (side->asked[0].ack != side->asked[1].ack) {
		forget_oldest(side);
		return;
	}
	uint32_t first = side->asked[0].frame;
	unsigned alike = side->asked[0].alike + side->asked[1].alike;
	unsigned answered = side->asked[0].answered + side->asked[1].answered;
	forget_oldest(side);
	side->asked[0].frame = first;
	side->asked[0].alike = (uint8_t)(alike < UINT8_MAX ? alike : UINT8_MAX);
	side->asked[0].answered = (uint8_t)(answered < UINT8_MAX ? answered : UINT8_MAX);
}

/* No RST answers a RST. */
static void take_asking(struct causing *now)
{
	struct causes_asking *own = asking_of(now, now->own);
	const struct segment *segment = now->segment;
	if ((segment->flags & (TCP_FLAG_ACK | TCP_FLAG_RST)) != TCP_FLAG_ACK)
		return;
	for (unsigned i = 0; now->end != segment->seq && i < own->count; i++)
		if (seq_before(segment->seq, own->asked[i].end))
			own->asked[i].once = false;
	if (own->count == CAUSES_ASKED)
		make_room(own);
	own->asked[own->count++] = (struct causes_asked){
	    .time_us = now->now_us,
	    .frame = (uint32_t)segment->frame,
	    .last = (uint32_t)segment->frame,
	    .ack = segment->ack,
	    .end = now->end,
	    .alike = 1,
	    .numbered = now->end != segment->seq,
	    .once = now->end != segment->seq && (!now->cause->repeats || now->cause->syn_only),
	};
}

/* The clock of the capture went back, or on by more than a timer waits: while something waited to
 * be acknowledged, or while its sender's own clock did not go on. */
static bool was_set(const struct cause *cause)
{
	if (cause->before_us == CAUSE_UNKNOWN)
		return cause->clock_back || cause->clock_jumped;
	bool stamped = cause->stamped_us != CAUSE_UNKNOWN && cause->own_us > TIMER_MAX_US &&
		       cause->stamped_us < cause->own_us / 2 / TICKS_A_MILLISECOND;
	return stamped ||
	       (cause->before_us > TIMER_MAX_US && cause->own_before + cause->peer_before > 0);
}

static void take_clock(struct causing *now)
{
	if (was_set(now->cause))
		asking_of(now, now->own)->clock_frame = asking_of(now, now->peer)->clock_frame =
		    (uint32_t)now->segment->frame;
}

/* How long ago ASKED of the other side was sent. */
static int64_t age_of(const struct causing *now, const struct causes_asked *asked)
{
	if (asked->frame < asking_of(now, now->peer)->clock_frame)
		return CAUSE_UNKNOWN;
	return cause_since(now->now_us, asked->time_us);
}

/* What its ACK covers had arrived: the only copy; and, where it covers more than before, what was
 * sent a round trip before. Of what was sent several times, one copy had. */
static void take_answer(struct causing *now)
{
	const unsigned flags = now->segment->flags;
	const struct cause *cause = now->cause;
	struct causes_asking *peer = asking_of(now, now->peer);
	for (unsigned i = 0; cause->sack_twice && i < peer->count; i++) {
		struct causes_asked *asked = &peer->asked[i];
		/* All copies of it that passed, as far as is known (RFC 2883). */
		asked->taken |= asked->numbered && seq_before(cause->sack_left, asked->end) &&
				seq_before_or_at(asked->end, cause->sack_right);
	}
	if ((flags & (TCP_FLAG_ACK | TCP_FLAG_RST | TCP_FLAG_SYN)) != TCP_FLAG_ACK ||
	    now->cause->peer_again > 0)
		return;
	bool sampled = now->own->flags & CAUSE_SAMPLED;
	for (unsigned i = 0; i < peer->count; i++) {
		struct causes_asked *asked = &peer->asked[i];
		int64_t since_us = age_of(now, asked);
		bool before = !sampled || since_us >= (int64_t)now->own->least_us * 19 / 20;
		if (seq_before_or_at(asked->end, now->segment->ack) &&
		    (asked->once || (before && now->cause->moves_ack)))
			asked->taken = true;
	}
}

void causes_take_asked(struct causing *now)
{
	if (!now->causes->asking || now->own == now->peer)
		return;
	take_clock(now);
	take_answer(now);
	take_asking(now);
}

/* Whether a RST now may be about ASKED; unless ANY, that was not sent long ago. */
static bool may_be(const struct causing *now, const struct causes_asked *asked, bool any)
{
	const struct causes_side *own = now->own;
	int64_t since_us = age_of(now, asked);
	if (asked->ack != now->segment->seq)
		return false;
	return any || !(own->flags & CAUSE_SAMPLED) ||
	       since_us <= ANSWERED_TIMES * (int64_t)own->least_us + ANSWERED_US;
}

/* Even then it cannot have come to this side and its answer back, as far as its ACKs of payload
 * tell that: a first SYN may have been lost. A host answers now sooner, now later. */
static bool is_too_soon(const struct causing *now, const struct causes_asked *asked)
{
	int64_t since_us = age_of(now, asked);
	int64_t least_us = now->own->data_least_us;
	if (now->own->least_us < least_us)
		least_us = now->own->least_us;
	return asked->alike == 1 && since_us != CAUSE_UNKNOWN && since_us < least_us / 2 &&
	       least_us - since_us > HOST_US;
}

/* Those of which it may answer one. */
enum answered {
	ANSWERED_RECENT, /* what had not come, as far as is known, and was not sent long ago */
	ANSWERED_OPEN,   /* or was */
	ANSWERED_ALL,    /* and what had come: a late copy of it */
};

/* Counts those that it may answer. Returns whether one of them had come. */
static bool find(const struct causing *now, enum answered which)
{
	struct cause *cause = now->cause;
	const struct causes_asking *peer = asking_of(now, now->peer);
	unsigned count = 0, answered = 0;
	bool taken = false;
	bool soon = !cause->reset_before; /* it has shown that it has gone */
	for (unsigned i = 0; i < peer->count; i++) {
		const struct causes_asked *asked = &peer->asked[i];
		if ((asked->taken && which != ANSWERED_ALL) ||
		    !may_be(now, asked, which != ANSWERED_RECENT))
			continue;
		if (count == 0)
			cause->answers_first = asked->frame;
		cause->answers_last = asked->last;
		taken |= asked->taken;
		count += asked->alike;
		answered += asked->answered;
		soon = soon && is_too_soon(now, asked);
	}
	if (which != ANSWERED_ALL) {
		cause->answers_soon = count > 0 && soon;
		count = cause->answers_soon ? 0 : count;
	}
	cause->answers_count = answered < count ? (uint16_t)count : 0;
	return taken;
}

/* One that is certain is not asked for again; of several one. */
static void take_reset(const struct causing *now)
{
	struct causes_asking *peer = asking_of(now, now->peer);
	for (unsigned i = 0; i < peer->count; i++) {
		struct causes_asked *asked = &peer->asked[i];
		if (asked->taken || asked->ack != now->segment->seq ||
		    asked->frame < now->cause->answers_first ||
		    asked->frame > now->cause->answers_last || asked->answered == asked->alike)
			continue;
		if (now->cause->answers_count == 1)
			asked->taken = true;
		else
			asked->answered++;
		return;
	}
}

/* So long behind all of them that the path held one back: it may have held a copy of what had come
 * before, too. */
static bool was_held(const struct causing *now)
{
	const struct causes_asking *peer = asking_of(now, now->peer);
	const struct causes_side *own = now->own;
	int64_t longest_us = 2 * (int64_t)own->least_us + PATH_GROWS_US;
	for (unsigned i = peer->count; i-- > 0;) {
		if (peer->asked[i].taken || !may_be(now, &peer->asked[i], true))
			continue;
		int64_t age_us = age_of(now, &peer->asked[i]);
		return age_us == CAUSE_UNKNOWN ||
		       ((own->flags & CAUSE_SAMPLED) && age_us > longest_us);
	}
	return false;
}

/* The other side's last segment lies behind numbers that were not captured, and has none itself. */
static bool jumped(const struct causes_side *peer)
{
	return peer->last_frame > 0 && seq_before(peer->next, peer->last_seq) &&
	       !seq_is_far(peer->last_seq, peer->next);
}

void causes_look_asked(struct causing *now)
{
	struct cause *cause = now->cause;
	if (!now->causes->asking)
		return;
	take_clock(now);
	find(now, ANSWERED_RECENT);
	if (cause->answers_count == 0)
		find(now, ANSWERED_OPEN);
	if (cause->answers_count > 0) {
		cause->peer_hole |= jumped(now->peer);
		if (was_held(now) && find(now, ANSWERED_ALL)) /* and when they came is not known */
			cause->peer_hole |=
			    cause->answers_first < asking_of(now, now->peer)->clock_frame;
		take_reset(now);
		return;
	}
	cause->answers_copy = find(now, ANSWERED_ALL) && cause->answers_count > 0;
	if (!cause->answers_copy)
		cause->answers_count = 0;
}
