/* SPDX-License-Identifier: MIT */
/* Private to live_view: the browsers that look on, by server-sent events
 * (https://html.spec.whatwg.org/multipage/server-sent-events.html).
 *
 * All of them read from one ring; a browser has a place in it and, in flight, one piece of bounded
 * size. Who is so slow that the ring overtakes it is told how many records it has missed.
 *
 * A browser has six connections to one place for all of its windows, and a page or a stream beyond
 * them waits for ever. So only so many streams go to one address: when one more comes, the oldest
 * of them that has got what there is ends with the event "turn", and its window, which comes back
 * by itself a moment later, takes the place of another. */
#ifndef SSE_CLIENTS_H
#define SSE_CLIENTS_H

#include <event2/event.h>
#include <event2/http.h>
#include <stdbool.h>
#include <stdint.h>

#include "page_record.h"
#include "record_ring.h"

enum { SSE_CLIENTS_MAX = 64, SSE_STREAMS_EACH = 4, RUN_ID_MAX = 40 };

struct sse_client;

struct sse_clients {
	struct event_base *base;        /* borrowed */
	const struct record_ring *ring; /* borrowed */
	struct page_run run;
	uint64_t released; /* records before this one may be shown */
	struct sse_client *list;
	unsigned count;
};

/* Takes over REQUEST, which asks for the events, from where its browser had got to; false when
 * there are too many browsers. */
bool sse_clients_add(struct sse_clients *clients, struct evhttp_request *request);

/* Records up to RELEASED may be shown now. */
void sse_clients_release(struct sse_clients *clients, uint64_t released);

/* A sign of life for each, by which those that have left are noticed. */
void sse_clients_ping(struct sse_clients *clients);

/* Nothing more will come: their streams end as they should. */
void sse_clients_end(struct sse_clients *clients);

/* Whether every browser has got everything that was released. */
bool sse_clients_are_served(const struct sse_clients *clients);

#endif
