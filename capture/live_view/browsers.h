/* SPDX-License-Identifier: MIT */
/* Private to live_view: the browsers that look on, by server-sent events
 * (https://html.spec.whatwg.org/multipage/server-sent-events.html).
 *
 * All of them read from one ring; a browser has a place in it and, in flight, one piece of bounded
 * size. Who is so slow that the ring overtakes it is told how many records it has missed. */
#ifndef BROWSERS_H
#define BROWSERS_H

#include <event2/event.h>
#include <event2/http.h>
#include <stdbool.h>
#include <stdint.h>

#include "page_record.h"
#include "record_ring.h"

enum { BROWSERS_MAX = 64, RUN_ID_MAX = 40 };

struct browser;

struct browsers {
	struct event_base *base;        /* borrowed */
	const struct record_ring *ring; /* borrowed */
	struct page_run run;
	uint64_t released; /* records before this one may be shown */
	struct browser *list;
	unsigned count;
};

/* Takes over REQUEST, which asks for the events, from where its browser had got to; false when
 * there are too many browsers. */
bool browsers_add(struct browsers *browsers, struct evhttp_request *request);

/* Records up to RELEASED may be shown now. */
void browsers_release(struct browsers *browsers, uint64_t released);

/* A sign of life for each, by which those that have left are noticed. */
void browsers_ping(struct browsers *browsers);

/* Nothing more will come: their streams end as they should. */
void browsers_end(struct browsers *browsers);

/* Whether every browser has got everything that was released. */
bool browsers_are_served(const struct browsers *browsers);

#endif
