/* SPDX-License-Identifier: MIT */
#include "compare_take.h"

#include "tcp_options.h"
#include "window.h"

static bool options_are_cut(const struct segment *segment)
{
	struct tcp_options_reader reader;
	struct tcp_option option;
	tcp_options_begin(&reader, segment);
	while (tcp_options_next(&reader, &option))
		;
	return reader.cut;
}

static void take_options(struct compare_segment *item, const struct segment *segment)
{
	struct tcp_options options;
	tcp_options_read(segment, &options);
	item->mss = options.has_mss ? options.mss : 0;
	item->scale = options.has_window_scale ? options.window_scale : 0;
	item->options = (uint8_t)((options.has_mss ? COMPARE_MSS : 0) |
				  (options.has_window_scale ? COMPARE_WINDOW_SCALE : 0) |
				  (options.sack_permitted ? COMPARE_SACK_PERMITTED : 0) |
				  (options.has_timestamps ? COMPARE_TIMESTAMPS : 0) |
				  (options.fast_open ? COMPARE_FAST_OPEN : 0) |
				  (options_are_cut(segment) ? COMPARE_OPTIONS_CUT : 0));
}

static void take_window(struct compare_segment *item, const struct segment_event *event)
{
	const struct segment *segment = event->segment;
	unsigned scale;
	bool known = window_shift(event->flow, event->step->from, segment, &scale);
	item->window = known ? (uint32_t)segment->window << scale : COMPARE_NO_WINDOW;
	if (!(segment->flags & TCP_FLAG_SYN))
		item->scale = (uint8_t)scale;
}

/* The first claim of these that a segment has says why it came. */
static enum compare_reason reason_of(const struct claim_set *claims)
{
	static const struct {
		enum claim_id id;
		enum compare_reason reason;
	} rows[] = {
	    {CLAIM_CAPTURED_TWICE, REASON_CAPTURED_TWICE},
	    {CLAIM_CAPTURED_ELSEWHERE, REASON_CAPTURED_TWICE},
	    {CLAIM_DOUBLED, REASON_DOUBLED},
	    {CLAIM_AGAIN_SACK, REASON_SACK},
	    {CLAIM_AGAIN_DUPACKS, REASON_DUPACKS},
	    {CLAIM_AGAIN_PARTIAL, REASON_PARTIAL_ACK},
	    {CLAIM_AGAIN_TIMEOUT, REASON_TIMEOUT},
	    {CLAIM_AGAIN_DOUBLED, REASON_TIMEOUT},
	    {CLAIM_AGAIN_PROBE, REASON_LOSS_PROBE},
	    {CLAIM_AGAIN_TIMER, REASON_TIMER},
	    {CLAIM_AGAIN_SYN_ONLY, REASON_SYN_ONLY},
	    {CLAIM_OVERTAKEN, REASON_OVERTAKEN},
	    {CLAIM_LOST_BEFORE, REASON_LOST_BEFORE},
	    {CLAIM_KEEP_ALIVE, REASON_KEEP_ALIVE},
	    {CLAIM_WINDOW_PROBE, REASON_WINDOW_PROBE},
	    {CLAIM_ACK_DELAYED, REASON_DELAYED_ACK},
	    {CLAIM_RESET_FORGED, REASON_FORGED},
	    {CLAIM_RESET_TTL, REASON_ON_PATH},
	    {CLAIM_RESET_GIVES_UP, REASON_GIVES_UP},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (claim_find(claims, rows[i].id))
			return rows[i].reason;
	return REASON_NONE;
}

/* Surer ones stand first. */
static enum compare_outcome outcome_of(const struct claim_set *claims)
{
	static const struct {
		enum claim_id id;
		enum compare_outcome outcome;
	} rows[] = {
	    {CLAIM_RESET_PASSED_OVER, OUTCOME_NOT_TAKEN},
	    {CLAIM_RESET_IGNORED, OUTCOME_PROBABLY_NOT_TAKEN},
	    {CLAIM_RESET_IN_SYN_SENT, OUTCOME_PROBABLY_NOT_TAKEN},
	    {CLAIM_RESET_CHALLENGED, OUTCOME_PROBABLY_NOT_TAKEN},
	    {CLAIM_RESET_NOT_TAKEN, OUTCOME_PROBABLY_NOT_TAKEN},
	    {CLAIM_RESET_BEHIND_UNSEEN, OUTCOME_CANNOT_TELL},
	    {CLAIM_RESET_IN_FIN_WAIT_2, OUTCOME_CANNOT_TELL},
	    {CLAIM_RESET_NO_CONNECTION, OUTCOME_NO_CONNECTION},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (claim_find(claims, rows[i].id))
			return rows[i].outcome;
	return OUTCOME_NOT_TOLD;
}

void compare_take_segment(struct compare_list *list, const struct segment_event *event)
{
	const struct segment *segment = event->segment;
	struct compare_segment item = {
	    .time_ns = event->time_ns,
	    .frame = segment->frame,
	    .connection = event->flow->number,
	    .seq = event->step->relative_seq,
	    .ack = segment->flags & TCP_FLAG_ACK ? event->step->relative_ack : 0,
	    .length = segment->payload_length,
	    .labels = event->step->labels,
	    .flags = segment->flags,
	    .from = (uint8_t)event->step->from,
	    .fate = FATE_COUNT,
	    .states = {event->states[SIDE_CLIENT], event->states[SIDE_SERVER]},
	};
	if (segment->payload_captured == segment->payload_length)
		item.payload = compare_hash(0, segment->payload, segment->payload_length);
	if (event->evidence && event->evidence->has_fate)
		item.fate = (uint8_t)event->evidence->fate;
	if (event->claims) {
		item.reason = (uint8_t)reason_of(event->claims);
		item.outcome = (uint8_t)outcome_of(event->claims);
	}
	if (segment->flags & TCP_FLAG_SYN) {
		take_options(&item, segment);
		item.syn = segment->seq;
	}
	/* As Wireshark has it, an ACK whose number is 0 repeats that there was none. */
	if (segment->ack == 0)
		item.labels &=
		    (label_set) ~(label_bit(LABEL_DUPLICATE_ACK) | label_bit(LABEL_WINDOW_UPDATE));
	take_window(&item, event);
	compare_list_add_segment(list, &item);
}

/* Equal ends are equal as bytes. */
static uint64_t hash_of_end(const struct endpoint *end)
{
	return compare_hash(0, end, sizeof *end);
}

void compare_take_connection(struct compare_list *list, const struct connection_event *event)
{
	const struct flow *flow = event->flow;
	const struct compare_connection item = {
	    .number = flow->number,
	    .open = flow_open(flow),
	    .close = flow_close(flow),
	    .closed_first = flow_closed_first(flow),
	    .ends = {hash_of_end(&flow->ends[SIDE_CLIENT]), hash_of_end(&flow->ends[SIDE_SERVER])},
	    .bytes = {flow->side[SIDE_CLIENT].bytes, flow->side[SIDE_SERVER].bytes},
	};
	compare_list_add_connection(list, &item);
}
