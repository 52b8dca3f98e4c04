/* SPDX-License-Identifier: MIT */
/* What one thread of the server says on standard output: a line per event, in the order in which
 * things happened.
 *
 *   listening on 127.0.0.1:8079
 *   127.0.0.1:48604 connected
 *   127.0.0.1:48604 sent 11 bytes: hello world
 *   127.0.0.1:48604 left: FIN, 11 bytes received, 0 echoed
 *
 * Lines are gathered while the event loop works through what is ready and are given to the outlet,
 * all at once, before it waits again. */
#ifndef SERVER_REPORT_H
#define SERVER_REPORT_H

#include <event2/event.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common_options.h"
#include "endpoint.h"
#include "outlet.h"
#include "text.h"

/* How a connection ended, seen from the server. */
enum left_how {
	LEFT_FIN,     /* the peer closed, then we did */
	LEFT_RESET,   /* the peer sent RST */
	LEFT_IDLE,    /* nothing came or went for --idle-timeout */
	LEFT_STOPPED, /* the server stops */
	LEFT_HUNG_UP, /* we closed first: --hang-up */
	LEFT_ERROR,   /* the system says why */
};

struct departure {
	struct endpoint peer;
	enum left_how how;
	int error;         /* errno, of LEFT_ERROR */
	uint64_t received; /* bytes */
	uint64_t echoed;   /* bytes that the kernel took */
};

struct server_totals {
	uint64_t connections;
	uint64_t received, echoed; /* bytes */
	uint64_t cut_off;          /* connections whose echo could not be finished */
	uint64_t lines_missing;    /* of the output, see outlet.h */
};

struct server_report {
	struct text lines; /* not given to the outlet yet */
	struct outlet *outlet;
	struct event *flush;
	enum lang lang;
	bool color;
	bool quiet; /* no line per connection */
};

/* OUTLET is borrowed. With neither OUTLET nor BASE (tests) lines are only gathered. False without
 * memory. */
bool server_report_init(struct server_report *report, struct outlet *outlet,
			struct event_base *base);
void server_report_release(struct server_report *report);

void server_report_listening(struct server_report *report, const struct endpoint *endpoint);
void server_report_connected(struct server_report *report, const struct endpoint *peer);
void server_report_received(struct server_report *report, const struct endpoint *peer,
			    const void *bytes, size_t length);
void server_report_left(struct server_report *report, const struct departure *departure);

/* Gives the outlet what is gathered. */
void server_report_flush(struct server_report *report);

/* Appends the report at the end: "1 connection, 11 bytes received, 0 echoed". */
void server_totals_text(const struct server_totals *totals, enum lang lang, struct text *text);

#endif
