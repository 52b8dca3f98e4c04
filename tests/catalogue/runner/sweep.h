/* SPDX-License-Identifier: MIT */
/* The result of a scenario with `kind: sweep`: many exchanges, with the server's close delay as the
 * parameter, and a statistic in place of a listing. */
#ifndef SWEEP_H
#define SWEEP_H

#include "observed.h"
#include "outcome.h"

struct sweep_exchange {
	unsigned delay_ms; /* that the server was told to wait before its close */
	enum close_name close;
	int64_t close_us; /* from the client's FIN to the server's */
	int64_t ack_us;   /* from the client's FIN to the ACK that came alone; -1: none did */
};

struct sweep_exchanges {
	struct sweep_exchange *items; /* owned */
	size_t count, capacity;
};

/* The server with close delay DELAY_MS listens at PORT. */
struct sweep_server {
	unsigned delay_ms;
	uint16_t port;
};

/* An exchange for each connection in which both ends closed. */
void sweep_find(struct sweep_exchanges *exchanges, const struct observed *observed,
		const struct sweep_server *servers, size_t server_count);
void sweep_release(struct sweep_exchanges *exchanges);

/* Exchanges with one delay. */
struct sweep_delay {
	unsigned ms;
	unsigned runs, late, four; /* in time; not; of those in time with four segments */
};

/* The delay of the exchange at *AT, which then stands behind the last of that delay. False: no
 * more. They are sorted (sweep_sort()). */
bool sweep_next_delay(const struct sweep_exchanges *exchanges, size_t *at,
		      struct sweep_delay *delay);
void sweep_sort(struct sweep_exchanges *exchanges);

/* When the ACK came alone, in microseconds. */
struct sweep_acks {
	int64_t *times; /* owned; sorted */
	size_t count;
};

/* Of the exchanges from FIRST to before END. To be freed by its user: times. */
void sweep_acks(struct sweep_acks *acks, const struct sweep_exchanges *exchanges, size_t first,
		size_t end);
int64_t sweep_median_us(const struct sweep_acks *acks); /* of some */

/* That PERCENT of them are not above it; of some. */
int64_t sweep_quantile_us(const struct sweep_acks *acks, unsigned percent);

/* What is robust: far below the kernel's timer never, far above it always. A server that closed
 * more than 4 ms later than it was told (a busy machine) says nothing about its delay: such an
 * exchange is left out, but for the ACK's time. */
void sweep_judge(struct sweep_exchanges *exchanges, struct outcome *outcome);

#endif
