/* SPDX-License-Identifier: MIT */
#include "claims_private.h"
#include "seq.h"

/* The opening is completed by the ACK of a SYN+ACK; where that was taken for none (a RST stood
 * before it), by what its sender has got since. */
static bool is_handshake_ack(const struct claim_input *in)
{
	const struct flow_side *own = flow_side_const(in->flow, in->step->from);
	const struct flow_side *peer = flow_side_const(in->flow, side_other(in->step->from));
	bool answered = (own->flags & (SIDE_SENT_SYN | SIDE_SENT_SYN_ACK)) == SIDE_SENT_SYN_ACK;
	return in->step->established && in->segment->payload_length == 0 &&
	       (!answered || in->segment->ack == peer->isn + 1);
}

/* From a file it is known that the other side speaks on as one that has not got it. */
static bool is_held(const struct claim_input *in)
{
	const struct evidence_step *evidence = in->evidence;
	if (!evidence || evidence->live || !evidence->known)
		return false;
	const struct end_state *state = &evidence->states[side_other(in->step->from)];
	return state->state == TCP_SYN_RECEIVED && state->proven;
}

/* Where both ends sent a SYN, each is ESTABLISHED by the ACK of its own: of its sender this tells
 * nothing (RFC 9293 figure 7). */
static enum claim_id handshake_ack_id(const struct claim_input *in)
{
	const struct flow_side *own = flow_side_const(in->flow, in->step->from);
	const struct flow_side *peer = flow_side_const(in->flow, side_other(in->step->from));
	if (is_held(in))
		return CLAIM_HANDSHAKE_ACK_HELD;
	return own->flags & peer->flags & SIDE_SENT_SYN ? CLAIM_HANDSHAKE_ACK_CROSSED
							: CLAIM_HANDSHAKE_ACK;
}

/* What was sent behind the SYN+ACK (RFC 7413) may not have arrived yet. */
static void claim_handshake_ack(struct claiming *now)
{
	const struct cause *cause = now->in->cause;
	claim_rests_on(claiming_add(now, handshake_ack_id(now->in)),
		       cause->covers_all ? cause->asked_frame : 0);
}

static void claims_plain(struct claiming *now)
{
	const struct segment *segment = now->in->segment;
	if (is_handshake_ack(now->in))
		claim_handshake_ack(now);
	else if (claims_window(now))
		return;
	else if (segment->payload_length > 0)
		claims_data(now);
	else if (segment->flags & TCP_FLAG_ACK)
		claims_ack(now);
	else
		claiming_add(now, CLAIM_NO_ACK);
}

/* RFC 6093: the urgent pointer stands for the byte behind the urgent one, relative to SEG.SEQ; many
 * senders, and Linux, read it so. */
static void claim_urgent(struct claiming *now)
{
	const struct segment *segment = now->in->segment;
	if ((segment->flags & TCP_FLAG_URG) && segment->urgent > 0)
		claim_value(claiming_add(now, CLAIM_URGENT), UNIT_SEQ,
			    now->in->step->relative_seq + segment->urgent - 1);
}

/* Its numbers tell that it is of another connection, or only that they are too far; or it comes
 * before the SYN is answered. */
static enum claim_id held_id(const struct claim_input *in)
{
	const struct flow_side *own = flow_side_const(in->flow, in->step->from);
	bool opened = own->flags & (SIDE_SENT_SYN | SIDE_SENT_SYN_ACK);
	if (in->segment->flags & TCP_FLAG_SYN) /* it answers the SYN of this one */
		return CLAIM_OUTSIDE_WINDOW;
	const struct flow_side *client = flow_side_const(in->flow, SIDE_CLIENT);
	if (in->step->from == SIDE_SERVER &&
	    !((own->flags & SIDE_SPOKE) | (client->flags & SIDE_ACKED_ONCE)))
		return CLAIM_BEFORE_ANSWER;
	return opened && seq_before(in->segment->seq, own->isn) ? CLAIM_OLDER
								: CLAIM_OUTSIDE_WINDOW;
}

void claims_of_segment(const struct claim_input *input, struct claim_set *set)
{
	struct claiming now = {.in = input, .set = set};
	unsigned flags = input->segment->flags;
	set->count = 0;
	const struct fate_told told = claiming_fate(input);
	const bool syn = flags & TCP_FLAG_SYN;
	if (told.fate == FATE_CAPTURE_DUPLICATE || told.fate == FATE_DUPLICATE)
		claim_rests_on(claiming_add(&now, claiming_copy_id(&told)), told.by);
	else if (input->step->verdict == VERDICT_HELD && (!syn || told.fate == FATE_DISCARDED))
		claiming_add(&now, held_id(input));
	else if (input->step->verdict == VERDICT_NO_TCP)
		claiming_add(&now, CLAIM_NO_ACK);
	else if (input->cause->older)
		claiming_add(&now, CLAIM_OLDER);
	else if (input->cause->same_packet ||
		 (claiming_is_twin(input, &told) && !input->cause->syn_other))
		claim_rests_on(claiming_add(&now, CLAIM_SAME_PACKET),
			       told.fate == FATE_UNKNOWN ? told.by : input->cause->own_frame);
	else if (flags & TCP_FLAG_RST)
		claims_reset(&now);
	else if (flags & TCP_FLAG_SYN)
		claims_syn(&now);
	else if (flags & TCP_FLAG_FIN)
		claims_fin(&now);
	else
		claims_plain(&now);
	claim_urgent(&now);
	if (!input->cause->older)
		claims_settled(&now);
	claims_fate(&now);
	if (input->cause->clock_back || input->cause->clock_jumped)
		claim_value(claiming_add(&now, input->cause->clock_back ? CLAIM_CLOCK_BACK
									: CLAIM_CLOCK_JUMP),
			    UNIT_US, input->cause->clock_us);
}
