/* SPDX-License-Identifier: MIT */
/* The workers of a server, and the threads that they run in: one worker runs in the thread of its
 * server, several each in a thread of its own, beside it. */
#ifndef WORKER_POOL_H
#define WORKER_POOL_H

#include <event2/event.h>
#include <stdbool.h>

#include "err.h"
#include "event_log.h"
#include "listen_sockets.h"
#include "output_queue.h"
#include "server_settings.h"
#include "worker.h"

struct worker_pool;

/* As many workers as SETTINGS want, and all listen on the same port. BASE is the loop of the
 * server's thread; it, SETTINGS and OUTPUT are borrowed. ACCEPT_PAUSED: nothing is accepted before
 * WORKER_ACCEPT. NULL with the reason. */
struct worker_pool *worker_pool_new(const struct server_settings *settings,
				    const struct log_style *style, struct event_base *base,
				    struct output_queue *output, bool accept_paused,
				    struct err *err);
void worker_pool_free(struct worker_pool *pool); /* NULL is allowed */

/* Where it listens. */
const struct listen_sockets *worker_pool_listen_sockets(const struct worker_pool *pool);

/* Runs the loop of BASE until all workers have ended or somebody breaks it; then all have ended.
 * False with the reason when there is not a thread for each. */
bool worker_pool_run(struct worker_pool *pool, struct err *err);

void worker_pool_tell(struct worker_pool *pool, enum worker_order order);

/* After worker_pool_run(). */
void worker_pool_totals(const struct worker_pool *pool, struct server_totals *totals);

#endif
