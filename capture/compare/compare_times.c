/* SPDX-License-Identifier: MIT */
/* What differs in time alone: waits between segments that follow each other in both lists. */
#include "compare_private.h"

/* Waits that are this much apart, and by a fifth of the longer one, differ: what a machine does
 * with a segment takes less. */
static const int64_t slack_ns = 5000000;

struct wait {
	uint32_t at; /* of A's items: what came behind it */
	int64_t of_a, of_b;
};

static int64_t magnitude(int64_t value)
{
	return value < 0 ? -value : value;
}

static int64_t longer(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

/* The wait before item AT of A; false: it does not differ, or not in time alone. */
static bool find_wait(const struct comparison *comparison, uint32_t at, struct wait *wait)
{
	const struct compare_item *a = comparison->list[0].items;
	const struct compare_item *b = comparison->list[1].items;
	if (a[at].mate == ALIGNMENT_NONE || a[at].mate == 0 || a[at - 1].mate != a[at].mate - 1)
		return false;
	*wait = (struct wait){.at = at};
	wait->of_a = a[at].segment->time_ns - a[at - 1].segment->time_ns;
	wait->of_b = b[a[at].mate].segment->time_ns - b[a[at].mate - 1].segment->time_ns;
	int64_t apart = magnitude(wait->of_b - wait->of_a);
	return apart > slack_ns && apart > longer(wait->of_a, wait->of_b) / 5;
}

static void tell_wait(struct comparison *comparison, enum difference_id id, const struct wait *wait,
		      uint32_t count)
{
	const struct compare_item *a = &comparison->list[0].items[wait->at];
	struct difference *told = compare_tell(
	    comparison, &(struct difference){
			    .id = id,
			    .time = true,
			    .in = wait->of_b > wait->of_a,
			    .side = a->segment->from,
			    .segment = {a->number, comparison->list[1].items[a->mate].number},
			    .value = {wait->of_a, wait->of_b},
			    .wait_ns = magnitude(wait->of_b - wait->of_a),
			});
	if (told)
		told->count = count;
}

/* Whether WAIT is for an answer of the side that answered the SYN so much later, or earlier. */
static bool is_path(const struct comparison *comparison, const struct wait *syn,
		    const struct wait *wait)
{
	const struct compare_item *items = comparison->list[0].items;
	int64_t apart = syn->of_b - syn->of_a;
	return items[wait->at].segment->from == items[syn->at].segment->from &&
	       items[wait->at - 1].segment->from != items[wait->at].segment->from &&
	       magnitude(wait->of_b - wait->of_a - apart) <= longer(slack_ns, magnitude(apart) / 4);
}

void compare_times(struct comparison *comparison)
{
	const struct compare_items *list = &comparison->list[0];
	struct wait wait, syn = {0}, longest = {0};
	uint32_t answers = 0, others = 0;
	for (uint32_t i = 1; i < list->count; i++) {
		if (!find_wait(comparison, i, &wait))
			continue;
		if (i == 1 && list->items[0].kind == KIND_SYN && list->items[1].kind == KIND_SYN)
			syn = wait;
		if (syn.at > 0 && is_path(comparison, &syn, &wait)) {
			answers++;
			continue;
		}
		others++;
		if (magnitude(wait.of_b - wait.of_a) > magnitude(longest.of_b - longest.of_a))
			longest = wait;
	}
	if (answers > 0)
		tell_wait(comparison, answers > 1 ? DIFFERENCE_PATH_TIME : DIFFERENCE_TIME, &syn,
			  answers);
	if (others > 0)
		tell_wait(comparison, DIFFERENCE_TIME, &longest, others);
}
