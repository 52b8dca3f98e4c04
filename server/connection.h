/* SPDX-License-Identifier: MIT */
/* One connection of the server, from accept() to close().
 *
 * When much of the echo waits because the peer does not read, the server stops reading from that
 * peer, so that one connection never makes it keep more than CONNECTION_HELD_MAX bytes. */
#ifndef CONNECTION_H
#define CONNECTION_H

#include <event2/event.h>
#include <stdbool.h>
#include <stdint.h>

#include "endpoint.h"
#include "event_log.h"
#include "server_settings.h"

enum {
	CONNECTION_READ_SIZE = 64 * 1024, /* of one recv() */
	CONNECTION_HELD_MAX = 192 * 1024,
};

struct connection;

/* A node of the owner's list of connections. */
struct connection_link {
	struct connection_link *next, *previous;
};

/* What a connection's one timer waits for. */
enum connection_timer {
	TIMER_NONE,
	TIMER_PAUSE, /* the echo rule's */
	TIMER_IDLE,  /* --idle-timeout */
	TIMER_CLOSE, /* --close-delay */
	TIMER_GAP,   /* --gap */
	TIMER_READ,  /* --read-delay */
	TIMER_ECHO,  /* --echo-delay */
	TIMER_COUNT,
};

/* What all connections of a server have in common; outlives them. */
struct connection_shared {
	struct event_base *base;
	const struct server_settings *settings;
	struct event_log *report;
	const struct timeval *durations[TIMER_COUNT]; /* NULL: this one is not wanted */
	/* The connection has ended: its socket is closed and it is freed when this returns.
	 * CUT_OFF: a part of its echo was not sent. */
	void (*ended)(struct connection *connection, const struct connection_summary *summary,
		      bool truncated, void *context);
	void *context;
	uint8_t scratch[CONNECTION_READ_SIZE];
};

/* Takes over FD (non-blocking) and starts to serve PEER. NULL without memory; FD is then closed. */
struct connection *connection_open(struct connection_shared *shared, int fd,
				   const struct endpoint *peer);

/* For the owner's list: connections are linked and unlinked by the owner alone. */
struct connection_link *connection_link(struct connection *connection);
struct connection *connection_of(struct connection_link *link);

/* The server stops: the peer is answered until it pauses for PROTOCOL_PAUSE_MS, which also
 * completes its message; then our FIN is sent, and the connection ends with the peer's. With
 * nothing to answer it ends at once, perhaps before this returns. */
void connection_drain(struct connection *connection);

/* Ends it now. A peer that would miss a part of its echo gets RST, so that it cannot take the part
 * for the whole. */
void connection_abort(struct connection *connection);

/* Sends our FIN now, and goes on to read until the peer's. Nothing happens when the connection is
 * on its way to its end, or when a part of its echo waits to be sent. */
void connection_half_close(struct connection *connection);

#endif
