/* SPDX-License-Identifier: MIT */
/* The workers of a server, and the threads that they run in: one worker runs in the thread of its
 * server, several each in a thread of its own, beside it. */
#ifndef CREW_H
#define CREW_H

#include <event2/event.h>
#include <stdbool.h>

#include "err.h"
#include "listening.h"
#include "outlet.h"
#include "server_report.h"
#include "server_settings.h"
#include "worker.h"

struct crew;

/* As many workers as SETTINGS want, and all listen on the same port. BASE is the loop of the
 * server's thread; it, SETTINGS and OUTLET are borrowed. DOORS_CLOSED: nobody is accepted before
 * WORKER_ACCEPT. NULL with the reason. */
struct crew *crew_new(const struct server_settings *settings, const struct worker_words *words,
		      struct event_base *base, struct outlet *outlet, bool doors_closed,
		      struct err *err);
void crew_free(struct crew *crew); /* NULL is allowed */

/* Where it listens. */
const struct listening *crew_listening(const struct crew *crew);

/* Runs the loop of BASE until all workers have ended or somebody breaks it; then all have ended.
 * False with the reason when there is not a thread for each. */
bool crew_run(struct crew *crew, struct err *err);

void crew_tell(struct crew *crew, enum worker_order order);

/* After crew_run(). */
void crew_totals(const struct crew *crew, struct server_totals *totals);

#endif
