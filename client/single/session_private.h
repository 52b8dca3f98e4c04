/* SPDX-License-Identifier: MIT */
/* Private to client/: what the parts of an exchange share.
 *
 *   exchange.c      its life: connect, events, end
 *   conversation.c  what is sent, read and waited for once it is connected
 *   write_after_close.c   --write-again */
#ifndef SESSION_PRIVATE_H
#define SESSION_PRIVATE_H

#include "client_session.h"
#include "message_plan.h"
#include "would_block.h"

struct client_session {
	const struct session_plan *plan;
	int fd;
	struct event *readable, *writable, *timer;
	struct event *pause; /* NULL until first needed: between two pieces or rounds */
	struct event *edge;  /* NULL until first needed: of --write-again */
	struct message_plan rounds;
	uint64_t paused_at; /* so many bytes were sent when the last pause ended */
	bool paused_after_fin;
	bool connected;
	int connect_error; /* of connect(), when it failed at once */
	bool half_closed;  /* our FIN is sent, and we still read */
	bool server_fin;   /* the server's FIN has come */
	bool arrived;      /* CLOSE_MODE_UNREAD: something lies there unread */
	bool held;         /* the owner was told that we hold */
	bool released;     /* client_session_release() */
	int written_again; /* writes after the server's FIN */
	struct session_result result;
	session_ended_fn *ended;
	void *context;
};

/* The last thing that happens to an exchange: callers return at once. */
void session_end(struct client_session *session, enum session_end end, int error);

/* Sends what may be sent and, when all is said, holds or closes as planned. The exchange may have
 * ended when this returns. */
void session_advance(struct client_session *session);
void session_readable(struct client_session *session);
bool session_reads(const struct session_plan *plan); /* it wants to know what comes */

/* Writes on after the server's FIN: once at once, and once more when that was answered with RST.
 * The exchange may have ended when this returns. */
void write_after_close(struct client_session *session);

#endif
