/* SPDX-License-Identifier: MIT */
/* Private to client/: what the parts of an exchange share.
 *
 *   exchange.c      its life: connect, events, end
 *   conversation.c  what is sent, read and waited for once it is connected
 *   write_again.c   --write-again */
#ifndef EXCHANGE_PRIVATE_H
#define EXCHANGE_PRIVATE_H

#include "exchange.h"
#include "passing.h"
#include "rounds.h"

struct exchange {
	const struct exchange_plan *plan;
	int fd;
	struct event *readable, *writable, *timer;
	struct event *pause; /* NULL until first needed: between two pieces or rounds */
	struct event *edge;  /* NULL until first needed: of --write-again */
	struct rounds rounds;
	uint64_t paused_at; /* so many bytes were sent when the last pause ended */
	bool paused_after_fin;
	bool connected;
	int connect_error; /* of connect(), when it failed at once */
	bool half_closed;  /* our FIN is sent, and we still read */
	bool server_fin;   /* the server's FIN has come */
	bool arrived;      /* CLOSE_UNREAD: something lies there unread */
	bool held;         /* the owner was told that we hold */
	bool released;     /* exchange_release() */
	int written_again; /* writes after the server's FIN */
	struct exchange_result result;
	exchange_ended_fn *ended;
	void *context;
};

/* The last thing that happens to an exchange: callers return at once. */
void exchange_end(struct exchange *exchange, enum exchange_end end, int error);

/* Sends what may be sent and, when all is said, holds or closes as planned. The exchange may have
 * ended when this returns. */
void conversation_advance(struct exchange *exchange);
void conversation_readable(struct exchange *exchange);
bool conversation_reads(const struct exchange_plan *plan); /* it wants to know what comes */

/* Writes on after the server's FIN: once at once, and once more when that was answered with RST.
 * The exchange may have ended when this returns. */
void write_again(struct exchange *exchange);

#endif
