/* SPDX-License-Identifier: MIT */
/* One thread's share of the server: an event loop with its own listening sockets, connections,
 * lines and totals. Workers meet only in what they share,
 * which no request touches. */
#ifndef WORKER_H
#define WORKER_H

#include <event2/event.h>
#include <stdbool.h>

#include "connection_limit.h"
#include "err.h"
#include "event_log.h"
#include "lang.h"
#include "listen_sockets.h"
#include "output_queue.h"
#include "server_settings.h"

struct worker;

/* How lines are worded. */
struct log_style {
	enum lang lang;
	bool color;
};

/* What all workers of a server have in common; outlives them. */
struct worker_shared {
	const struct server_settings *settings;
	struct log_style style;
	struct output_queue *output;
	struct connection_limit limit; /* a worker's number is its member */
};

/* What a worker can be told. Several at a time are obeyed in this order. */
enum worker_order {
	WORKER_ACCEPT = 1 << 0, /* a slot is free, or accepting begins */
	WORKER_HALF_CLOSE = 1 << 1,
	WORKER_DRAIN = 1 << 2, /* take no new connection, answer what is in flight, then end */
	WORKER_STOP = 1 << 3,  /* end now */
};

/* SHARED and BASE are borrowed. NULL with the reason. */
struct worker *worker_new(struct worker_shared *shared, unsigned number, struct event_base *base,
			  struct err *err);
void worker_free(struct worker *worker); /* NULL is allowed; after worker_run(), if it has begun */

/* Listens, and accepts from when it runs; ACCEPT_PAUSED: from the first WORKER_ACCEPT. False with
 * the reason. */
bool worker_listen(struct worker *worker, uint16_t port, enum port_sharing sharing,
		   bool accept_paused, struct err *err);
const struct listen_sockets *worker_listen_sockets(const struct worker *worker);

/* Serves until it has drained or is stopped, or until somebody breaks the loop of BASE. Then no
 * socket of its is open any more, and all its lines are in the output. */
void worker_run(struct worker *worker);

void worker_tell(struct worker *worker, enum worker_order order); /* from any thread */

/* After worker_run(). */
const struct server_totals *worker_totals(const struct worker *worker);

#endif
