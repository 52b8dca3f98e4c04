/* SPDX-License-Identifier: MIT */
/* What is told of connections as a whole. */
#include "compare_private.h"

static void tell(struct comparison *comparison, enum difference_id id, int64_t a, int64_t b,
		 unsigned side)
{
	compare_tell(
	    comparison,
	    &(struct difference){
		.id = id, .in = b > a, .side = (uint8_t)side, .value = {a, b}, .wait_ns = -1});
}

/* A difference that says by itself how the connection ended. */
static bool says_close(const struct difference *difference)
{
	return (difference->id == DIFFERENCE_ACK_OF_FIN && difference->answered) ||
	       difference->id == DIFFERENCE_FINS_CROSSED || difference->id == DIFFERENCE_REFUSED ||
	       difference->id == DIFFERENCE_RESET || difference->id == DIFFERENCE_RESET_FOR_FIN;
}

/* Four segments follow from the ACK of a FIN only where the closes are named so. */
static void check_acks_of_fins(struct comparison *comparison, const enum close_name close[2])
{
	for (size_t i = comparison->first; i < comparison->out->count; i++) {
		struct difference *told = &comparison->out->items[i];
		if (told->id == DIFFERENCE_ACK_OF_FIN)
			told->answered = close[told->in] == CLOSE_4_SEGMENT &&
					 close[!told->in] != CLOSE_4_SEGMENT;
	}
}

/* Another close is what follows from the last difference of its segments. */
static void follow(struct comparison *comparison, const struct compare_connection *a,
		   const struct compare_connection *b)
{
	struct differences *out = comparison->out;
	for (size_t i = comparison->first; i < out->count; i++)
		if (says_close(&out->items[i]))
			return;
	struct difference *last = &out->items[out->count - 1];
	last->closes = true;
	last->time = false;
	last->close[0] = a->close;
	last->close[1] = b->close;
}

void compare_ends(struct comparison *comparison, const struct compare_connection *a,
		  const struct compare_connection *b)
{
	const enum close_name close[] = {a->close, b->close};
	if (comparison->out->count > comparison->first) {
		check_acks_of_fins(comparison, close);
		if (a->close != b->close)
			follow(comparison, a, b);
		return;
	}
	if (a->open != b->open)
		tell(comparison, DIFFERENCE_OPEN, a->open, b->open, 0);
	if (a->close != b->close)
		tell(comparison, DIFFERENCE_CLOSE, a->close, b->close, 0);
	else if (a->closed_first != b->closed_first)
		tell(comparison, DIFFERENCE_CLOSED_FIRST, a->closed_first, b->closed_first, 0);
	for (unsigned side = SIDE_CLIENT; side <= SIDE_SERVER; side++)
		if (a->bytes[side] != b->bytes[side])
			tell(comparison, DIFFERENCE_BYTES, (int64_t)a->bytes[side],
			     (int64_t)b->bytes[side], side);
}
