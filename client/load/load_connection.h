/* SPDX-License-Identifier: MIT */
/* Private to client/load: one of the connections at a time, and its successors. It does one request
 * after the other, as it is told. What becomes of that is returned, or when it comes from the event
 * loop reported to its owner, who decides what is next: it never goes on by itself. */
#ifndef LOAD_CONNECTION_H
#define LOAD_CONNECTION_H

#include <event2/event.h>

#include "load_result.h"
#include "payload.h"
#include "source_addresses.h"
#include "transfer_socket.h"

enum load_outcome {
	LOAD_PENDING,     /* it waits for the event loop */
	LOAD_ESTABLISHED, /* it is connected: load_connection_proceed() */
	LOAD_DONE,        /* the request is done; the connection idle, or closed as planned */
	LOAD_CLOSED,      /* load_connection_close() is done */
	LOAD_FAILED,      /* load_connection_failure() says why: load_connection_drop() */
};

enum load_state {
	STATE_CLOSED,  /* no socket */
	STATE_BUSY,    /* a request is on its way, from connecting on */
	STATE_IDLE,    /* connected, with nothing to do */
	STATE_CLOSING, /* between its last request and its end */
};

/* Behind it in memory is its struct event, whose size only libevent knows. All zero is a closed
 * one. */
struct load_connection {
	struct load_shared *shared;
	struct load_connection *next; /* in the queue of the idle */
	uint64_t number;              /* from 1, in the order in which they were opened */
	uint64_t request;             /* number of its request among all, from 0 */
	uint64_t done;                /* requests on this connection; the owner counts */
	struct transfer_socket socket;
	uint8_t state;    /* enum load_state */
	uint8_t watching; /* EV_READ, EV_WRITE: what its event is added for */
};

/* What all of them share. */
struct load_shared {
	struct event_base *base;
	struct connect_plan connect;
	struct source_addresses source_addresses;
	struct transfer_plan request; /* its message is the payload */
	struct transfer_plan closing; /* the same message, which is sent by then */
	bool reconnect;               /* a connection is for one request */
	struct payload payload;
	struct load_result *result; /* bytes are counted there */
	void (*report)(struct load_connection *connection, enum load_outcome outcome,
		       void *context);
	void *context;
	char received[64 * 1024]; /* of whichever connection is read */
};

/* Connects the closed CONNECTION for its request, which counts from STARTED on. With
 * FAILURE_UNSTARTED ERR has the reason. */
enum load_outcome load_connection_open(struct load_connection *connection,
				       const struct server_address *address, int64_t started,
				       struct err *err);

/* Begins its next request. It is idle. */
enum load_outcome load_connection_request(struct load_connection *connection, int64_t started);

/* Closes it as planned. It is idle. */
enum load_outcome load_connection_close(struct load_connection *connection, int64_t started);

enum load_outcome load_connection_proceed(struct load_connection *connection);

/* What it does takes too long. */
enum load_outcome load_connection_expire(struct load_connection *connection);

/* How it has failed. */
struct load_failure load_connection_failure(const struct load_connection *connection);

/* Closes its socket, if there is one, whatever it does. */
void load_connection_drop(struct load_connection *connection);

#endif
