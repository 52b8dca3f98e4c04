/* SPDX-License-Identifier: MIT */
/* Waits of timers between a segment and its repetition, which both lists have (RFC 6298). */
#include "compare_private.h"

/* Sent again for no ACK that came: by a timer, as far as is told. */
static bool is_by_timer(const struct compare_item *item)
{
	switch (item->segment->reason) {
	case REASON_NONE:
	case REASON_TIMEOUT:
	case REASON_LOSS_PROBE:
	case REASON_TIMER:
	case REASON_SYN_ONLY:
		return item->again;
	default:
		return false;
	}
}

static bool is_told(const struct compare_item *item)
{
	return item->told || item->mate == ALIGNMENT_NONE;
}

/* Whether what both lists have SAME at AT comes by a timer in both, and at another time behind the
 * one before: WAIT_NS. */
static bool differs(struct compare_item **const same[2], uint32_t at, int64_t wait_ns[2])
{
	for (int in = 0; in < 2; in++) {
		wait_ns[in] = same[in][at]->segment->time_ns - same[in][at - 1]->segment->time_ns;
		if (!is_by_timer(same[in][at]) || wait_ns[in] < 0)
			return false;
	}
	return compare_differ_in_time(wait_ns[0], wait_ns[1]);
}

/* The first wait that differs; what follows from the same timer is told with it. */
static void tell_first(struct comparison *comparison, struct compare_item **const same[2],
		       const uint32_t count[2])
{
	int64_t wait_ns[2];
	uint32_t at = 1;
	while (at < count[0] && at < count[1] && !differs(same, at, wait_ns))
		at++;
	if (at >= count[0] || at >= count[1] ||
	    (count[0] == count[1] && (is_told(same[0][at]) || is_told(same[1][at]))))
		return;
	compare_tell(comparison,
		     &(struct difference){.id = DIFFERENCE_INTERVAL,
					  .time = true,
					  .in = wait_ns[1] > wait_ns[0],
					  .side = same[0][at]->segment->from,
					  .kind = same[0][at]->kind,
					  .segment = {same[0][at]->number, same[1][at]->number},
					  .value = {wait_ns[0], wait_ns[1]},
					  .wait_ns = -1});
	for (int in = 0; in < 2; in++)
		for (uint32_t i = at; i < count[in]; i++)
			same[in][i]->told = true;
}

void compare_again(struct comparison *comparison)
{
	const struct compare_items *a = &comparison->list[0];
	uint32_t count[2];
	for (uint32_t i = 0; i < a->sorted_count; i += count[0]) {
		struct compare_item **same[2];
		for (int in = 0; in < 2; in++)
			same[in] =
			    compare_same(&comparison->list[in], a->sorted[i]->segment, &count[in]);
		tell_first(comparison, same, count);
	}
}
