/* SPDX-License-Identifier: MIT */
/* What a client has to send next: its message so many times over, each time in so many writes.
 * Pure: it counts bytes and knows no socket. */
#ifndef ROUNDS_H
#define ROUNDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct rounds {
	const char *message; /* borrowed */
	size_t length;
	uint64_t count;  /* how often it is sent; 0 counts as 1 */
	uint64_t writes; /* pieces of a message, as equal as can be; 0 counts as 1 */
	bool wait_echo;  /* a round begins when the echo of the one before is here */

	uint64_t sent, received; /* bytes so far, of all rounds; the caller adds */
};

/* Where the bytes that are sent so far end. */
enum rounds_place {
	PLACE_INSIDE, /* inside a piece, or before everything */
	PLACE_PIECE,  /* another piece of the same message follows */
	PLACE_ROUND,  /* a message is whole */
};

enum rounds_place rounds_place(const struct rounds *rounds);

/* The bytes for the next write(): from *START to the end of their piece. 0: none now, because all
 * is sent or because an echo is awaited. */
size_t rounds_next(const struct rounds *rounds, const char **start);

/* In bytes, of all rounds. */
uint64_t rounds_total(const struct rounds *rounds);

/* All is sent, and its echo is here where it is waited for. */
bool rounds_complete(const struct rounds *rounds);

/* The byte that the echo has at AT, or -1: there must be none. */
int rounds_expected(const struct rounds *rounds, uint64_t at);

#endif
