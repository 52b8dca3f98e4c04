/* SPDX-License-Identifier: MIT */
/* Segments that one list has alone, but for ACKs. */
#include "compare_private.h"

static bool answers_syn(const struct compare_items *list, uint32_t at)
{
	for (uint32_t i = 0; i < at; i++)
		if (list->items[i].kind != KIND_SYN ||
		    list->items[i].segment->from == list->items[at].segment->from)
			return false;
	return at > 0;
}

/* Where the other list is when list IN is at AT: behind the last pair before. */
static uint32_t other_place(const struct compare_items *list, uint32_t at)
{
	uint32_t place = 0;
	for (uint32_t i = 0; i < at; i++)
		if (list->items[i].mate != ALIGNMENT_NONE && list->items[i].mate >= place)
			place = list->items[i].mate + 1;
	return place;
}

/* What only one list has from AT on, but for repetitions. */
static uint32_t tell_rest(struct compare_items *list, uint32_t at)
{
	uint32_t count = 0;
	for (uint32_t i = at; i < list->count; i++) {
		if (!is_alone(&list->items[i]) || list->items[i].again)
			continue;
		list->items[i].told = true;
		count++;
	}
	return count;
}

static bool is_reset(enum close_name close)
{
	return close == CLOSE_RESET || close == CLOSE_FIN_THEN_RESET;
}

/* Whether item AT of list IN, behind SYNs alone, refuses them: named so or, where nothing is named,
 * by what it acknowledges (RFC 9293 section 3.10.7.3). */
static bool refuses(const struct comparison *comparison, int in, uint32_t at)
{
	const struct compare_items *list = &comparison->list[in];
	const struct compare_segment *rst = list->items[at].segment;
	if (comparison->ends[0] && comparison->ends[1])
		return comparison->ends[in]->open == OPEN_REFUSED &&
		       comparison->ends[!in]->open != OPEN_REFUSED;
	return (rst->flags & TCP_FLAG_ACK) && rst->ack == segment_end(list->items[0].segment);
}

/* Whether item AT of list IN ends the connection, and the other one is not reset: both readings
 * name it so, nothing that is claimed of the RST speaks against it, and nothing follows. */
static bool ends_it(const struct comparison *comparison, int in, uint32_t at)
{
	const struct compare_items *list = &comparison->list[in];
	const struct compare_segment *rst = list->items[at].segment;
	if (compare_is_in_name(rst))
		return false;
	for (uint32_t i = at + 1; i < list->count; i++)
		if (list->items[i].kind != KIND_RST)
			return false;
	if (answers_syn(list, at))
		return refuses(comparison, in, at);
	return comparison->ends[0] && comparison->ends[1] &&
	       is_reset(comparison->ends[in]->close) && !is_reset(comparison->ends[!in]->close);
}

/* The FIN of SIDE, if it stands alone and closes. */
static const struct compare_item *closing_fin(const struct comparison *comparison, int in,
					      enum side side)
{
	const struct compare_items *list = &comparison->list[in];
	enum close_name close = comparison->ends[in] ? comparison->ends[in]->close : CLOSE_OPEN;
	uint32_t at = list->fin[side];
	bool closes = close == CLOSE_3_SEGMENT || close == CLOSE_4_SEGMENT ||
		      close == CLOSE_SIMULTANEOUS || close == CLOSE_HALF;
	return closes && at < list->count && is_alone(&list->items[at]) ? &list->items[at] : NULL;
}

/* Item AT of list IN ends the connection there. */
static void tell_end(struct comparison *comparison, int in, uint32_t at)
{
	struct compare_items *list = &comparison->list[in], *other = &comparison->list[!in];
	bool refuses = answers_syn(list, at);
	const struct compare_item *fin =
	    closing_fin(comparison, !in, (enum side)list->items[at].segment->from);
	enum difference_id id = refuses ? DIFFERENCE_REFUSED
				: fin   ? DIFFERENCE_RESET_FOR_FIN
					: DIFFERENCE_RESET;
	struct difference *told = compare_tell_alone(comparison, id, in, at);
	if (told && id == DIFFERENCE_RESET_FOR_FIN)
		compare_name_segment(comparison, told, !in, fin->number);
	uint32_t rest = tell_rest(other, other_place(list, at));
	tell_rest(list, at);
	if (!told)
		return;
	told->value[!in] = rest;
	told->answered = rest > 0;
}

void compare_resets(struct comparison *comparison)
{
	for (int in = 0; in < 2; in++)
		for (uint32_t i = 0; i < comparison->list[in].count; i++) {
			const struct compare_item *item = &comparison->list[in].items[i];
			if (item->kind != KIND_RST || !is_alone(item))
				continue;
			if (ends_it(comparison, in, i))
				tell_end(comparison, in, i);
			else
				compare_tell_alone(comparison, DIFFERENCE_RST_ONLY, in, i);
		}
}

/* Names the FIRST and the one AGAIN of those of list IN. */
static void name_first(const struct comparison *comparison, struct difference *told, int in,
		       const struct compare_item *first, const struct compare_item *again)
{
	told->first = first->number;
	if (comparison->fields & COMPARE_FATES)
		told->fate = first->segment->fate;
	if (comparison->lists[in]->fields & COMPARE_TIMES)
		told->wait_ns = again->segment->time_ns - first->segment->time_ns;
}

/* Those that stand alone in both lists, in their order, are the same ones. */
static void pair_same(struct comparison *comparison, struct compare_item **const same[2],
		      const uint32_t count[2])
{
	uint32_t b = 0;
	for (uint32_t a = 0; a < count[0]; a++) {
		if (!is_alone(same[0][a]))
			continue;
		while (b < count[1] && !is_alone(same[1][b]))
			b++;
		if (b < count[1])
			comparison->out->mates[same[0][a]->number - 1] = same[1][b++]->number;
	}
}

/* What WHAT sends is there more often in one list than in the other: once for all of it. */
static void tell_times(struct comparison *comparison, int of, const struct compare_segment *what)
{
	uint32_t count[2];
	struct compare_item **same[2];
	for (int in = 0; in < 2; in++)
		same[in] = compare_same(&comparison->list[in], what, &count[in]);
	/* The first is there with another length. */
	uint32_t mate = same[of][0]->mate;
	if (count[!of] == 0 && mate != ALIGNMENT_NONE)
		same[!of] = compare_same(&comparison->list[!of],
					 comparison->list[!of].items[mate].segment, &count[!of]);
	pair_same(comparison, same, count);
	for (int in = 0; in < 2; in++)
		for (uint32_t i = 0; i < count[in]; i++)
			same[in][i]->told |= same[in][i]->mate == ALIGNMENT_NONE;
	int more = count[1] > count[0];
	/* It is acknowledged anew, and what was sent behind the first is asked for, too. */
	compare_add_range(comparison, (enum side)what->from, what->seq,
			  same[more][count[more] - 1]->next);
	if (count[0] == count[1] ||
	    count[more] == count[!more] + compare_count_elsewhere(comparison, !more, what))
		return;
	struct difference difference = {.id = DIFFERENCE_REPEATED,
					.in = (uint8_t)more,
					.side = what->from,
					.value = {count[0], count[1]},
					.wait_ns = -1};
	difference.segment[more] = same[more][1]->number;
	if (count[!more] > 0)
		difference.segment[!more] = same[!more][0]->number;
	struct difference *told = compare_tell(comparison, &difference);
	if (told)
		name_first(comparison, told, more, same[more][0], same[more][1]);
}

/* One of those that were told together does not show in the other list. */
static void unname(const struct comparison *comparison, enum difference_id id, int in,
		   unsigned side)
{
	struct difference *told = compare_find_told(comparison, id, in, side);
	if (told)
		told->segment[!in] = 0;
}

/* Item AT of list IN, whose numbers no segment of the other list has as they are cut here. Where
 * that list has none of them, it may show that they were there: of all that are counted together.
 */
static void tell_numbers(struct comparison *comparison, int in, uint32_t at)
{
	const struct compare_item *item = &comparison->list[in].items[at];
	const struct compare_segment *what = item->segment;
	const struct compare_items *other = &comparison->list[!in];
	bool there = compare_has_any(other, what);
	enum difference_id id = item->kind == KIND_SYN   ? DIFFERENCE_SEGMENT_ONLY
				: there || item->again   ? DIFFERENCE_CUT_ONLY
				: item->kind == KIND_FIN ? DIFFERENCE_FIN_ONLY
							 : DIFFERENCE_DATA_ONLY;
	struct difference *told = compare_tell_alone(comparison, id, in, at);
	const struct compare_item *ack = compare_shows(other, what);
	if (told && item->kind == KIND_SYN)
		told->answered = what->seq != 0; /* another number than that of the first */
	compare_add_range(comparison, (enum side)what->from, what->seq + !item->again,
			  item->again ? item->next : segment_end(what));
	if (told && ack)
		compare_name_segment(comparison, told, !in, ack->number);
	else if (!told && !ack)
		unname(comparison, id, in, what->from);
}

/* The next ACK of the other side that answers a probe. */
static void follow_answer(struct compare_items *list, uint32_t at)
{
	for (uint32_t i = at + 1; i < list->count && i < at + 4; i++)
		if (list->items[i].segment->from != list->items[at].segment->from &&
		    is_alone(&list->items[i]) && list->items[i].repeats_ack) {
			list->items[i].told = true;
			return;
		}
}

/* In one list the FIN is on the last data, in the other (IN, item AT) that came for itself. */
static bool fin_with_data(struct comparison *comparison, int in, uint32_t at)
{
	struct compare_items *list = &comparison->list[in];
	const struct compare_segment *data = list->items[at].segment;
	uint32_t fin_at = list->fin[data->from];
	struct compare_item *fin = fin_at < list->count ? &list->items[fin_at] : NULL;
	if (!fin || fin->mate == ALIGNMENT_NONE || fin->segment->length > 0)
		return false;
	struct compare_item *both = &comparison->list[!in].items[fin->mate];
	if (both->segment->seq != data->seq || both->segment->length != data->length)
		return false;
	struct difference difference = {
	    .id = DIFFERENCE_FIN_WITH_DATA, .in = (uint8_t)!in, .side = data->from, .wait_ns = -1};
	difference.segment[in] = fin->number;
	difference.segment[!in] = both->number;
	compare_tell(comparison, &difference);
	list->items[at].told = fin->told = both->told = true;
	compare_add_range(comparison, (enum side)data->from, segment_end(data), segment_end(data));
	return true;
}

static void tell_item(struct comparison *comparison, int in, uint32_t at)
{
	struct compare_item *item = &comparison->list[in].items[at];
	if (item->kind == KIND_PROBE && (item->segment->reason == REASON_CAPTURED_TWICE ||
					 item->segment->reason == REASON_DOUBLED)) {
		compare_tell_alone(comparison,
				   item->segment->length > 0 ? DIFFERENCE_SEGMENT_ONLY
							     : DIFFERENCE_ACK_AGAIN,
				   in, at);
		return;
	}
	if (item->kind == KIND_PROBE) {
		compare_tell_alone(comparison, DIFFERENCE_PROBE, in, at);
		follow_answer(&comparison->list[in], at);
		return;
	}
	uint32_t here, there;
	compare_same(&comparison->list[in], item->segment, &here);
	compare_same(&comparison->list[!in], item->segment, &there);
	if (compare_is_other_syn(comparison, in, item))
		compare_tell_other_syn(comparison, in, at);
	else if (here > 1 || there > 0)
		tell_times(comparison, in, item->segment);
	else if (item->kind != KIND_DATA || !fin_with_data(comparison, in, at))
		tell_numbers(comparison, in, at);
}

void compare_alone(struct comparison *comparison)
{
	for (int in = 0; in < 2; in++)
		for (uint32_t i = 0; i < comparison->list[in].count; i++)
			if (comparison->list[in].items[i].kind != KIND_ACK &&
			    is_alone(&comparison->list[in].items[i]))
				tell_item(comparison, in, i);
}
