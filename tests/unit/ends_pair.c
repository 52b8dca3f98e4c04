/* SPDX-License-Identifier: MIT */
#include "ends_pair.h"

#include "unit.h"

enum { QUEUE = 64, DATA = 600, STEPS = 500 };

struct pair_segment {
	struct ends_input in;
	uint32_t serial; /* in the order of sending */
	uint8_t history;
};

struct pair_queue {
	struct pair_segment segment[QUEUE];
	unsigned count;
};

struct pair_end {
	uint8_t state;
	bool active, closes, takes_early, fin_seen;
	uint32_t iss, irs;
	uint32_t una, nxt, top; /* of its numbers, from iss on; top: one past all that it sent */
	uint32_t written;       /* data that its program wrote */
	uint32_t rcv;           /* from irs on */
	uint32_t fin_at;        /* the other's, from irs on */
	uint8_t got[DATA];
};

struct pair {
	struct pair_log *log;
	const struct pair_trouble *trouble;
	uint64_t random;
	struct pair_end end[2];
	unsigned passed;
	uint8_t passed_by[2][DATA]; /* numbers that the capture saw */
	uint32_t top[2];
	uint32_t serial, latest[2];
	struct pair_queue near[2], far[2]; /* by sender: before and behind the capture */
};

static unsigned pick(struct pair *pair, unsigned below)
{
	pair->random ^= pair->random << 13;
	pair->random ^= pair->random >> 7;
	pair->random ^= pair->random << 17;
	return (unsigned)(pair->random >> 20) % below;
}

static void enter(struct pair *pair, unsigned who, unsigned state)
{
	struct pair_log *log = pair->log;
	pair->end[who].state = (uint8_t)state;
	assert_true(log->length[who] < PAIR_HISTORY);
	log->history[who][log->length[who]++] = (uint8_t)state;
}

static void push(struct pair_queue *queue, const struct pair_segment *segment)
{
	if (queue->count < QUEUE)
		queue->segment[queue->count++] = *segment;
}

static struct pair_segment pull(struct pair_queue *queue, unsigned index)
{
	struct pair_segment segment = queue->segment[index];
	queue->count--;
	memmove(queue->segment + index, queue->segment + index + 1,
		(queue->count - index) * sizeof(segment));
	return segment;
}

static void emit(struct pair *pair, unsigned who, unsigned flags, uint32_t at, uint32_t length)
{
	struct pair_end *end = &pair->end[who];
	struct pair_segment segment = {.serial = ++pair->serial,
				       .history = (uint8_t)(pair->log->length[who] - 1)};
	segment.in.from = (uint8_t)who;
	segment.in.flags = (uint16_t)flags;
	segment.in.seq = end->iss + at;
	segment.in.length = length;
	segment.in.ack = segment.in.sack_right = flags & TCP_FLAG_ACK ? end->irs + end->rcv : 0;
	segment.in.fast_open = (flags & TCP_FLAG_SYN) && length > 0;
	uint32_t top = at + length + ((flags & (TCP_FLAG_SYN | TCP_FLAG_FIN)) != 0);
	if (!(flags & TCP_FLAG_RST) && end->top < top)
		end->top = top;
	push(&pair->near[who], &segment);
}

static void acknowledge(struct pair *pair, unsigned who)
{
	emit(pair, who, TCP_FLAG_ACK, pair->end[who].nxt, 0);
}

static bool synchronized(const struct pair_end *end)
{
	return end->state >= TCP_ESTABLISHED;
}

static bool sent_fin(const struct pair_end *end)
{
	return end->state == TCP_FIN_WAIT_1 || end->state == TCP_CLOSING ||
	       end->state == TCP_LAST_ACK;
}

/* Sends what is at AT again, or for the first time. */
static void transmit(struct pair *pair, unsigned who, uint32_t at)
{
	struct pair_end *end = &pair->end[who];
	uint32_t length = end->written + 1 - at;
	uint32_t most = 1 + pick(pair, 40);
	bool all = length <= most;
	if (!all)
		length = most;
	bool fin = all && sent_fin(end);
	if (length == 0 && !fin)
		return;
	emit(pair, who, TCP_FLAG_ACK | (fin ? TCP_FLAG_FIN : 0U), at, length);
	if (end->nxt < at + length + fin)
		end->nxt = at + length + fin;
}

static void repeat(struct pair *pair, unsigned who)
{
	struct pair_end *end = &pair->end[who];
	if (end->state == TCP_SYN_SENT)
		emit(pair, who, TCP_FLAG_SYN, 0, 0);
	else if (end->state == TCP_SYN_RECEIVED && end->una == 0)
		emit(pair, who, TCP_FLAG_SYN | TCP_FLAG_ACK, 0, 0);
	else if (synchronized(end) && end->una < end->nxt && end->una > 0)
		transmit(pair, who, end->una);
}

static void close_end(struct pair *pair, unsigned who)
{
	struct pair_end *end = &pair->end[who];
	if (end->closes || end->nxt != end->written + 1)
		return; /* the FIN waits behind the data */
	bool early = end->state == TCP_SYN_RECEIVED && end->takes_early;
	if (end->state != TCP_ESTABLISHED && end->state != TCP_CLOSE_WAIT && !early)
		return;
	end->closes = true;
	enter(pair, who, end->state == TCP_CLOSE_WAIT ? TCP_LAST_ACK : TCP_FIN_WAIT_1);
	transmit(pair, who, end->nxt);
}

static void act(struct pair *pair, unsigned who)
{
	struct pair_end *end = &pair->end[who];
	bool writes = end->state == TCP_ESTABLISHED || end->state == TCP_CLOSE_WAIT ||
		      (end->state == TCP_SYN_RECEIVED && end->takes_early);
	unsigned what = pick(pair, 100);
	if (pick(pair, 1000) < pair->trouble->aborts && synchronized(end) &&
	    end->state != TCP_TIME_WAIT) {
		enter(pair, who, TCP_CLOSED);
		emit(pair, who, TCP_FLAG_RST | TCP_FLAG_ACK, end->nxt, 0);
	} else if (what < pair->trouble->repeats) {
		repeat(pair, who);
	} else if (writes && what < 60) {
		if (end->written + 1 - end->una < 120 && end->written < DATA / 2)
			end->written += 1 + pick(pair, 30);
		if (end->nxt < end->written + 1)
			transmit(pair, who, end->nxt);
	} else if (what > 90) {
		close_end(pair, who);
	}
}

static void reject(struct pair *pair, unsigned who, const struct ends_input *in)
{
	struct pair_segment segment = {.serial = ++pair->serial,
				       .history = (uint8_t)(pair->log->length[who] - 1)};
	if (in->flags & TCP_FLAG_RST)
		return;
	segment.in.from = (uint8_t)who;
	segment.in.flags = TCP_FLAG_RST;
	segment.in.seq = in->ack;
	if (!(in->flags & TCP_FLAG_ACK)) {
		segment.in.flags |= TCP_FLAG_ACK;
		segment.in.seq = 0;
		segment.in.ack = in->seq + in->length + 1;
	}
	push(&pair->near[who], &segment);
}

static void take_syn(struct pair *pair, unsigned who, const struct ends_input *in)
{
	struct pair_end *end = &pair->end[who];
	bool ack = in->flags & TCP_FLAG_ACK;
	end->irs = in->seq;
	end->rcv = 1;
	if (end->state == TCP_SYN_SENT && ack) { /* 3.10.7.3; and RFC 7413 section 4.1.3 */
		end->una = in->ack - end->iss;
		end->nxt = end->una;
		enter(pair, who, TCP_ESTABLISHED);
		acknowledge(pair, who);
		return;
	}
	if (in->length > 0 && end->takes_early)
		end->rcv += in->length;
	else
		end->takes_early = false;
	end->nxt = 1;
	enter(pair, who, TCP_SYN_RECEIVED);
	emit(pair, who, TCP_FLAG_SYN | TCP_FLAG_ACK, 0, 0);
}

static void take_ack(struct pair *pair, unsigned who, const struct ends_input *in)
{
	struct pair_end *end = &pair->end[who];
	uint32_t ack = in->ack - end->iss;
	if (ack > end->top || ack < end->una || ack == 0)
		return;
	end->una = ack;
	if (end->nxt < ack)
		end->nxt = ack;
	bool fin = end->closes && ack == end->written + 2;
	if (end->state == TCP_SYN_RECEIVED)
		enter(pair, who, TCP_ESTABLISHED);
	else if (fin && end->state == TCP_FIN_WAIT_1)
		enter(pair, who, TCP_FIN_WAIT_2);
	else if (fin && end->state == TCP_CLOSING)
		enter(pair, who, TCP_TIME_WAIT);
	else if (fin && end->state == TCP_LAST_ACK)
		enter(pair, who, TCP_CLOSED);
}

static void take_fin(struct pair *pair, unsigned who)
{
	switch (pair->end[who].state) {
	case TCP_ESTABLISHED:
		enter(pair, who, TCP_CLOSE_WAIT);
		break;
	case TCP_FIN_WAIT_1:
		enter(pair, who, TCP_CLOSING);
		break;
	case TCP_FIN_WAIT_2:
		enter(pair, who, TCP_TIME_WAIT);
		break;
	default:
		break;
	}
}

static void take_text(struct pair *pair, unsigned who, const struct ends_input *in)
{
	struct pair_end *end = &pair->end[who];
	uint32_t at = in->seq - end->irs;
	uint32_t before = end->rcv;
	for (uint32_t i = at; i < at + in->length && i < DATA; i++)
		end->got[i] = 1;
	if (in->flags & TCP_FLAG_FIN) {
		end->fin_seen = true;
		end->fin_at = at + in->length;
	}
	while (end->rcv < DATA && end->got[end->rcv])
		end->rcv++;
	if (end->fin_seen && end->rcv == end->fin_at) {
		end->rcv++;
		take_fin(pair, who);
	}
	bool numbers = in->length > 0 || (in->flags & TCP_FLAG_FIN);
	if (numbers && end->state != TCP_CLOSED && (before == end->rcv || pick(pair, 3) > 0))
		acknowledge(pair, who);
}

static void receive(struct pair *pair, unsigned who, const struct ends_input *in)
{
	struct pair_end *end = &pair->end[who];
	if (end->state == TCP_CLOSED) {
		reject(pair, who, in);
	} else if (in->flags & TCP_FLAG_RST) {
		bool right = end->state == TCP_SYN_SENT ? in->ack == end->iss + end->top
							: in->seq == end->irs + end->rcv;
		if (right && end->state != TCP_LISTEN)
			enter(pair, who,
			      end->state == TCP_SYN_RECEIVED && !end->active ? TCP_LISTEN
									     : TCP_CLOSED);
	} else if (in->flags & TCP_FLAG_SYN) {
		bool first = end->state == TCP_LISTEN || end->state == TCP_SYN_SENT;
		if (end->state == TCP_LISTEN && (in->flags & TCP_FLAG_ACK))
			reject(pair, who, in);
		else if (first)
			take_syn(pair, who, in);
		else if (end->state == TCP_SYN_RECEIVED && !(in->flags & TCP_FLAG_ACK))
			emit(pair, who, TCP_FLAG_SYN | TCP_FLAG_ACK, 0, 0);
		else if (end->state == TCP_SYN_RECEIVED)
			take_ack(pair, who, in), acknowledge(pair, who);
		else
			acknowledge(pair, who);
	} else if (end->state == TCP_LISTEN) {
		reject(pair, who, in);
	} else if (end->state != TCP_SYN_SENT) {
		take_ack(pair, who, in);
		if (end->state != TCP_SYN_RECEIVED && end->state != TCP_CLOSED)
			take_text(pair, who, in);
	}
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
	bool overtaken = pick(pair, 100) < pair->trouble->reorders_before;
	struct pair_segment segment = pull(queue, overtaken ? pick(pair, queue->count) : 0);
	bool at_it = pair->trouble->place == 2 * who;
	if (overtaken)
		pair->log->lost_before[who] = true; /* or late */
	if (!at_it && pick(pair, 100) < pair->trouble->loss) {
		pair->log->lost_before[who] = true;
		return;
	}
	capture(pair, &segment);
	push(&pair->far[who], &segment);
	if (pick(pair, 100) < pair->trouble->doubles)
		push(&pair->far[who], &segment);
}

/* It arrives. */
static void arrive(struct pair *pair, unsigned who)
{
	struct pair_queue *queue = &pair->far[who];
	if (queue->count == 0)
		return;
	bool overtaken = pick(pair, 100) < pair->trouble->reorders_after;
	struct pair_segment segment = pull(queue, overtaken ? pick(pair, queue->count) : 0);
	bool at_it = pair->trouble->place == 2 * (1 - who);
	if (at_it || pick(pair, 100) >= pair->trouble->loss)
		receive(pair, 1 - who, &segment.in);
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
		end->takes_early = who == 1 && trouble->fast_open && pick(&pair, 3) > 0;
		end->nxt = 1;
		enter(&pair, who, end->active ? TCP_SYN_SENT : TCP_LISTEN);
	}
	uint32_t length = trouble->fast_open ? 10 : 0;
	pair.end[0].written = length;
	emit(&pair, 0, TCP_FLAG_SYN, 0, length);
	for (int i = 0; i < STEPS; i++) {
		if (trouble->simultaneous_open && i == 1)
			emit(&pair, 1, TCP_FLAG_SYN, 0, 0);
		unsigned who = pick(&pair, 2);
		unsigned what = pick(&pair, 10);
		if (what < 3)
			pass(&pair, who);
		else if (what < 6)
			arrive(&pair, who);
		else
			act(&pair, who);
		flush_near(&pair);
	}
}
