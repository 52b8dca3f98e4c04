/* SPDX-License-Identifier: MIT */
/* Private to server/: what the parts of a connection share.
 *
 *   connection.c         its life: opens, waits, ends; the only one that ends a connection
 *   connection_input.c   one recv(), and what it means
 *   connection_output.c  what is to be sent, and what comes when all is out
 *   connection_timer.c   which timer is to run, and what it means when it has run out
 *
 * The last three return an outcome and know neither events nor each other. */
#ifndef CONNECTION_PRIVATE_H
#define CONNECTION_PRIVATE_H

#include "connection.h"
#include "echo_queue.h"

enum stage {
	STAGE_OPEN,      /* reads, and echoes by the rule */
	STAGE_FLUSHING,  /* reads no more; sends the rest of the echo, then the final data */
	STAGE_GAP,       /* a part of the final data is sent; --gap passes */
	STAGE_DELAYING,  /* all is sent; --close-delay passes */
	STAGE_LINGERING, /* our FIN is sent, the peer's is awaited */
};

struct connection {
	struct connection_link link; /* first: connection_of() */
	struct connection_shared *shared;
	int fd;
	enum stage stage;
	bool reading;      /* waits for bytes; not in STAGE_OPEN: the peer does not read, so neither
			    * do we */
	bool sending;      /* waits for room in the socket */
	bool read_delayed; /* --read-delay has not passed */
	bool stopping;     /* connection_drain(): the next pause is the end */
	bool closes_first; /* --close-first */
	bool gap_due;      /* a part of the final data was sent, and --gap has not passed since */
	size_t parts_sent; /* of the final data */
	struct endpoint peer;
	struct echo_queue queue;
	uint64_t received;
	struct event *readable;
	struct event *writable, *timer; /* NULL until first needed */
	enum connection_timer awaited;  /* what the timer runs for */
};

/* Whether a connection goes on, and if not, why it is to end. */
struct outcome {
	bool ended;
	enum close_reason how;
	int error; /* errno, of LEFT_ERROR */
};

static inline struct outcome outcome_goes_on(void)
{
	return (struct outcome){0};
}

static inline struct outcome outcome_ended(enum close_reason how)
{
	return (struct outcome){.ended = true, .how = how};
}

/* ERROR: of recv() or send(), or ENOMEM. */
struct outcome outcome_failed(int error);

/* One recv(). */
struct outcome connection_receive(struct connection *connection);

/* Sends what may go out and moves the stage on: closes first after the first message where that is
 * wanted, then the final data, the delays, the end. */
struct outcome connection_send(struct connection *connection);

/* Sends our FIN; what the peer sends is read until its own. */
void connection_send_fin(struct connection *connection);

/* The nearest thing that can happen when nothing happens. */
enum connection_timer connection_next_timer(const struct connection *connection);

/* Whether TIMER begins anew at each event. The others run from one event to a fixed time after it,
 * whatever the peer does meanwhile. */
bool connection_timer_restarts(enum connection_timer timer);

/* TIMER has run out. For TIMER_PAUSE only when nothing came meanwhile. */
struct outcome connection_timer_passed(struct connection *connection, enum connection_timer timer);

#endif
