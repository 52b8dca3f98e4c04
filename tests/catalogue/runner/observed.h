/* SPDX-License-Identifier: MIT */
/* What a capture shows, kept as the floors of capture/ tell it: segments with their place in the
 * connection's life, and connections. */
#ifndef OBSERVED_H
#define OBSERVED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "classify.h"
#include "err.h"
#include "event.h"

struct observed_segment {
	uint32_t connection; /* its number, from 1 */
	enum side from;
	uint16_t flags; /* enum tcp_flag */
	uint32_t relative_seq, relative_ack;
	uint32_t length; /* of the payload */
	int64_t time_ns;
	label_set labels;
	enum fate fate;             /* FATE_COUNT: nothing is told of it */
	struct endpoint ends[2];    /* of its connection: client, server */
	struct end_state states[2]; /* as the sniffer shows them after it */
};

struct observed_connection {
	uint32_t number;
	enum open_name open;
	enum close_name close;
	enum closer closed_first;
	uint64_t bytes[2]; /* client's, server's */
};

/* A claim about a segment whose figure is a time. */
struct observed_time {
	uint32_t connection;
	enum side from; /* whose segment it is */
	enum claim_id claim;
	int64_t us;
};

struct observed {
	struct observed_segment *segments; /* owned; in the order of the capture */
	size_t segment_count, segment_capacity;
	struct observed_connection *connections; /* owned; in the order in which they ended */
	size_t connection_count, connection_capacity;
	struct observed_time *times; /* owned; in the order of the capture */
	size_t time_count, time_capacity;
};

/* Reads the capture PATH. False with the reason. */
bool observed_read(struct observed *observed, const char *path, struct err *err);
/* Appends the capture PATH as the sniffer lists it with --phases --canonical --lang=zh. */
bool observed_list(const char *path, struct text *listing, struct err *err);

void observed_release(struct observed *observed);

void observed_add_segment(struct observed *observed, const struct observed_segment *segment);
void observed_add_connection(struct observed *observed,
			     const struct observed_connection *connection);

#endif
