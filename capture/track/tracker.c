/* SPDX-License-Identifier: MIT */
#include "tracker.h"

#include "analysis.h"
#include "history.h"
#include "tcp_options.h"

bool tracker_begins_anew(const struct flow *flow, const struct segment *segment)
{
	if ((segment->flags & (TCP_FLAG_SYN | TCP_FLAG_ACK)) != TCP_FLAG_SYN)
		return false;
	const struct flow_side *sender = flow_side_const(flow, flow_sender(flow, segment));
	return (sender->flags & SIDE_ISN_KNOWN) && sender->isn != segment->seq;
}

bool tracker_client_is_source(const struct segment *segment)
{
	if (segment->flags & TCP_FLAG_SYN)
		return !(segment->flags & TCP_FLAG_ACK);
	return segment->source.port >= segment->destination.port;
}

void tracker_begin(struct flow *flow, const struct segment *segment, bool reused)
{
	bool syn = segment->flags & TCP_FLAG_SYN;
	bool rst = segment->flags & TCP_FLAG_RST;
	bool answered = syn && (segment->flags & TCP_FLAG_ACK);
	enum tcp_state before = rst ? TCP_CLOSED : TCP_ESTABLISHED;
	flow->side[SIDE_CLIENT].state = (uint8_t)(answered ? TCP_SYN_SENT
						  : syn    ? TCP_CLOSED
							   : before);
	flow->side[SIDE_SERVER].state = (uint8_t)(syn ? TCP_LISTEN : before);
	if (!syn && !rst)
		flow->flags |= FLOW_ESTABLISHED;
	if (reused)
		flow->flags |= FLOW_REUSED_PORTS;
}

/* The numbers from which relative ones are counted (as Wireshark does): a SYN's is 0; where none
 * was seen, the first byte is 1, and what the other side has acknowledged tells its number. */
static void set_base(struct flow_side *sender, struct flow_side *peer,
		     const struct segment *segment)
{
	bool syn = segment->flags & TCP_FLAG_SYN;
	/* RFC 9293 section 3.10.7.1: who has no connection resets with sequence number 0. */
	bool from_nobody = (segment->flags & TCP_FLAG_RST) && segment->seq == 0;
	if (!(sender->flags & SIDE_ISN_KNOWN) && !from_nobody) {
		sender->isn = syn ? segment->seq : segment->seq - 1;
		sender->flags |= SIDE_ISN_KNOWN;
	}
	if (!(peer->flags & SIDE_ISN_KNOWN) && (segment->flags & TCP_FLAG_ACK)) {
		peer->isn = segment->ack - 1;
		peer->flags |= SIDE_ISN_KNOWN;
	}
}

/* RFC 7323 section 2: scaling is used when both SYNs offer it. Without one in the SYN, or in its
 * answer, there is none. */
static void read_syn_options(struct flow_side *sender, struct flow_side *peer,
			     const struct segment *segment)
{
	struct tcp_options options;
	tcp_options_read(segment, &options);
	if (options.has_window_scale) {
		sender->window_scale = options.window_scale;
		sender->flags |= SIDE_SCALE_KNOWN | SIDE_SCALE_OFFERED;
		bool refused =
		    (peer->flags & SIDE_SCALE_KNOWN) && !(peer->flags & SIDE_SCALE_OFFERED);
		if ((segment->flags & TCP_FLAG_ACK) && refused)
			sender->window_scale = 0;
		return;
	}
	sender->window_scale = peer->window_scale = 0;
	sender->flags |= SIDE_SCALE_KNOWN;
	peer->flags |= SIDE_SCALE_KNOWN;
}

static void happen(struct flow_side *side, enum tcp_event event)
{
	side->state = (uint8_t)tcp_state_after((enum tcp_state)side->state, event);
}

/* A RST counts when its number is one that the receiver can expect (RFC 9293 section 3.10.7.4,
 * RFC 5961 section 3.2): not before what it acknowledged, not beyond its window. Where too little
 * is known, it counts. */
static bool rst_is_acceptable(const struct flow_side *sender, const struct flow_side *peer,
			      const struct segment *segment)
{
	if (segment->seq == sender->next || !(peer->flags & SIDE_SPOKE) || peer->last_ack == 0)
		return true;
	if (!(sender->flags & (SIDE_SENT_SYN | SIDE_SENT_SYN_ACK)))
		return true;
	uint32_t window = (uint32_t)peer->window << peer->window_scale;
	uint32_t ahead = segment->seq - peer->last_ack + 1; /* its FIN may be acked or not */
	return ahead <= window + 1;
}

static void step_reset(struct flow *flow, enum side from, struct flow_side *sender,
		       struct flow_side *peer, const struct segment *segment)
{
	sender->flags |= SIDE_SENT_RST;
	if (flow->flags & (FLOW_CLOSED | FLOW_RESET)) {
		happen(sender, TCP_SENDS_RST);
		happen(peer, TCP_RECEIVES_RST);
		return;
	}
	if (!rst_is_acceptable(sender, peer, segment))
		return;
	bool listener = !(peer->flags & SIDE_SENT_SYN) && (peer->flags & SIDE_SENT_SYN_ACK);
	happen(sender, TCP_SENDS_RST);
	happen(peer, listener ? TCP_RECEIVES_RST_AS_LISTENER : TCP_RECEIVES_RST);
	happen(peer, TCP_RECEIVES_RST);
	flow->flags |= FLOW_RESET;
	flow->resetter = (uint8_t)from;
}

static void step_syn(struct flow *flow, struct flow_side *sender, struct flow_side *peer,
		     const struct segment *segment)
{
	read_syn_options(sender, peer, segment);
	if (segment->payload_length > 0)
		flow->flags |= FLOW_SYN_DATA;
	if (!(segment->flags & TCP_FLAG_ACK)) {
		happen(sender, TCP_SENDS_SYN);
		sender->flags |= SIDE_SENT_SYN;
		happen(peer, TCP_RECEIVES_SYN);
		flow->syn_time = (uint32_t)(segment->time_ns / 1000);
		flow->flags |= FLOW_SYN_TIMED;
		return;
	}
	happen(sender, TCP_SENDS_SYN_ACK);
	sender->flags |= SIDE_SENT_SYN_ACK;
	if (segment->ack == peer->isn + 1 || seq_before(peer->isn + 1, segment->ack))
		happen(peer, TCP_RECEIVES_SYN_ACK);
	if ((flow->flags & FLOW_SYN_DATA) && segment->ack != peer->isn + 1)
		flow->flags |= FLOW_FAST_OPEN;
}

/* The ACK of a segment without SYN: of the other side's SYN, of its FIN. */
static void step_ack(struct flow *flow, struct flow_side *sender, struct flow_side *peer,
		     const struct segment *segment)
{
	bool listener = !(sender->flags & SIDE_SENT_SYN);
	if (!(listener && (flow->flags & FLOW_SYN_DATA)))
		happen(sender, TCP_SENDS_ACK);
	if (seq_before(peer->isn, segment->ack))
		happen(peer, TCP_RECEIVES_ACK_OF_SYN);
	sender->flags |= SIDE_ACKED_ONCE;
	if ((flow->flags & FLOW_SYN_TIMED) && !(flow->flags & FLOW_RTT_KNOWN)) {
		flow->syn_rtt_us = (uint32_t)(segment->time_ns / 1000) - flow->syn_time;
		flow->flags |= FLOW_RTT_KNOWN;
	}
	if (!(peer->flags & SIDE_SENT_FIN))
		return;
	if (seq_before(segment->ack, peer->next)) {
		if (!(peer->flags & SIDE_FIN_ACKED))
			happen(sender, TCP_SENDS_ACK_BEFORE_FIN);
		return;
	}
	happen(sender, TCP_SENDS_ACK_OF_FIN);
	happen(peer, TCP_RECEIVES_ACK_OF_FIN);
}

/* What the ACK and the payload of a segment mean for the name of the close. */
static void note_close(struct flow *flow, enum side from, struct flow_side *sender,
		       struct flow_side *peer, const struct segment *segment)
{
	if (!(peer->flags & SIDE_SENT_FIN) || seq_before(segment->ack, peer->next))
		return;
	bool by_second = (flow->flags & FLOW_FIN_SEEN) && from != flow->first_closer;
	if (!(peer->flags & SIDE_FIN_ACKED)) {
		peer->flags |= SIDE_FIN_ACKED;
		if (by_second)
			flow->fin_ack_time = (uint32_t)(segment->time_ns / 1000);
		if (by_second && !(segment->flags & TCP_FLAG_FIN) &&
		    !(sender->flags & SIDE_SENT_FIN))
			flow->flags |= FLOW_FIN_ACKED_ALONE;
	}
	if (by_second && segment->payload_length > 0 && !(sender->flags & SIDE_SENT_FIN))
		flow->flags |= FLOW_DATA_AFTER_FIN;
	if ((sender->flags & SIDE_FIN_ACKED) && (peer->flags & SIDE_FIN_ACKED))
		flow->flags |= FLOW_CLOSED;
}

static void step_fin(struct flow *flow, enum side from, struct flow_side *sender,
		     struct flow_side *peer, const struct segment *segment)
{
	happen(sender, TCP_SENDS_FIN);
	happen(peer, TCP_RECEIVES_FIN);
	if (sender->flags & SIDE_SENT_FIN)
		return;
	sender->flags |= SIDE_SENT_FIN;
	sender->fin_time = (uint32_t)(segment->time_ns / 1000);
	if (!(flow->flags & FLOW_FIN_SEEN)) {
		flow->flags |= FLOW_FIN_SEEN;
		flow->first_closer = (uint8_t)from;
		if (sender == peer) /* a connection to itself: both closes are this one */
			flow->flags |= FLOW_FINS_CROSSED;
	} else if (!(peer->flags & SIDE_FIN_ACKED)) {
		flow->flags |= FLOW_FINS_CROSSED;
	}
}

static uint8_t completeness_of(const struct flow *flow, const struct segment *segment)
{
	bool syn = segment->flags & TCP_FLAG_SYN;
	bool ack = segment->flags & TCP_FLAG_ACK;
	uint8_t bits = 0;
	if (syn && !ack && flow->segments == 1)
		bits |= COMPLETENESS_SYN | (segment->payload_length ? COMPLETENESS_DATA : 0);
	if (syn && ack)
		bits |= COMPLETENESS_SYN_ACK;
	if (!syn && ack)
		bits |= segment->payload_length ? COMPLETENESS_DATA : COMPLETENESS_ACK;
	if (ack && (segment->flags & TCP_FLAG_FIN))
		bits |= COMPLETENESS_FIN;
	if (segment->flags & TCP_FLAG_RST)
		bits |= COMPLETENESS_RST;
	return bits;
}

static bool is_open(const struct flow_side *side)
{
	return side->state >= TCP_ESTABLISHED;
}

void tracker_step(struct flow *flow, const struct segment *segment, struct step *step)
{
	enum side from = flow_sender(flow, segment);
	struct flow_side *sender = flow_side(flow, from);
	struct flow_side *peer = flow_side(flow, side_other(from));
	uint16_t before = flow->flags;
	enum tcp_state client_before = (enum tcp_state)flow_side(flow, SIDE_CLIENT)->state;
	enum tcp_state server_before = (enum tcp_state)flow_side(flow, SIDE_SERVER)->state;

	flow->segments++;
	if (segment->time_ns > flow->last_ns)
		flow->last_ns = segment->time_ns;
	set_base(sender, peer, segment);
	label_set labels = analyse(flow, from, segment);
	if (flow->segments == 1 && (flow->flags & FLOW_REUSED_PORTS))
		labels |= label_bit(LABEL_REUSED_PORTS);
	flow->retransmissions += (labels & label_retransmissions()) != 0;
	flow->labels |= (uint16_t)labels;

	bool ack = (segment->flags & TCP_FLAG_ACK) && !(segment->flags & TCP_FLAG_SYN);
	if (segment->flags & TCP_FLAG_RST) {
		step_reset(flow, from, sender, peer, segment);
	} else {
		if (segment->flags & TCP_FLAG_SYN)
			step_syn(flow, sender, peer, segment);
		if (ack) {
			step_ack(flow, sender, peer, segment);
			note_close(flow, from, sender, peer, segment);
		}
		if (segment->flags & TCP_FLAG_FIN)
			step_fin(flow, from, sender, peer, segment);
		if (is_open(sender) && is_open(peer))
			flow->flags |= FLOW_ESTABLISHED;
	}
	history_step(flow, from, segment, labels);
	flow->completeness |= completeness_of(flow, segment);

	uint16_t facts = (uint16_t)(flow->flags & ~before);
	*step = (struct step){
	    .from = from,
	    .relative_seq =
		sender->flags & SIDE_ISN_KNOWN ? segment->seq - sender->isn : segment->seq,
	    .relative_ack = segment->flags & TCP_FLAG_ACK ? segment->ack - peer->isn : segment->ack,
	    .states_before = {client_before, server_before},
	    .states = {(enum tcp_state)flow_side(flow, SIDE_CLIENT)->state,
		       (enum tcp_state)flow_side(flow, SIDE_SERVER)->state},
	    .labels = labels,
	    .first = flow->segments == 1,
	    .established = facts & FLOW_ESTABLISHED,
	    .ended = facts & (FLOW_CLOSED | FLOW_RESET),
	    .facts = facts,
	    .before = before,
	};
}
