/* SPDX-License-Identifier: MIT */
/* What differs between SYNs that both lists have. */
#include "compare_private.h"

enum { ECN_FLAGS = TCP_FLAG_ECE | TCP_FLAG_CWR | TCP_FLAG_AE };

/* Bits of the options that differ, by presence or value: what was not captured is not absent. */
static unsigned options_that_differ(const struct compare_segment *a,
				    const struct compare_segment *b)
{
	const struct compare_segment *both[] = {a, b};
	unsigned differ = 0, shared = a->options & b->options;
	for (int in = 0; in < 2; in++)
		if (!(both[!in]->options & COMPARE_OPTIONS_CUT))
			differ |= both[in]->options & ~(unsigned)both[!in]->options;
	if ((shared & COMPARE_MSS) && a->mss != b->mss)
		differ |= COMPARE_MSS;
	if ((shared & COMPARE_WINDOW_SCALE) && a->scale != b->scale)
		differ |= COMPARE_WINDOW_SCALE;
	return differ & ~(unsigned)COMPARE_OPTIONS_CUT;
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
		if ((of_a != 0 && of_b != 0) || (of_a | of_b) != (TCP_FLAG_ECE | TCP_FLAG_CWR) ||
		    (a->flags & TCP_FLAG_ACK))
			difference->id = DIFFERENCE_ECN_FLAGS; /* not what RFC 3168 asks with */
		return of_a != of_b;
	}
	unsigned differ = options_that_differ(a, b);
	if (!(comparison->fields & COMPARE_OPTIONS))
		return false;
	difference->in = (b->options & differ) > (a->options & differ);
	/* Bits of the options, which of them are there, MSS, and shift count. */
	difference->value[0] = (int64_t)differ | (int64_t)a->options << 8 | (int64_t)a->mss << 16 |
			       (int64_t)a->scale << 32;
	difference->value[1] = (int64_t)differ | (int64_t)b->options << 8 | (int64_t)b->mss << 16 |
			       (int64_t)b->scale << 32;
	return differ != 0;
}

/* Whether what DIFFERENCE is about, on a SYN+ACK, is told with what was ASKED: to a SYN of RFC 3168
 * ECE without CWR agrees (section 6.1.1). */
static bool answers(const struct difference *asked, const struct difference *difference)
{
	return asked->id != DIFFERENCE_ECN ||
	       (difference->value[asked->in] == TCP_FLAG_ECE && difference->value[!asked->in] == 0);
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
	if (*asked && (*asked)->side != difference.side && answers(*asked, &difference)) {
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

bool compare_is_other_syn(const struct comparison *comparison, int in,
			  const struct compare_item *item)
{
	const struct compare_segment *syn = item->segment;
	uint32_t count;
	struct compare_item **same = compare_same(&comparison->list[in], syn, &count);
	if (item->kind != KIND_SYN || !(comparison->fields & COMPARE_OPTIONS) || count < 2)
		return false;
	for (uint32_t i = 0; i < count; i++)
		if (same[i] != item && same[i]->segment->options == syn->options &&
		    same[i]->segment->mss == syn->mss && same[i]->segment->scale == syn->scale)
			return false;
	return true;
}

void compare_tell_other_syn(struct comparison *comparison, int in, uint32_t at)
{
	struct difference *told = compare_tell_alone(comparison, DIFFERENCE_SEGMENT_ONLY, in, at);
	if (!told)
		return;
	told->reason = REASON_OTHER_OPTIONS;
	told->answered = true;
}

uint32_t compare_count_elsewhere(const struct comparison *comparison, int in,
				 const struct compare_segment *syn)
{
	enum { LOOK_BACK = 64 };
	const struct compare_segment *all = comparison->lists[in]->segments;
	uint32_t count = 0;
	if (!(syn->flags & TCP_FLAG_SYN) || syn->syn == 0 || comparison->list[in].count == 0)
		return 0;
	size_t end = comparison->list[in].items[0].number - 1;
	for (size_t i = end > LOOK_BACK ? end - LOOK_BACK : 0; i < end; i++)
		count += (all[i].flags & TCP_FLAG_SYN) && all[i].syn == syn->syn &&
			 all[i].from == syn->from && all[i].seq != 0;
	return count;
}
