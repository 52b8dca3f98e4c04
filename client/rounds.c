/* SPDX-License-Identifier: MIT */
#include "rounds.h"

/* Where, in a message, piece number I begins. Empty pieces are none. */
static size_t piece_start(const struct rounds *rounds, uint64_t i)
{
	uint64_t writes = rounds->writes > 0 ? rounds->writes : 1;
	if (writes > rounds->length)
		writes = rounds->length;
	/* The first pieces are the longer ones; no product that could overflow. */
	uint64_t size = rounds->length / writes, longer = rounds->length % writes;
	return (size_t)(i * size + (i < longer ? i : longer));
}

/* Where the piece that AT stands in ends. */
static size_t piece_end(const struct rounds *rounds, size_t at)
{
	size_t end = 0;
	for (uint64_t i = 1; end <= at; i++)
		end = piece_start(rounds, i);
	return end;
}

enum rounds_place rounds_place(const struct rounds *rounds)
{
	if (rounds->sent == 0)
		return PLACE_INSIDE;
	size_t at = (size_t)(rounds->sent % rounds->length);
	if (at == 0)
		return PLACE_ROUND;
	return piece_end(rounds, at - 1) == at ? PLACE_PIECE : PLACE_INSIDE;
}

uint64_t rounds_total(const struct rounds *rounds)
{
	return rounds->length * (rounds->count > 0 ? rounds->count : 1);
}

size_t rounds_next(const struct rounds *rounds, const char **start)
{
	if (rounds->sent >= rounds_total(rounds))
		return 0;
	if (rounds->wait_echo && rounds->received < rounds->sent &&
	    rounds_place(rounds) == PLACE_ROUND)
		return 0;
	size_t at = (size_t)(rounds->sent % rounds->length);
	*start = rounds->message + at;
	return piece_end(rounds, at) - at;
}

bool rounds_complete(const struct rounds *rounds)
{
	uint64_t total = rounds_total(rounds);
	return rounds->sent >= total && (!rounds->wait_echo || rounds->received >= total);
}

int rounds_expected(const struct rounds *rounds, uint64_t at)
{
	if (at >= rounds_total(rounds))
		return -1;
	return (unsigned char)rounds->message[at % rounds->length];
}
