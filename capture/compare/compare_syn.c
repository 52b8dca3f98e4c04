/* SPDX-License-Identifier: MIT */
/* What differs between SYNs that both lists have. */
#include "compare_private.h"

enum { ECN_FLAGS = TCP_FLAG_ECE | TCP_FLAG_CWR | TCP_FLAG_AE };

/* Bits of the options that differ, by presence or value. */
static unsigned options_that_differ(const struct compare_segment *a,
				    const struct compare_segment *b)
{
	unsigned differ = a->options ^ b->options;
	if (a->mss != b->mss)
		differ |= COMPARE_MSS;
	if (a->scale != b->scale)
		differ |= COMPARE_WINDOW_SCALE;
	return differ;
}

/* What compare_tell() gets of both SYNs, by kind of difference; false: they do not differ so. */
static bool differ_so(enum difference_id id, const struct comparison *comparison,
		      const struct compare_segment *a, const struct compare_segment *b,
		      struct difference *difference)
{
	if (id == DIFFERENCE_ECN) {
		unsigned of_a = a->flags & comparison->flags & ECN_FLAGS;
		unsigned of_b = b->flags & comparison->flags & ECN_FLAGS;
		difference->value[0] = of_a;
		difference->value[1] = of_b;
		difference->in = of_b > of_a;
		return of_a != of_b;
	}
	unsigned differ = options_that_differ(a, b);
	if (!(comparison->fields & COMPARE_OPTIONS))
		return false;
	/* Bits of the options, which of them are there, MSS, and shift count. */
	difference->value[0] = (int64_t)differ | (int64_t)a->options << 8 | (int64_t)a->mss << 16 |
			       (int64_t)a->scale << 32;
	difference->value[1] = (int64_t)differ | (int64_t)b->options << 8 | (int64_t)b->mss << 16 |
			       (int64_t)b->scale << 32;
	return differ != 0;
}

static void compare_syn(struct comparison *comparison, enum difference_id id, uint32_t at,
			struct difference **asked)
{
	const struct compare_item *a = &comparison->list[0].items[at];
	const struct compare_item *b = &comparison->list[1].items[a->mate];
	struct difference difference = {
	    .id = id, .side = a->segment->from, .segment = {a->number, b->number}, .wait_ns = -1};
	if (!differ_so(id, comparison, a->segment, b->segment, &difference))
		return;
	/* An answer has only what was asked for; an MSS is nobody's answer, but the same path's. */
	if (*asked && (*asked)->side != difference.side) {
		(*asked)->answered = true;
		return;
	}
	struct difference *told = compare_tell(comparison, &difference);
	if (told)
		*asked = told;
}

void compare_syns(struct comparison *comparison)
{
	static const enum difference_id ids[] = {DIFFERENCE_ECN, DIFFERENCE_OPTIONS};
	for (size_t id = 0; id < sizeof ids / sizeof *ids; id++) {
		struct difference *asked = NULL;
		for (uint32_t i = 0; i < comparison->list[0].count; i++) {
			const struct compare_item *item = &comparison->list[0].items[i];
			if (item->kind == KIND_SYN && item->mate != ALIGNMENT_NONE)
				compare_syn(comparison, ids[id], i, &asked);
		}
	}
}
