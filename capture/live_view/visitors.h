/* SPDX-License-Identifier: MIT */
/* Private to live_view: connections to the view, so many and no more. Whoever has not been served
 * within some seconds, or stands in the way of a newer one, has to go; so that ten thousand who say
 * nothing (or one byte a second) cost a bounded amount and keep nobody out. Those who look on
 * (browsers.h) may stay. */
#ifndef VISITORS_H
#define VISITORS_H

#include <event2/event.h>
#include <event2/http.h>

enum { VISITORS_MAX = 256, VISIT_MAX_MS = 20 * 1000 };

struct visitors;

/* Watches the connections that HTTP takes from the listening socket LISTENER (which becomes
 * evhttp's). The number of descriptors that the process may have has to leave room for
 * VISITORS_MAX. NULL without memory. */
struct visitors *visitors_new(struct event_base *base, struct evhttp *http, int listener);

/* After HTTP was freed. NULL is allowed. */
void visitors_free(struct visitors *visitors);

/* This one may stay. */
void visitors_let_stay(struct visitors *visitors, struct evhttp_connection *connection);

#endif
