/* SPDX-License-Identifier: MIT */
/* What is known only when a connection ends. */
#include "evidence_private.h"

static size_t last_fates(struct evidence *evidence, struct evidence_sent *sent, int64_t now_ns)
{
	return fates_end(&sent->fates, &sent->times, evidence->table, now_ns, evidence->events);
}

size_t evidence_last_fates(struct evidence *evidence, uint32_t index, const struct flow *flow,
			   int64_t now_ns, const struct fate_event **events)
{
	const struct evidence_flow *kept = evidence_find(evidence, index);
	if (!kept || evidence->options.pass != EVIDENCE_LIVE)
		return 0;
	size_t count = last_fates(evidence, &evidence->sent[kept - evidence->flows], now_ns);
	evidence_doubt(evidence, flow, count);
	*events = evidence->events;
	return count;
}

/* A note of KIND for the whole connection, about SIDE. */
static void keep_of_all(struct evidence *evidence, const struct evidence_flow *kept,
			enum note_kind kind, int side, int value)
{
	evidence_keep(evidence, &(struct note){.frame = kept->first_frame,
					       .by = evidence->frame,
					       .kind = (uint8_t)kind,
					       .end = (uint8_t)side,
					       .value = (uint8_t)value});
}

/* The numbers that it sent are those of a SYN that turned out to be another connection's, or a late
 * copy: what its side has sent in this one was not captured. */
static bool sent_another_syn_only(const struct flow *flow, enum side side)
{
	const struct flow_side *own = flow_side_const(flow, side);
	const unsigned numbers = SIDE_SENT_SYN | SIDE_SENT_SYN_ACK | SIDE_SENT_FIN;
	return (flow->flags & FLOW_ESTABLISHED) && !(own->flags & numbers) && own->bytes == 0;
}

/* In the first pass: all that the capture's end tells of it. */
static void keep_all(struct evidence *evidence, struct evidence_flow *kept, const struct flow *flow,
		     int64_t now_ns)
{
	struct evidence_sent *sent = &evidence->sent[kept - evidence->flows];
	struct ends_note notes[ENDS_NOTES_MAX] = {{0}};
	size_t count;
	while ((count = last_fates(evidence, sent, now_ns)) > 0)
		evidence_keep_fates(evidence, count);
	evidence_keep_ends(evidence, notes, ends_finish(&kept->ends, notes));
	for (int side = SIDE_CLIENT; side <= SIDE_SERVER; side++) {
		if (kept->held[side] != 0)
			evidence_keep(evidence, &(struct note){.frame = kept->held[side],
							       .by = evidence->frame,
							       .kind = NOTE_HELD});
		if (!kept->self && fates_peer_silent(&sent->fates, (enum side)side))
			keep_of_all(evidence, kept, NOTE_ONE_WAY, side, 0);
		if (!kept->self &&
		    (!kept->numbers[side] || sent_another_syn_only(flow, (enum side)side)))
			keep_of_all(evidence, kept, NOTE_NO_NUMBERS, side, 0);
	}
	if (kept->resets)
		keep_of_all(evidence, kept, NOTE_RESETS, SIDE_CLIENT, 0);
	enum fates_twice twice = fates_twice(&sent->fates);
	if (!kept->self && twice != FATES_ONCE)
		keep_of_all(evidence, kept, NOTE_TWICE, SIDE_CLIENT, (int)twice);
	if (kept->stray)
		keep_of_all(evidence, kept, NOTE_STRAY, SIDE_CLIENT, 0);
	if ((kept->sums[SIDE_CLIENT] | kept->sums[SIDE_SERVER]) & (SUM_PARTIAL | SUM_WRONG))
		keep_of_all(evidence, kept, NOTE_SUMS, SIDE_CLIENT,
			    kept->sums[SIDE_CLIENT] | kept->sums[SIDE_SERVER] << SUMS_SHIFT);
	if (sent->fates.flags & FATES_FORGOT)
		keep_of_all(evidence, kept, NOTE_FORGOT, SIDE_CLIENT, 0);
}

void evidence_connection(struct evidence *evidence, uint32_t index, const struct flow *flow,
			 int64_t now_ns)
{
	struct evidence_flow *kept = evidence_find(evidence, index);
	if (!kept)
		return;
	uint32_t place = (uint32_t)(kept - evidence->flows);
	if (evidence->options.pass == EVIDENCE_FIRST)
		keep_all(evidence, kept, flow, now_ns);
	if (evidence->sent) {
		struct evidence_sent *sent = &evidence->sent[place];
		evidence->forgot |= sent->fates.flags & FATES_FORGOT;
		fates_release(&sent->fates, evidence->table);
	}
	evidence->place[index] = 0;
	evidence->spare[evidence->spares++] = (uint16_t)place;
}

bool evidence_forgot(const struct evidence *evidence)
{
	return evidence->forgot;
}

bool evidence_no_memory(const struct evidence *evidence)
{
	return fates_table_no_memory(evidence->table) ||
	       (evidence->options.notes && notes_no_memory(evidence->options.notes));
}
