/* SPDX-License-Identifier: MIT */
/* One connection of the client: connect, send, perhaps wait for the echo and compare it, close.
 *
 * An session is driven by an event loop; any number of them can run in one. */
#ifndef CLIENT_SESSION_H
#define CLIENT_SESSION_H

#include <event2/event.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "client_settings.h"
#include "connect_socket.h"
#include "resolve.h"
#include "shown.h"

struct client_session;

struct session_plan {
	const char *message;
	size_t length;
	bool wait_echo;
	enum close_mode close;
	uint64_t rounds;     /* the message is sent so often; 0 counts as 1 */
	uint64_t writes;     /* each time in so many pieces; 0 counts as 1 */
	int64_t gap_ms;      /* between two pieces */
	int64_t interval_ms; /* between two rounds, and before writing again */
	bool urgent;         /* send with MSG_OOB */
	bool hold; /* before closing, wait for client_session_release() or the server's FIN */
	bool write_after_close; /* in place of closing, write on after the server's FIN */
	struct connect_plan connect;
	void (*holding)(void *context); /* it holds from now on; NULL: nobody wants to know */
	int64_t connect_ms;             /* so long may connecting take */
	int64_t deadline_ms;            /* when all must be over, by clock_ms() */
};

enum session_end {
	SESSION_DONE,       /* all went as planned */
	SESSION_UNSTARTED,  /* the owner's, where client_session_start() failed */
	SESSION_UNREACHED,  /* no connection; error says why, ETIMEDOUT after connect_ms too */
	SESSION_BROKEN,     /* the connection broke; error says why */
	SESSION_TIMED_OUT,  /* the deadline came */
	SESSION_SHORT,      /* the server's FIN came before the whole echo */
	SESSION_MISMATCHED, /* byte number `received` is not what was sent, or is one too many */
};

struct session_result {
	enum session_end end;
	int error;               /* errno, of UNREACHED and BROKEN */
	uint64_t sent;           /* bytes of messages that the kernel took */
	uint64_t received;       /* bytes; of MISMATCHED, up to and with the wrong one */
	char start[SHOWN_MAX];   /* the first of these */
	uint8_t expected, wrong; /* of MISMATCHED, when received <= length */
};

/* The exchange is over: its socket is closed and it is freed. RESULT is valid until this returns.
 */
typedef void session_ended_fn(const struct session_result *result, void *context);

/* CLOCK_MONOTONIC in milliseconds. */
int64_t clock_ms(void);

/* Starts an exchange with ADDRESS. PLAN and its message must stay until it has ended. Always ends
 * with one call of ENDED, from the event loop, never before this returns; until then the result is
 * valid. NULL with the reason and errno without memory, without a socket, or without the options or
 * the local address that are wanted; ENDED is then not called. */
struct client_session *client_session_start(struct event_base *base,
					    const struct session_plan *plan,
					    const struct server_address *address,
					    session_ended_fn *ended, void *context,
					    struct err *err);

/* Need hold no longer, now or when it gets there. The exchange may have ended when this returns. */
void client_session_release(struct client_session *session);

#endif
