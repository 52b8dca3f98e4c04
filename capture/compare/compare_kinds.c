/* SPDX-License-Identifier: MIT */
#include "compare_private.h"
#include "seq.h"

/* What was sent so far, by side. */
struct sent {
	uint32_t next[2], acked[2];
	uint32_t whole[2], beyond[2]; /* all below `whole`; where what was sent behind it begins */
	bool spoke[2], acked_once[2];
	bool closed[2]; /* a FIN: it is the last of `next` */
};

static enum compare_kind kind_of(const struct compare_segment *segment, const struct sent *sent)
{
	if (segment->flags & TCP_FLAG_SYN)
		return KIND_SYN;
	if (segment->flags & TCP_FLAG_RST)
		return KIND_RST;
	if (segment->flags & TCP_FLAG_FIN)
		return KIND_FIN;
	if (sent->spoke[segment->from] && segment->length <= 1 &&
	    segment->seq + 1 == sent->next[segment->from] && segment->seq > 0)
		return KIND_PROBE;
	return segment->length > 0 ? KIND_DATA : KIND_ACK;
}

/* Where it stands among the numbers of its side, which are taken to have one hole at a time. */
static void take_place(struct compare_item *item, struct sent *sent, uint32_t end)
{
	unsigned from = item->segment->from;
	uint32_t *whole = &sent->whole[from], *beyond = &sent->beyond[from];
	bool hole = sent->spoke[from] && *whole != sent->next[from];
	if (!sent->spoke[from]) {
		*whole = end;
	} else if (seq_before(*whole, item->segment->seq)) {
		item->ahead = item->kind != KIND_ACK;
		if (!hole || seq_before(item->segment->seq, *beyond))
			*beyond = item->segment->seq;
	} else if (seq_before(*whole, end)) {
		*whole = end;
		if (hole && !seq_before(end, *beyond) && seq_before(end, sent->next[from]))
			*whole = sent->next[from];
	}
}

/* A probe with a byte looks like the repetition of a segment of one byte: one it is where that
 * byte was sent for itself, and was not acknowledged. */
static void take_item(struct compare_item *item, struct sent *sent)
{
	const struct compare_segment *segment = item->segment;
	unsigned from = segment->from, other = !from;
	uint32_t end = segment_end(segment);
	item->kind = (uint8_t)kind_of(segment, sent);
	if (item->kind == KIND_PROBE && segment->length > 0 &&
	    !(sent->acked_once[other] && !seq_before(sent->acked[other], end)))
		item->kind = KIND_DATA;
	item->next = sent->next[from];
	item->other_next = sent->next[other];
	item->again = sent->spoke[from] && end != segment->seq && !seq_before(item->next, end);
	item->repeats_ack = item->kind == KIND_ACK && sent->acked_once[from] &&
			    !seq_before(sent->acked[from], segment->ack);
	/* A SYN of other numbers than the first says nothing of what was sent. */
	bool stray = item->kind == KIND_SYN && sent->spoke[from] && segment->seq != 0;
	if (item->kind != KIND_RST && !stray)
		take_place(item, sent, end);
	if (item->kind != KIND_RST && !stray &&
	    (!sent->spoke[from] || seq_before(sent->next[from], end)))
		sent->next[from] = end;
	sent->spoke[from] |= item->kind != KIND_RST;
	sent->closed[from] |= item->kind == KIND_FIN;
	if (!(segment->flags & TCP_FLAG_ACK))
		return;
	item->acks_fin = sent->closed[other] && !seq_before(segment->ack, sent->next[other]);
	if (!sent->acked_once[from] || seq_before(sent->acked[from], segment->ack))
		sent->acked[from] = segment->ack;
	sent->acked_once[from] = true;
}

void compare_find_kinds(struct compare_items *list)
{
	struct sent sent = {0};
	list->fin[SIDE_CLIENT] = list->fin[SIDE_SERVER] = list->count;
	for (uint32_t i = 0; i < list->count; i++) {
		struct compare_item *item = &list->items[i];
		take_item(item, &sent);
		if (item->kind == KIND_FIN && list->fin[item->segment->from] == list->count)
			list->fin[item->segment->from] = i;
	}
}
