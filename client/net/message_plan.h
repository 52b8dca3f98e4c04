/* SPDX-License-Identifier: MIT */
/* What a client has to send next: its message so many times over, each time in so many writes.
 * Pure: it counts bytes and knows no socket. */
#ifndef MESSAGE_PLAN_H
#define MESSAGE_PLAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct message_plan {
	const char *message; /* borrowed */
	size_t length;
	uint64_t count;  /* how often it is sent; 0 counts as 1 */
	uint64_t writes; /* pieces of a message, as equal as can be; 0 counts as 1 */
	bool wait_echo;  /* a round begins when the echo of the one before is here */

	uint64_t sent, received; /* bytes so far, of all of them; the caller adds */
};

/* Where the bytes that are sent so far end. */
enum message_boundary {
	BOUNDARY_NONE,    /* inside a piece, or before everything */
	BOUNDARY_PIECE,   /* another piece of the same message follows */
	BOUNDARY_MESSAGE, /* a message is whole */
};

enum message_boundary message_plan_boundary(const struct message_plan *plan);

/* The bytes for the next write(): from *START to the end of their piece. 0: none now, because all
 * is sent or because an echo is awaited. */
size_t message_plan_next(const struct message_plan *plan, const char **start);

/* In bytes, of all messages. */
uint64_t message_plan_total(const struct message_plan *plan);

/* All is sent, and its echo is here where it is waited for. */
bool message_plan_complete(const struct message_plan *plan);

/* The byte that the echo has at AT, or -1: there must be none. */
int message_plan_expected(const struct message_plan *plan, uint64_t at);

#endif
