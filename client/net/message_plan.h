/* SPDX-License-Identifier: MIT */
/* What a client sends: its message so many times over, each time in so many writes. Pure: positions
 * are bytes from the first of all messages. */
#ifndef MESSAGE_PLAN_H
#define MESSAGE_PLAN_H

#include <stddef.h>
#include <stdint.h>

struct message_plan {
	const char *message; /* borrowed */
	size_t length;
	uint64_t count;  /* how often it is sent; 0 counts as 1 */
	uint64_t writes; /* pieces of a message, as equal as can be; 0 counts as 1 */
};

enum message_boundary {
	BOUNDARY_NONE,    /* inside a piece, or before everything */
	BOUNDARY_PIECE,   /* between two pieces of the same message */
	BOUNDARY_MESSAGE, /* behind a message */
};

/* What lies at AT. */
enum message_boundary message_plan_boundary(const struct message_plan *plan, uint64_t at);

/* The bytes from AT to the end of their piece, for a write(). 0: AT is the end of everything. */
size_t message_plan_piece(const struct message_plan *plan, uint64_t at, const char **start);

/* The bytes from AT to the end of their message; AT is not beyond the last one. */
size_t message_plan_rest(const struct message_plan *plan, uint64_t at, const char **start);

/* In bytes, of all messages. */
uint64_t message_plan_total(const struct message_plan *plan);

#endif
