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

/* Whether item AT of list IN ends the connection, and the other one is not reset: both readings
 * name it so, nothing that is claimed of the RST speaks against it, and nothing follows. */
static bool ends_it(const struct comparison *comparison, int in, uint32_t at)
{
	const struct compare_items *list = &comparison->list[in];
	const struct compare_segment *segment = list->items[at].segment;
	if (!comparison->ends[0] || !comparison->ends[1] || segment->outcome != OUTCOME_NOT_TOLD ||
	    segment->reason == REASON_FORGED)
		return false;
	for (uint32_t i = at + 1; i < list->count; i++)
		if (list->items[i].kind != KIND_RST)
			return false;
	if (answers_syn(list, at))
		return comparison->ends[in]->open == OPEN_REFUSED &&
		       comparison->ends[!in]->open != OPEN_REFUSED;
	return is_reset(comparison->ends[in]->close) && !is_reset(comparison->ends[!in]->close);
}

/* The FIN of SIDE, if it stands alone and closes. */
static const struct compare_item *closing_fin(const struct comparison *comparison, int in,
					      enum side side)
{
	const struct compare_items *list = &comparison->list[in];
	enum close_name close = comparison->ends[in]->close;
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

/* How often what item AT of LIST sends is sent there. */
static int64_t times_sent(const struct compare_items *list, const struct compare_segment *what)
{
	int64_t times = 0;
	for (uint32_t i = 0; i < list->count; i++) {
		const struct compare_segment *segment = list->items[i].segment;
		if (segment->from == what->from && segment->seq == what->seq &&
		    segment_end(segment) == segment_end(what) &&
		    (segment->flags & TCP_FLAG_SYN) == (what->flags & TCP_FLAG_SYN))
			times++;
	}
	return times;
}

/* What item AT of list IN sends again, if any of it was sent from the same number on. */
static const struct compare_item *sent_before(const struct comparison *comparison, int in,
					      uint32_t at)
{
	const struct compare_item *items = comparison->list[in].items;
	const struct compare_segment *what = items[at].segment;
	for (uint32_t i = at; i-- > 0;)
		if (items[i].segment->from == what->from && items[i].kind != KIND_RST &&
		    items[i].segment->seq == what->seq &&
		    segment_end(items[i].segment) != what->seq)
			return &items[i];
	return NULL;
}

/* Names FIRST, of which what was TOLD is a repetition, in both lists. */
static void name_first(const struct comparison *comparison, struct difference *told, int in,
		       const struct compare_item *first, const struct compare_segment *again)
{
	told->wait_ns = -1;
	if (!first)
		return;
	told->first = first->number;
	if (comparison->fields & COMPARE_FATES)
		told->fate = first->segment->fate;
	if (comparison->lists[in]->fields & COMPARE_TIMES)
		told->wait_ns = again->time_ns - first->segment->time_ns;
	if (first->mate != ALIGNMENT_NONE)
		compare_name_segment(comparison, told, !in,
				     comparison->list[!in].items[first->mate].number);
}

/* Whether item AT of list IN was not sent before, but only comes behind what was sent later. */
static bool is_late(const struct comparison *comparison, int in, uint32_t at)
{
	const struct compare_item *item = &comparison->list[in].items[at];
	for (size_t i = comparison->first; i < comparison->out->count; i++) {
		const struct difference *told = &comparison->out->items[i];
		if (told->id == DIFFERENCE_REPEATED && told->in == in &&
		    told->side == item->segment->from)
			return false; /* one more of those: it is not looked at */
	}
	return item->kind == KIND_DATA && times_sent(&comparison->list[in], item->segment) == 1;
}

static void tell_repetition(struct comparison *comparison, int in, uint32_t at)
{
	const struct compare_item *item = &comparison->list[in].items[at];
	bool late = is_late(comparison, in, at);
	struct difference *told = compare_tell_alone(
	    comparison, late ? DIFFERENCE_DATA_ONLY : DIFFERENCE_REPEATED, in, at);
	/* It is acknowledged anew, and what was sent behind the first is asked for or too. */
	compare_add_range(comparison, (enum side)item->segment->from, item->segment->seq,
			  item->next);
	if (!told || late)
		return;
	const struct compare_item *first = sent_before(comparison, in, at);
	const struct compare_items *other = &comparison->list[!in];
	bool both = first && first->mate != ALIGNMENT_NONE;
	told->value[in] = times_sent(&comparison->list[in], item->segment);
	told->value[!in] =
	    times_sent(other, both ? other->items[first->mate].segment : item->segment);
	name_first(comparison, told, in, first, item->segment);
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
	if (item->kind == KIND_PROBE) {
		compare_tell_alone(comparison, DIFFERENCE_PROBE, in, at);
		follow_answer(&comparison->list[in], at);
	} else if (item->again) {
		tell_repetition(comparison, in, at);
	} else if (item->kind == KIND_DATA && fin_with_data(comparison, in, at)) {
		return;
	} else if (item->kind == KIND_DATA || item->kind == KIND_FIN) {
		compare_tell_alone(
		    comparison,
		    item->kind == KIND_DATA ? DIFFERENCE_DATA_ONLY : DIFFERENCE_FIN_ONLY, in, at);
		compare_add_range(comparison, (enum side)item->segment->from,
				  item->segment->seq + 1, segment_end(item->segment));
	} else {
		compare_tell_alone(comparison, DIFFERENCE_SEGMENT_ONLY, in, at);
	}
}

void compare_alone(struct comparison *comparison)
{
	for (int in = 0; in < 2; in++)
		for (uint32_t i = 0; i < comparison->list[in].count; i++)
			if (comparison->list[in].items[i].kind != KIND_ACK &&
			    is_alone(&comparison->list[in].items[i]))
				tell_item(comparison, in, i);
}
