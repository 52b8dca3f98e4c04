/* SPDX-License-Identifier: MIT */
/* -f json: one object a line. The fields are a contract: tests/schema/event.json describes them. */
#include "json.h"
#include "checksum.h"
#include "claims.h"
#include "escape.h"
#include "explain.h"
#include "formats.h"
#include "history.h"
#include "json_claims.h"
#include "json_options.h"
#include "timestamp.h"
#include "window_scale.h"

static struct json event_begin(struct text *text, const char *name)
{
	struct json json = {.text = text};
	json_open(&json, '{');
	json_number_member(&json, "v", 1);
	json_string_member(&json, "event", name);
	return json;
}

static void event_end(struct json *json)
{
	json_close(json, '}');
	text_char(json->text, '\n');
}

/* Longer than all of a segment but its payload and labels. */
enum { SEGMENT_FIXED_MAX = 1024 + JSON_OPTIONS_MAX };

static void payload(struct text *text, const struct segment *segment)
{
	size_t length = segment->payload_captured;
	if (json_plain_length(segment->payload, length) == length) {
		text_bytes(text, segment->payload, length);
		return;
	}
	size_t mark = text->length;
	text_escaped(text, segment->payload, length);
	json_escape(text, mark, false);
}

/* Up to the payload. */
static char *put_numbers(char *at, const struct segment_event *event)
{
	const struct segment *what = event->segment;
	const struct step *step = event->step;
	at = put_literal(at, "{\"v\":1,\"event\":\"segment\",\"frame\":");
	at = put_decimal(at, what->frame);
	at = put_literal(at, JSON_STRING_KEY("time"));
	at = put_epoch_time(at, event->time_ns);
	at = put_literal(at, "\"" JSON_KEY("conn"));
	at = put_decimal(at, event->flow->number);
	at = step->from == SIDE_CLIENT ? put_literal(at, ",\"from\":\"client\",\"src\":\"")
				       : put_literal(at, ",\"from\":\"server\",\"src\":\"");
	at = put_address(at, &event->source);
	at = put_literal(at, "\"" JSON_KEY("sport"));
	at = put_decimal(at, event->source.port);
	at = put_literal(at, JSON_STRING_KEY("dst"));
	at = put_address(at, &event->destination);
	at = put_literal(at, "\"" JSON_KEY("dport"));
	at = put_decimal(at, event->destination.port);
	at = put_literal(at, JSON_KEY("flags"));
	at = put_decimal(at, what->flags);
	at = put_literal(at, JSON_KEY("seq"));
	at = put_decimal(at, event->seq);
	at = put_literal(at, JSON_KEY("ack"));
	at = put_decimal(at, event->ack);
	at = put_literal(at, JSON_KEY("rel_seq"));
	at = put_decimal(at, step->relative_seq);
	at = put_literal(at, JSON_KEY("rel_ack"));
	at = put_decimal(at, step->relative_ack);
	at = put_literal(at, JSON_KEY("win"));
	at = put_decimal(at, what->window);
	at = put_literal(at, JSON_KEY("len"));
	at = put_decimal(at, what->payload_length);
	return put_literal(at, JSON_STRING_KEY("payload"));
}

static char *put_state(char *at, struct end_state state)
{
	if (state.state == END_STATE_NONE)
		return put_literal(at, "null");
	*at++ = '"';
	at = put_string(at, tcp_state_name((enum tcp_state)state.state));
	*at++ = '"';
	return at;
}

/* What is not said to be otherwise is proven. */
static char *put_states(char *at, const struct end_state states[2])
{
	at = put_literal(at, JSON_KEY("client_state"));
	at = put_state(at, states[SIDE_CLIENT]);
	if (!states[SIDE_CLIENT].proven)
		at = put_literal(at, JSON_KEY("client_proven") "false");
	at = put_literal(at, JSON_KEY("server_state"));
	at = put_state(at, states[SIDE_SERVER]);
	if (!states[SIDE_SERVER].proven)
		at = put_literal(at, JSON_KEY("server_proven") "false");
	return at;
}

/* Where nothing hung on the segment, it has no fate. */
static char *put_fate(char *at, const struct evidence_step *evidence)
{
	if (!evidence)
		return at;
	if (evidence->has_fate) {
		at = put_literal(at, JSON_STRING_KEY("fate"));
		at = put_string(at, fate_name(evidence->fate));
		*at++ = '"';
	}
	if (evidence->crossed == 0)
		return at;
	at = put_literal(at, JSON_KEY("crossed"));
	return put_decimal(at, evidence->crossed);
}

/* KNOWN: otherwise null. */
static char *put_known(char *at, bool known, uint64_t number)
{
	return known ? put_decimal(at, number) : put_literal(at, "null");
}

/* What the packet says beside sequence numbers and payload. A timeless event has nothing of it that
 * differs in every run, nor a checksum that would not fit the numbers that are shown. */
static char *put_headers(char *at, const struct segment_event *event)
{
	const struct segment *what = event->segment;
	unsigned scale;
	bool scale_known = window_scale(event, &scale);
	at = put_literal(at, JSON_KEY("ttl"));
	at = put_decimal(at, what->ip_ttl);
	at = put_literal(at, JSON_KEY("ip_id"));
	at = put_known(at, what->source.version == 4 && !event->timeless, what->ip_id);
	at = put_literal(at, JSON_KEY("frame_len"));
	at = put_decimal(at, what->frame_length);
	at = put_literal(at, JSON_KEY("win_scaled"));
	at = put_known(at, scale_known, (uint64_t)what->window << scale);
	at = put_literal(at, JSON_KEY("options"));
	at = put_json_options(at, event);
	if (event->timeless)
		return put_literal(at, JSON_KEY("checksum") "null");
	at = put_literal(at, JSON_STRING_KEY("checksum"));
	at = put_string(at, checksum_name(segment_checksum(what)));
	return put_literal(at, "\"");
}

static void labels_field(struct text *text, label_set labels)
{
	text_string(text, "\",\"labels\":[");
	const char *comma = "\"";
	for (int label = 0; label < LABEL_COUNT && labels >> label; label++) {
		if (!(labels & label_bit((enum label)label)))
			continue;
		text_string(text, comma);
		text_string(text, label_name((enum label)label));
		text_char(text, '"');
		comma = ",\"";
	}
	text_char(text, ']');
}

/* Field by field at a pointer: see put.h. */
static void segment(struct writer *writer, const struct segment_event *event)
{
	struct text *text = writer->options.text;
	if (!text_reserve(text, SEGMENT_FIXED_MAX))
		return;
	text->length = (size_t)(put_numbers(text_end(text), event) - text->bytes);
	payload(text, event->segment);
	text_string(text, "\",\"phase\":\"");
	text_string(text, phase_name(event->phase));
	labels_field(text, event->step->labels);
	if (!text_reserve(text, SEGMENT_FIXED_MAX))
		return;
	char *at = put_fate(put_states(text_end(text), event->states), event->evidence);
	text->length = (size_t)(put_headers(at, event) - text->bytes);
	text_json_claims(text, event->claims, event->timeless);
	text_string(text, "}\n");
	text_json_known_now(text, event);
}

/* Longer than all of a connection but its history and claims. */
enum { CONNECTION_FIXED_MAX = 1024 };

/* Up to the history. */
static char *put_connection(char *at, const struct connection_event *event)
{
	const struct flow *flow = event->flow;
	bool timed = !event->timeless;
	at = put_literal(at, "{\"v\":1,\"event\":\"connection\",\"conn\":");
	at = put_decimal(at, flow->number);
	at = put_literal(at, JSON_STRING_KEY("client"));
	at = put_endpoint(at, &event->ends[SIDE_CLIENT]);
	at = put_literal(at, "\"" JSON_STRING_KEY("server"));
	at = put_endpoint(at, &event->ends[SIDE_SERVER]);
	at = put_literal(at, "\"" JSON_STRING_KEY("open"));
	at = put_string(at, open_name(flow_open(flow)));
	at = put_literal(at, "\"" JSON_STRING_KEY("close"));
	at = put_string(at, close_name(flow_close(flow)));
	at = put_literal(at, "\"" JSON_STRING_KEY("closed_first"));
	at = put_string(at, closer_name(flow_closed_first(flow)));
	at = put_literal(at, "\"" JSON_KEY("segments"));
	at = put_decimal(at, flow->segments);
	at = put_literal(at, JSON_KEY("client_bytes"));
	at = put_decimal(at, flow->side[SIDE_CLIENT].bytes);
	at = put_literal(at, JSON_KEY("server_bytes"));
	at = put_decimal(at, flow->side[SIDE_SERVER].bytes);
	at = put_literal(at, JSON_KEY("retransmissions"));
	at = put_decimal(at, flow->retransmissions);
	at = put_literal(at, JSON_KEY("syn_rtt_us"));
	at = put_known(at, timed && (flow->flags & FLOW_RTT_KNOWN), flow->syn_rtt_us);
	at = put_literal(at, JSON_KEY("duration_us"));
	at = put_known(at, timed && !(flow->flags & FLOW_CLOCK_ODD),
		       (uint64_t)(flow->last_ns - flow->first_ns) / 1000);
	at = put_literal(at, JSON_STRING_KEY("zeek_state"));
	at = put_string(at, zeek_state_name(flow_zeek_state(flow)));
	return put_literal(at, "\"" JSON_STRING_KEY("history"));
}

static void connection(struct writer *writer, const struct connection_event *event)
{
	struct text *text = writer->options.text;
	const struct flow *flow = event->flow;
	if (!text_reserve(text, CONNECTION_FIXED_MAX))
		return;
	text->length = (size_t)(put_connection(text_end(text), event) - text->bytes);
	text_history(text, flow);
	text_string(text, "\"" JSON_KEY("completeness"));
	text_decimal(text, flow->completeness);
	if (flow->causes) {
		struct claim_set claims;
		claims_of_connection(flow, flow->causes, &claims);
		text_json_claims(text, &claims, event->timeless);
	}
	text_string(text, "}\n");
}

static void statistics(struct writer *writer, const struct statistics_event *event)
{
	struct json json = event_begin(writer->options.text, "statistics");
	json_number_member(&json, "captured", event->captured);
	json_number_member(&json, "received", event->received);
	json_number_member(&json, "dropped", event->dropped);
	json_number_member(&json, "segments", event->segments);
	json_number_member(&json, "connections", event->connections);
	json_number_member(&json, "stray", event->stray);
	json_key(&json, "malformed");
	json_open(&json, '{');
	for (int i = 0; i < DECODE_RESULT_COUNT; i++) {
		enum decode_result result = (enum decode_result)i;
		if (event->results[i] > 0 && decode_result_is_told(result))
			json_number_member(&json, decode_result_name(result), event->results[i]);
	}
	json_close(&json, '}');
	json_number_member(&json, "evicted", event->evicted);
	event_end(&json);
}

const struct writer_format writer_json = {.name = "json",
					  .heeds = HEEDS_RELATIVE | HEEDS_CANONICAL,
					  .segment = segment,
					  .connection = connection,
					  .statistics = statistics};
