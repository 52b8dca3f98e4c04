/* SPDX-License-Identifier: MIT */
/* Private to live_view: HTTP connections, bounded in number. One that was not served within some
 * seconds is closed, and the oldest when a newer one needs its place; so that ten thousand idle or
 * slow clients cost a bounded amount and keep nobody out. Clients of the event stream
 * (sse_clients.h) are exempt. */
#ifndef HTTP_CONNECTIONS_H
#define HTTP_CONNECTIONS_H

#include <event2/event.h>
#include <event2/http.h>

enum { HTTP_CONNECTIONS_MAX = 256, HTTP_CONNECTION_MAX_MS = 20 * 1000 };

struct http_connections;

/* Watches the connections that HTTP takes from the listening socket LISTENER (which becomes
 * evhttp's). The number of descriptors that the process may have has to leave room for
 * HTTP_CONNECTIONS_MAX. NULL without memory. */
struct http_connections *http_connections_new(struct event_base *base, struct evhttp *http,
					      int listener);

/* After HTTP was freed. NULL is allowed. */
void http_connections_free(struct http_connections *connections);

/* This one may stay. */
void http_connections_exempt(struct http_connections *connections,
			     struct evhttp_connection *connection);

#endif
