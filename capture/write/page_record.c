/* SPDX-License-Identifier: MIT */
#include "page_record.h"

#include "escape.h"
#include "explain.h"
#include "history.h"
#include "json_claims.h"
#include "page_evidence.h"
#include "page_fields.h"
#include "page_words.h"
#include "sentence.h"
#include "timestamp.h"
#include "version.h"
#include "window.h"

static struct json record_begin(struct text *text, const char *kind)
{
	struct json json = {.text = text, .in_script = true};
	json_open(&json, '{');
	json_string_member(&json, "kind", kind);
	return json;
}

static void record_end(struct json *json)
{
	json_close(json, '}');
	text_char(json->text, '\n');
}

/* The names of an enum as a list. */
static void names(struct json *json, const char *key, const char *(*name)(int), int count)
{
	json_key(json, key);
	json_open(json, '[');
	for (int i = 0; i < count; i++)
		json_string(json, name(i));
	json_close(json, ']');
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

static void origin_members(struct json *json, const struct origin *origin)
{
	if (origin->title)
		json_string_member(json, "title", origin->title);
	if (origin->source)
		json_string_member(json, "source", origin->source);
	if (origin->kernel)
		json_string_member(json, "kernel", origin->kernel);
}

void text_page_run(struct text *text, const struct page_run *run)
{
	struct json json = record_begin(text, "run");
	json_string_member(&json, "run", run->id);
	json_string_member(&json, "version", HANDSHAKE_VERSION);
	json_string_member(&json, "lang", run->lang == LANG_ZH ? "zh" : "en");
	json_number_member(&json, "pace", run->pace_ms);
	json_key(&json, "live");
	json_bool(&json, run->live);
	origin_members(&json, &run->origin);
	json_number_member(&json, "segments_max", PAGE_SEGMENTS_MAX);
	names(&json, "states", state_word, TCP_STATE_COUNT);
	names(&json, "labels", label_word, LABEL_COUNT);
	names(&json, "phases", phase_word, PHASE_COUNT);
	page_words(&json);
	record_end(&json);
}

static void time_member(struct json *json, int64_t time_ns)
{
	char time[EPOCH_TIME_MAX];
	json_key(json, "time");
	size_t mark = json_string_begin(json);
	text_bytes(json->text, time, (size_t)(put_epoch_time(time, time_ns) - time));
	json_string_end(json, mark);
}

static void endpoint_string(struct json *json, const struct endpoint *endpoint)
{
	size_t mark = json_string_begin(json);
	text_endpoint(json->text, endpoint);
	json_string_end(json, mark);
}

static void ends_member(struct json *json, const struct endpoint *client,
			const struct endpoint *server)
{
	json_key(json, "ends");
	json_open(json, '[');
	endpoint_string(json, client);
	endpoint_string(json, server);
	json_close(json, ']');
}

/* Escaped text, as in -f json. */
static void payload_members(struct json *json, const struct segment *segment)
{
	uint32_t shown = segment->payload_captured < PAGE_PAYLOAD_MAX ? segment->payload_captured
								      : PAGE_PAYLOAD_MAX;
	json_number_member(json, "len", segment->payload_length);
	if (segment->payload_length == 0)
		return;
	json_number_member(json, "shown", shown);
	json_key(json, "payload");
	size_t mark = json_string_begin(json);
	text_escaped(json->text, segment->payload, shown);
	json_string_end(json, mark);
}

static void labels_member(struct json *json, label_set labels)
{
	json_key(json, "labels");
	json_open(json, '[');
	for (int label = 0; label < LABEL_COUNT && labels >> label; label++)
		if (labels & label_bit((enum label)label))
			json_number(json, (uint64_t)label);
	json_close(json, ']');
}

static void pair_member(struct json *json, const char *name, uint64_t client, uint64_t server)
{
	json_key(json, name);
	json_open(json, '[');
	json_number(json, client);
	json_number(json, server);
	json_close(json, ']');
}

/* The scale that counts for the window of this segment, when it is known; a SYN has none. */
static void scale_member(struct json *json, const struct segment_event *event)
{
	unsigned scale;
	if (!(event->segment->flags & TCP_FLAG_SYN) &&
	    window_shift(event->flow, event->step->from, event->segment, &scale))
		json_number_member(json, "scale", scale);
}

static void header_members(struct json *json, const struct segment_event *event)
{
	const struct segment *segment = event->segment;
	json_number_member(json, "flags", segment->flags);
	json_number_member(json, "seq", event->seq);
	json_number_member(json, "ack", event->ack);
	json_number_member(json, "rel_seq", event->step->relative_seq);
	json_number_member(json, "rel_ack", event->step->relative_ack);
	json_number_member(json, "offset", segment->data_offset);
	json_number_member(json, "win", segment->window);
	scale_member(json, event);
	if (!event->timeless) { /* they would not fit the numbers that are shown */
		json_number_member(json, "checksum", segment->checksum);
		page_header_bytes(json, segment);
	}
	json_number_member(json, "urgent", segment->urgent);
	json_number_member(json, "ttl", segment->ip_ttl);
	json_number_member(json, "ecn", segment->ip_ecn);
	page_tcp_options(json, event);
}

static void sentence_string(struct json *json, enum lang lang, const struct segment_event *event)
{
	size_t mark = json_string_begin(json);
	text_sentence(json->text, lang, event);
	json_string_end(json, mark);
}

static void sentence_member(struct json *json, const struct segment_event *event)
{
	json_key(json, "say");
	json_open(json, '[');
	sentence_string(json, LANG_ZH, event);
	sentence_string(json, LANG_EN, event);
	json_close(json, ']');
}

static void verdict_string(struct json *json, enum lang lang, const struct flow *flow,
			   bool timeless)
{
	size_t mark = json_string_begin(json);
	text_verdict(json->text, lang, flow, timeless);
	json_string_end(json, mark);
}

/* How the connection was opened and closed as far as it got, and why. */
static void verdict_members(struct json *json, const struct flow *flow, bool timeless)
{
	json_string_member(json, "open", open_name(flow_open(flow)));
	json_string_member(json, "close", close_name(flow_close(flow)));
	json_string_member(json, "closed_first", closer_name(flow_closed_first(flow)));
	json_string_member(json, "reset_by", closer_name(flow_reset_by(flow)));
	json_key(json, "verdict");
	json_open(json, '[');
	verdict_string(json, LANG_ZH, flow, timeless);
	verdict_string(json, LANG_EN, flow, timeless);
	json_close(json, ']');
}

void text_page_segment(struct text *text, const struct segment_event *event)
{
	const struct step *step = event->step;
	bool from_client = step->from == SIDE_CLIENT;
	struct json json = record_begin(text, "segment");
	json_number_member(&json, "conn", event->flow->number);
	json_number_member(&json, "frame", event->segment->frame);
	json_number_member(&json, "nth", event->flow->segments);
	json_string_member(&json, "from", from_client ? "client" : "server");
	ends_member(&json, from_client ? &event->source : &event->destination,
		    from_client ? &event->destination : &event->source);
	if (!event->timeless)
		time_member(&json, event->time_ns);
	header_members(&json, event);
	payload_members(&json, event->segment);
	json_number_member(&json, "phase", event->phase);
	labels_member(&json, step->labels);
	page_states(&json, event);
	page_pause(&json, event);
	page_evidence(&json, event);
	text_json_claims(text, event->claims, event->timeless);
	sentence_member(&json, event);
	if (event_concludes(event))
		verdict_members(&json, event->flow, event->timeless);
	record_end(&json);
}

static void history_member(struct json *json, const struct flow *flow)
{
	json_key(json, "history");
	size_t mark = json_string_begin(json);
	text_history(json->text, flow);
	json_string_end(json, mark);
}

void text_page_connection(struct text *text, const struct connection_event *event)
{
	const struct flow *flow = event->flow;
	struct json json = record_begin(text, "connection");
	json_number_member(&json, "conn", flow->number);
	ends_member(&json, &event->ends[SIDE_CLIENT], &event->ends[SIDE_SERVER]);
	json_number_member(&json, "segments", flow->segments);
	pair_member(&json, "bytes", flow->side[SIDE_CLIENT].bytes, flow->side[SIDE_SERVER].bytes);
	json_number_member(&json, "retransmissions", flow->retransmissions);
	if (!event->timeless) {
		if (flow->flags & FLOW_RTT_KNOWN)
			json_number_member(&json, "syn_rtt_us", flow->syn_rtt_us);
		if (!(flow->flags & FLOW_CLOCK_ODD))
			json_number_member(&json, "duration_us",
					   (uint64_t)(flow->last_ns - flow->first_ns) / 1000);
	}
	labels_member(&json, flow->labels);
	json_string_member(&json, "zeek_state", zeek_state_name(flow_zeek_state(flow)));
	history_member(&json, flow);
	json_number_member(&json, "completeness", flow->completeness);
	verdict_members(&json, flow, event->timeless);
	record_end(&json);
}

void text_page_lost(struct text *text, uint64_t count)
{
	struct json json = record_begin(text, "lost");
	json_number_member(&json, "count", count);
	record_end(&json);
}

void text_page_end(struct text *text, const struct statistics_event *event, uint64_t left_segments,
		   uint64_t left_connections)
{
	struct json json = record_begin(text, "end");
	json_number_member(&json, "captured", event->captured);
	json_number_member(&json, "dropped", event->dropped);
	json_number_member(&json, "segments", event->segments);
	json_number_member(&json, "connections", event->connections);
	json_number_member(&json, "evicted", event->evicted);
	json_number_member(&json, "left_segments", left_segments);
	json_number_member(&json, "left_connections", left_connections);
	record_end(&json);
}
