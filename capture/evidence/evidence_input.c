/* SPDX-License-Identifier: MIT */
/* A segment and its step as the rules want them. */
#include <string.h>

#include "checksum.h"
#include "evidence_private.h"
#include "seq.h"

/* The card of who sends may be left to fill in all sums, or all but those of what the kernel
 * answers by itself: one bad among good ones went wrong on its way. */
static bool has_bad_sum(struct evidence_flow *kept, const struct segment *segment, enum side from)
{
	enum checksum sum = segment_checksum(segment);
	uint8_t *sums = &kept->sums[from];
	if (sum == CHECKSUM_GOOD)
		*sums |= SUM_GOOD;
	if (sum != CHECKSUM_BAD || (*sums & (SUM_GOOD | SUM_WRONG)) == SUM_WRONG)
		return false; /* or one of many that are, which may be partial or not */
	bool partial = segment_checksum_is_partial(segment);
	*sums |= partial ? SUM_PARTIAL : SUM_WRONG;
	return (*sums & SUM_GOOD) && !partial;
}

enum fates_discard evidence_discard(struct evidence_flow *kept, const struct segment *segment,
				    const struct step *step)
{
	/* RFC 5961 section 4.2: only who is synchronized. */
	bool over = step->before & (FLOW_CLOSED | FLOW_RESET);
	bool wrong = kept->sums[step->from] == SUM_WRONG;
	bool challenged = step->verdict == VERDICT_CHALLENGED || step->verdict == VERDICT_PENDING;
	if (has_bad_sum(kept, segment, step->from))
		return FATES_DISCARDED;
	if (challenged && (segment->flags & TCP_FLAG_SYN) && !over)
		return FATES_CHALLENGED;
	if (wrong && (segment->flags & TCP_FLAG_SYN) && (kept->sums[step->from] & SUM_GOOD))
		return FATES_MENDED;
	return FATES_NOT_DISCARDED;
}

/* Of a RST or SYN that is not just taken. */
static void read_verdict(struct ends_input *input, enum step_verdict verdict)
{
	static const enum ends_rst rst[] = {
	    [VERDICT_TAKEN] = ENDS_RST_TAKEN,           [VERDICT_OUTSIDE_WINDOW] = ENDS_RST_IGNORED,
	    [VERDICT_CHALLENGED] = ENDS_RST_CHALLENGED, [VERDICT_PENDING] = ENDS_RST_TAKEN,
	    [VERDICT_FROM_NOBODY] = ENDS_RST_TAKEN,     [VERDICT_HELD] = ENDS_RST_IGNORED,
	    [VERDICT_NO_TCP] = ENDS_RST_IGNORED,
	};
	input->rst = (uint8_t)rst[verdict];
	input->stray = verdict_drops(verdict);
	input->ignored = (input->flags & TCP_FLAG_SYN) &&
			 (verdict == VERDICT_CHALLENGED || verdict == VERDICT_PENDING);
}

void evidence_read_ends(struct ends_input *input, const struct segment *segment,
			const struct step *step, const struct tcp_options *options)
{
	*input = (struct ends_input){
	    .frame = (uint32_t)segment->frame,
	    .seq = segment->seq,
	    .ack = segment->ack,
	    .length = segment->payload_length,
	    .sack_right = segment->ack,
	    .flags = segment->flags,
	    .from = (uint8_t)step->from,
	    .fin_below = step->fin_below,
	    .rst = ENDS_RST_TAKEN,
	    .fast_open = options->fast_open && options->fast_open_length > 0,
	};
	if (step->verdict != VERDICT_TAKEN)
		read_verdict(input, step->verdict);
	/* Of an opening, and it has no number that its sender could have (number 0 is that of who
	 * has no connection). */
	input->stray |= (segment->flags & TCP_FLAG_RST) && segment->seq != 0 &&
			!(step->before & FLOW_ESTABLISHED) &&
			step->verdict == VERDICT_OUTSIDE_WINDOW &&
			(step->labels & label_bit(LABEL_ACK_LOST_SEGMENT));
	/* A RST that is dropped may be forged: what it acknowledges is no evidence. */
	bool dropped = step->verdict == VERDICT_OUTSIDE_WINDOW;
	input->stray_ack = (segment->flags & TCP_FLAG_RST) && (step->stray_ack || dropped);
	if (step->labels != 0) {
		input->gap = step->labels & label_bit(LABEL_LOST_SEGMENT);
		input->ack_gap = step->labels & label_bit(LABEL_ACK_LOST_SEGMENT);
	}
	for (int i = 0; i < options->sack_count; i++)
		if (seq_before(input->sack_right, options->sack[i].right))
			input->sack_right = options->sack[i].right;
}

unsigned evidence_at_once(const struct evidence *evidence, const struct fates *fates, size_t count)
{
	unsigned bits = 0;
	if (fates->repeats)
		bits |= AT_ONCE_REPEATS;
	if (fates->copy)
		bits |= AT_ONCE_COPY;
	if (fates->may_be_copy)
		bits |= AT_ONCE_MAY_BE_COPY;
	if (fates->may_be_late_copy)
		bits |= AT_ONCE_MAY_BE_LATE_COPY;
	if (fates->late)
		bits |= AT_ONCE_OVERTAKEN;
	for (size_t i = 0; i < count; i++) {
		const struct fate_event *event = &evidence->events[i];
		if (event->frame != evidence->frame || event->kind != FATE_EVENT_FATE)
			continue;
		if (event->fate == FATE_CAPTURE_DUPLICATE && event->grade == FATE_SEEN)
			bits |= AT_ONCE_CAPTURED_AGAIN;
		else if (event->fate == FATE_CAPTURE_DUPLICATE || event->fate == FATE_DUPLICATE)
			bits |= AT_ONCE_COPY;
		else if (event->fate == FATE_OVERTAKEN)
			bits |= AT_ONCE_OVERTAKEN;
	}
	return bits;
}

void evidence_read_at_once(struct ends_input *input, unsigned at_once)
{
	input->copy = at_once & AT_ONCE_COPY;
	input->captured_again = at_once & AT_ONCE_CAPTURED_AGAIN;
	input->again = at_once & AT_ONCE_REPEATS;
	input->may_be_copy = at_once & AT_ONCE_MAY_BE_COPY;
	input->may_be_late_copy = at_once & AT_ONCE_MAY_BE_LATE_COPY;
	input->overtaken = at_once & AT_ONCE_OVERTAKEN;
}

bool evidence_doubts(const struct ends *ends, const struct flow *flow, const struct step *step,
		     const struct ends_input *input, const struct tcp_options *options, bool live)
{
	if (step->first)
		return flow->flags & FLOW_OPEN_BEFORE;
	bool crosses = (input->flags & (TCP_FLAG_SYN | TCP_FLAG_ACK)) == TCP_FLAG_SYN;
	return crosses && (live || !options->has_mss) &&
	       ends->side[side_other(input->from)].state == TCP_SYN_SENT;
}

bool evidence_same_ack(struct evidence_flow *kept, const struct segment *segment,
		       const struct tcp_options *options, enum side from)
{
	if (segment_sequence_length(segment) > 0 || (segment->flags & TCP_FLAG_RST))
		return false;
	struct evidence_ack *last = &kept->ack[from];
	struct evidence_ack now = {
	    .seq = segment->seq,
	    .ack = segment->ack,
	    .tsval = options->has_timestamps ? options->timestamp_value : 0,
	    .sack = options->sack_count > 0 ? options->sack[0].right : 0,
	    .window = segment->window,
	    .ip_id = segment->ip_id,
	};
	bool same = now.ip_id == 0 && last->ip_id == 0 && last->seq == now.seq &&
		    last->ack == now.ack && last->sack == now.sack && last->tsval == now.tsval &&
		    last->window == now.window;
	if (!(kept->at_once & AT_ONCE_OVERTAKEN)) /* what it sent last is to be told from copies */
		*last = now;
	return same;
}

bool evidence_on_one_host(const struct flow *flow)
{
	const struct endpoint *client = &flow->ends[SIDE_CLIENT];
	const struct endpoint *server = &flow->ends[SIDE_SERVER];
	size_t length = client->version == 4 ? 4 : sizeof client->address;
	if (client->version == 4 && client->address[0] == 127 && server->address[0] == 127)
		return true;
	return memcmp(client->address, server->address, length) == 0;
}
