/* SPDX-License-Identifier: MIT */
/* Private to client/load: which connection takes which request when, and when all is done. */
#ifndef LOAD_SCHEDULER_H
#define LOAD_SCHEDULER_H

#include "load_outcome.h"

/* SCHEDULER is all zero. Takes the settings in and aims at the first of the result's addresses.
 * False with the reason. In any case to be released. */
bool load_scheduler_init(struct load_scheduler *scheduler, const struct client_settings *settings,
			 struct load_result *result, struct err *err);

/* Begins, in the loop of BASE, which it ends. False without memory. */
bool load_scheduler_start(struct load_scheduler *scheduler, struct event_base *base);
void load_scheduler_release(struct load_scheduler *scheduler);

/* Looks for what has taken too long. To be called several times in the time that a request may
 * take: coarse, but no timer has to be set for each request. */
void load_scheduler_sweep(struct load_scheduler *scheduler);

/* Gives out no more requests. */
void load_scheduler_stop(struct load_scheduler *scheduler);

#endif
