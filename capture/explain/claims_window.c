/* SPDX-License-Identifier: MIT */
/* Claims about windows, probes of them, and keep-alives. */
#include "claims_private.h"
#include "window.h"

/* In bytes, where its scale is known (RFC 7323). */
static void claim_window(struct claiming *now, enum claim_id id)
{
	const struct claim_input *in = now->in;
	unsigned scale;
	struct claim *claim = claiming_add(now, id);
	if (window_shift(in->flow, in->step->from, in->segment, &scale))
		claim_value(claim, UNIT_BYTES, (int64_t)in->segment->window << scale);
}

/* What its sender said before it said something that was captured before (RFC 9293
 * section 3.10.7.4: an ACK never goes back, and an older one moves no window). */
static bool claim_older(struct claiming *now)
{
	const struct cause *cause = now->in->cause;
	bool older = cause->older_ack || (cause->sent_before && !cause->moves_ack);
	/* Who is without the connection may have another one: by a SYN cookie (RFC 4987 section
	 * 3.6) without any SYN. */
	bool closed = now->in->step->before & (FLOW_CLOSED | FLOW_RESET);
	if (!older || closed || cause->sack_twice || (now->in->flow->flags & FLOW_SUPERSEDED))
		return false;
	/* What that one acknowledged was never captured: perhaps nobody sent it (RFC 9293 section
	 * 3.10.7.4), and it is no ACK of that order. */
	if (cause->older_ack && !cause->sent_before && cause->acks_sent)
		return false;
	claim_rests_on(claiming_add(now, CLAIM_ACK_OVERTAKEN), cause->own_frame);
	return true;
}

/* What opened the other side's window may have been under way: then this probes that (RFC 9293
 * section 3.8.6.1). */
static bool may_probe_window(const struct claim_input *in)
{
	const struct causes *causes = in->flow->causes;
	return causes && causes->side[side_other(in->step->from)].reopened;
}

static bool claim_probe(struct claiming *now)
{
	const struct cause *cause = now->in->cause;
	if (!cause->probes)
		return false;
	/* Linux probes with an empty segment at SND.UNA-1, which looks like a keep-alive. */
	if (cause->peer_shut || claiming_label(now, LABEL_ZERO_WINDOW_PROBE)) {
		struct claim *probe = claiming_add(now, CLAIM_WINDOW_PROBE);
		claim_rests_on(probe, cause->peer_frame);
		if (cause->before_us != CAUSE_UNKNOWN)
			claim_value(probe, UNIT_US, cause->before_us);
		return true;
	}
	const struct fate_told told = claiming_fate(now->in);
	bool overtaken = told.fate == FATE_OVERTAKEN;
	if (overtaken || cause->stamped_before) {
		claim_rests_on(claiming_add(now, CLAIM_OVERTAKEN),
			       overtaken ? told.by : cause->own_frame);
		return true;
	}
	/* RFC 9293 section 3.8.4: only where nothing is outstanding. */
	bool idle = cause->own_before == 0 && !cause->fin_last && !cause->probes_on &&
		    cause->before_us >= KEEP_ALIVE_MIN_US && !may_probe_window(now->in);
	if (!idle && now->in->segment->payload_length > 0)
		return false;
	if (idle)
		claim_value(claiming_add(now, CLAIM_KEEP_ALIVE), UNIT_US, cause->before_us);
	else
		claiming_add(now, CLAIM_OLD_NUMBER);
	return true;
}

static bool claim_probe_answer(struct claiming *now)
{
	if (!now->in->cause->answers_probe || now->in->segment->payload_length > 0)
		return false;
	if (now->in->segment->window == 0)
		claim_rests_on(claiming_add(now, CLAIM_WINDOW_PROBE_ACK),
			       now->in->cause->peer_frame);
	else if (claiming_label(now, LABEL_KEEP_ALIVE_ACK) && now->in->cause->answers_alive)
		claim_rests_on(claiming_add(now, CLAIM_KEEP_ALIVE_ACK), now->in->cause->peer_frame);
	else
		return false;
	return true;
}

bool claims_window(struct claiming *now)
{
	const struct cause *cause = now->in->cause;
	if (claim_probe(now) || claim_probe_answer(now))
		return true;
	if (now->in->segment->payload_length > 0)
		return false;
	if ((now->in->segment->flags & TCP_FLAG_ACK) && claim_older(now))
		return true;
	if (claiming_label(now, LABEL_ZERO_WINDOW)) {
		if (cause->moves_ack)
			claims_ack(now);
		claiming_add(now, CLAIM_ZERO_WINDOW);
		return true;
	}
	if (cause->was_shut && !cause->sack_above && !cause->sack_twice) {
		if (cause->moves_ack)
			claims_ack(now);
		claim_window(now, CLAIM_WINDOW_OPENS);
		return true;
	}
	/* Another SYN was sent since: this probably answers that. */
	bool explained = cause->sack_above || cause->sack_twice || cause->moves_ack ||
			 cause->window_kept || cause->window_rounded ||
			 (now->in->flow->flags & FLOW_SUPERSEDED);
	if (!claiming_label(now, LABEL_WINDOW_UPDATE) || explained)
		return false;
	claim_window(now, CLAIM_WINDOW_CHANGE);
	return true;
}
