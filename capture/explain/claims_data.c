/* SPDX-License-Identifier: MIT */
/* A segment with payload. */
#include "claims_private.h"

static void claim_bytes(struct claiming *now)
{
	const struct cause *cause = now->in->cause;
	uint32_t length = now->in->segment->payload_length;
	if (cause->after_own_fin) {
		claim_value(claiming_add(now, CLAIM_DATA_AFTER_FIN), UNIT_BYTES, length);
		return;
	}
	if ((cause->fills_hole || cause->below_first) && !cause->acked) {
		claims_late(now);
		return;
	}
	const struct fate_told told = claiming_fate(now->in);
	bool overtaken = told.fate == FATE_OVERTAKEN;
	if (cause->stamped_before || overtaken) {
		claim_rests_on(claiming_add(now, CLAIM_OVERTAKEN),
			       overtaken ? told.by : cause->own_frame);
		return;
	}
	if (cause->repeats || cause->acked || claiming_label(now, LABEL_SPURIOUS_RETRANSMISSION)) {
		claims_again(now);
		return;
	}
	bool full = claiming_label(now, LABEL_WINDOW_FULL);
	enum claim_id id = now->in->segment->first_fragment ? CLAIM_FRAGMENT
			   : full                           ? CLAIM_DATA_FILLS_WINDOW
							    : CLAIM_DATA;
	claim_value(claiming_add(now, id), UNIT_BYTES, length);
	if (cause->jumps) {
		uint32_t skipped = cause->skipped;
		struct claim *claim = claiming_add(now, CLAIM_JUMP);
		claim_value(claim, UNIT_SEQ, now->in->step->relative_seq - skipped);
		claim_more(claim, UNIT_SEQ, now->in->step->relative_seq - 1);
	}
}

/* What the data goes with is an ACK, too. */
void claims_data(struct claiming *now)
{
	const struct cause *cause = now->in->cause;
	claim_bytes(now);
	if (cause->fins_before > 0 && cause->moves_ack && cause->covers_all)
		claim_rests_on(claiming_add(now, CLAIM_FIN_ACKED_WITH_DATA), cause->asked_frame);
}
