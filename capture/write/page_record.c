/* SPDX-License-Identifier: MIT */
#include "page_record.h"

#include "escape.h"
#include "explain.h"
#include "history.h"
#include "page_fields.h"
#include "sentence.h"
#include "version.h"

static void record_begin(struct text *text, const char *kind)
{
	text_string(text, "{\"kind\":\"");
	text_string(text, kind);
	text_char(text, '"');
}

static void record_end(struct text *text)
{
	text_string(text, "}\n");
}

/* The names of an enum as a list. */
static void names(struct text *text, const char *key, const char *(*name)(int), int count)
{
	page_key(text, key);
	for (int i = 0; i < count; i++) {
		text_string(text, i == 0 ? "[\"" : ",\"");
		text_string(text, name(i));
		text_char(text, '"');
	}
	text_char(text, ']');
}

static const char *state_word(int state)
{
	return tcp_state_name((enum tcp_state)state);
}

static const char *label_word(int label)
{
	return label_name((enum label)label);
}

static const char *phase_word(int phase)
{
	return phase_name((enum phase)phase);
}

void text_page_run(struct text *text, const struct page_run *run)
{
	record_begin(text, "run");
	page_word(text, "run", run->id);
	page_word(text, "version", HANDSHAKE_VERSION);
	page_word(text, "lang", run->lang == LANG_ZH ? "zh" : "en");
	page_number(text, "pace", run->pace_ms);
	page_key(text, "live");
	text_string(text, run->live ? "true" : "false");
	page_number(text, "segments_max", PAGE_SEGMENTS_MAX);
	names(text, "states", state_word, TCP_STATE_COUNT);
	names(text, "labels", label_word, LABEL_COUNT);
	names(text, "phases", phase_word, PHASE_COUNT);
	record_end(text);
}

bool page_shows(const struct segment_event *event)
{
	return event->flow->segments <= PAGE_SEGMENTS_MAX || event->step->row_count > 0 ||
	       event->step->ended;
}

static void time_field(struct text *text, int64_t time_ns)
{
	uint64_t distance = time_ns < 0 ? -(uint64_t)time_ns : (uint64_t)time_ns;
	page_key(text, "time");
	text_format(text, "\"%s%llu.%09llu\"", time_ns < 0 ? "-" : "",
		    (unsigned long long)(distance / 1000000000),
		    (unsigned long long)(distance % 1000000000));
}

static void ends_field(struct text *text, const struct endpoint *client,
		       const struct endpoint *server)
{
	page_key(text, "ends");
	text_string(text, "[\"");
	text_endpoint(text, client);
	text_string(text, "\",\"");
	text_endpoint(text, server);
	text_string(text, "\"]");
}

/* Escaped text, as in -f json; and no `<`, which could end a script. */
static void payload_field(struct text *text, const struct segment *segment, struct text *scratch)
{
	uint32_t shown = segment->payload_captured < PAGE_PAYLOAD_MAX ? segment->payload_captured
								      : PAGE_PAYLOAD_MAX;
	page_number(text, "len", segment->payload_length);
	if (segment->payload_length == 0)
		return;
	page_number(text, "shown", shown);
	page_key(text, "payload");
	text_char(text, '"');
	text_clear(scratch);
	text_escaped(scratch, segment->payload, shown);
	for (size_t i = 0; i < scratch->length; i++) {
		char character = scratch->bytes[i];
		if (character == '<') {
			text_string(text, "\\u003c");
			continue;
		}
		if (character == '"' || character == '\\')
			text_char(text, '\\');
		text_char(text, character);
	}
	text_char(text, '"');
	text->failed |= scratch->failed;
}

static void labels_field(struct text *text, label_set labels)
{
	const char *comma = "";
	page_key(text, "labels");
	text_char(text, '[');
	for (int label = 0; label < LABEL_COUNT && labels >> label; label++) {
		if (!(labels & label_bit((enum label)label)))
			continue;
		text_string(text, comma);
		text_decimal(text, (uint64_t)label);
		comma = ",";
	}
	text_char(text, ']');
}

static void pair_field(struct text *text, const char *name, const enum tcp_state states[2])
{
	page_key(text, name);
	text_format(text, "[%d,%d]", states[SIDE_CLIENT], states[SIDE_SERVER]);
}

/* The rows of the state table: side, from, to, and where the rule stands. */
static void rows_field(struct text *text, const struct step *step)
{
	page_key(text, "rows");
	text_char(text, '[');
	for (int i = 0; i < step->row_count; i++) {
		const struct step_row *row = &step->rows[i];
		const struct tcp_transition *rule = &tcp_transitions[row->state][row->event];
		text_format(text, "%s[%d,%d,%d,\"%s\"]", i > 0 ? "," : "", row->side, row->state,
			    rule->to, rule->reason ? rule->reason : "");
	}
	text_char(text, ']');
}

/* The scale that counts for the window of this segment, when it is known: RFC 7323 section 2.2, a
 * SYN is never scaled. */
static void scale_field(struct text *text, const struct segment_event *event)
{
	const struct flow_side *sender = flow_side_const(event->flow, event->step->from);
	if (!(event->segment->flags & TCP_FLAG_SYN) && (sender->flags & SIDE_SCALE_KNOWN))
		page_number(text, "scale", sender->window_scale);
}

static void header_fields(struct text *text, const struct segment_event *event)
{
	const struct segment *segment = event->segment;
	page_number(text, "flags", segment->flags);
	page_number(text, "seq", event->seq);
	page_number(text, "ack", event->ack);
	page_number(text, "rel_seq", event->step->relative_seq);
	page_number(text, "rel_ack", event->step->relative_ack);
	page_number(text, "offset", segment->data_offset);
	page_number(text, "win", segment->window);
	scale_field(text, event);
	if (!event->timeless) /* it would not fit the numbers that are shown */
		page_number(text, "checksum", segment->checksum);
	page_number(text, "urgent", segment->urgent);
	page_number(text, "ttl", segment->ip_ttl);
	page_number(text, "ecn", segment->ip_ecn);
	page_tcp_options(text, event);
}

static void sentence_field(struct text *text, const struct segment_event *event)
{
	page_key(text, "say");
	text_string(text, "[\"");
	text_sentence(text, LANG_ZH, event);
	text_string(text, "\",\"");
	text_sentence(text, LANG_EN, event);
	text_string(text, "\"]");
}

/* How the connection was opened and closed as far as it got, and why. */
static void verdict_fields(struct text *text, const struct flow *flow, bool timeless)
{
	page_word(text, "open", open_name(flow_open(flow)));
	page_word(text, "close", close_name(flow_close(flow)));
	page_word(text, "closed_first", closer_name(flow_closed_first(flow)));
	page_key(text, "verdict");
	text_string(text, "[\"");
	text_verdict(text, LANG_ZH, flow, timeless);
	text_string(text, "\",\"");
	text_verdict(text, LANG_EN, flow, timeless);
	text_string(text, "\"]");
}

void text_page_segment(struct text *text, const struct segment_event *event, struct text *scratch)
{
	const struct step *step = event->step;
	bool from_client = step->from == SIDE_CLIENT;
	record_begin(text, "segment");
	page_number(text, "conn", event->flow->number);
	page_number(text, "frame", event->segment->frame);
	page_word(text, "from", from_client ? "client" : "server");
	ends_field(text, from_client ? &event->source : &event->destination,
		   from_client ? &event->destination : &event->source);
	if (!event->timeless)
		time_field(text, event->time_ns);
	header_fields(text, event);
	payload_field(text, event->segment, scratch);
	page_number(text, "phase", event->phase);
	labels_field(text, step->labels);
	pair_field(text, "before", step->states_before);
	pair_field(text, "states", step->states);
	rows_field(text, step);
	sentence_field(text, event);
	if (step->ended)
		verdict_fields(text, event->flow, event->timeless);
	record_end(text);
}

void text_page_connection(struct text *text, const struct connection_event *event)
{
	const struct flow *flow = event->flow;
	record_begin(text, "connection");
	page_number(text, "conn", flow->number);
	ends_field(text, &event->ends[SIDE_CLIENT], &event->ends[SIDE_SERVER]);
	page_number(text, "segments", flow->segments);
	page_key(text, "bytes");
	text_char(text, '[');
	text_decimal(text, flow->side[SIDE_CLIENT].bytes);
	text_char(text, ',');
	text_decimal(text, flow->side[SIDE_SERVER].bytes);
	text_char(text, ']');
	page_number(text, "retransmissions", flow->retransmissions);
	if (!event->timeless) {
		if (flow->flags & FLOW_RTT_KNOWN)
			page_number(text, "syn_rtt_us", flow->syn_rtt_us);
		page_number(text, "duration_us", (uint64_t)(flow->last_ns - flow->first_ns) / 1000);
	}
	labels_field(text, flow->labels);
	page_word(text, "zeek_state", zeek_state_name(flow_zeek_state(flow)));
	page_key(text, "history");
	text_char(text, '"');
	text_history(text, flow);
	text_char(text, '"');
	page_number(text, "completeness", flow->completeness);
	verdict_fields(text, flow, event->timeless);
	record_end(text);
}

void text_page_lost(struct text *text, uint64_t count)
{
	record_begin(text, "lost");
	page_number(text, "count", count);
	record_end(text);
}

void text_page_end(struct text *text, const struct statistics_event *event, uint64_t left_segments,
		   uint64_t left_connections)
{
	record_begin(text, "end");
	page_number(text, "captured", event->captured);
	page_number(text, "dropped", event->dropped);
	page_number(text, "segments", event->segments);
	page_number(text, "connections", event->connections);
	page_number(text, "evicted", event->evicted);
	page_number(text, "left_segments", left_segments);
	page_number(text, "left_connections", left_connections);
	record_end(text);
}
