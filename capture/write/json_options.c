/* SPDX-License-Identifier: MIT */
#include "json_options.h"

#include "json.h"
#include "reader.h"
#include "tcp_options.h"

static char *put_blocks(char *at, const struct tcp_option *option, uint32_t shift)
{
	char *start = at;
	for (size_t i = 0; i < option->length; i += 8) {
		at = put_literal(at, ",[");
		at = put_decimal(at, (uint32_t)(u32_at(option->value + i) + shift));
		*at++ = ',';
		at = put_decimal(at, (uint32_t)(u32_at(option->value + i + 4) + shift));
		*at++ = ']';
	}
	if (at == start)
		at++;
	*start = '['; /* in the place of the first comma */
	*at++ = ']';
	return at;
}

static char *put_values(char *at, const struct tcp_option *option,
			const struct segment_event *event)
{
	switch (option->kind) {
	case TCP_OPTION_MSS:
		at = put_literal(at, JSON_KEY("value"));
		return put_decimal(at, u16_at(option->value));
	case TCP_OPTION_WINDOW_SCALE:
		at = put_literal(at, JSON_KEY("shift"));
		return put_decimal(at, option->value[0]);
	case TCP_OPTION_SACK:
		at = put_literal(at, JSON_KEY("blocks"));
		return put_blocks(at, option, event->ack - event->segment->ack);
	case TCP_OPTION_TIMESTAMPS:
		if (event->timeless)
			return at;
		at = put_literal(at, JSON_KEY("value"));
		at = put_decimal(at, u32_at(option->value));
		at = put_literal(at, JSON_KEY("echo"));
		return put_decimal(at, u32_at(option->value + 4));
	case TCP_OPTION_FAST_OPEN:
		at = put_literal(at, JSON_KEY("cookie_length"));
		return put_decimal(at, option->length);
	default:
		return at;
	}
}

static char *put_kind(char *at, uint8_t kind, const char *name)
{
	at = put_literal(at, ",{\"kind\":");
	at = put_decimal(at, kind);
	at = put_literal(at, JSON_STRING_KEY("name"));
	at = put_string(at, name);
	*at++ = '"';
	return at;
}

static char *put_option(char *at, const struct tcp_option *option,
			const struct segment_event *event)
{
	const char *name = tcp_option_name(option->kind);
	at = put_kind(at, option->kind, name ? name : "unknown");
	if (option->readable) {
		at = put_values(at, option, event);
	} else {
		at = put_literal(at, JSON_KEY("length"));
		at = put_decimal(at, option->length + 2u);
	}
	*at++ = '}';
	return at;
}

#define NOP ",{\"kind\":1,\"name\":\"nop\"}"

#define TEN_NOPS NOP NOP NOP NOP NOP NOP NOP NOP NOP NOP

static char *put_nops(char *at, struct tcp_options_reader *reader)
{
	static const char nops[] = TEN_NOPS TEN_NOPS TEN_NOPS TEN_NOPS; /* as many as have room */
	unsigned count = tcp_options_pass_nops(reader);
	return count > 0 ? put_bytes(at, nops, count * (sizeof NOP - 1)) : at;
}

char *put_json_options(char *at, const struct segment_event *event)
{
	struct tcp_options_reader reader;
	struct tcp_option option;
	char *start = at;
	tcp_options_begin(&reader, event->segment);
	at = put_nops(at, &reader);
	while (tcp_options_next_slowly(&reader, &option))
		at = put_nops(put_option(at, &option, event), &reader);
	if (reader.malformed) {
		at = put_kind(at, option.kind, "malformed");
		*at++ = '}';
	}
	if (reader.cut)
		at = put_literal(at, ",{\"kind\":null,\"name\":\"not-captured\"}");
	if (at == start)
		at++;
	*start = '['; /* in the place of the first comma */
	*at++ = ']';
	return at;
}
