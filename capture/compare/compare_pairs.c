/* SPDX-License-Identifier: MIT */
/* What differs between segments that both lists have. */
#include "compare_private.h"

enum { ECN_FLAGS = TCP_FLAG_ECE | TCP_FLAG_CWR | TCP_FLAG_AE };

struct pair {
	const struct compare_item *a, *b;
};

static void tell(struct comparison *comparison, const struct pair *pair, enum difference_id id,
		 int64_t of_a, int64_t of_b)
{
	compare_tell(comparison, &(struct difference){.id = id,
						      .in = of_b > of_a,
						      .side = pair->a->segment->from,
						      .segment = {pair->a->number, pair->b->number},
						      .value = {of_a, of_b},
						      .wait_ns = -1});
}

/* Flags of ECN are on many segments where it was agreed to: that is told of the SYN. Where the
 * sender's buffer ends, and with it PSH, follows from how much it sent. */
static void compare_flags(struct comparison *comparison, const struct pair *pair, bool ecn)
{
	unsigned mask = comparison->flags;
	unsigned of_a = pair->a->segment->flags, of_b = pair->b->segment->flags;
	if (ecn || pair->a->kind == KIND_SYN)
		mask &= ~(unsigned)ECN_FLAGS;
	if (pair->a->segment->length != pair->b->segment->length)
		mask &= ~(unsigned)TCP_FLAG_PSH;
	if ((of_a ^ of_b) & mask)
		tell(comparison, pair, DIFFERENCE_FLAGS, of_a & mask, of_b & mask);
}

/* A number that is another one only as something else was sent before is the same place. */
static void compare_numbers(struct comparison *comparison, const struct pair *pair)
{
	const struct compare_segment *a = pair->a->segment, *b = pair->b->segment;
	if (a->seq != b->seq && a->seq - pair->a->next != b->seq - pair->b->next)
		tell(comparison, pair, DIFFERENCE_SEQ, a->seq, b->seq);
	if (a->ack != b->ack && (a->flags & b->flags & TCP_FLAG_ACK) &&
	    a->ack - pair->a->other_next != b->ack - pair->b->other_next &&
	    !compare_in_range(comparison, !a->from, a->ack) &&
	    !compare_in_range(comparison, !a->from, b->ack))
		tell(comparison, pair, DIFFERENCE_ACK, a->ack, b->ack);
}

static void compare_bytes(struct comparison *comparison, const struct pair *pair)
{
	const struct compare_segment *a = pair->a->segment, *b = pair->b->segment;
	if (a->length != b->length)
		tell(comparison, pair, DIFFERENCE_LENGTH, a->length, b->length);
	else if ((comparison->fields & COMPARE_PAYLOADS) && a->seq == b->seq && a->payload != 0 &&
		 b->payload != 0 && a->payload != b->payload)
		tell(comparison, pair, DIFFERENCE_PAYLOAD, 0, 0);
}

/* A scaled window is told in steps: less than one is no difference. */
static void compare_window(struct comparison *comparison, const struct pair *pair)
{
	const struct compare_segment *a = pair->a->segment, *b = pair->b->segment;
	unsigned shift = a->scale > b->scale ? a->scale : b->scale;
	int64_t apart = (int64_t)a->window - (int64_t)b->window;
	if (a->window == COMPARE_NO_WINDOW || b->window == COMPARE_NO_WINDOW || apart == 0)
		return;
	if (pair->a->kind == KIND_SYN || apart >= (INT64_C(1) << shift) ||
	    -apart >= (INT64_C(1) << shift))
		tell(comparison, pair, DIFFERENCE_WINDOW, a->window, b->window);
}

/* Whether a SYN was not captured whole: how windows are scaled is not known then. */
static bool options_are_cut(const struct comparison *comparison)
{
	for (int in = 0; in < 2; in++)
		for (uint32_t i = 0; i < comparison->list[in].count; i++)
			if (comparison->list[in].items[i].segment->options & COMPARE_OPTIONS_CUT)
				return true;
	return false;
}

typedef void pair_function(struct comparison *comparison, const struct pair *pair);

static void for_all(struct comparison *comparison, pair_function *function)
{
	for (uint32_t i = 0; i < comparison->list[0].count; i++) {
		struct pair pair = {.a = &comparison->list[0].items[i]};
		if (pair.a->mate == ALIGNMENT_NONE || pair.a->told)
			continue;
		pair.b = &comparison->list[1].items[pair.a->mate];
		function(comparison, &pair);
	}
}

static void compare_all_flags(struct comparison *comparison, const struct pair *pair)
{
	compare_flags(comparison, pair, false);
}

static void compare_other_flags(struct comparison *comparison, const struct pair *pair)
{
	compare_flags(comparison, pair, true);
}

/* Windows follow from what was received, and when: of what differs otherwise they say no more. */
void compare_pairs(struct comparison *comparison)
{
	for_all(comparison, compare_was_told(comparison, DIFFERENCE_ECN) ||
				    compare_was_told(comparison, DIFFERENCE_ECN_FLAGS)
				? compare_other_flags
				: compare_all_flags);
	for_all(comparison, compare_bytes);
	for_all(comparison, compare_numbers);
	if ((comparison->fields & COMPARE_WINDOWS) && comparison->out->count == comparison->first &&
	    !options_are_cut(comparison))
		for_all(comparison, compare_window);
}

static void compare_labels(struct comparison *comparison, const struct pair *pair)
{
	const struct compare_segment *a = pair->a->segment, *b = pair->b->segment;
	if (a->labels != b->labels)
		tell(comparison, pair, DIFFERENCE_LABELS, a->labels, b->labels);
}

static bool is_known(unsigned fate)
{
	return fate != FATE_COUNT && fate != FATE_UNKNOWN;
}

static void compare_fates(struct comparison *comparison, const struct pair *pair)
{
	const struct compare_segment *a = pair->a->segment, *b = pair->b->segment;
	if (a->fate != b->fate && is_known(a->fate) && is_known(b->fate))
		tell(comparison, pair, DIFFERENCE_FATE, a->fate, b->fate);
}

static int64_t pack(const struct end_state states[2])
{
	return states[0].state | states[0].proven << 8 | states[1].state << 16 |
	       states[1].proven << 24;
}

static void compare_states(struct comparison *comparison, const struct pair *pair)
{
	int64_t a = pack(pair->a->segment->states), b = pack(pair->b->segment->states);
	if (a != b)
		tell(comparison, pair, DIFFERENCE_STATES, a, b);
}

void compare_derived(struct comparison *comparison)
{
	static const struct {
		enum compare_field field;
		pair_function *function;
	} kinds[] = {{COMPARE_LABELS, compare_labels},
		     {COMPARE_FATES, compare_fates},
		     {COMPARE_STATES, compare_states}};
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if ((comparison->fields & kinds[i].field) &&
		    comparison->out->count == comparison->first)
			for_all(comparison, kinds[i].function);
}
