/* SPDX-License-Identifier: MIT */
/* ACKs that one list has alone. */
#include "compare_private.h"
#include "seq.h"

static bool covers(const struct compare_item *item, const struct compare_item *fin)
{
	return (item->segment->flags & TCP_FLAG_ACK) &&
	       !seq_before(item->segment->ack, segment_end(fin->segment));
}

/* Whether the first ACK of the other side's FIN that SIDE sends is on its own FIN. */
static bool fin_brings_ack(const struct compare_items *list, enum side side)
{
	uint32_t fin = list->fin[side_other(side)], own = list->fin[side];
	if (own == list->count || fin >= own || !covers(&list->items[own], &list->items[fin]))
		return false;
	for (uint32_t i = fin + 1; i < own; i++)
		if (list->items[i].segment->from == side &&
		    covers(&list->items[i], &list->items[fin]))
			return false;
	return true;
}

/* In list IN side SIDE acknowledges the other's FIN before its own, in the other list with it. */
static void ack_of_fin(struct comparison *comparison, int in, enum side side)
{
	const struct compare_items *list = &comparison->list[in], *other = &comparison->list[!in];
	uint32_t fin = list->fin[side_other(side)], own = list->fin[side];
	if (own == list->count || fin >= own || !fin_brings_ack(other, side))
		return;
	for (uint32_t i = fin + 1; i < own; i++) {
		const struct compare_item *item = &list->items[i];
		if (item->kind != KIND_ACK || item->segment->from != side || !is_alone(item) ||
		    !covers(item, &list->items[fin]))
			continue;
		struct difference *told =
		    compare_tell_alone(comparison, DIFFERENCE_ACK_OF_FIN, in, i);
		if (!told)
			return;
		compare_name_segment(comparison, told, !in, other->items[other->fin[side]].number);
		told->first = list->items[fin].number;
		told->answered = true;
		if (told->wait_ns >= 0)
			told->wait_ns = item->segment->time_ns - list->items[fin].segment->time_ns;
		return;
	}
}

/* Both FINs of a list, by side. */
struct fins {
	struct compare_item *item[2];
	bool acks[2]; /* it acknowledges the other one */
};

static bool find_fins(struct compare_items *list, struct fins *fins)
{
	for (int side = SIDE_CLIENT; side <= SIDE_SERVER; side++) {
		if (list->fin[side] == list->count)
			return false;
		fins->item[side] = &list->items[list->fin[side]];
	}
	for (int side = SIDE_CLIENT; side <= SIDE_SERVER; side++)
		fins->acks[side] = covers(fins->item[side], fins->item[!side]);
	return true;
}

/* FINS, which are told of: so are their ACKs. */
static void follow_fins(struct comparison *comparison, const struct fins *fins)
{
	for (int side = SIDE_CLIENT; side <= SIDE_SERVER; side++) {
		uint32_t end = segment_end(fins->item[side]->segment);
		fins->item[side]->told = true;
		compare_add_range(comparison, (enum side)side, end, end);
	}
}

/* Who closes first, or that both do: their FINs cross (RFC 9293 section 3.6, figure 13). */
static void compare_closers(struct comparison *comparison)
{
	struct fins fins[2];
	if (!find_fins(&comparison->list[0], &fins[0]) ||
	    !find_fins(&comparison->list[1], &fins[1]))
		return;
	for (int side = SIDE_CLIENT; side <= SIDE_SERVER; side++) {
		struct difference difference = {
		    .side = (uint8_t)side,
		    .segment = {fins[0].item[side]->number, fins[1].item[side]->number},
		    .wait_ns = -1,
		};
		if (fins[0].acks[side] == fins[1].acks[side] ||
		    fins[0].item[side]->mate == ALIGNMENT_NONE)
			continue;
		int second = fins[1].acks[side]; /* the list in which SIDE closes second */
		bool crosses = !fins[!second].acks[!side];
		difference.id = crosses ? DIFFERENCE_FINS_CROSSED : DIFFERENCE_CLOSED_FIRST;
		difference.in = (uint8_t)!second;
		difference.value[second] = side == SIDE_CLIENT ? CLOSER_SERVER : CLOSER_CLIENT;
		difference.value[!second] = side == SIDE_CLIENT ? CLOSER_CLIENT : CLOSER_SERVER;
		compare_tell(comparison, &difference);
		follow_fins(comparison, &fins[0]);
		follow_fins(comparison, &fins[1]);
		return;
	}
}

void compare_acks_of_fins(struct comparison *comparison)
{
	for (int in = 0; in < 2; in++)
		for (int side = SIDE_CLIENT; side <= SIDE_SERVER; side++)
			ack_of_fin(comparison, in, (enum side)side);
	compare_closers(comparison);
}

/* What acknowledges in the other list as much as item AT of list IN does: by itself or not. */
static void tell_ack(struct comparison *comparison, int in, uint32_t at)
{
	const struct compare_item *item = &comparison->list[in].items[at];
	const struct compare_item *there =
	    compare_acknowledging(&comparison->list[!in], !item->segment->from, item->segment->ack);
	enum difference_id id = DIFFERENCE_ACK_ONLY;
	if (item->repeats_ack)
		id = DIFFERENCE_ACK_AGAIN;
	else if (there && there->kind != KIND_ACK && there->segment->ack == item->segment->ack)
		id = DIFFERENCE_ACK_RODE;
	else if (there)
		id = DIFFERENCE_ACK_JOINED;
	struct difference *told = compare_tell_alone(comparison, id, in, at);
	if (told && (id == DIFFERENCE_ACK_RODE || id == DIFFERENCE_ACK_JOINED))
		compare_name_segment(comparison, told, !in, there->number);
}

/* The next ACK of SIDE that stands alone, from *AT on, and before any with a mate. */
static struct compare_item *next_alone(struct compare_items *list, unsigned side, uint32_t *at)
{
	for (; *at < list->count; ++*at) {
		struct compare_item *item = &list->items[*at];
		if (item->segment->from != side)
			continue;
		if (item->mate != ALIGNMENT_NONE)
			return NULL;
		if (item->kind == KIND_ACK && is_alone(item)) {
			++*at;
			return item;
		}
	}
	return NULL;
}

/* ACKs alone at the same place, one in each list: one ACK, which acknowledges something else. */
static void pair_acks(struct comparison *comparison, unsigned side)
{
	uint32_t at[2] = {0, 0};
	while (at[0] < comparison->list[0].count && at[1] < comparison->list[1].count) {
		struct compare_item *a = next_alone(&comparison->list[0], side, &at[0]);
		struct compare_item *b = next_alone(&comparison->list[1], side, &at[1]);
		if (a && b && a->repeats_ack == b->repeats_ack &&
		    a->segment->ack != b->segment->ack) {
			compare_tell(comparison, &(struct difference){
						     .id = DIFFERENCE_ACK,
						     .side = (uint8_t)side,
						     .segment = {a->number, b->number},
						     .value = {a->segment->ack, b->segment->ack},
						     .wait_ns = -1});
			a->told = b->told = true;
		}
		if (a && b)
			continue;
		/* Behind the next pair, in both. */
		for (int in = 0; in < 2; in++) {
			const struct compare_items *list = &comparison->list[in];
			while (at[in] < list->count && (list->items[at[in]].segment->from != side ||
							list->items[at[in]].mate == ALIGNMENT_NONE))
				at[in]++;
			at[in]++;
		}
	}
}

void compare_acks(struct comparison *comparison)
{
	pair_acks(comparison, SIDE_CLIENT);
	pair_acks(comparison, SIDE_SERVER);
	for (int in = 0; in < 2; in++) {
		for (uint32_t i = 0; i < comparison->list[in].count; i++)
			if (is_alone(&comparison->list[in].items[i]))
				tell_ack(comparison, in, i);
	}
}
