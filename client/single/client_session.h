/* SPDX-License-Identifier: MIT */
/* A transfer to one address, driven by an event loop: connects, sends, perhaps waits for the echo,
 * closes. */
#ifndef CLIENT_SESSION_H
#define CLIENT_SESSION_H

#include <event2/event.h>
#include <stdint.h>

#include "connect_socket.h"
#include "payload_preview.h"
#include "resolve.h"
#include "transfer.h"

struct client_session;

struct client_session_plan {
	struct transfer_plan transfer;
	struct connect_plan connect;
	int64_t started;                /* from here on the transfer's timeout counts */
	int64_t connect_ns;             /* so long may connecting take */
	void (*holding)(void *context); /* it holds from now on; NULL: nobody wants to know */
};

struct client_session_result {
	struct transfer_result transfer;
	char start[PAYLOAD_PREVIEW_MAX]; /* of what was received */
};

/* The session is over: its socket is closed and it is freed. RESULT is valid until this returns. */
typedef void client_session_ended_fn(const struct client_session_result *result, void *context);

/* Starts a session with ADDRESS. PLAN and its message must stay until it has ended. Always ends
 * with one call of ENDED, from the event loop, never before this returns; until then the result is
 * valid. NULL with the reason and errno without memory, without a socket, or without the options or
 * the local address that are wanted; ENDED is then not called. */
struct client_session *client_session_start(struct event_base *base,
					    const struct client_session_plan *plan,
					    const struct server_address *address,
					    client_session_ended_fn *ended, void *context,
					    struct err *err);

/* Need hold no longer, now or when it gets there. The session may have ended when this returns. */
void client_session_release(struct client_session *session);

#endif
