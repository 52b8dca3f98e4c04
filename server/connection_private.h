/* SPDX-License-Identifier: MIT */
/* Private to server/: what the parts of a connection share.
 *
 *   connection.c        its life: begin, advance, end
 *   connection_input.c  what the peer sends
 *   connection_timer.c  what happens when nothing happens */
#ifndef CONNECTION_PRIVATE_H
#define CONNECTION_PRIVATE_H

#include "connection.h"
#include "echo_queue.h"

enum phase {
	PHASE_OPEN,      /* reads, and echoes by the rule */
	PHASE_FLUSHING,  /* reads no more; the rest of the echo, then the farewell, goes out */
	PHASE_GAP,       /* a part of the farewell is out; --gap passes */
	PHASE_DELAYING,  /* all is sent; --close-delay passes */
	PHASE_LINGERING, /* our FIN is sent, the peer's is awaited */
};

struct connection {
	struct connection_link link; /* first: connection_of() */
	struct connection_shared *shared;
	int fd;
	enum phase phase;
	bool reading;  /* waits for bytes; not in the open phase: the peer does not read, so neither
			* do we */
	bool sending;  /* waits for room in the socket */
	bool deaf;     /* --read-delay has not passed */
	bool stopping; /* connection_drain(): the next pause is the end */
	bool hung_up;  /* --hang-up: we close first */
	bool gap_due;  /* a part of the farewell went out, and --gap did not pass since */
	size_t said;   /* parts of the farewell so far */
	struct endpoint peer;
	struct echo_queue queue;
	uint64_t received;
	struct event *readable;
	struct event *writable, *timer; /* NULL until first needed */
	enum connection_timer awaited;  /* what the timer runs for */
};

/* The last thing that happens to a connection: callers return at once. */
void connection_end(struct connection *connection, enum left_how how, int error);
void connection_fail(struct connection *connection, int error);

/* Ends it because all that was to be said is said. */
void connection_leave(struct connection *connection);

/* After whatever happened: sends what can be sent and arranges what to wait for. RESTART_TIMER:
 * what it waits for begins anew. The connection may have ended when this returns. */
void connection_advance(struct connection *connection, bool restart_timer);

/* One recv(). False: the connection has ended. */
bool connection_receive(struct connection *connection);

/* Lets the one timer run for the nearest thing that can happen when nothing happens. False without
 * memory. */
bool connection_run_timer(struct connection *connection, bool restart);

#endif
