/* SPDX-License-Identifier: MIT */
/* A SYN, or SYN+ACK, as events at both ends. */
#include "seq.h"
#include "state_machine.h"
#include "tcp_options.h"

/* No SYN is sent again sooner (RFC 6298 section 2.1): it is the same packet, held back. */
enum { HELD_BACK_US = 1000000, TCP_FIXED_HEADER = 20 };

/* The snaplen cut some of them off. */
static bool lacks_options(const struct segment *segment)
{
	return segment->options_length + (unsigned)TCP_FIXED_HEADER < segment->data_offset * 4u;
}

/* RFC 7323 section 2: scaling is used when both SYNs offer it. Without one in the SYN, or in its
 * answer, there is none. What answers another SYN agrees on nothing with this one. */
static void read_syn_options(const struct transition *now)
{
	struct flow_side *sender = now->sender;
	struct flow_side *peer = now->peer;
	struct tcp_options options;
	tcp_options_read(now->segment, &options);
	if (options.has_window_scale) {
		sender->window_scale = options.window_scale;
		sender->flags |= SIDE_SCALE_KNOWN | SIDE_SCALE_OFFERED;
		bool refused =
		    (peer->flags & SIDE_SCALE_KNOWN) && !(peer->flags & SIDE_SCALE_OFFERED);
		if ((now->segment->flags & TCP_FLAG_ACK) && refused)
			sender->window_scale = 0;
		return;
	}
	if (lacks_options(now->segment))
		return;
	sender->window_scale = 0;
	sender->flags |= SIDE_SCALE_KNOWN;
	if ((now->segment->flags & TCP_FLAG_ACK) && !acknowledges_syn(peer, now->segment))
		return;
	peer->window_scale = 0;
	peer->flags |= SIDE_SCALE_KNOWN;
}

/* The RST that answers it was captured before it: that told the SYN's number. */
static bool is_refused_already(const struct transition *now)
{
	const struct flow *flow = now->flow;
	return (now->step->before & FLOW_STRAY) && (flow->flags & FLOW_RST_PENDING) &&
	       flow->resetter != now->from && !(now->segment->flags & TCP_FLAG_ACK) &&
	       now->segment->seq == now->sender->isn;
}

/* Who has acknowledged something was past its SYN, and so was who was acknowledged without one:
 * then it is an old duplicate. */
static bool was_past_its_syn(const struct transition *now)
{
	unsigned own = now->sender->flags;
	return (own & (SIDE_ACKED_ONCE | SIDE_SENT_SYN_ACK)) ||
	       ((now->flow->flags & FLOW_ESTABLISHED) && !(own & SIDE_SENT_SYN) &&
		(now->peer->flags & SIDE_ACKED_ONCE));
}

/* The SYN+ACK acknowledges data of the SYN (RFC 7413 section 3), whichever was captured first. */
static bool accepts_syn_data(const struct transition *now, bool old)
{
	const struct flow_side *sender = now->sender, *peer = now->peer;
	const unsigned opens = SIDE_SENT_SYN | SIDE_SENT_SYN_ACK;
	if (!(now->flow->flags & FLOW_SYN_DATA))
		return false;
	/* Who just answered sent no data with a SYN: what it has beyond that was not captured. */
	if (now->segment->flags & TCP_FLAG_ACK)
		return (peer->flags & opens) != SIDE_SENT_SYN_ACK &&
		       seq_before(peer->isn + 1, now->segment->ack) &&
		       acknowledges_syn(peer, now->segment);
	return !old && (peer->flags & SIDE_SENT_SYN_ACK) &&
	       seq_before(sender->isn + 1, peer->last_ack) &&
	       seq_before_or_at(peer->last_ack, sender->next);
}

void state_machine_syn(struct transition *now)
{
	struct flow *flow = now->flow;
	struct flow_side *sender = now->sender;
	struct flow_side *peer = now->peer;
	const struct segment *segment = now->segment;
	read_syn_options(now);
	/* Tried again after a refusal: as at the beginning, somebody may listen. */
	bool same = flow->resetter == now->from && (sender->flags & SIDE_SENT_SYN) &&
		    (flow->flags & FLOW_RST_PENDING) &&
		    time_us(segment) - sender->next_time < HELD_BACK_US;
	if (is_refused_already(now)) {
		flow->flags |= FLOW_REFUSED;
	} else if ((flow->flags & FLOW_RESET) && !(flow->flags & FLOW_ESTABLISHED) && !same &&
		   !(segment->flags & TCP_FLAG_ACK)) {
		flow->flags &= ~(uint32_t)(FLOW_RESET | FLOW_RST_PENDING);
		peer->state = TCP_LISTEN;
	}
	if (segment->payload_length > 0)
		flow->flags |= FLOW_SYN_DATA;
	bool old = was_past_its_syn(now);
	if (accepts_syn_data(now, old))
		flow->flags |= FLOW_FAST_OPEN;
	if (!(segment->flags & TCP_FLAG_ACK)) {
		if (!old) {
			apply_transition(sender, TCP_SENDS_SYN);
			sender->flags |= SIDE_SENT_SYN;
		}
		apply_transition(peer, TCP_RECEIVES_SYN);
		if (!(flow->flags & (FLOW_RTT_KNOWN | FLOW_FIN_SEEN))) {
			flow->syn_time = time_us(segment);
			flow->flags |= FLOW_SYN_TIMED;
		}
		return;
	}
	if (!old)
		apply_transition(sender, TCP_SENDS_SYN_ACK);
	sender->flags |= SIDE_SENT_SYN_ACK;
	if (acknowledges_syn(peer, segment))
		apply_transition(peer, TCP_RECEIVES_SYN_ACK);
}
