/* SPDX-License-Identifier: MIT */
#include "ends_pair.h"

#include "ends_pair_end.h"

static struct pair_segment pull(struct pair_queue *queue, unsigned index)
{
	struct pair_segment segment = queue->segment[index];
	queue->count--;
	memmove(queue->segment + index, queue->segment + index + 1,
		(queue->count - index) * sizeof(segment));
	return segment;
}

/* Whether numbers of this side are missing below the highest that passed the capture. */
static bool has_gap(struct pair *pair, const struct ends_input *in)
{
	bool gap = false;
	uint32_t at = in->seq - pair->end[in->from].iss;
	bool numbers = in->flags & (TCP_FLAG_SYN | TCP_FLAG_FIN);
	uint32_t end = at + in->length + numbers;
	if (!(in->flags & TCP_FLAG_RST) && end < DATA) {
		memset(pair->passed_by[in->from] + at, 1, end - at);
		if (pair->top[in->from] < end)
			pair->top[in->from] = end;
	}
	for (unsigned who = 0; who < 2; who++)
		for (uint32_t i = 0; i < pair->top[who]; i++)
			gap |= !pair->passed_by[who][i];
	return gap;
}

/* Whether a byte of it has passed. */
static bool was_captured(const struct pair *pair, const struct ends_input *in)
{
	uint32_t at = in->seq - pair->end[in->from].iss;
	for (uint32_t i = 0; i < in->length && at + i < DATA; i++)
		if (pair->passed_by[in->from][at + i])
			return true;
	return false;
}

static void capture(struct pair *pair, const struct pair_segment *segment)
{
	struct pair_log *log = pair->log;
	if (pair->passed++ < pair->trouble->begins) {
		log->lost_before[segment->in.from] = true;
		return;
	}
	if (log->count == PAIR_FRAMES)
		return;
	struct pair_frame *frame = &log->frame[log->count++];
	frame->input = segment->in;
	frame->input.again = was_captured(pair, &segment->in);
	frame->input.gap = has_gap(pair, &segment->in) && pair->trouble->reorders_before > 0;
	frame->input.frame = log->count;
	frame->history = segment->history;
	frame->input.overtaken = segment->serial < pair->latest[segment->in.from];
	if (!frame->input.overtaken)
		pair->latest[segment->in.from] = segment->serial;
}

/* A segment of WHO passes the capture. */
static void pass(struct pair *pair, unsigned who)
{
	struct pair_queue *queue = &pair->near[who];
	if (queue->count == 0)
		return;
	bool overtaken = pair_pick(pair, 100) < pair->trouble->reorders_before;
	struct pair_segment segment = pull(queue, overtaken ? pair_pick(pair, queue->count) : 0);
	bool at_it = pair->trouble->place == 2 * who;
	if (overtaken)
		pair->log->lost_before[who] = true; /* or late */
	if (!at_it && pair_pick(pair, 100) < pair->trouble->loss) {
		pair->log->lost_before[who] = true;
		return;
	}
	capture(pair, &segment);
	pair_push(&pair->far[who], &segment);
	if (pair_pick(pair, 100) < pair->trouble->doubles)
		pair_push(&pair->far[who], &segment);
}

/* It arrives. */
static void arrive(struct pair *pair, unsigned who)
{
	struct pair_queue *queue = &pair->far[who];
	if (queue->count == 0)
		return;
	bool overtaken = pair_pick(pair, 100) < pair->trouble->reorders_after;
	struct pair_segment segment = pull(queue, overtaken ? pair_pick(pair, queue->count) : 0);
	bool at_it = pair->trouble->place == 2 * (1 - who);
	if (at_it || pair_pick(pair, 100) >= pair->trouble->loss)
		pair_receive(pair, 1 - who, &segment.in);
}

/* Nothing is on the way at the place of the capture. */
static void flush_near(struct pair *pair)
{
	for (unsigned who = 0; who < 2; who++) {
		while (pair->trouble->place == 2 * who && pair->near[who].count > 0)
			pass(pair, who);
		while (pair->trouble->place == 2 * (1 - who) && pair->far[who].count > 0) {
			arrive(pair, who);
			while (pair->near[1 - who].count > 0)
				pass(pair, 1 - who);
		}
	}
}

void pair_play(struct pair_log *log, const struct pair_trouble *trouble, uint64_t seed)
{
	struct pair pair = {.log = log, .trouble = trouble, .random = seed};
	memset(log, 0, sizeof(*log));
	for (unsigned who = 0; who < 2; who++) {
		struct pair_end *end = &pair.end[who];
		end->iss = who ? 77777 : 0xffffffe0;
		end->active = who == 0 || trouble->simultaneous_open;
		end->takes_early = who == 1 && trouble->fast_open && pair_pick(&pair, 3) > 0;
		end->nxt = 1;
		pair_enter(&pair, who, end->active ? TCP_SYN_SENT : TCP_LISTEN);
	}
	uint32_t length = trouble->fast_open ? 10 : 0;
	pair.end[0].written = length;
	pair_emit(&pair, 0, TCP_FLAG_SYN, 0, length);
	for (int i = 0; i < STEPS; i++) {
		if (trouble->simultaneous_open && i == 1)
			pair_emit(&pair, 1, TCP_FLAG_SYN, 0, 0);
		unsigned who = pair_pick(&pair, 2);
		unsigned what = pair_pick(&pair, 10);
		if (what < 3)
			pass(&pair, who);
		else if (what < 6)
			arrive(&pair, who);
		else
			pair_act(&pair, who);
		flush_near(&pair);
	}
}
