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
	       difference->id == DIFFERENCE_REFUSED || difference->id == DIFFERENCE_RESET ||
	       difference->id == DIFFERENCE_RESET_FOR_FIN;
}

/* Four segments follow from the ACK of a FIN only where the closes are named so. */
static void check_acks_of_fins(struct comparison *comparison)
{
	for (size_t i = comparison->first; i < comparison->out->count; i++) {
		struct difference *told = &comparison->out->items[i];
		if (told->id == DIFFERENCE_ACK_OF_FIN)
			told->answered = comparison->ends[told->in]->close == CLOSE_4_SEGMENT &&
					 comparison->ends[!told->in]->close != CLOSE_4_SEGMENT;
	}
}

/* Whether the segment that TOLD is about acknowledges a FIN. */
static bool acks_fin(const struct comparison *comparison, const struct difference *told)
{
	const struct compare_items *list = &comparison->list[told->in];
	for (uint32_t i = 0; i < list->count; i++)
		if (list->items[i].number == told->segment[told->in])
			return list->items[i].acks_fin;
	return false;
}

/* Whether another close follows from TOLD: what is not there is why the other is not whole. */
static bool brings_close(const struct comparison *comparison, const struct difference *told)
{
	enum close_name here = comparison->ends[told->in]->close;
	enum close_name there = comparison->ends[!told->in]->close;
	bool whole = here == CLOSE_3_SEGMENT || here == CLOSE_4_SEGMENT ||
		     here == CLOSE_SIMULTANEOUS || here == CLOSE_HALF;
	if (told->id == DIFFERENCE_FINS_CROSSED)
		return here == CLOSE_SIMULTANEOUS;
	if (told->id == DIFFERENCE_REPAIR)
		return told->answered;
	if (told->id == DIFFERENCE_FIN_ONLY)
		return whole && (there == CLOSE_ONE_FIN || there == CLOSE_OPEN);
	return told->id == DIFFERENCE_ACK_ONLY && told->count == 1 && whole &&
	       there == CLOSE_OPEN && acks_fin(comparison, told);
}

/* Another close is told with what it follows from, or by itself. */
static void tell_close(struct comparison *comparison)
{
	struct differences *out = comparison->out;
	enum close_name a = comparison->ends[0]->close, b = comparison->ends[1]->close;
	struct difference *last = NULL;
	for (size_t i = comparison->first; i < out->count; i++) {
		if (says_close(&out->items[i]))
			return;
		if (brings_close(comparison, &out->items[i]))
			last = &out->items[i];
	}
	if (!last) {
		tell(comparison, DIFFERENCE_CLOSE, a, b, 0);
		return;
	}
	last->closes = true;
	last->close[0] = a;
	last->close[1] = b;
}

void compare_ends(struct comparison *comparison)
{
	const struct compare_connection *a = comparison->ends[0], *b = comparison->ends[1];
	bool none = comparison->out->count == comparison->first;
	check_acks_of_fins(comparison);
	if (a->open != b->open && !compare_was_told(comparison, DIFFERENCE_REFUSED))
		tell(comparison, DIFFERENCE_OPEN, a->open, b->open, 0);
	if (a->close != b->close)
		tell_close(comparison);
	else if (none && a->closed_first != b->closed_first)
		tell(comparison, DIFFERENCE_CLOSED_FIRST, a->closed_first, b->closed_first, 0);
	for (unsigned side = SIDE_CLIENT; none && side <= SIDE_SERVER; side++)
		if (a->bytes[side] != b->bytes[side])
			tell(comparison, DIFFERENCE_BYTES, (int64_t)a->bytes[side],
			     (int64_t)b->bytes[side], side);
}

bool compare_roles(struct comparison *comparison)
{
	const struct compare_connection *a = comparison->ends[0], *b = comparison->ends[1];
	bool guessed = a && b && (a->open == OPEN_MIDSTREAM || b->open == OPEN_MIDSTREAM);
	if (!guessed || a->ends[0] == 0 || a->ends[0] == a->ends[1] || a->ends[0] != b->ends[1] ||
	    a->ends[1] != b->ends[0])
		return false;
	compare_tell(comparison, &(struct difference){.id = DIFFERENCE_ROLES,
						      .in = b->open == OPEN_MIDSTREAM,
						      .wait_ns = -1});
	return true;
}
