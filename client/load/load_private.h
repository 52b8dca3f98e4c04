/* SPDX-License-Identifier: MIT */
/* Private to client/: what the parts of a load share.
 *
 *   load.c             its life: set-up, time, signals, end
 *   load_scheduler.c       which connection takes which request when
 *   load_connection.c  one connection: connect, succeed or fail, close
 *   load_exchange.c    what it sends, and what comes back
 *   load_failure.c     what goes wrong, counted */
#ifndef LOAD_PRIVATE_H
#define LOAD_PRIVATE_H

#include <event2/event.h>
#include <time.h>

#include "connect_socket.h"
#include "load.h"
#include "payload.h"
#include "rate.h"
#include "source_addresses.h"

enum load_state {
	STATE_CLOSED,     /* no socket */
	STATE_CONNECTING, /* nothing has been sent yet */
	STATE_BUSY,       /* a request is on its way, there or back */
	STATE_IDLE,       /* connected, with nothing to do */
	STATE_CLOSING,    /* our FIN is sent, the server's is awaited */
};

/* One of the connections at a time, and its successors. Behind it in memory is its struct event,
 * whose size only libevent knows. */
struct load_connection {
	struct load *load;
	struct load_connection *next; /* in the queue of the idle */
	int64_t started;              /* its request; or its closing */
	uint64_t number;              /* from 1, in the order in which they were opened */
	uint64_t request;             /* number of its request among all, from 0 */
	uint64_t done;                /* requests on this connection */
	size_t sent, received;        /* bytes of this request */
	int fd;
	uint8_t state;    /* enum load_state */
	uint8_t watching; /* EV_READ, EV_WRITE: what its event is added for */
};

struct load {
	const struct client_settings *settings;
	struct load_result *result;
	bool wait_echo;
	int64_t timeout; /* nanoseconds, like all times here */
	struct load_hooks hooks;

	struct event_base *base;
	struct event *dispatch; /* gives requests to idle connections */
	struct event *sweep, *deadline, *progress, *interrupt, *terminate;

	struct connect_plan connect;
	struct source_addresses source_addresses;
	struct payload payload;
	struct rate rate; /* of an open loop */
	int64_t start;
	uint64_t taken; /* requests that were given to a connection, or given up */
	uint64_t limit; /* so many there will be */

	char *slots; /* connections, and their events: slot_size bytes each */
	size_t slot_size;
	uint64_t slots_used;                      /* from here on they are as calloc() made them */
	struct load_connection *idle, *idle_last; /* a queue: each gets its turn */
	uint64_t active;                          /* connections with a request, or closing */
	uint64_t opening;                         /* of these, before the first echo */
	uint64_t opened;                          /* connections that were begun */
	uint64_t unreached;                       /* of these, in a row, that failed */
	bool reached;                             /* a connection was established */
	bool ending;                              /* no more requests: connections are closed */
	bool over;                                /* the event loop is to end */
	char received[64 * 1024];                 /* of whichever connection is read */
};

/* CLOCK_MONOTONIC. */
static inline int64_t clock_ns(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

static inline bool load_is_open(const struct load *load)
{
	return load->settings->load.rate > 0;
}

static inline struct load_connection *load_slot(const struct load *load, uint64_t i)
{
	void *slot = load->slots + i * load->slot_size;
	return slot;
}

/* -- load.c -- */

/* Aims at the first of the target's addresses, from result->tried on, that can be connected to from
 * where the settings want it. False with the reason when there is none. */
bool load_next_address(struct load *load, struct err *err);

/* It cannot go on. What is under way is cut off. */
void load_abort(struct load *load, enum load_end how);

/* Ends it when nothing is left to do. */
void load_check_end(struct load *load);

/* -- load_scheduler.c -- */

/* Gives out what is due, as long as somebody is idle. */
void load_dispatch(struct load *load);

/* The pump runs next: something has changed that it minds. */
void load_wake(struct load *load);

/* The next request is CONNECTION's, which is not idle. False: none is due. */
bool load_assign(struct load *load, struct load_connection *connection, int64_t now);

/* CONNECTION, which was active, is idle. May end the load. */
void load_release(struct load *load, struct load_connection *connection);

/* -- load_connection.c -- */

/* Begins the request that CONNECTION has been given. It may be over when this returns. */
void load_connection_begin(struct load_connection *connection);

/* Without a request, at the end: closes as the settings want it. Active until it is closed. */
void load_connection_finish(struct load_connection *connection);

/* Closes its socket, if there is one, whatever it does. */
void load_connection_drop(struct load_connection *connection);

/* Lets the loop tell when it can be read or written (EV_READ, EV_WRITE). Nothing to do, as a rule:
 * that stays so for as long as the connection lives. False without memory. */
bool load_connection_watch(struct load_connection *connection, short what);

/* The message is sent, and its echo is here where it is awaited: closes where that is part of it.
 * Callers of this and of the following return at once. */
void load_connection_complete(struct load_connection *connection);

/* The request is done, and what is to be closed is closed: goes on with the next one. */
void load_connection_succeed(struct load_connection *connection);

/* A failure of its request, where it stands now, of no kind yet. */
struct load_failure load_connection_failure(const struct load_connection *connection);

/* The request has failed; closes. */
void load_connection_fail(struct load_connection *connection, const struct load_failure *failure);
void load_connection_fail_as(struct load_connection *connection, enum load_error kind);
void load_connection_fail_with(struct load_connection *connection, int error);

/* -- load_exchange.c -- */

/* Sends what is left of the request. */
void load_transfer_send(struct load_connection *connection);

/* Reads what has come, and compares it. */
void load_transfer_receive(struct load_connection *connection);

/* -- load_failure.c -- */

/* Counts what has gone wrong; keeps it when it is the first. */
void load_failure_count(struct load_result *result, const struct load_failure *failure);

/* The kind of error that a system call told. */
enum load_error load_error_of(int error);

#endif
