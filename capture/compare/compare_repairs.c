/* SPDX-License-Identifier: MIT */
/* What both lists have sent again, each in another way: for another reason, at another time. */
#include "compare_private.h"

/* The same in both lists, the first time and the second. */
struct repair {
	struct compare_item *first[2], *again[2];
	int64_t wait_ns[2]; /* from the one to the other */
	bool moved;         /* it stands behind other segments in one list than in the other */
};

/* All of one side's that are one difference. */
struct repairs {
	struct repair earliest[2]; /* by list: the one that is sent again before all others */
	uint32_t left, right;      /* the numbers of all */
	uint32_t count;
	bool moved; /* one of them */
};

static bool is_sent_again(const struct compare_item *item)
{
	unsigned reason = item->segment->reason;
	return item->again && reason != REASON_CAPTURED_TWICE && reason != REASON_DOUBLED &&
	       reason != REASON_OVERTAKEN && reason != REASON_LOST_BEFORE;
}

/* One timer is not told from the other by REASON_TIMER. */
static bool is_other_reason(unsigned a, unsigned b)
{
	return a != b && a != REASON_TIMER && b != REASON_TIMER;
}

/* Whether what both lists have COUNT times is sent again otherwise in one than in the other. Where
 * the order is the same, another time alone is told by compare_times(). */
static bool take_repair(const struct comparison *comparison, struct compare_item **const same[2],
			struct repair *repair)
{
	for (int in = 0; in < 2; in++) {
		repair->first[in] = same[in][0];
		repair->again[in] = same[in][1];
		repair->wait_ns[in] = same[in][1]->segment->time_ns - same[in][0]->segment->time_ns;
		if (!is_sent_again(same[in][1]) || repair->wait_ns[in] < 0)
			return false;
	}
	const struct compare_item *a = repair->again[0], *b = repair->again[1];
	repair->moved = is_alone(a) && is_alone(b);
	bool mates =
	    a->mate != ALIGNMENT_NONE && &comparison->list[1].items[a->mate] == b && !a->told;
	return repair->moved || (mates && is_other_reason(a->segment->reason, b->segment->reason) &&
				 compare_differ_in_time(repair->wait_ns[0], repair->wait_ns[1]));
}

static void add_repair(struct comparison *comparison, struct repairs *repairs,
		       const struct repair *repair)
{
	for (int in = 0; in < 2; in++) {
		const struct compare_item *again = repair->again[in];
		if (repairs->count == 0 || again->number < repairs->earliest[in].again[in]->number)
			repairs->earliest[in] = *repair;
		if (repairs->count == 0 || again->segment->seq < repairs->left)
			repairs->left = again->segment->seq;
		if (repairs->count == 0 || again->next > repairs->right)
			repairs->right = again->next;
		repair->again[in]->told = true;
	}
	repairs->count++;
	repairs->moved |= repair->moved;
	if (repair->moved)
		comparison->out->mates[repair->again[0]->number - 1] = repair->again[1]->number;
}

/* What one side has sent again so, of A's segments by their numbers (compare_presence.c). */
static void find_repairs(struct comparison *comparison, unsigned side, struct repairs *repairs)
{
	const struct compare_items *a = &comparison->list[0];
	uint32_t count[2];
	for (uint32_t i = 0; i < a->sorted_count; i += count[0]) {
		const struct compare_segment *what = a->sorted[i]->segment;
		struct repair repair;
		struct compare_item **same[2];
		for (int in = 0; in < 2; in++)
			same[in] = compare_same(&comparison->list[in], what, &count[in]);
		if (what->from == side && count[0] > 1 && count[0] == count[1] &&
		    take_repair(comparison, same, &repair))
			add_repair(comparison, repairs, &repair);
	}
}

/* The ACKs that stand alone and answer what was sent again. Returns whether one is of a FIN. */
static bool follow_acks(struct comparison *comparison, unsigned side, const struct repairs *repairs)
{
	bool fin = false;
	for (int in = 0; in < 2; in++)
		for (uint32_t i = 0; i < comparison->list[in].count; i++) {
			struct compare_item *item = &comparison->list[in].items[i];
			if (item->kind != KIND_ACK || !is_alone(item) ||
			    item->segment->from == side || item->segment->ack < repairs->left ||
			    item->segment->ack > repairs->right)
				continue;
			item->told = true;
			fin |= item->acks_fin;
		}
	return fin;
}

/* The earliest of each list: of what was lost together, each mends something else first. */
static void tell_repairs(struct comparison *comparison, unsigned side,
			 const struct repairs *repairs)
{
	const struct repair *of_a = &repairs->earliest[0], *of_b = &repairs->earliest[1];
	struct difference *told = compare_tell(
	    comparison, &(struct difference){
			    .id = DIFFERENCE_REPAIR,
			    .in = of_b->wait_ns[1] > of_a->wait_ns[0],
			    .side = (uint8_t)side,
			    .time = !repairs->moved,
			    .segment = {of_a->again[0]->number, of_b->again[1]->number},
			    .value = {of_a->wait_ns[0], of_b->wait_ns[1]},
			    .wait_ns = -1,
			});
	compare_add_range(comparison, (enum side)side, repairs->left, repairs->right);
	if (told)
		told->answered = follow_acks(comparison, side, repairs);
}

void compare_repairs(struct comparison *comparison)
{
	if (!(comparison->fields & COMPARE_TIMES))
		return;
	for (unsigned side = SIDE_CLIENT; side <= SIDE_SERVER; side++) {
		struct repairs repairs = {.count = 0};
		find_repairs(comparison, side, &repairs);
		if (repairs.count > 0)
			tell_repairs(comparison, side, &repairs);
	}
}
