/* SPDX-License-Identifier: MIT */
/* What one thread of the server says on standard output: a line per event, in the order in which
 * things happened.
 *
 *   listening on 127.0.0.1:8079
 *   127.0.0.1:48604 connected
 *   127.0.0.1:48604 sent 11 bytes: hello world
 *   127.0.0.1:48604 left: FIN, 11 bytes received, 0 echoed
 *
 * Lines are gathered while the event loop works through what is ready and are given to the output,
 * all at once, before it waits again. */
#ifndef EVENT_LOG_H
#define EVENT_LOG_H

#include <event2/event.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "endpoint.h"
#include "lang.h"
#include "output_queue.h"
#include "text.h"

/* How a connection ended, seen from the server. */
enum close_reason {
	CLOSED_BY_FIN,   /* the peer closed, then we did */
	CLOSED_BY_RESET, /* the peer sent RST */
	CLOSED_IDLE,     /* nothing came or went for --idle-timeout */
	CLOSED_STOPPED,  /* the server stops */
	CLOSED_FIRST,    /* we closed first: --close-first */
	CLOSED_ERROR,    /* the system says why */
};

struct connection_summary {
	struct endpoint peer;
	enum close_reason how;
	int error;         /* errno, of LEFT_ERROR */
	uint64_t received; /* bytes */
	uint64_t echoed;   /* bytes that the kernel took */
};

struct server_totals {
	uint64_t connections;
	uint64_t received, echoed; /* bytes */
	uint64_t truncated;        /* connections whose echo could not be finished */
	uint64_t lines_dropped;    /* of the output, see output.h */
};

struct event_log {
	struct text lines; /* not given to the output yet */
	struct output_queue *output;
	struct event *flush;
	enum lang lang;
	bool color;
	bool quiet; /* no line per connection */
};

/* OUTPUT is borrowed. With neither OUTPUT nor BASE (tests) lines are only gathered. False without
 * memory. */
bool event_log_init(struct event_log *report, struct output_queue *output, struct event_base *base);
void event_log_release(struct event_log *report);

void event_log_listening(struct event_log *report, const struct endpoint *endpoint);
void event_log_connected(struct event_log *report, const struct endpoint *peer);
void event_log_received(struct event_log *report, const struct endpoint *peer, const void *bytes,
			size_t length);
void event_log_closed(struct event_log *report, const struct connection_summary *summary);

/* Gives the output what is gathered. */
void event_log_flush(struct event_log *report);

/* Appends the report at the end: "1 connection, 11 bytes received, 0 echoed". */
void server_totals_text(const struct server_totals *totals, enum lang lang, struct text *text);

#endif
