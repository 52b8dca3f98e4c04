/* SPDX-License-Identifier: MIT */
/* What the kernel of an end knows: the state of a connection, asked for by its addresses and ports
 * (so that requests and TIME-WAIT are told, too), and the counters of the namespace. */
#ifndef STATES_H
#define STATES_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "network.h"

enum { COUNTERS_MAX = 400 };

struct end_state {
	uint8_t state; /* include/net/tcp_states.h; 7, CLOSE: there is nothing */
	bool waits;    /* a timer of the kernel runs that will send something */
	bool has_info; /* what follows is known: a full socket */
	uint32_t segments_in;
	uint64_t bytes_received, bytes_acked;
};

struct counters {
	uint64_t values[COUNTERS_MAX];
};

/* The connection of the client's port CLIENT_PORT, as END has it. */
bool states_ask(const struct network *network, enum side end, uint16_t client_port,
		struct end_state *state, struct err *err);

/* RFC 9293's name. */
const char *state_name(uint8_t state);

/* Tcp's InSegs: counted by the kernel for each segment before anything else is done with it. */
uint64_t counters_segments_in(const struct network *network, enum side end);

/* Writes "name":change for each counter of Tcp and TcpExt that changed since the last call, comma
 * between, and keeps the new ones. */
void counters_write_changes(const struct network *network, enum side end, struct counters *counters,
			    FILE *file);

#endif
