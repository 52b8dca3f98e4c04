/* SPDX-License-Identifier: MIT */
#include "history.h"

#include "flow_extra.h"

/* Letters that are recorded once for each side: bits of flow_side.history_seen. */
enum {
	SEEN_S = 0x01,
	SEEN_H = 0x02,
	SEEN_A = 0x04,
	SEEN_D = 0x08,
	SEEN_F = 0x10,
	SEEN_R = 0x20,
	SEEN_I = 0x40,
	SEEN_Q = 0x80,
};

static void add_letter(struct flow *flow, enum side from, char letter)
{
	char shown = (char)(from == SIDE_CLIENT ? letter : letter - 'A' + 'a');
	unsigned length = flow->history_length;
	if (length < FLOW_HISTORY) {
		flow->history[length] = shown;
	} else {
		struct flow_extra *extra = flow_extra(flow);
		if (!extra || length - FLOW_HISTORY == HISTORY_EXTRA)
			return;
		extra->history[length - FLOW_HISTORY] = shown;
	}
	flow->history_length++;
}

static inline void add_once(struct flow *flow, enum side from, struct flow_side *side, unsigned bit,
			    char letter)
{
	if (side->history_seen & bit)
		return;
	side->history_seen = (uint8_t)(side->history_seen | bit);
	add_letter(flow, from, letter);
}

/* Recorded at its first, 10th, 100th, ... time. */
static void add_scaled(struct flow *flow, enum side from, char letter, uint32_t *count)
{
	uint32_t power = 1;
	++*count;
	while (power < *count && power < 1000000000)
		power *= 10;
	if (power == *count)
		add_letter(flow, from, letter);
}

static void add_counted(struct flow *flow, enum side from, const struct segment *segment,
			label_set labels)
{
	bool again = (labels & label_retransmissions()) && segment->payload_length > 0;
	/* A window of 0 means something only while the peer may still send. */
	bool peer_done = flow_side_const(flow, side_other(from))->flags & SIDE_SENT_FIN;
	bool shut =
	    segment->window == 0 && !peer_done && !(segment->flags & (TCP_FLAG_SYN | TCP_FLAG_RST));
	bool gap = labels & label_bit(LABEL_ACK_LOST_SEGMENT);
	if (!again && !shut && !gap)
		return;
	struct flow_extra *extra = flow_extra(flow);
	if (!extra)
		return;
	enum side other = side_other(from);
	if (again)
		add_scaled(flow, from, 'T', &extra->side[from].retransmissions);
	if (shut)
		add_scaled(flow, from, 'W', &extra->side[from].zero_windows);
	if (gap)
		add_scaled(flow, other, 'G', &extra->side[other].content_gaps);
}

void history_step(struct flow *flow, enum side from, const struct segment *segment,
		  label_set labels)
{
	struct flow_side *side = flow_side(flow, from);
	/* Zeek's sign that who spoke first is not the originator: here, the server. */
	if (flow->segments == 1 && flow->history_length == 0 && from == SIDE_SERVER)
		flow->history[flow->history_length++] = '^';
	bool syn = segment->flags & TCP_FLAG_SYN;
	bool fin = segment->flags & TCP_FLAG_FIN;
	bool rst = segment->flags & TCP_FLAG_RST;
	bool ack = segment->flags & TCP_FLAG_ACK;
	if (syn && (fin || rst))
		add_once(flow, from, side, SEEN_Q, 'Q');
	if (fin && rst)
		add_once(flow, from, side, SEEN_I, 'I');
	if (syn)
		add_once(flow, from, side, ack ? SEEN_H : SEEN_S, ack ? 'H' : 'S');
	if (labels != 0 || segment->window == 0)
		add_counted(flow, from, segment, labels);
	if (segment->payload_length > 0 && !rst)
		add_once(flow, from, side, SEEN_D, 'D');
	else if (ack && !syn && !fin && !rst)
		add_once(flow, from, side, SEEN_A, 'A');
	if (fin)
		add_once(flow, from, side, SEEN_F, 'F');
	if (rst)
		add_once(flow, from, side, SEEN_R, 'R');
}

bool history_has_data(const struct flow_side *side)
{
	return side->history_seen & SEEN_D;
}

bool history_has_ack(const struct flow_side *side)
{
	return side->history_seen & SEEN_A;
}

void text_history(struct text *text, const struct flow *flow)
{
	unsigned length = flow->history_length;
	unsigned in_flow = length < FLOW_HISTORY ? length : FLOW_HISTORY;
	text_bytes(text, flow->history, in_flow);
	if (length > in_flow && flow->extra)
		text_bytes(text, flow->extra->history, length - in_flow);
}
