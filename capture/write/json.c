/* SPDX-License-Identifier: MIT */
/* -f json: one object a line. The fields are a contract: tests/schema/event.json describes them. */
#include "escape.h"
#include "explain.h"
#include "formats.h"
#include "history.h"

/* Fields follow each other with a comma; the first is written by event_begin(). */
static void key(struct text *text, const char *name)
{
	text_string(text, ",\"");
	text_string(text, name);
	text_string(text, "\":");
}

static void number(struct text *text, const char *name, uint64_t value)
{
	key(text, name);
	text_decimal(text, value);
}

/* VALUE is one of our own words: nothing in it needs escaping. */
static void word(struct text *text, const char *name, const char *value)
{
	key(text, name);
	text_char(text, '"');
	text_string(text, value);
	text_char(text, '"');
}

static void event_begin(struct text *text, const char *name)
{
	text_string(text, "{\"v\":1");
	word(text, "event", name);
}

static void event_end(struct text *text)
{
	text_string(text, "}\n");
}

/* Longer than all of a segment but its payload and labels. */
enum { SEGMENT_FIXED_MAX = 1024 };

/* The bytes at the beginning that are shown as they are, in JSON too. */
static size_t plain_length(const uint8_t *bytes, size_t length)
{
	size_t plain = 0;
	while (plain < length && bytes[plain] >= 0x20 && bytes[plain] < 0x7f &&
	       bytes[plain] != '"' && bytes[plain] != '\\')
		plain++;
	return plain;
}

/* The payload's text form (escape.h), whose only characters that JSON escapes are \ and ". */
static void escaped_payload(struct writer *writer, const struct segment *segment)
{
	struct text *text = writer->options.text;
	struct text *plain = &writer->scratch;
	text_clear(plain);
	text_escaped(plain, segment->payload, segment->payload_captured);
	size_t run = 0;
	for (size_t i = 0; i < plain->length; i++) {
		if (plain->bytes[i] != '"' && plain->bytes[i] != '\\')
			continue;
		text_bytes(text, plain->bytes + run, i - run);
		text_char(text, '\\');
		run = i;
	}
	if (plain->length > run)
		text_bytes(text, plain->bytes + run, plain->length - run);
	text->failed |= plain->failed;
}

static void payload(struct writer *writer, const struct segment *segment)
{
	size_t length = segment->payload_captured;
	if (plain_length(segment->payload, length) == length)
		text_bytes(writer->options.text, segment->payload, length);
	else
		escaped_payload(writer, segment);
}

static char *put_time(char *at, int64_t time_ns)
{
	uint64_t distance = time_ns < 0 ? -(uint64_t)time_ns : (uint64_t)time_ns;
	uint32_t fraction = (uint32_t)(distance % 1000000000);
	if (time_ns < 0)
		*at++ = '-';
	at = put_decimal(at, distance / 1000000000);
	*at++ = '.';
	at = put_eight_digits(at, fraction / 10);
	*at++ = (char)('0' + fraction % 10);
	return at;
}

/* Up to the payload. */
static char *put_numbers(char *at, const struct segment_event *event)
{
	const struct segment *what = event->segment;
	const struct step *step = event->step;
	at = put_literal(at, "{\"v\":1,\"event\":\"segment\",\"frame\":");
	at = put_decimal(at, what->frame);
	at = put_literal(at, ",\"time\":\"");
	at = put_time(at, event->time_ns);
	at = put_literal(at, "\",\"conn\":");
	at = put_decimal(at, event->flow->number);
	at = step->from == SIDE_CLIENT ? put_literal(at, ",\"from\":\"client\",\"src\":\"")
				       : put_literal(at, ",\"from\":\"server\",\"src\":\"");
	at = put_address(at, &event->source);
	at = put_literal(at, "\",\"sport\":");
	at = put_decimal(at, event->source.port);
	at = put_literal(at, ",\"dst\":\"");
	at = put_address(at, &event->destination);
	at = put_literal(at, "\",\"dport\":");
	at = put_decimal(at, event->destination.port);
	at = put_literal(at, ",\"flags\":");
	at = put_decimal(at, what->flags);
	at = put_literal(at, ",\"seq\":");
	at = put_decimal(at, event->seq);
	at = put_literal(at, ",\"ack\":");
	at = put_decimal(at, event->ack);
	at = put_literal(at, ",\"rel_seq\":");
	at = put_decimal(at, step->relative_seq);
	at = put_literal(at, ",\"rel_ack\":");
	at = put_decimal(at, step->relative_ack);
	at = put_literal(at, ",\"win\":");
	at = put_decimal(at, what->window);
	at = put_literal(at, ",\"len\":");
	at = put_decimal(at, what->payload_length);
	return put_literal(at, ",\"payload\":\"");
}

static char *put_states(char *at, const struct step *step)
{
	at = put_literal(at, ",\"client_state\":\"");
	at = put_string(at, tcp_state_name(step->states[SIDE_CLIENT]));
	at = put_literal(at, "\",\"server_state\":\"");
	at = put_string(at, tcp_state_name(step->states[SIDE_SERVER]));
	return put_literal(at, "\"}\n");
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
	payload(writer, event->segment);
	text_string(text, "\",\"phase\":\"");
	text_string(text, phase_name(event->phase));
	labels_field(text, event->step->labels);
	if (text_reserve(text, SEGMENT_FIXED_MAX))
		text->length = (size_t)(put_states(text_end(text), event->step) - text->bytes);
}

static void endpoint_field(struct text *text, const char *name, const struct endpoint *endpoint)
{
	key(text, name);
	text_char(text, '"');
	text_endpoint(text, endpoint);
	text_char(text, '"');
}

/* KNOWN: otherwise null. */
static void optional(struct text *text, const char *name, bool known, uint64_t value)
{
	if (known) {
		number(text, name, value);
		return;
	}
	key(text, name);
	text_string(text, "null");
}

static void connection(struct writer *writer, const struct connection_event *event)
{
	struct text *text = writer->options.text;
	const struct flow *flow = event->flow;
	event_begin(text, "connection");
	number(text, "conn", flow->number);
	endpoint_field(text, "client", &event->ends[SIDE_CLIENT]);
	endpoint_field(text, "server", &event->ends[SIDE_SERVER]);
	word(text, "open", open_name(flow_open(flow)));
	word(text, "close", close_name(flow_close(flow)));
	word(text, "closed_first", closer_name(flow_closed_first(flow)));
	number(text, "segments", flow->segments);
	number(text, "client_bytes", flow->side[SIDE_CLIENT].bytes);
	number(text, "server_bytes", flow->side[SIDE_SERVER].bytes);
	number(text, "retransmissions", flow->retransmissions);
	optional(text, "syn_rtt_us", (flow->flags & FLOW_RTT_KNOWN) && !event->timeless,
		 flow->syn_rtt_us);
	optional(text, "duration_us", !event->timeless,
		 (uint64_t)(flow->last_ns - flow->first_ns) / 1000);
	word(text, "zeek_state", zeek_state_name(flow_zeek_state(flow)));
	key(text, "history");
	text_char(text, '"');
	text_history(text, flow);
	text_char(text, '"');
	number(text, "completeness", flow->completeness);
	event_end(text);
}

static void statistics(struct writer *writer, const struct statistics_event *event)
{
	struct text *text = writer->options.text;
	event_begin(text, "statistics");
	number(text, "captured", event->captured);
	number(text, "received", event->received);
	number(text, "dropped", event->dropped);
	number(text, "segments", event->segments);
	number(text, "connections", event->connections);
	number(text, "stray", event->stray);
	key(text, "malformed");
	text_char(text, '{');
	const char *comma = "";
	for (int result = 0; result < DECODE_RESULT_COUNT; result++) {
		if (event->results[result] == 0 ||
		    !decode_result_is_told((enum decode_result)result))
			continue;
		text_format(text, "%s\"%s\":", comma,
			    decode_result_name((enum decode_result)result));
		text_decimal(text, event->results[result]);
		comma = ",";
	}
	text_char(text, '}');
	number(text, "evicted", event->evicted);
	event_end(text);
}

const struct writer_format writer_json = {.name = "json",
					  .heeds = HEEDS_RELATIVE | HEEDS_CANONICAL,
					  .segment = segment,
					  .connection = connection,
					  .statistics = statistics};
