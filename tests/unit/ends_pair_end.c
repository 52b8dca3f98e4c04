/* SPDX-License-Identifier: MIT */
/* An end: RFC 9293 section 3.10. */
#include "ends_pair_end.h"

unsigned pair_pick(struct pair *pair, unsigned below)
{
	pair->random ^= pair->random << 13;
	pair->random ^= pair->random >> 7;
	pair->random ^= pair->random << 17;
	return (unsigned)(pair->random >> 20) % below;
}

void pair_enter(struct pair *pair, unsigned who, unsigned state)
{
	struct pair_log *log = pair->log;
	pair->end[who].state = (uint8_t)state;
	assert_true(log->length[who] < PAIR_HISTORY);
	log->history[who][log->length[who]++] = (uint8_t)state;
}

void pair_push(struct pair_queue *queue, const struct pair_segment *segment)
{
	if (queue->count < QUEUE)
		queue->segment[queue->count++] = *segment;
}

void pair_emit(struct pair *pair, unsigned who, unsigned flags, uint32_t at, uint32_t length)
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
	pair_push(&pair->near[who], &segment);
}

static void acknowledge(struct pair *pair, unsigned who)
{
	pair_emit(pair, who, TCP_FLAG_ACK, pair->end[who].nxt, 0);
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
	uint32_t most = 1 + pair_pick(pair, 40);
	bool all = length <= most;
	if (!all)
		length = most;
	bool fin = all && sent_fin(end);
	if (length == 0 && !fin)
		return;
	pair_emit(pair, who, TCP_FLAG_ACK | (fin ? TCP_FLAG_FIN : 0U), at, length);
	if (end->nxt < at + length + fin)
		end->nxt = at + length + fin;
}

static void repeat(struct pair *pair, unsigned who)
{
	struct pair_end *end = &pair->end[who];
	if (end->state == TCP_SYN_SENT)
		pair_emit(pair, who, TCP_FLAG_SYN, 0, 0);
	else if (end->state == TCP_SYN_RECEIVED && end->una == 0)
		pair_emit(pair, who, TCP_FLAG_SYN | TCP_FLAG_ACK, 0, 0);
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
	pair_enter(pair, who, end->state == TCP_CLOSE_WAIT ? TCP_LAST_ACK : TCP_FIN_WAIT_1);
	transmit(pair, who, end->nxt);
}

void pair_act(struct pair *pair, unsigned who)
{
	struct pair_end *end = &pair->end[who];
	bool writes = end->state == TCP_ESTABLISHED || end->state == TCP_CLOSE_WAIT ||
		      (end->state == TCP_SYN_RECEIVED && end->takes_early);
	unsigned what = pair_pick(pair, 100);
	if (pair_pick(pair, 1000) < pair->trouble->aborts && synchronized(end) &&
	    end->state != TCP_TIME_WAIT) {
		pair_enter(pair, who, TCP_CLOSED);
		pair_emit(pair, who, TCP_FLAG_RST | TCP_FLAG_ACK, end->nxt, 0);
	} else if (what < pair->trouble->repeats) {
		repeat(pair, who);
	} else if (writes && what < 60) {
		if (end->written + 1 - end->una < 120 && end->written < DATA / 2)
			end->written += 1 + pair_pick(pair, 30);
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
	pair_push(&pair->near[who], &segment);
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
		pair_enter(pair, who, TCP_ESTABLISHED);
		acknowledge(pair, who);
		return;
	}
	if (in->length > 0 && end->takes_early)
		end->rcv += in->length;
	else
		end->takes_early = false;
	end->nxt = 1;
	pair_enter(pair, who, TCP_SYN_RECEIVED);
	pair_emit(pair, who, TCP_FLAG_SYN | TCP_FLAG_ACK, 0, 0);
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
		pair_enter(pair, who, TCP_ESTABLISHED);
	else if (fin && end->state == TCP_FIN_WAIT_1)
		pair_enter(pair, who, TCP_FIN_WAIT_2);
	else if (fin && end->state == TCP_CLOSING)
		pair_enter(pair, who, TCP_TIME_WAIT);
	else if (fin && end->state == TCP_LAST_ACK)
		pair_enter(pair, who, TCP_CLOSED);
}

static void take_fin(struct pair *pair, unsigned who)
{
	switch (pair->end[who].state) {
	case TCP_ESTABLISHED:
		pair_enter(pair, who, TCP_CLOSE_WAIT);
		break;
	case TCP_FIN_WAIT_1:
		pair_enter(pair, who, TCP_CLOSING);
		break;
	case TCP_FIN_WAIT_2:
		pair_enter(pair, who, TCP_TIME_WAIT);
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
	if (numbers && end->state != TCP_CLOSED && (before == end->rcv || pair_pick(pair, 3) > 0))
		acknowledge(pair, who);
}

void pair_receive(struct pair *pair, unsigned who, const struct ends_input *in)
{
	struct pair_end *end = &pair->end[who];
	if (end->state == TCP_CLOSED) {
		reject(pair, who, in);
	} else if (in->flags & TCP_FLAG_RST) {
		bool right = end->state == TCP_SYN_SENT ? in->ack == end->iss + end->top
							: in->seq == end->irs + end->rcv;
		if (right && end->state != TCP_LISTEN)
			pair_enter(pair, who,
				   end->state == TCP_SYN_RECEIVED && !end->active ? TCP_LISTEN
										  : TCP_CLOSED);
	} else if (in->flags & TCP_FLAG_SYN) {
		bool first = end->state == TCP_LISTEN || end->state == TCP_SYN_SENT;
		if (end->state == TCP_LISTEN && (in->flags & TCP_FLAG_ACK))
			reject(pair, who, in);
		else if (first)
			take_syn(pair, who, in);
		else if (end->state == TCP_SYN_RECEIVED && !(in->flags & TCP_FLAG_ACK))
			pair_emit(pair, who, TCP_FLAG_SYN | TCP_FLAG_ACK, 0, 0);
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
