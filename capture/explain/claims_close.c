/* SPDX-License-Identifier: MIT */
/* Claims about segments with FIN. */
#include "claims_private.h"
#include "seq.h"

/* An ACK of the other FIN was captured before it whose number lies beyond it. */
static void claim_fin_late(struct claiming *now)
{
	struct claim *claim = claiming_add(now, CLAIM_FIN_LATE);
	claim_rests_on(claim, now->in->flow->causes->fin_acked_frame);
	claim_value(claim, UNIT_US, now->in->cause->fin_after_us);
}

static void claim_second_fin(struct claiming *now)
{
	const struct cause *cause = now->in->cause;
	const struct flow *flow = now->in->flow;
	if (flow->causes && flow->causes->fin_acked && fin_was_jumped_over(flow)) {
		claim_fin_late(now);
		return;
	}
	bool alone = now->in->step->before & FLOW_FIN_ACKED_ALONE;
	/* Longer than Linux holds an ACK back: there may have been one, lost or not captured. */
	int64_t round_trip_us = now->in->round_trip_us[now->in->step->from];
	int64_t rest_us = cause->fin_after_us - (round_trip_us > 0 ? round_trip_us : 0);
	bool gap = cause->own_unseen || cause->passes_over; /* it may lie in that */
	bool waited = cause->fins_before > 1 || gap || rest_us >= DELAYED_ACK_LINUX_US;
	struct claim *claim = claiming_add(now, alone    ? CLAIM_FIN_AFTER_ACK
						: waited ? CLAIM_FIN_NO_ACK_BEFORE
							 : CLAIM_FIN_WITH_ACK);
	claim_rests_on(claim, cause->asked_frame);
	claim_value(claim, UNIT_US, cause->fin_after_us);
	/* From one place to the other it is none. */
	bool apart = now->in->evidence && now->in->evidence->apart;
	if (!apart && round_trip_us > NEAR_US && round_trip_us <= cause->fin_after_us &&
	    cause->fin_after_us <= round_trip_us * ROUND_TRIPS_MAX)
		claim_more(claim, UNIT_US, round_trip_us);
}

static void claim_fin_again(struct claiming *now)
{
	const struct cause *cause = now->in->cause;
	struct claim *claim = claiming_add(now, CLAIM_FIN_AGAIN);
	claim_rests_on(claim, cause->sent_frame);
	claim_value(claim, UNIT_US, cause->silence_us);
	/* At two places one packet may be captured, and none tells it from another. */
	bool unsure = now->in->evidence && now->in->evidence->apart && now->in->segment->ip_id == 0;
	if (cause->own_fins > 0 && !unsure)
		claim_more(claim, UNIT_COUNT, cause->own_fins + 1);
}

/* Neither had got the other FIN when this one left: an ACK covers all that came (RFC 9293 section
 * 3.4), also of a FIN that was overtaken on its way by an ACK that was sent later. */
static bool is_before_other(const struct claiming *now)
{
	const struct step *step = now->in->step;
	const struct flow *flow = now->in->flow;
	enum side other = flow_is_self(flow) ? SIDE_CLIENT : side_other(step->from);
	const struct causes_side *peer = flow->causes ? &flow->causes->side[other] : NULL;
	return (step->facts & FLOW_FINS_CROSSED) ||
	       (now->in->cause->fins_before > 0 && peer && (peer->flags & CAUSE_FIN) &&
		seq_before(now->in->segment->ack, peer->fin_end));
}

void claims_fin(struct claiming *now)
{
	const struct step *step = now->in->step;
	const struct cause *cause = now->in->cause;
	bool first = (step->facts & FLOW_FIN_SEEN) || cause->own_fins == 0;
	bool again = cause->repeats && (step->labels & label_retransmissions());
	uint32_t length = now->in->segment->payload_length;
	const struct fate_told told = claiming_fate(now->in);
	if (!(now->in->segment->flags & TCP_FLAG_ACK)) {
		claiming_add(now, CLAIM_NO_ACK);
	} else if (cause->fin_other != 0) {
		claim_rests_on(claiming_add(now, CLAIM_FIN_OTHER_NUMBER), cause->fin_other);
	} else if (cause->fin_behind_ack && now->in->segment->payload_length == 0 &&
		   told.fate != FATE_OVERTAKEN && !now->in->overtakes && !now->in->lost_before) {
		uint32_t acked = now->in->flow->causes->side[step->from].ack_frame;
		claim_rests_on(claiming_add(now, CLAIM_FIN_BEHIND_ACK),
			       acked ? acked : cause->peer_frame);
	} else if (cause->fills_hole) {
		claims_late(now);
	} else if (told.fate == FATE_OVERTAKEN || (again && cause->stamped_before)) {
		claim_rests_on(claiming_add(now, CLAIM_OVERTAKEN),
			       told.fate == FATE_OVERTAKEN ? told.by : cause->own_frame);
	} else if (cause->fin_copied) {
		claim_rests_on(claiming_add(now, CLAIM_SAME_PACKET), cause->own_frame);
	} else if (again && first && length > 0) {
		/* Its data was sent before, its FIN was not. */
		claims_again(now);
		claiming_add(now, CLAIM_AGAIN_FIN);
	} else if (again) {
		claim_fin_again(now);
	} else if (length > 0) {
		claim_value(claiming_add(now, CLAIM_FIN_DATA), UNIT_BYTES, length);
	} else if ((step->facts & FLOW_FIN_SEEN) || !(now->in->flow->flags & FLOW_FIN_SEEN)) {
		claiming_add(now, CLAIM_FIN); /* or it stands behind a RST of its side */
	} else if (is_before_other(now)) {
		claim_rests_on(claiming_add(now, CLAIM_FIN_BEFORE_OTHER), cause->asked_frame);
	} else {
		claim_second_fin(now);
	}
}
