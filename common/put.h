/* SPDX-License-Identifier: MIT */
/* Unchecked formatting into reserved space: for what is written millions of times. Each returns
 * where it ended. */
#ifndef PUT_H
#define PUT_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

static inline char *put_bytes(char *at, const void *bytes, size_t length)
{
	memcpy(at, bytes, length);
	return at + length;
}

/* A literal's length is known to the compiler, which then copies it without a loop. */
#define put_literal(at, literal) put_bytes(at, literal, sizeof(literal) - 1)

/* A constant text of at most 47 bytes, copied with all of its room: that is quicker than the right
 * length. PIECE_ROOM bytes are free. */
enum { PIECE_ROOM = 48 };

struct piece {
	char text[PIECE_ROOM - 1];
	uint8_t length;
};

#define PIECE(literal)                                                                             \
	{                                                                                          \
		literal, sizeof(literal) - 1                                                       \
	}

static inline char *put_piece(char *at, const struct piece *piece)
{
	memcpy(at, piece, sizeof *piece);
	return at + piece->length;
}

/* Without its NUL: that is written over by what comes next. */
static inline char *put_string(char *at, const char *string)
{
	return stpcpy(at, string);
}

enum { DECIMAL_MAX = 20 }; /* digits of UINT64_MAX */

/* What put_decimal() does, for a number of any length. */
char *put_long_decimal(char *at, uint64_t number);

/* Both digits of each number below 100, in order. */
extern const char put_pairs[201];

/* NUMBER in decimal, where DECIMAL_MAX bytes are free. */
static inline char *put_decimal(char *at, uint64_t number)
{
	if (number >= 100)
		return put_long_decimal(at, number);
	if (number >= 10)
		return put_bytes(at, put_pairs + number * 2, 2);
	*at = (char)('0' + number);
	return at + 1;
}

/* All eight digits of NUMBER < 10^8. */
char *put_eight_digits(char *at, uint32_t number);

#endif
