/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "compare_private.h"

enum { SHAPE_FLAGS = TCP_FLAG_SYN | TCP_FLAG_FIN | TCP_FLAG_RST };

/* What one side sent in one list, or a part of it: indexes of items, and by what they are
 * compared. */
struct sent_items {
	struct compare_items *list;
	uint32_t *at; /* owned, of the whole */
	uint64_t *keys;
	uint32_t count;
};

static uint64_t key_of(const uint32_t *words, size_t count)
{
	return compare_hash(0, words, count * sizeof *words);
}

/* The same numbers and payload, of SYNs the same options. */
static uint64_t exact_key(const struct compare_item *item, const struct comparison *comparison)
{
	const struct compare_segment *segment = item->segment;
	uint64_t payload = comparison->fields & COMPARE_PAYLOADS ? segment->payload : 0;
	bool options = (comparison->fields & COMPARE_OPTIONS) && item->kind == KIND_SYN;
	const uint32_t words[] = {segment->flags & SHAPE_FLAGS,
				  segment->seq,
				  segment->ack,
				  segment->length,
				  (uint32_t)payload,
				  (uint32_t)(payload >> 32),
				  options ? (uint32_t)segment->options << 24 |
						(uint32_t)segment->scale << 16 | segment->mss
					  : 0};
	return key_of(words, sizeof words / sizeof *words);
}

/* The same place behind what was sent, with the same length: where something else was sent before,
 * all numbers are others. */
static uint64_t shape_key(const struct compare_item *item, const struct comparison *comparison)
{
	(void)comparison;
	const struct compare_segment *segment = item->segment;
	bool ack = item->kind == KIND_ACK;
	const uint32_t words[] = {item->kind,
				  segment->flags & SHAPE_FLAGS,
				  segment->seq - item->next,
				  segment->length,
				  ack ? segment->ack - item->other_next : 0,
				  ack ? item->acks_fin : 0};
	return key_of(words, sizeof words / sizeof *words);
}

/* A segment of the same kind that brings something new. */
static uint64_t kind_key(const struct compare_item *item, const struct comparison *comparison)
{
	(void)comparison;
	const struct compare_segment *segment = item->segment;
	bool probe = item->kind == KIND_PROBE; /* with a byte or without */
	const uint32_t words[] = {item->kind, !probe && segment_end(segment) != segment->seq,
				  probe ? segment->reason : item->again};
	if (item->kind == KIND_ACK || (item->again && !probe) ||
	    (item->kind == KIND_RST && compare_is_in_name(segment)))
		return (uint64_t)(uintptr_t)item; /* equal to no other */
	return key_of(words, sizeof words / sizeof *words);
}

typedef uint64_t key_function(const struct compare_item *item, const struct comparison *comparison);

/* Pairs the parts by KEY. MATES: room for as many as A has. */
static void pair_by(struct comparison *comparison, const struct sent_items part[2],
		    key_function *key, uint32_t *mates)
{
	for (int which = 0; which < 2; which++)
		for (uint32_t i = 0; i < part[which].count; i++)
			part[which].keys[i] =
			    key(&part[which].list->items[part[which].at[i]], comparison);
	if (!alignment_find(part[0].keys, part[0].count, part[1].keys, part[1].count, mates,
			    &comparison->out->bounded)) {
		comparison->failed = true;
		return;
	}
	for (uint32_t i = 0; i < part[0].count; i++) {
		if (mates[i] == ALIGNMENT_NONE)
			continue;
		uint32_t a = part[0].at[i], b = part[1].at[mates[i]];
		if (part[0].list->items[a].told || part[1].list->items[b].told)
			continue;
		part[0].list->items[a].mate = b;
		part[1].list->items[b].mate = a;
	}
}

static bool takes_new(const struct compare_item *item)
{
	return (item->kind == KIND_DATA || item->kind == KIND_FIN) && !item->again &&
	       item->segment->length > 0;
}

/* The new bytes of a part. */
struct new_bytes {
	uint32_t left, right; /* the latter not included */
	uint32_t first;       /* number of the segment in its list */
	uint32_t count;       /* segments */
	uint32_t largest;     /* bytes of one */
};

static void find_bytes(const struct sent_items *part, struct new_bytes *bytes)
{
	*bytes = (struct new_bytes){.count = 0};
	for (uint32_t i = 0; i < part->count; i++) {
		const struct compare_item *item = &part->list->items[part->at[i]];
		if (!takes_new(item))
			continue;
		if (bytes->count++ == 0) {
			bytes->left = item->segment->seq;
			bytes->first = item->number;
		}
		bytes->right = item->segment->seq + item->segment->length;
		if (bytes->largest < item->segment->length)
			bytes->largest = item->segment->length;
	}
}

/* Whether each of the new segments of the one part has its equal in the other, or was told of. */
static bool are_cut_alike(const struct sent_items part[2])
{
	uint32_t at[2] = {0, 0};
	for (;;) {
		const struct compare_item *item[2] = {NULL, NULL};
		for (int which = 0; which < 2; which++)
			while (at[which] < part[which].count && !item[which]) {
				item[which] = &part[which].list->items[part[which].at[at[which]++]];
				if (!takes_new(item[which]))
					item[which] = NULL;
			}
		if (!item[0] || !item[1])
			return !item[0] && !item[1];
		if (item[0]->told)
			return true;
		if (item[0]->segment->seq != item[1]->segment->seq ||
		    item[0]->segment->length != item[1]->segment->length)
			return false;
	}
}

static void tell_part(const struct sent_items *part)
{
	for (uint32_t i = 0; i < part->count; i++)
		if (takes_new(&part->list->items[part->at[i]]))
			part->list->items[part->at[i]].told = true;
}

/* What is sent again of bytes that are cut otherwise is cut otherwise, too: in the order of both,
 * the same. */
static void pair_again(struct comparison *comparison, const struct sent_items part[2])
{
	uint32_t b = 0;
	for (uint32_t a = 0; a < part[0].count; a++) {
		struct compare_item *of_a = &part[0].list->items[part[0].at[a]];
		if (!is_alone(of_a) || !of_a->again || of_a->kind != KIND_DATA)
			continue;
		for (; b < part[1].count; b++) {
			struct compare_item *of_b = &part[1].list->items[part[1].at[b]];
			if (is_alone(of_b) && of_b->again && of_b->kind == KIND_DATA)
				break;
		}
		if (b == part[1].count)
			return;
		struct compare_item *of_b = &part[1].list->items[part[1].at[b++]];
		of_a->told = of_b->told = true;
		comparison->out->mates[of_a->number - 1] = of_b->number;
	}
}

/* The same bytes in segments of other sizes; a FIN is no byte, and must be on none. */
static bool same_bytes(struct comparison *comparison, const struct sent_items part[2],
		       enum side side)
{
	struct new_bytes bytes[2];
	for (int which = 0; which < 2; which++) {
		find_bytes(&part[which], &bytes[which]);
		for (uint32_t i = 0; i < part[which].count; i++)
			if (part[which].list->items[part[which].at[i]].kind == KIND_FIN)
				return false;
	}
	uint32_t left = bytes[0].left, right = bytes[0].right;
	if (bytes[0].count == 0 || bytes[1].count == 0 || bytes[0].count + bytes[1].count < 3 ||
	    left != bytes[1].left || right != bytes[1].right || are_cut_alike(part))
		return false;
	struct difference *told = compare_tell(
	    comparison, &(struct difference){.id = DIFFERENCE_SEGMENTATION,
					     .side = (uint8_t)side,
					     .segment = {bytes[0].first, bytes[1].first},
					     .value = {bytes[0].count, bytes[1].count},
					     .range = right - left,
					     .wait_ns = -1});
	for (int which = 0; which < 2; which++) {
		tell_part(&part[which]);
		if (told)
			told->length[which] = bytes[which].largest;
	}
	if (told)
		told->answered =
		    bytes[0].count == bytes[1].count && bytes[0].largest != bytes[1].largest;
	pair_again(comparison, part);
	compare_add_range(comparison, side, left + 1, right);
	return true;
}

typedef void part_function(struct comparison *comparison, const struct sent_items part[2],
			   enum side side, uint32_t *mates);

/* Calls FUNCTION for what lies between those of a side that have mates. */
static void between_mates(struct comparison *comparison, const struct sent_items whole[2],
			  enum side side, uint32_t *mates, part_function *function)
{
	uint32_t a = 0, b = 0;
	while ((a < whole[0].count || b < whole[1].count) && !comparison->failed) {
		struct sent_items part[2] = {whole[0], whole[1]};
		uint32_t at[2] = {a, b};
		for (int which = 0; which < 2; which++) {
			uint32_t end = at[which];
			part[which].at += at[which];
			part[which].keys += at[which];
			while (end < whole[which].count &&
			       whole[which].list->items[whole[which].at[end]].mate ==
				   ALIGNMENT_NONE)
				end++;
			part[which].count = end - at[which];
		}
		a += part[0].count + 1;
		b += part[1].count + 1;
		if (part[0].count > 0 && part[1].count > 0)
			function(comparison, part, side, mates);
	}
}

static void pair_shapes(struct comparison *comparison, const struct sent_items part[2],
			enum side side, uint32_t *mates)
{
	if (!same_bytes(comparison, part, side))
		pair_by(comparison, part, shape_key, mates);
}

static void pair_kinds(struct comparison *comparison, const struct sent_items part[2],
		       enum side side, uint32_t *mates)
{
	if (!same_bytes(comparison, part, side))
		pair_by(comparison, part, kind_key, mates);
}

/* Fills SENT with what SIDE sent. False without memory. */
static bool take_side(struct sent_items *sent, struct compare_items *list, enum side side)
{
	*sent = (struct sent_items){.list = list,
				    .at = calloc(list->count + 1, sizeof *sent->at),
				    .keys = calloc(list->count + 1, sizeof *sent->keys)};
	for (uint32_t i = 0; i < list->count && sent->at; i++)
		if (list->items[i].segment->from == side)
			sent->at[sent->count++] = i;
	return sent->at && sent->keys;
}

void compare_find_mates(struct comparison *comparison)
{
	for (int side = SIDE_CLIENT; side <= SIDE_SERVER; side++) {
		struct sent_items whole[2];
		bool taken = take_side(&whole[0], &comparison->list[0], (enum side)side);
		taken = take_side(&whole[1], &comparison->list[1], (enum side)side) && taken;
		uint32_t *mates = calloc(whole[0].count + 1, sizeof *mates);
		if (taken && mates) {
			pair_by(comparison, whole, exact_key, mates);
			between_mates(comparison, whole, (enum side)side, mates, pair_shapes);
			between_mates(comparison, whole, (enum side)side, mates, pair_kinds);
		} else {
			comparison->failed = true;
		}
		for (int which = 0; which < 2; which++) {
			free(whole[which].at);
			free(whole[which].keys);
		}
		free(mates);
	}
}
