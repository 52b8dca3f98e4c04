/* SPDX-License-Identifier: MIT */
/* Private to client/load: what a load makes of what its connections report: counts it, and gives
 * each the next request, or lets it rest. Here a load is ended early. */
#ifndef LOAD_OUTCOME_H
#define LOAD_OUTCOME_H

#include "load_connection.h"
#include "load_requests.h"
#include "load_slots.h"

struct load_scheduler {
	const struct client_settings *settings;
	struct load_result *result;
	struct load_shared shared;
	struct load_slots slots;
	struct load_requests requests;
	struct event *dispatch;    /* gives requests to idle connections */
	int64_t start;             /* nanoseconds, like all times here */
	uint64_t active;           /* connections with a request, or closing */
	uint64_t opening;          /* of these, before the first echo */
	uint64_t opened;           /* connections that were begun */
	uint64_t unreached;        /* of these, in a row, that failed */
	struct load_failure first; /* of the first address, while none has answered */
	uint32_t local_ports;      /* as local_ports_here() */
	bool reached;              /* a connection was established */
	bool ending;               /* no more requests: connections are closed */
	bool over;                 /* the event loop ends */
};

/* Aims at the next of the result's addresses that can be connected to from where the settings want
 * it. False with the reason when there is none. */
bool load_next_address(struct load_scheduler *scheduler, struct err *err);

/* The next request that is CONNECTION's, and when it STARTED. False: none is due. */
bool load_assign(struct load_scheduler *scheduler, struct load_connection *connection, int64_t now,
		 int64_t *started);

/* Opens CONNECTION to the address that is aimed at. */
enum load_outcome load_open(struct load_scheduler *scheduler, struct load_connection *connection,
			    int64_t started);

/* Decides what is next for CONNECTION, after OUTCOME, until it waits for the event loop or is idle.
 */
void load_settle(struct load_scheduler *scheduler, struct load_connection *connection,
		 enum load_outcome outcome);

/* The dispatch runs next: something has changed that it minds. */
void load_wake(struct load_scheduler *scheduler);

/* Ends the event loop. */
void load_end(struct load_scheduler *scheduler);

/* It cannot go on. What is under way is cut off. */
void load_abort(struct load_scheduler *scheduler, enum load_end how);

#endif
