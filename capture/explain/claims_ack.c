/* SPDX-License-Identifier: MIT */
/* A segment without payload, SYN, FIN and RST. */
#include "checksum.h"
#include "claims_private.h"

/* Two samples in a row that share what is more than a round trip, within a fifth: the path. */
static bool shares_rest(int64_t sample_us, int64_t round_trip_us, int64_t rest_us)
{
	int64_t other = sample_us - round_trip_us;
	int64_t apart = other > rest_us ? other - rest_us : rest_us - other;
	return sample_us >= 0 && apart * 5 <= rest_us;
}

/* Whether what it answers can have taken as short a way as another one: as the next one, where that
 * is known. That a SYN did tells little, for a path grows. */
static bool way_was_short(const struct claim_input *in, int64_t round_trip_us, int64_t rest_us)
{
	const struct causes *causes = in->flow->causes;
	int64_t sample_us = in->sample_after_us;
	if (sample_us < 0 && causes && causes->side[in->step->from].data_least_us > 0)
		sample_us = causes->side[in->step->from].data_least_us;
	return sample_us >= 0 && (sample_us - round_trip_us) * 2 < rest_us;
}

/* Whether its sender held it back. Where the capture stands near, nothing else can; elsewhere the
 * path may have held what it acknowledges, and only the timer of Linux is known, by the ACK's own
 * timestamp (a millisecond a tick, as most have; with longer ones nothing is claimed). */
static bool left_late(const struct claim_input *in, int64_t round_trip_us, int64_t rest_us)
{
	const struct cause *cause = in->cause;
	if (round_trip_us <= NEAR_US)
		return true;
	return cause->stamped_us != CAUSE_UNKNOWN && cause->own_us != CAUSE_UNKNOWN &&
	       cause->own_us - cause->stamped_us <= STAMP_US && rest_us >= DELAYED_ACK_FAR_MIN_US &&
	       rest_us <= DELAYED_ACK_FAR_MAX_US && way_was_short(in, round_trip_us, rest_us);
}

/* RFC 9293 section 3.8.6.3: an ACK may wait, at most half a second, when there is one segment to
 * acknowledge. Nothing else may explain that it came late. */
static void claim_delay(struct claiming *now)
{
	const struct claim_input *in = now->in;
	const struct cause *cause = in->cause;
	int64_t round_trip_us = in->round_trip_us[in->step->from];
	bool one = cause->peer_before == 1 && !cause->peer_unsure && cause->own_before == 0;
	bool explained = cause->sack_above || cause->sack_twice || cause->window_grew ||
			 cause->peer_again > 0 || cause->peer_hole || cause->peer_repeated ||
			 cause->peer_frame != cause->asked_frame || cause->acks_more;
	if (!one || explained || !cause->moves_ack || !cause->covers_all || cause->answer_us < 0 ||
	    round_trip_us < 0)
		return;
	int64_t rest_us = cause->answer_us - round_trip_us;
	if (rest_us < DELAYED_ACK_MIN_US)
		return;
	bool path = shares_rest(in->sample_before_us, round_trip_us, rest_us) ||
		    shares_rest(in->sample_after_us, round_trip_us, rest_us);
	if (path)
		return; /* it grew */
	bool delayed = rest_us <= DELAYED_ACK_MAX_US && left_late(in, round_trip_us, rest_us);
	const struct causes *causes = in->flow->causes;
	bool told = causes && (causes->side[in->step->from].flags & CAUSE_LATE_TOLD);
	struct claim *claim = claiming_add(now, delayed ? CLAIM_ACK_DELAYED
						: told  ? CLAIM_ACK_LATE_AGAIN
							: CLAIM_ACK_LATE);
	claim_rests_on(claim, cause->asked_frame);
	claim_value(claim, UNIT_US, rest_us);
}

/* In SYN-SENT, an ACK that is not for the SYN (RFC 9293 section 3.10.7.3): its sender has an older
 * connection between these ends. */
static bool is_old_ack(const struct claim_input *in)
{
	const struct flow_side *own = flow_side_const(in->flow, in->step->from);
	const struct flow_side *peer = flow_side_const(in->flow, side_other(in->step->from));
	bool opens = own->flags & (SIDE_SENT_SYN | SIDE_SENT_SYN_ACK);
	return !(in->step->before & FLOW_ESTABLISHED) && !opens && (peer->flags & SIDE_SENT_SYN) &&
	       in->cause->no_evidence;
}

/* Before the handshake's ACK was captured, it acknowledges what the other side was not seen to
 * send: who is in SYN-RECEIVED answers it with a RST (RFC 9293 section 3.10.7.4). */
static bool is_beyond_syn(const struct claiming *now)
{
	return !(now->in->step->before & FLOW_ESTABLISHED) && !now->in->cause->moves_ack &&
	       claiming_label(now, LABEL_ACK_LOST_SEGMENT);
}

/* It acknowledges the other FIN, and its own was not acknowledged yet. */
static bool is_closing(const struct claim_input *in)
{
	const struct flow_side *own = flow_side_const(in->flow, in->step->from);
	return in->cause->fins_before > 0 && in->cause->moves_ack && in->cause->covers_all &&
	       (own->flags & SIDE_SENT_FIN) && !(own->flags & SIDE_FIN_ACKED);
}

static void claim_sack(struct claiming *now)
{
	const struct cause *cause = now->in->cause;
	const struct flow_side *peer =
	    flow_side_const(now->in->flow, side_other(now->in->step->from));
	uint32_t isn = peer->isn;
	/* Nothing stands behind its FIN. */
	bool fin = (peer->flags & SIDE_SENT_FIN) && cause->sack_right == peer->next;
	bool alone = fin && cause->sack_right - cause->sack_left == 1;
	bool syn = (peer->flags & (SIDE_SENT_SYN | SIDE_SENT_SYN_ACK)) && cause->sack_left == isn &&
		   cause->sack_right - isn == 1;
	enum claim_id twice = alone ? CLAIM_ACK_FIN_TWICE
			      : fin ? CLAIM_ACK_DATA_FIN_TWICE
			      : syn ? CLAIM_ACK_SYN_TWICE
				    : CLAIM_ACK_TWICE;
	enum claim_id once = alone ? CLAIM_ACK_SACK_FIN
			     : fin ? CLAIM_ACK_SACK_DATA_FIN
				   : CLAIM_ACK_SACK;
	struct claim *claim = claiming_add(now, cause->sack_twice ? twice : once);
	claim_value(claim, UNIT_SEQ, cause->sack_left - isn);
	claim_more(claim, UNIT_SEQ, cause->sack_right - isn - 1 - (fin && !alone));
	if (!cause->sack_twice)
		claims_lacks(now, isn);
}

/* What stands in its options is perhaps not what was sent. */
static bool is_damaged(const struct claim_input *in)
{
	return claiming_fate(in).fate == FATE_DISCARDED &&
	       segment_checksum(in->segment) == CHECKSUM_BAD;
}

/* It answers a RST or SYN that changed nothing, and can have got it. One that has closed challenges
 * none. */
static bool is_challenge(const struct claim_input *in)
{
	int64_t round_trip_us = in->round_trip_us[in->step->from];
	bool too_soon = round_trip_us > NEAR_US && in->cause->heard_us < round_trip_us / 2;
	/* What it says of bytes that came, or came twice, is news, whatever else it answers. */
	bool sacks = in->cause->sack_above || in->cause->sack_twice;
	return in->cause->answers_odd && !too_soon && !sacks && !(in->step->before & FLOW_CLOSED);
}

/* What an ACK says that acknowledges nothing new. */
static enum claim_id ack_again_id(const struct claiming *now)
{
	const struct cause *cause = now->in->cause;
	bool closed = now->in->step->before & FLOW_CLOSED;
	if (now->in->flow->flags & FLOW_SUPERSEDED)
		return CLAIM_ACK_OF_OLDER;
	/* One that has closed drops its own old SYN as any old segment. */
	bool fin = now->in->step->before & FLOW_FIN_SEEN;
	if (is_challenge(now->in) || (cause->peer_repeated && cause->peer_syn && !fin))
		return CLAIM_CHALLENGE_ACK;
	if (cause->peer_repeated && cause->fins_before > 1 && cause->covers_all)
		return closed ? CLAIM_FIN_ACKED_AGAIN : CLAIM_FIN_ACKED_ONCE_MORE;
	if (cause->peer_repeated && cause->fins_before == 0)
		return CLAIM_HANDSHAKE_ACK_AGAIN;
	bool same = !cause->older_ack && !cause->moves_ack && !cause->no_evidence;
	if ((cause->window_rounded || cause->answers_probe) && same)
		return CLAIM_ACK_ONCE_MORE;
	if (!claiming_label(now, LABEL_DUPLICATE_ACK))
		return now->in->step->relative_ack == 1 ? CLAIM_ACK_OF_SYN_ONLY : CLAIM_ACK;
	return cause->peer_before > 0 ? CLAIM_ACK_DUPLICATE : CLAIM_ACK_ONCE_MORE;
}

/* It had what lies behind its ACK. */
static void claim_reneged(struct claiming *now)
{
	const struct causes *causes = now->in->flow->causes;
	enum side peer = side_other(now->in->step->from);
	if (!now->in->cause->reneges || !causes || flow_is_self(now->in->flow))
		return;
	struct claim *claim = claiming_add(now, CLAIM_RENEGED);
	claim_rests_on(claim, causes->side[peer].sack_frame);
	claim_value(claim, UNIT_SEQ, now->in->step->relative_ack);
	claim_more(claim, UNIT_SEQ,
		   causes->side[peer].sack_right - flow_side_const(now->in->flow, peer)->isn - 1);
}

/* It takes the other FIN, and a FIN of its own was not captured before. */
static bool acks_fin_alone(const struct claim_input *in)
{
	const struct causes *causes = in->flow->causes;
	return (in->step->facts & FLOW_FIN_ACKED_ALONE) && !in->cause->passes_over &&
	       !in->cause->own_unseen && claiming_has_not_closed(in) &&
	       !(causes && causes->side[in->step->from].fins > 0);
}

void claims_ack(struct claiming *now)
{
	const struct cause *cause = now->in->cause;
	const struct step *step = now->in->step;
	if (step->facts & FLOW_CLOSED) {
		bool crossed = now->in->flow->flags & FLOW_FINS_CROSSED;
		claim_rests_on(claiming_add(now, crossed ? CLAIM_LAST_ACK_CROSSED : CLAIM_LAST_ACK),
			       cause->asked_frame);
	} else if (acks_fin_alone(now->in)) {
		struct claim *claim = claiming_add(now, CLAIM_FIN_ACKED_ALONE);
		claim_rests_on(claim, cause->asked_frame);
		claim_value(claim, UNIT_US, cause->fin_after_us);
	} else if (is_old_ack(now->in)) {
		claim_rests_on(claiming_add(now, CLAIM_ACK_OLD), cause->asked_frame);
	} else if (is_closing(now->in)) {
		claim_rests_on(claiming_add(now, CLAIM_FIN_ACKED_CROSSED), cause->asked_frame);
	} else if (is_challenge(now->in) && !cause->moves_ack) {
		claim_rests_on(claiming_add(now, CLAIM_CHALLENGE_ACK), cause->peer_frame);
	} else if (cause->peer_frame == 0) {
		claiming_add(now, CLAIM_ACK_OF_NOTHING);
	} else if ((cause->sack_twice || cause->sack_above) && !is_damaged(now->in)) {
		claim_sack(now);
	} else if (is_beyond_syn(now) ||
		   (cause->moves_ack && claiming_label(now, LABEL_ACK_LOST_SEGMENT))) {
		claiming_add(now, CLAIM_ACK_UNSEEN);
	} else if (!cause->moves_ack) {
		claim_rests_on(claiming_add(now, ack_again_id(now)), cause->peer_frame);
	} else if (step->relative_ack == 1) { /* the SYN, or what lies before the capture */
		claiming_add(now, CLAIM_ACK_OF_SYN_ONLY);
	} else {
		claiming_add(now, CLAIM_ACK);
		claim_delay(now);
		claim_reneged(now);
	}
}
