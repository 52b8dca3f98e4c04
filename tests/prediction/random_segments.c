/* SPDX-License-Identifier: MIT */
/* Connections that mostly go well: segments in order, and between them everything that a shorter
 * way must not take. */
#include <stdlib.h>
#include <string.h>

#include "segments.h"
#include "seq.h"

enum { TALKS = 12, BULK = 1448, OPTIONS_MAX = 40 };

enum phase { PHASE_NONE, PHASE_SYN, PHASE_ANSWERED, PHASE_OPEN };

/* What one side has said. */
struct talker {
	uint32_t isn, next, acked; /* next: one past all that it sent; acked: its last ACK */
	uint16_t window, ip_id;
	uint8_t scale;
	bool scales;
	bool closed; /* it sent a FIN */
};

struct talk {
	struct talker side[2];
	enum phase phase;
};

/* One that comes again, or later. */
struct kept_segment {
	struct segment segment;
	uint8_t options[OPTIONS_MAX];
};

struct random_segments {
	struct segments base;
	uint64_t seed, state, count, said;
	int64_t time_ns;
	struct talk talks[TALKS];
	unsigned last; /* the talk that speaks */
	bool from;
	uint8_t options[OPTIONS_MAX];
	uint8_t options_length;
	struct kept_segment last_one, held;
	unsigned held_for; /* so many segments come before it; 0: none is held */
};

static uint64_t draw(struct random_segments *own, uint64_t below)
{
	return draw_below(&own->state, below);
}

/* One in COUNT. */
static bool chance(struct random_segments *own, uint64_t count)
{
	return draw(own, count) == 0;
}

static void add_option(struct random_segments *own, const uint8_t *option, uint8_t length)
{
	if (own->options_length + length > OPTIONS_MAX)
		return;
	memcpy(own->options + own->options_length, option, length);
	own->options_length = (uint8_t)(own->options_length + length);
}

static void add_number(uint8_t *at, uint32_t number)
{
	for (int i = 0; i < 4; i++)
		at[i] = (uint8_t)(number >> (24 - 8 * i));
}

static void add_timestamps(struct random_segments *own)
{
	uint8_t option[12] = {1, 1, 8, 10};
	add_number(option + 4, (uint32_t)(own->time_ns / 1000000));
	add_number(option + 8, (uint32_t)(own->time_ns / 1000000) - (uint32_t)draw(own, 20));
	add_option(own, option, sizeof option);
}

static void add_sack(struct random_segments *own, const struct talker *peer)
{
	uint8_t option[10] = {5, 10};
	uint32_t left = peer->next - (uint32_t)draw(own, 10000);
	add_number(option + 2, left);
	add_number(option + 6, left + (uint32_t)draw(own, 3000));
	add_option(own, option, sizeof option);
}

static void begin_talker(struct random_segments *own, struct talker *talker)
{
	uint32_t isn = (uint32_t)draw(own, UINT64_C(1) << 32);
	*talker = (struct talker){
	    .isn = chance(own, 3) ? UINT32_MAX - (uint32_t)draw(own, 20000) : isn,
	    .window = (uint16_t)(1 + draw(own, UINT16_MAX)),
	    .ip_id = (uint16_t)(chance(own, 3) ? 0 : 1 + draw(own, UINT16_MAX)),
	    .scales = !chance(own, 3),
	    .scale = (uint8_t)draw(own, 9),
	};
	talker->next = talker->isn + 1;
}

/* Mostly at once; seldom the clock is set, or nothing happens for an hour. */
static void pass_time(struct random_segments *own)
{
	const int64_t second = 1000000000;
	own->time_ns += (int64_t)draw(own, 300000);
	if (chance(own, 40))
		own->time_ns += (int64_t)draw(own, 2 * (uint64_t)second);
	if (chance(own, 3000))
		own->time_ns += (int64_t)draw(own, 7200 * (uint64_t)second);
	if (chance(own, 3000))
		own->time_ns -= (int64_t)draw(own, 60 * (uint64_t)second);
	if (chance(own, 100000))
		own->time_ns += 2 * 366 * 86400 * second;
	if (own->time_ns < 0 || own->time_ns > INT64_C(1) << 61)
		own->time_ns = 1700000000 * second;
}

static void speak_syn(struct random_segments *own, struct talk *talk, struct segment *segment)
{
	uint8_t scale[4] = {1, 3, 3};
	if (talk->phase == PHASE_NONE) {
		own->from = chance(own, 20);
		begin_talker(own, &talk->side[0]);
		begin_talker(own, &talk->side[1]);
	} else {
		own->from = !own->from;
	}
	const struct talker *speaker = &talk->side[own->from];
	talk->phase = talk->phase == PHASE_NONE ? PHASE_SYN : PHASE_ANSWERED;
	segment->flags = talk->phase == PHASE_SYN ? TCP_FLAG_SYN : TCP_FLAG_SYN | TCP_FLAG_ACK;
	segment->seq = speaker->isn;
	scale[3] = speaker->scale;
	if (speaker->scales)
		add_option(own, scale, sizeof scale);
	if (chance(own, 30)) /* the capture begins later, or it is never answered */
		talk->phase = chance(own, 2) ? PHASE_OPEN : PHASE_NONE;
}

/* As many bytes as the other side's window has room for. */
static uint32_t room(const struct talk *talk, bool from)
{
	const struct talker *speaker = &talk->side[from], *peer = &talk->side[!from];
	bool scales = speaker->scales && peer->scales;
	uint32_t edge = peer->acked + ((uint32_t)peer->window << (scales ? peer->scale : 0));
	return edge - speaker->next;
}

static uint32_t draw_length(struct random_segments *own, const struct talk *talk)
{
	static const uint32_t odd[] = {SEQ_WINDOW_MAX, SEQ_WINDOW_MAX + 1u, 1u << 31, UINT32_MAX};
	switch (draw(own, 12)) {
	case 0:
		return 1;
	case 1:
		return (uint32_t)draw(own, 3 * BULK);
	case 2:
		return room(talk, own->from) <= UINT16_MAX ? room(talk, own->from) : BULK;
	case 3:
	case 4:
	case 5:
		return 0;
	default:
		return chance(own, 20000) ? odd[draw(own, 4)] : BULK;
	}
}

/* What is not in order. */
static void make_odd(struct random_segments *own, struct talk *talk, struct segment *segment)
{
	const struct talker *speaker = &talk->side[own->from], *peer = &talk->side[!own->from];
	static const uint16_t flags[] = {
	    TCP_FLAG_FIN | TCP_FLAG_ACK, TCP_FLAG_RST, TCP_FLAG_RST | TCP_FLAG_ACK, TCP_FLAG_SYN,
	    TCP_FLAG_SYN | TCP_FLAG_ACK, TCP_FLAG_PSH, TCP_FLAG_ACK | TCP_FLAG_URG,
	};
	switch (draw(own, 14)) {
	case 0: /* lost before here */
		segment->seq += 1 + (uint32_t)draw(own, 3 * BULK);
		break;
	case 1: /* sent again */
	case 2:
		segment->seq -= (uint32_t)draw(own, 4 * BULK);
		break;
	case 3: /* a keep-alive */
		segment->seq = speaker->next - 1;
		segment->payload_length = (uint32_t)draw(own, 2);
		break;
	case 4:
		segment->window = 0;
		break;
	case 5: /* of what was not seen */
		segment->ack += 1 + (uint32_t)draw(own, 2 * BULK);
		break;
	case 6: /* an old one */
		segment->ack -= (uint32_t)draw(own, 3 * BULK);
		break;
	case 7:
		segment->ack = peer->next;
		segment->window = (uint16_t)draw(own, 3);
		break;
	case 8:
		segment->flags = flags[draw(own, sizeof flags / sizeof *flags)];
		break;
	case 9: /* of another connection */
		segment->seq = (uint32_t)draw(own, UINT64_C(1) << 32);
		break;
	case 10:
		segment->first_fragment = true;
		break;
	case 11: /* a duplicate ACK */
		segment->payload_length = 0;
		segment->ack = speaker->acked;
		segment->window = speaker->window;
		break;
	case 12:
		segment->ack = (uint32_t)draw(own, UINT64_C(1) << 32);
		break;
	default:
		segment->flags |= (uint16_t)(draw(own, 16) << 5);
		break;
	}
}

static void speak(struct random_segments *own, struct talk *talk, struct segment *segment)
{
	if (chance(own, 3))
		own->from = !own->from;
	static const uint64_t calm[] = {12, 60, 300}; /* how seldom something is odd */
	const struct talker *speaker = &talk->side[own->from], *peer = &talk->side[!own->from];
	segment->flags = (uint16_t)(TCP_FLAG_ACK | (chance(own, 2) ? TCP_FLAG_PSH : 0));
	segment->seq = speaker->next;
	segment->ack = chance(own, 4) ? speaker->acked : peer->next;
	segment->payload_length = draw_length(own, talk);
	segment->window = speaker->window;
	if (chance(own, 6))
		segment->window = (uint16_t)(1 + draw(own, UINT16_MAX));
	if (speaker->closed)
		segment->payload_length = 0;
	else if (chance(own, peer->closed ? 3 : 30))
		segment->flags |= TCP_FLAG_FIN;
	if (chance(own, 25))
		add_sack(own, peer);
	if (chance(own, calm[own->last % 3]))
		make_odd(own, talk, segment);
	if (chance(own, 2000)) /* another connection begins between these ends */
		talk->phase = PHASE_NONE;
}

static void remember(struct random_segments *own, struct talk *talk, const struct segment *segment)
{
	struct talker *speaker = &talk->side[own->from];
	uint32_t end = segment->seq + segment_sequence_length(segment);
	if (!(segment->flags & TCP_FLAG_RST) && end - speaker->next < 1 << 20)
		speaker->next = end;
	if (segment->flags & TCP_FLAG_ACK)
		speaker->acked = segment->ack;
	speaker->closed |= (segment->flags & TCP_FLAG_FIN) != 0;
	speaker->window = segment->window;
	if ((segment->flags & TCP_FLAG_RST) || talk->phase == PHASE_ANSWERED)
		talk->phase = segment->flags & TCP_FLAG_RST ? PHASE_NONE : PHASE_OPEN;
	bool over = talk->side[0].closed && talk->side[1].closed;
	if (over && chance(own, 4))
		talk->phase = PHASE_NONE;
}

static void address(struct random_segments *own, struct segment *segment)
{
	struct endpoint ends[2] = {
	    {.version = 4, .address = {192, 0, 2, 1}, .port = (uint16_t)(40000 + own->last)},
	    {.version = 4, .address = {198, 51, 100, 1}, .port = 443},
	};
	bool self = own->last == 0; /* RFC 9293 section 3.5: both ends are the same socket */
	segment->source = ends[own->from && !self];
	segment->destination = ends[!own->from && !self];
}

static void say(struct random_segments *own, struct segment *segment)
{
	if (chance(own, 8))
		own->last = (unsigned)draw(own, TALKS);
	struct talk *talk = &own->talks[own->last];
	pass_time(own);
	own->options_length = 0;
	*segment = (struct segment){.ip_ttl = 64};
	if (own->last % 2 == 0)
		add_timestamps(own);
	if (talk->phase == PHASE_NONE || talk->phase == PHASE_SYN) {
		speak_syn(own, talk, segment);
		segment->window = talk->side[own->from].window;
		segment->ack = talk->phase == PHASE_SYN ? 0 : talk->side[!own->from].next;
	} else {
		speak(own, talk, segment);
	}
	struct talker *speaker = &talk->side[own->from];
	segment->ip_id = speaker->ip_id ? speaker->ip_id++ : 0;
	segment->options = own->options;
	segment->options_length = own->options_length;
	segment->data_offset = (uint8_t)(5 + own->options_length / 4);
	address(own, segment);
	remember(own, talk, segment);
}

static void keep(struct kept_segment *kept, const struct segment *segment)
{
	kept->segment = *segment;
	memcpy(kept->options, segment->options, segment->options_length);
	kept->segment.options = kept->options;
}

/* Most come once and in order; some twice, on the same link or another one, some behind later ones.
 */
static bool next(struct segments *segments, struct segment *segment)
{
	struct random_segments *own = (struct random_segments *)segments;
	if (own->said == own->count)
		return false;
	if (own->held_for > 0 && --own->held_for == 0) {
		*segment = own->held.segment;
	} else if (own->said > 0 && chance(own, 150)) {
		*segment = own->last_one.segment;
		segment->link = (uint32_t)draw(own, 2);
	} else {
		say(own, segment);
		if (own->held_for == 0 && chance(own, 150)) {
			keep(&own->held, segment);
			own->held_for = 1 + (unsigned)draw(own, 4);
			say(own, segment);
		}
		keep(&own->last_one, segment);
	}
	segment->frame = ++own->said;
	segment->time_ns = own->time_ns;
	return true;
}

static void begin(struct segments *segments)
{
	struct random_segments *own = (struct random_segments *)segments;
	*own = (struct random_segments){
	    .base = own->base,
	    .seed = own->seed,
	    .count = own->count,
	    .state = own->seed * 2 + 1,
	    .time_ns = INT64_C(1700000000) * 1000000000,
	};
}

static void end(struct segments *segments)
{
	free(segments);
}

struct segments *random_segments_new(uint64_t seed, uint64_t count)
{
	struct random_segments *own = calloc(1, sizeof *own);
	if (!own)
		exit(EXIT_FAILURE);
	own->base = (struct segments){.next = next, .begin = begin, .end = end};
	own->seed = seed;
	own->count = count;
	return &own->base;
}
