/* SPDX-License-Identifier: MIT */
/* traffic_pcap KIND SEED PACKETS: writes to standard output a pcap of such traffic, the same for
 * the same seed: text    four bulk transfers, full-size segments of plain text, an ACK for two of
 * them random  the same with random bytes real    2,000 connections at a time, requests and
 * responses of mixed sizes, mostly short, text and random bytes; one data segment in a hundred is
 * lost behind the capture point, is asked for with SACK and sent again */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "pcap_out.h"

enum {
	SEGMENT_MAX = 1448,
	BYTES_KEPT = 1 << 20, /* of payload to choose from */
	TIMESTAMPS = 12,      /* bytes of options in every segment */
	ACK_EVERY = 2,        /* segments */
	LATE_ACKS = 3,        /* duplicate ACKs before a segment is sent again */
};

enum { FLAG_FIN = 1, FLAG_SYN = 2, FLAG_PSH = 8, FLAG_ACK = 0x10 };

enum step { OPENS, ANSWERS, OPENED, ASKS, HEARS, RESPONDS, CLOSES, ENDED = CLOSES + 4 };

struct connection {
	uint32_t number, isn[2], next[2]; /* of client and server; next: relative */
	uint32_t request, left;           /* bytes of it; of the response that were not sent yet */
	uint32_t unacked;                 /* segments since the last ACK */
	uint32_t lost, lost_length;       /* sequence number of the one that got lost; 0: none */
	unsigned asked;                   /* how often it was asked for */
	int step;                         /* enum step, and the four of the close */
	bool text;
};

struct traffic {
	uint64_t random, us;
	uint32_t made, width;
	bool real, text;
	uint8_t *payload[2]; /* random, text; BYTES_KEPT + SEGMENT_MAX each */
};

/* xorshift64*: the same everywhere. */
static uint32_t draw(struct traffic *traffic, uint32_t below)
{
	traffic->random ^= traffic->random >> 12;
	traffic->random ^= traffic->random << 25;
	traffic->random ^= traffic->random >> 27;
	return (uint32_t)((traffic->random * UINT64_C(2685821657736338717)) >> 32) % below;
}

/* Of responses on the web most are short, and most bytes are in long ones. */
static uint32_t response_length(struct traffic *traffic)
{
	uint32_t kind = draw(traffic, 100);
	if (!traffic->real)
		return UINT32_MAX;
	if (kind < 70)
		return 100 + draw(traffic, 8000);
	return kind < 97 ? 8000 + draw(traffic, 120000) : 120000 + draw(traffic, 1500000);
}

static void open_connection(struct traffic *traffic, struct connection *connection)
{
	*connection = (struct connection){
	    .number = traffic->made++,
	    .isn = {draw(traffic, UINT32_MAX), draw(traffic, UINT32_MAX)},
	    .request = 80 + draw(traffic, 600),
	    .left = response_length(traffic),
	    .text = traffic->real ? draw(traffic, 2) : traffic->text,
	};
}

static uint8_t *put_timestamps(uint8_t *at, const struct traffic *traffic)
{
	static const uint8_t kinds[] = {1, 1, 8, 10};
	memcpy(at, kinds, sizeof kinds);
	put32(at + 4, (uint32_t)(traffic->us / 1000));
	put32(at + 8, (uint32_t)(traffic->us / 1000 - 1));
	return at + TIMESTAMPS;
}

/* MSS, SACK permitted, window scale. */
static uint8_t *put_syn_options(uint8_t *at)
{
	static const uint8_t options[] = {2, 4, 5, 180, 1, 1, 4, 2, 1, 3, 3, 7};
	memcpy(at, options, sizeof options);
	return at + sizeof options;
}

/* A SACK block from the lost segment's end to all that came. */
static uint8_t *put_sack(uint8_t *at, const struct connection *connection)
{
	static const uint8_t kinds[] = {1, 1, 5, 10};
	uint32_t isn = connection->isn[1];
	memcpy(at, kinds, sizeof kinds);
	put32(at + 4, isn + connection->lost + connection->lost_length);
	put32(at + 8, isn + connection->next[1]);
	return at + 12;
}

/* A segment of side FROM (0: the client), with what it has not acknowledged yet. */
static void emit(struct traffic *traffic, const struct connection *connection, int from,
		 uint8_t flags, uint32_t seq, uint32_t length)
{
	uint8_t frame[FRAME_MAX];
	bool syn = flags & FLAG_SYN, sack = from == 0 && connection->asked > 0;
	uint32_t ends[] = {0x0a000000u + connection->number / 50000, 0xc0000201u};
	uint32_t ports[] = {1024u + connection->number % 50000, 80};
	uint32_t ack = sack ? connection->lost : connection->next[!from];
	const struct tcp_header header = {
	    .addresses = {ends[from], ends[!from]},
	    .ports = {ports[from], ports[!from]},
	    .seq = connection->isn[from] + seq,
	    .ack = flags & FLAG_ACK ? connection->isn[!from] + ack : 0,
	    .flags = flags,
	    .window = syn ? 64240 : 502,
	    .options = (uint8_t)(TIMESTAMPS + (syn || sack ? 12 : 0)),
	};
	uint32_t whole = put_frame_headers(frame, &header, length);
	uint8_t *at = put_timestamps(frame + ETHERNET + IP + TCP, traffic);
	if (syn)
		at = put_syn_options(at);
	else if (sack)
		at = put_sack(at, connection);
	memcpy(at, traffic->payload[connection->text] + draw(traffic, BYTES_KEPT), length);
	traffic->us += 1 + draw(traffic, 20);
	write_frame(traffic->us, frame, whole);
}

static void send_data(struct traffic *traffic, struct connection *connection, int from,
		      uint32_t length, uint8_t flags)
{
	emit(traffic, connection, from, FLAG_ACK | flags, connection->next[from], length);
	connection->next[from] += length;
}

/* The next segment of the response, or an ACK: where one was lost, three that ask for it, the
 * repetition, and what acknowledges all. */
static void respond(struct traffic *traffic, struct connection *connection)
{
	uint32_t length = connection->left < SEGMENT_MAX ? connection->left : SEGMENT_MAX;
	if (connection->asked > LATE_ACKS) {
		uint32_t lost = connection->lost;
		connection->asked = 0;
		emit(traffic, connection, 1, FLAG_ACK, lost, connection->lost_length);
		connection->lost = 0;
		connection->unacked = ACK_EVERY;
	} else if (connection->unacked >= ACK_EVERY || (connection->lost && connection->unacked)) {
		connection->unacked = 0;
		connection->asked += connection->lost != 0;
		emit(traffic, connection, 0, FLAG_ACK, connection->next[0], 0);
	} else if (connection->left == 0) {
		connection->asked = 0;
		connection->lost = 0;
		connection->step = CLOSES;
	} else {
		uint32_t seq = connection->next[1];
		bool loses = traffic->real && !connection->lost &&
			     connection->left > 8 * SEGMENT_MAX && draw(traffic, 100) == 0;
		send_data(traffic, connection, 1, length,
			  connection->left == length ? FLAG_PSH : 0);
		connection->left -= traffic->real ? length : 0;
		if (loses) {
			connection->lost = seq;
			connection->lost_length = length;
		} else {
			connection->unacked++;
		}
	}
}

static void step(struct traffic *traffic, struct connection *connection)
{
	static const struct {
		uint8_t from, flags;
	} open[] = {{0, FLAG_SYN}, {1, FLAG_SYN | FLAG_ACK}, {0, FLAG_ACK}},
	  close[] = {
	      {1, FLAG_FIN | FLAG_ACK}, {0, FLAG_ACK}, {0, FLAG_FIN | FLAG_ACK}, {1, FLAG_ACK}};
	int at = connection->step++;
	if (at < ASKS) {
		emit(traffic, connection, open[at].from, open[at].flags,
		     connection->next[open[at].from], 0);
		connection->next[open[at].from] += (open[at].flags & FLAG_SYN) != 0;
	} else if (at == ASKS) {
		send_data(traffic, connection, 0, connection->request, FLAG_PSH);
	} else if (at == HEARS) {
		emit(traffic, connection, 1, FLAG_ACK, connection->next[1], 0);
	} else if (at == RESPONDS) {
		connection->step = RESPONDS;
		respond(traffic, connection);
	} else {
		int from = close[at - CLOSES].from;
		emit(traffic, connection, from, close[at - CLOSES].flags, connection->next[from],
		     0);
		connection->next[from] += close[at - CLOSES].flags & FLAG_FIN;
	}
}

/* Words of two to nine letters, a line about every 70 characters. */
static void fill_text(struct traffic *traffic, uint8_t *bytes, size_t count)
{
	size_t word = 0, line = 0;
	for (size_t i = 0; i < count; i++, line++) {
		if (word > 0) {
			bytes[i] = (uint8_t)('a' + draw(traffic, 26));
			word--;
			continue;
		}
		bytes[i] = line > 70 ? '\n' : ' ';
		line = line > 70 ? 0 : line;
		word = 2 + draw(traffic, 8);
	}
}

static bool prepare(struct traffic *traffic)
{
	enum { SIZE = BYTES_KEPT + SEGMENT_MAX };
	traffic->payload[0] = malloc(SIZE);
	traffic->payload[1] = malloc(SIZE);
	if (!traffic->payload[0] || !traffic->payload[1])
		return false;
	for (size_t i = 0; i < SIZE; i++)
		traffic->payload[0][i] = (uint8_t)draw(traffic, 256);
	fill_text(traffic, traffic->payload[1], SIZE);
	return true;
}

int main(int argc, char **argv)
{
	static struct connection connections[2000];
	const char *kind = argc == 4 ? argv[1] : "";
	struct traffic traffic = {.us = UINT64_C(1702890233000000)};
	traffic.real = strcmp(kind, "real") == 0;
	traffic.text = strcmp(kind, "text") == 0;
	if (!traffic.real && !traffic.text && strcmp(kind, "random") != 0)
		return fprintf(stderr, "usage: %s text|random|real SEED PACKETS\n", argv[0]), 2;
	traffic.random = strtoull(argv[2], NULL, 10) * 2 + 1;
	traffic.width = traffic.real ? 2000 : 4;
	if (!prepare(&traffic))
		return perror(argv[0]), 1;
	for (uint32_t i = 0; i < traffic.width; i++)
		open_connection(&traffic, &connections[i]);
	write_file_header();
	for (uint64_t left = strtoull(argv[3], NULL, 10); left > 0;) {
		struct connection *connection = &connections[draw(&traffic, traffic.width)];
		uint64_t before = traffic.us;
		step(&traffic, connection);
		left -= traffic.us != before;
		if (connection->step == ENDED)
			open_connection(&traffic, connection);
	}
	free(traffic.payload[0]);
	free(traffic.payload[1]);
	if (fclose(stdout) != 0)
		return perror(argv[0]), 1;
	return 0;
}
