/* SPDX-License-Identifier: MIT */
/* -f json: one object a line. The fields are a contract: tests/schema/event.json describes them. */
#include "json.h"
#include "claims.h"
#include "classify.h"
#include "formats.h"
#include "history.h"
#include "json_claims.h"
#include "json_segment.h"

static void segment(struct writer *writer, const struct segment_event *event)
{
	text_json_segment(writer->options.text, event, &writer->options.payload, writer->state);
}

/* KNOWN: otherwise null. */
static char *put_known(char *at, bool known, uint64_t number)
{
	return known ? put_decimal(at, number) : put_literal(at, "null");
}

static void fates(struct writer *writer, const struct fates_event *event)
{
	text_json_fates(writer->options.text, event);
}

/* Longer than all of a connection but its history and claims. */
enum { CONNECTION_FIXED_MAX = 1024 };

/* Up to the history. */
static char *put_connection(char *at, const struct connection_event *event, struct json_ends *ends)
{
	const struct flow *flow = event->flow;
	bool timed = !event->timeless;
	at = put_literal(at, "{\"v\":1,\"event\":\"connection\",\"conn\":");
	at = put_decimal(at, flow->number);
	at = put_literal(at, JSON_STRING_KEY("client"));
	at = put_endpoint(at, &event->ends[SIDE_CLIENT]);
	at = put_literal(at, "\"" JSON_STRING_KEY("server"));
	at = put_endpoint(at, &event->ends[SIDE_SERVER]);
	at = put_literal(at, "\"" JSON_STRING_KEY("community_id"));
	at = put_kept_id(at, ends, flow->number, &event->ends[SIDE_CLIENT],
			 &event->ends[SIDE_SERVER]);
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
	text->length = (size_t)(put_connection(text_end(text), event, writer->state) - text->bytes);
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
	struct json json = json_event_begin(writer->options.text, "statistics");
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
	json_event_end(&json);
}

const struct writer_format writer_json = {.name = "json",
					  .heeds = HEEDS_RELATIVE | HEEDS_CANONICAL | HEEDS_PAYLOAD,
					  .state_size = sizeof(struct json_ends),
					  .segment = segment,
					  .fates = fates,
					  .connection = connection,
					  .statistics = statistics};
