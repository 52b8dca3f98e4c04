/* SPDX-License-Identifier: MIT */
/* Claims about what a SACK shows to be missing. */
#include "claims_private.h"
#include "seq.h"
#include "tcp_options.h"

/* RFC 2018 section 4: as many blocks as there is room for, which is three beside timestamps. Who
 * tells fewer has no others. */
enum { ROOM = 3 };

static void add_gap(struct claiming *now, enum claim_id id, uint32_t first, uint32_t last)
{
	struct claim *claim = claiming_add(now, id);
	claim_value(claim, UNIT_SEQ, first);
	claim_more(claim, UNIT_SEQ, last);
}

void claims_lacks(struct claiming *now, uint32_t isn)
{
	struct tcp_options options;
	uint32_t ack = now->in->segment->ack;
	tcp_options_read(now->in->segment, &options);
	if (options.sack_count == 0 || options.sack_count >= ROOM) {
		claiming_add(now, CLAIM_ACK_LACKS_FROM);
		return;
	}
	/* The lower one first. */
	size_t low =
	    options.sack_count == 2 && seq_before(options.sack[1].left, options.sack[0].left);
	size_t high = options.sack_count - 1 - low;
	uint32_t left = options.sack[low].left, right = options.sack[low].right;
	if (!seq_before(ack, left) || !seq_before(left, right)) {
		claiming_add(now, CLAIM_ACK_LACKS_FROM);
		return;
	}
	add_gap(now, CLAIM_ACK_LACKS, ack - isn, left - isn - 1);
	if (high != low && seq_before(right, options.sack[high].left))
		add_gap(now, CLAIM_ACK_LACKS_TOO, right - isn, options.sack[high].left - isn - 1);
}
