/* SPDX-License-Identifier: MIT */
/* The TCP sockets of a network namespace at one moment, and what changed from one to the next. */
#ifndef SOCKET_TABLE_H
#define SOCKET_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "endpoint.h"
#include "text.h"

/* One socket, or what the kernel keeps in place of one: a half-open request (RFC 9293's
 * SYN-RECEIVED) or a TIME-WAIT. */
struct socket_row {
	struct endpoint local; /* the side that holds the state */
	struct endpoint peer;  /* all bytes 0 for a listener */
	uint32_t state;        /* the kernel's number, see socket_state_name() */
};

struct socket_table {
	struct socket_row *rows; /* owned */
	size_t count;
	size_t capacity;
};

enum { SOCKET_CLOSED = 7, SOCKET_LISTEN = 10 }; /* of the kernel's numbers */

/* RFC 9293's name of the kernel's STATE (include/net/tcp_states.h); NULL for a number that is none
 * of its. */
const char *socket_state_name(uint32_t state);

void socket_table_init(struct socket_table *table);
void socket_table_release(struct socket_table *table);
void socket_table_clear(struct socket_table *table); /* empty, memory kept */

/* Appends a copy of ROW; false without memory. */
bool socket_table_add(struct socket_table *table, const struct socket_row *row);

/* Orders the rows by IP version, address and port, the local end first, and leaves one of those
 * that share both ends: listeners that share a port, and a connection that changed from request to
 * socket while it was listed. */
void socket_table_sort(struct socket_table *table);

/* A socket of AFTER that BEFORE has not, or has in another state; or one that is gone, and
 * SOCKET_CLOSED. */
typedef void socket_change_fn(void *context, const struct socket_row *row, uint32_t state);

/* Calls CHANGED for each of them; both are sorted. True when there was one. */
bool socket_table_compare(const struct socket_table *before, const struct socket_table *after,
			  socket_change_fn *changed, void *context);

/* Appends a line "TIME LOCAL PEER STATE" for each of them. PEER is * for a listener. True when
 * there was one. */
bool socket_table_differences(const struct socket_table *before, const struct socket_table *after,
			      const char *time, struct text *text);

#endif
