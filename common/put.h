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

/* What a decimal number needs: the digits of UINT64_MAX, and a byte behind them. */
enum { DECIMAL_DIGITS_MAX = 20, DECIMAL_MAX = DECIMAL_DIGITS_MAX + 1 };

/* The three digits of each number below 1000, and a NUL: four bytes are copied at once. */
extern const char put_threes[1000][4];

/* The digits of each number below 1000, without zeros before them, and how many: the same. */
struct put_short {
	char digits[3];
	uint8_t length;
};
extern const struct put_short put_shorts[1000];

/* NUMBER < 1000, where four bytes are free. */
static inline char *put_up_to_three(char *at, uint32_t number)
{
	const struct put_short *is = &put_shorts[number];
	memcpy(at, is, sizeof *is);
	return at + is->length;
}

/* What put_decimal() does, for a number of four digits or more. */
char *put_long_decimal(char *at, uint64_t number);

/* NUMBER in decimal, where DECIMAL_MAX bytes are free. */
static inline char *put_decimal(char *at, uint64_t number)
{
	return number < 1000 ? put_up_to_three(at, (uint32_t)number) : put_long_decimal(at, number);
}

/* All nine digits of NUMBER < 10^9, where ten bytes are free. */
char *put_nine_digits(char *at, uint32_t number);

#endif
