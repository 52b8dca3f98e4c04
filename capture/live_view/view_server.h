/* SPDX-License-Identifier: MIT */
/* Private to live_view: what is answered to whom. GET / is the page, GET /events the records, HEAD
 * their headers; nothing else is there, and nobody changes anything. */
#ifndef VIEW_SERVER_H
#define VIEW_SERVER_H

#include <event2/event.h>
#include <stdbool.h>

#include "sse_clients.h"
#include "view_address.h"

struct view_server;

/* Serves on the listening socket LISTENER, which becomes its own, under the names of ADDRESS.
 * CLIENTS is borrowed, and gets those who ask for the records. POLICY: not NULL, there are none,
 * and what is served under that content security policy is what view_server_add() gets. NULL
 * without memory. */
struct view_server *view_server_new(struct event_base *base, int listener,
				    const struct view_address *address, struct sse_clients *clients,
				    const char *policy);
/* The next bytes of the document. */
void view_server_add(struct view_server *server, const char *bytes, size_t length);
void view_server_free(struct view_server *server); /* NULL is allowed */

#endif
