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

/* The payload's text form (escape.h), whose only characters that JSON escapes are \ and ". */
static void payload(struct writer *writer, const struct segment *segment)
{
	struct text *text = writer->options.text;
	struct text *plain = &writer->scratch;
	key(text, "payload");
	text_char(text, '"');
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
	text_char(text, '"');
	text->failed |= plain->failed;
}

static void time_field(struct text *text, int64_t time_ns)
{
	uint64_t distance = time_ns < 0 ? -(uint64_t)time_ns : (uint64_t)time_ns;
	uint64_t rest = distance % 1000000000;
	key(text, "time");
	text_string(text, time_ns < 0 ? "\"-" : "\"");
	text_decimal(text, distance / 1000000000);
	char digits[10] = ".";
	for (int i = 9; i > 0; i--) {
		digits[i] = (char)('0' + rest % 10);
		rest /= 10;
	}
	text_bytes(text, digits, sizeof digits);
	text_char(text, '"');
}

static void address_fields(struct text *text, const char *address, const char *port,
			   const struct endpoint *endpoint)
{
	key(text, address);
	text_char(text, '"');
	text_address(text, endpoint);
	text_char(text, '"');
	number(text, port, endpoint->port);
}

static void labels_field(struct text *text, label_set labels)
{
	key(text, "labels");
	text_char(text, '[');
	const char *comma = "";
	for (int label = 0; label < LABEL_COUNT && labels >> label; label++) {
		if (!(labels & label_bit((enum label)label)))
			continue;
		text_string(text, comma);
		text_char(text, '"');
		text_string(text, label_name((enum label)label));
		text_char(text, '"');
		comma = ",";
	}
	text_char(text, ']');
}

static void segment(struct writer *writer, const struct segment_event *event)
{
	struct text *text = writer->options.text;
	const struct segment *what = event->segment;
	const struct step *step = event->step;
	event_begin(text, "segment");
	number(text, "frame", what->frame);
	time_field(text, event->time_ns);
	number(text, "conn", event->flow->number);
	word(text, "from", step->from == SIDE_CLIENT ? "client" : "server");
	address_fields(text, "src", "sport", &event->source);
	address_fields(text, "dst", "dport", &event->destination);
	number(text, "flags", what->flags);
	number(text, "seq", event->seq);
	number(text, "ack", event->ack);
	number(text, "rel_seq", step->relative_seq);
	number(text, "rel_ack", step->relative_ack);
	number(text, "win", what->window);
	number(text, "len", what->payload_length);
	payload(writer, what);
	word(text, "phase", phase_name(event->phase));
	labels_field(text, step->labels);
	word(text, "client_state", tcp_state_name(step->states[SIDE_CLIENT]));
	word(text, "server_state", tcp_state_name(step->states[SIDE_SERVER]));
	event_end(text);
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

const struct writer_format writer_json = {
    .name = "json", .segment = segment, .connection = connection, .statistics = statistics};
