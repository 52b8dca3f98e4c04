/* SPDX-License-Identifier: MIT */
/* Another order. */
#include <stdlib.h>

#include "compare_private.h"
#include "seq.h"

/* What was sent, where it stands alone. */
struct place {
	uint32_t list, at;
	uint32_t from, flags, seq, length, ack; /* `ack` of an ACK alone, which brings no more */
};

static int by_what(const void *first, const void *second)
{
	const struct place *a = first, *b = second;
	const uint32_t of_a[] = {a->from, a->flags, a->seq, a->length, a->ack, a->list, a->at};
	const uint32_t of_b[] = {b->from, b->flags, b->seq, b->length, b->ack, b->list, b->at};
	for (size_t i = 0; i < sizeof of_a / sizeof *of_a; i++)
		if (of_a[i] != of_b[i])
			return of_a[i] < of_b[i] ? -1 : 1;
	return 0;
}

static size_t collect_alone(const struct comparison *comparison, struct place *places)
{
	size_t count = 0;
	for (uint32_t in = 0; in < 2; in++)
		for (uint32_t i = 0; i < comparison->list[in].count; i++) {
			const struct compare_item *item = &comparison->list[in].items[i];
			const struct compare_segment *segment = item->segment;
			bool ack = item->kind == KIND_ACK;
			unsigned flags =
			    segment->flags & (ack ? TCP_FLAG_ACK : TCP_FLAG_SYN | TCP_FLAG_FIN);
			if (is_alone(item) && item->kind != KIND_PROBE && item->kind != KIND_RST)
				places[count++] = (struct place){in,
								 i,
								 segment->from,
								 flags,
								 segment->seq,
								 segment->length,
								 ack ? segment->ack : 0};
		}
	return count;
}

/* Of an ACK alone: what was sent behind it came before. */
static bool is_late_ack(const struct compare_items *list, uint32_t at)
{
	const struct compare_item *item = &list->items[at];
	const struct compare_item *beyond =
	    compare_acknowledging(list, !item->segment->from, item->segment->ack + 1);
	return seq_before(item->segment->seq, item->next) ||
	       (beyond && beyond->number < item->number);
}

/* Whether A and B are the same, which only one list has late; what is there more often in one of
 * them is told as that. */
static bool is_moved(const struct comparison *comparison, const struct place *a,
		     const struct place *b)
{
	const struct compare_items *lists = comparison->list;
	uint32_t count[2];
	if (a->list != 0 || b->list != 1 || a->from != b->from || a->flags != b->flags ||
	    a->seq != b->seq || a->length != b->length || a->ack != b->ack)
		return false;
	if (lists[0].items[a->at].kind == KIND_ACK)
		return is_late_ack(&lists[0], a->at) != is_late_ack(&lists[1], b->at);
	for (int in = 0; in < 2; in++)
		compare_same(&lists[in], lists[0].items[a->at].segment, &count[in]);
	return count[0] == count[1];
}

static bool is_late(const struct compare_items *list, uint32_t at)
{
	return list->items[at].kind == KIND_ACK ? is_late_ack(list, at) : list->items[at].again;
}

/* In which list it stands at another place than its numbers say, and on which side of that. Where
 * both have it again, it is later in the one that has sent more by then. */
static void place_moved(const struct comparison *comparison, const struct place *a,
			const struct place *b, struct difference *difference)
{
	const struct compare_item *of_a = &comparison->list[0].items[a->at];
	const struct compare_item *of_b = &comparison->list[1].items[b->at];
	bool late_a = is_late(&comparison->list[0], a->at);
	bool late_b = is_late(&comparison->list[1], b->at);
	difference->id = DIFFERENCE_MOVED;
	difference->in = late_b;
	if (late_a && late_b)
		difference->in = !seq_before(of_b->next, of_a->next);
	if (late_a || late_b || of_a->ahead == of_b->ahead)
		return;
	difference->id = DIFFERENCE_EARLY;
	difference->in = of_b->ahead;
}

/* A and B: the same, in both lists. What was passed was not acknowledged meanwhile. */
static void tell_moved(struct comparison *comparison, const struct place *a, const struct place *b)
{
	struct compare_item *of_a = &comparison->list[0].items[a->at];
	struct compare_item *of_b = &comparison->list[1].items[b->at];
	uint32_t right = seq_before(of_a->next, of_b->next) ? of_b->next : of_a->next;
	struct difference difference = {
	    .side = of_a->segment->from,
	    .segment = {of_a->number, of_b->number},
	    .value = {of_a->segment->length, of_b->segment->length},
	    .wait_ns = -1,
	};
	place_moved(comparison, a, b, &difference);
	if (seq_before(right, segment_end(of_a->segment)))
		right = segment_end(of_a->segment);
	if (of_a->kind != KIND_ACK)
		compare_add_range(comparison, (enum side)a->from, a->seq, right);
	compare_tell(comparison, &difference);
	/* The same, as far as what is read from it is concerned. */
	of_a->told = of_b->told = true;
	comparison->out->mates[of_a->number - 1] = of_b->number;
}

void compare_moved(struct comparison *comparison)
{
	size_t room = (size_t)comparison->list[0].count + comparison->list[1].count;
	struct place *places = calloc(room + 1, sizeof *places);
	if (!places) {
		comparison->failed = true;
		return;
	}
	size_t count = collect_alone(comparison, places);
	qsort(places, count, sizeof *places, by_what);
	for (size_t i = 0; i + 1 < count; i++) {
		const struct place *a = &places[i], *b = &places[i + 1];
		if (!is_moved(comparison, a, b))
			continue;
		tell_moved(comparison, a, b);
		i++;
	}
	free(places);
}

/* Of a longest run of pairs whose order is the same in both lists (patience sorting). */
struct run {
	uint32_t *last;   /* for each length: the pair that ends such a run, by its item of A */
	uint32_t *before; /* for each item of A: the one before it in its run */
	uint32_t length;
};

static void find_run(struct run *run, const struct compare_items *a)
{
	for (uint32_t i = 0; i < a->count; i++) {
		uint32_t mate = a->items[i].mate, low = 0, high = run->length;
		if (mate == ALIGNMENT_NONE)
			continue;
		while (low < high) {
			uint32_t middle = (low + high) / 2;
			if (a->items[run->last[middle]].mate < mate)
				low = middle + 1;
			else
				high = middle;
		}
		run->last[low] = i;
		run->before[i] = low > 0 ? run->last[low - 1] : ALIGNMENT_NONE;
		if (low == run->length)
			run->length++;
	}
}

static void tell_order(struct comparison *comparison, uint32_t at)
{
	const struct compare_item *a = &comparison->list[0].items[at];
	const struct compare_item *b = &comparison->list[1].items[a->mate];
	compare_tell(comparison, &(struct difference){.id = DIFFERENCE_ORDER,
						      .time = true,
						      .side = a->segment->from,
						      .segment = {a->number, b->number},
						      .wait_ns = -1});
}

void compare_order(struct comparison *comparison)
{
	const struct compare_items *a = &comparison->list[0];
	struct run run = {.last = calloc(a->count + 1, sizeof *run.last),
			  .before = calloc(a->count + 1, sizeof *run.before)};
	bool *in_run = calloc(a->count + 1, sizeof *in_run);
	if (run.last && run.before && in_run) {
		find_run(&run, a);
		for (uint32_t i = run.length > 0 ? run.last[run.length - 1] : ALIGNMENT_NONE;
		     i != ALIGNMENT_NONE; i = run.before[i])
			in_run[i] = true;
		for (uint32_t i = 0; i < a->count; i++)
			if (a->items[i].mate != ALIGNMENT_NONE && !in_run[i])
				tell_order(comparison, i);
	} else {
		comparison->failed = true;
	}
	free(run.last);
	free(run.before);
	free(in_run);
}
