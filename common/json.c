/* SPDX-License-Identifier: MIT */
#include "json.h"

static void separate(struct json *json)
{
	if (json->comma)
		text_char(json->text, ',');
	json->comma = true;
}

void json_open(struct json *json, char bracket)
{
	separate(json);
	text_char(json->text, bracket);
	json->comma = false;
}

void json_close(struct json *json, char bracket)
{
	text_char(json->text, bracket);
	json->comma = true;
}

void json_key(struct json *json, const char *name)
{
	size_t length = strlen(name);
	if (text_reserve(json->text, length + 4)) {
		char *at = text_end(json->text);
		if (json->comma)
			*at++ = ',';
		*at++ = '"';
		at = put_bytes(at, name, length);
		at = put_literal(at, "\":");
		json->text->length = (size_t)(at - json->text->bytes);
	}
	json->comma = false;
}

void json_number(struct json *json, uint64_t number)
{
	separate(json);
	text_decimal(json->text, number);
}

void json_real(struct json *json, double number, int decimals)
{
	separate(json);
	text_format(json->text, "%.*f", decimals, number);
}

void json_bool(struct json *json, bool value)
{
	separate(json);
	text_string(json->text, value ? "true" : "false");
}

void json_null(struct json *json)
{
	separate(json);
	text_string(json->text, "null");
}

void json_string(struct json *json, const char *string)
{
	size_t mark = json_string_begin(json);
	text_string(json->text, string);
	json_string_end(json, mark);
}

size_t json_string_begin(struct json *json)
{
	separate(json);
	text_char(json->text, '"');
	return json->text->length;
}

void json_string_end(struct json *json, size_t mark)
{
	json_escape(json->text, mark, json->in_script);
	text_char(json->text, '"');
}

void json_number_member(struct json *json, const char *name, uint64_t number)
{
	json_key(json, name);
	json_number(json, number);
}

void json_known_member(struct json *json, const char *name, bool known, uint64_t number)
{
	json_key(json, name);
	if (known)
		json_number(json, number);
	else
		json_null(json);
}

void json_string_member(struct json *json, const char *name, const char *string)
{
	json_key(json, name);
	json_string(json, string);
}

struct json json_event_begin(struct text *text, const char *name)
{
	struct json json = {.text = text};
	json_open(&json, '{');
	json_number_member(&json, "v", 1);
	json_string_member(&json, "event", name);
	return json;
}

void json_event_end(struct json *json)
{
	json_close(json, '}');
	text_char(json->text, '\n');
}

/* RFC 8259 section 7: the letter behind the backslash of a short escape; 'u' for one with four
 * digits, '<' for a byte that has such a one only in a script, 0 for none. */
static const char escapes[256] = {
    'u', 'u', 'u', 'u', 'u', 'u', 'u', 'u', 'b',         't',           'n',         'u',
    'f', 'r', 'u', 'u', 'u', 'u', 'u', 'u', 'u',         'u',           'u',         'u',
    'u', 'u', 'u', 'u', 'u', 'u', 'u', 'u', ['"'] = '"', ['\\'] = '\\', ['<'] = '<',
};

static char escape_letter(char character, bool in_script)
{
	char letter = escapes[(unsigned char)character];
	if (letter == '<')
		return in_script ? 'u' : 0;
	return letter;
}

/* False: none of eight bytes is escaped. A byte below 0x20 borrows when that is subtracted, one of
 * `"`, `\\`, `<` when one is subtracted from its difference; so may the byte above it, wrongly. */
static bool may_escape(const char *bytes)
{
	const uint64_t ones = UINT64_C(0x0101010101010101), highs = UINT64_C(0x8080808080808080);
	uint64_t eight;
	memcpy(&eight, bytes, sizeof eight);
	uint64_t quote = eight ^ ones * '"', slash = eight ^ ones * '\\', less = eight ^ ones * '<';
	uint64_t found = ((eight - ones * 0x20) & ~eight) | ((quote - ones) & ~quote) |
			 ((slash - ones) & ~slash) | ((less - ones) & ~less);
	return (found & highs) != 0;
}

/* Bytes that the escapes of BYTES take beside those that are escaped. */
static size_t added_length(const char *bytes, size_t length, bool in_script)
{
	enum { EIGHT = 8 };
	size_t added = 0;
	for (size_t i = 0; i < length;) {
		if (length - i >= EIGHT && !may_escape(bytes + i)) {
			i += EIGHT;
			continue;
		}
		size_t end = length - i >= EIGHT ? i + EIGHT : length;
		for (; i < end; i++) {
			char letter = escape_letter(bytes[i], in_script);
			if (letter != 0)
				added += letter == 'u' ? 5 : 1;
		}
	}
	return added;
}

void json_escape(struct text *text, size_t mark, bool in_script)
{
	static const char digits[] = "0123456789abcdef";
	size_t added = added_length(text->bytes + mark, text->length - mark, in_script);
	if (added == 0)
		return;
	if (!text_reserve(text, added)) {
		text->length = mark;
		return;
	}
	/* From the end, so that nothing is written over before it was read. */
	const char *from = text->bytes + text->length;
	char *to = text->bytes + text->length + added;
	text->length += added;
	while (from < to) {
		char character = *--from;
		char letter = escape_letter(character, in_script);
		if (letter == 0) {
			*--to = character;
		} else if (letter == 'u') {
			to -= 6;
			put_literal(to, "\\u00");
			to[4] = digits[(unsigned char)character >> 4];
			to[5] = digits[(unsigned char)character & 15];
		} else {
			*--to = letter;
			*--to = '\\';
		}
	}
}
