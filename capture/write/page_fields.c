/* SPDX-License-Identifier: MIT */
#include "page_fields.h"

#include "reader.h"
#include "tcp_options.h"

static void hexadecimal(struct json *json, const uint8_t *bytes, size_t length)
{
	static const char digits[] = "0123456789abcdef";
	json_string_begin(json);
	if (!text_reserve(json->text, 2 * length + 1))
		return;
	char *at = text_end(json->text);
	for (size_t i = 0; i < length; i++) {
		*at++ = digits[bytes[i] >> 4];
		*at++ = digits[bytes[i] & 15];
	}
	*at++ = '"';
	json->text->length = (size_t)(at - json->text->bytes);
}

void page_header_bytes(struct json *json, const struct segment *segment)
{
	if (!segment->header)
		return;
	json_key(json, "head");
	hexadecimal(json, segment->header, (size_t)segment->data_offset * 4);
}

/* Blocks count in the numbers of the other side, as the acknowledgment number does. */
static void sack_blocks(struct json *json, const struct tcp_option *option, uint32_t shift)
{
	for (size_t at = 0; at < option->length; at += 4)
		json_number(json, (uint32_t)(u32_at(option->value + at) + shift));
}

static void values(struct json *json, const struct tcp_option *option,
		   const struct segment_event *event)
{
	switch (option->kind) {
	case TCP_OPTION_MSS:
		json_number(json, u16_at(option->value));
		break;
	case TCP_OPTION_WINDOW_SCALE:
		json_number(json, option->value[0]);
		break;
	case TCP_OPTION_SACK:
		sack_blocks(json, option, event->ack - event->segment->ack);
		break;
	case TCP_OPTION_TIMESTAMPS:
		if (event->timeless)
			break;
		json_number(json, u32_at(option->value));
		json_number(json, u32_at(option->value + 4));
		break;
	case TCP_OPTION_FAST_OPEN:
		json_number(json, option->length);
		if (!event->timeless)
			hexadecimal(json, option->value, option->length);
		break;
	default:
		break;
	}
}

static void list_option(struct json *json, const struct tcp_option *option,
			const struct segment_event *event)
{
	json_open(json, '[');
	if (option->readable) {
		json_string(json, tcp_option_name(option->kind));
		values(json, option, event);
	} else {
		json_string(json, "other");
		json_number(json, option->kind);
		hexadecimal(json, option->value, option->length);
	}
	json_close(json, ']');
}

static void list_word(struct json *json, const char *word)
{
	json_open(json, '[');
	json_string(json, word);
	json_close(json, ']');
}

void page_tcp_options(struct json *json, const struct segment_event *event)
{
	struct tcp_options_reader reader;
	struct tcp_option option;
	json_key(json, "options");
	json_open(json, '[');
	tcp_options_begin(&reader, event->segment);
	while (tcp_options_next(&reader, &option))
		list_option(json, &option, event);
	if (reader.malformed)
		list_word(json, "malformed");
	if (reader.cut)
		list_word(json, "not-captured");
	json_close(json, ']');
}
