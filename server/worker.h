/* SPDX-License-Identifier: MIT */
/* One thread's share of the server: an event loop with its own listening sockets, connections,
 * lines and totals. Workers meet only in what they share,
 * which no request touches. */
#ifndef WORKER_H
#define WORKER_H

#include <event2/event.h>
#include <stdbool.h>

#include "admission.h"
#include "common_options.h"
#include "err.h"
#include "listening.h"
#include "outlet.h"
#include "server_report.h"
#include "server_settings.h"

struct worker;

/* How lines are worded. */
struct worker_words {
	enum lang lang;
	bool color;
};

/* What all workers of a server have in common; outlives them. */
struct worker_shared {
	const struct server_settings *settings;
	struct worker_words words;
	struct outlet *outlet;
	struct admission admission; /* a worker's number is its member */
};

/* What a worker can be told. Several at a time are obeyed in this order. */
enum worker_order {
	WORKER_ACCEPT = 1 << 0, /* there is room, or the doors are opened */
	WORKER_HALF_CLOSE = 1 << 1,
	WORKER_DRAIN = 1 << 2, /* take no new connection, answer what is in flight, then end */
	WORKER_STOP = 1 << 3,  /* end now */
};

/* SHARED and BASE are borrowed. NULL with the reason. */
struct worker *worker_new(struct worker_shared *shared, unsigned number, struct event_base *base,
			  struct err *err);
void worker_free(struct worker *worker); /* NULL is allowed; after worker_run(), if it has begun */

/* Listens, and accepts from when it runs; DOORS_CLOSED: from the first WORKER_ACCEPT. False with
 * the reason. */
bool worker_listen(struct worker *worker, uint16_t port, enum port_sharing sharing,
		   bool doors_closed, struct err *err);
const struct listening *worker_listening(const struct worker *worker);

/* Serves until it has drained or is stopped, or until somebody breaks the loop of BASE. Then no
 * socket of its is open any more, and all its lines are in the outlet. */
void worker_run(struct worker *worker);

void worker_tell(struct worker *worker, enum worker_order order); /* from any thread */

/* After worker_run(). */
const struct server_totals *worker_totals(const struct worker *worker);

#endif
