/* SPDX-License-Identifier: MIT */
#include "page_fields.h"

#include "reader.h"
#include "tcp_options.h"

void page_key(struct text *text, const char *name)
{
	text_string(text, ",\"");
	text_string(text, name);
	text_string(text, "\":");
}

void page_number(struct text *text, const char *name, uint64_t value)
{
	page_key(text, name);
	text_decimal(text, value);
}

void page_word(struct text *text, const char *name, const char *value)
{
	page_key(text, name);
	text_char(text, '"');
	text_string(text, value);
	text_char(text, '"');
}

static void hexadecimal(struct text *text, const uint8_t *bytes, size_t length)
{
	static const char digits[] = "0123456789abcdef";
	text_string(text, ",\"");
	for (size_t i = 0; i < length; i++) {
		text_char(text, digits[bytes[i] >> 4]);
		text_char(text, digits[bytes[i] & 15]);
	}
	text_char(text, '"');
}

static void number(struct text *text, uint64_t value)
{
	text_char(text, ',');
	text_decimal(text, value);
}

/* Blocks count in the numbers of the other side, as the acknowledgment number does. */
static void sack_blocks(struct text *text, const uint8_t *value, size_t length, uint32_t shift)
{
	for (size_t at = 0; at + 4 <= length; at += 4)
		number(text, (uint32_t)(u32_at(value + at) + shift));
}

/* VALUE: the LENGTH bytes behind kind and length. */
static void option(struct text *text, uint8_t kind, const uint8_t *value, size_t length,
		   const struct segment_event *event)
{
	if (kind == TCP_OPTION_MSS && length == 2) {
		text_string(text, "[\"mss\"");
		number(text, u16_at(value));
	} else if (kind == TCP_OPTION_WINDOW_SCALE && length == 1) {
		text_string(text, "[\"window-scale\"");
		number(text, value[0]);
	} else if (kind == TCP_OPTION_SACK_PERMITTED && length == 0) {
		text_string(text, "[\"sack-permitted\"");
	} else if (kind == TCP_OPTION_SACK && length % 8 == 0) {
		text_string(text, "[\"sack\"");
		sack_blocks(text, value, length, event->ack - event->segment->ack);
	} else if (kind == TCP_OPTION_TIMESTAMPS && length == 8) {
		text_string(text, "[\"timestamps\"");
		if (!event->timeless) {
			number(text, u32_at(value));
			number(text, u32_at(value + 4));
		}
	} else if (kind == TCP_OPTION_FAST_OPEN) {
		text_string(text, "[\"fast-open\"");
		number(text, length);
		if (!event->timeless)
			hexadecimal(text, value, length);
	} else {
		text_string(text, "[\"other\"");
		number(text, kind);
		hexadecimal(text, value, length);
	}
	text_char(text, ']');
}

void page_tcp_options(struct text *text, const struct segment_event *event)
{
	const struct segment *segment = event->segment;
	struct reader reader = {segment->options, segment->options + segment->options_length};
	const char *comma = "";
	const uint8_t *kind;
	page_key(text, "options");
	text_char(text, '[');
	while ((kind = reader_take(&reader, 1))) {
		text_string(text, comma);
		comma = ",";
		if (*kind == TCP_OPTION_END) {
			text_string(text, "[\"end\"]");
			break;
		}
		if (*kind == TCP_OPTION_NOP) {
			text_string(text, "[\"nop\"]");
			continue;
		}
		const uint8_t *length = reader_take(&reader, 1);
		const uint8_t *value =
		    length && *length >= 2 ? reader_take(&reader, *length - 2u) : NULL;
		if (!value) {
			text_string(text, "[\"malformed\"]");
			break;
		}
		option(text, *kind, value, *length - 2u, event);
	}
	text_char(text, ']');
}
