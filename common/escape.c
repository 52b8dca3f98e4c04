/* SPDX-License-Identifier: MIT */
#include "escape.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "escape_forms.h"
#include "put.h"

/* Code points that are never shown as they are: Unicode 15 general category Cc above ASCII, Cf, Zl,
 * Zp, the property Default_Ignorable_Code_Point, and the noncharacters of the first plane. In
 * ascending order. */
static const struct {
	uint32_t first, last;
} hidden[] = {
    {0x0080, 0x009f},   {0x00ad, 0x00ad},   {0x034f, 0x034f},   {0x0600, 0x0605},
    {0x061c, 0x061c},   {0x06dd, 0x06dd},   {0x070f, 0x070f},   {0x0890, 0x0891},
    {0x08e2, 0x08e2},   {0x115f, 0x1160},   {0x17b4, 0x17b5},   {0x180b, 0x180f},
    {0x200b, 0x200f},   {0x2028, 0x202e},   {0x2060, 0x206f},   {0x3164, 0x3164},
    {0xfdd0, 0xfdef},   {0xfe00, 0xfe0f},   {0xfeff, 0xfeff},   {0xffa0, 0xffa0},
    {0xfff0, 0xfffb},   {0x110bd, 0x110bd}, {0x110cd, 0x110cd}, {0x13430, 0x1343f},
    {0x1bca0, 0x1bca3}, {0x1d173, 0x1d17a}, {0xe0000, 0xe0fff},
};

static bool is_hidden(uint32_t code_point)
{
	if ((code_point & 0xfffe) == 0xfffe)
		return true; /* the last two of every plane are noncharacters */
	size_t low = 0, high = sizeof hidden / sizeof hidden[0];
	while (low < high) {
		size_t middle = (low + high) / 2;
		if (code_point > hidden[middle].last)
			low = middle + 1;
		else
			high = middle;
	}
	return low < sizeof hidden / sizeof hidden[0] && code_point >= hidden[low].first;
}

/* Bytes of the shortest-form UTF-8 sequence at AT that may be shown as it is; 0 when there is none.
 */
static size_t shown_sequence(const uint8_t *at, size_t left)
{
	static const uint32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
	size_t length = at[0] >= 0xf0 ? 4 : at[0] >= 0xe0 ? 3 : 2;
	if (at[0] < 0xc2 || at[0] > 0xf4 || length > left)
		return 0;
	uint32_t code_point = at[0] & (0xffu >> (length + 1));
	for (size_t i = 1; i < length; i++) {
		if ((at[i] & 0xc0) != 0x80)
			return 0;
		code_point = code_point << 6 | (at[i] & 0x3f);
	}
	bool surrogate = code_point >= 0xd800 && code_point <= 0xdfff;
	if (code_point < smallest[length] || code_point > 0x10ffff || surrogate)
		return 0;
	return is_hidden(code_point) ? 0 : length;
}

/* Sixteen bytes, which the compiler compares at once. */
typedef uint8_t lanes __attribute__((vector_size(16)));

static bool all_stay(const uint8_t *at, const struct escape_form *form)
{
	lanes bytes;
	uint64_t halves[2];
	memcpy(&bytes, at, sizeof bytes);
	lanes stay = (lanes)(bytes - 0x20 < 0x7f - 0x20) & (lanes)(bytes != form->stops[0]) &
		     (lanes)(bytes != form->stops[1]);
	memcpy(halves, &stay, sizeof halves);
	return (halves[0] & halves[1]) == UINT64_MAX;
}

/* One comparison looks at both bytes, for each by itself goes either way in bytes that are no text:
 * 11xxxxxx 10xxxxxx begins a sequence. */
static size_t sequence_at(const uint8_t *at, const uint8_t *end)
{
	if (at + 1 >= end || ((at[0] << 8 | at[1]) & 0xc0c0) != 0xc080)
		return 0;
	return shown_sequence(at, (size_t)(end - at));
}

enum {
	PIECE = 4096, /* bytes for which room is made at once */
	BLOCK = 8,    /* bytes that are looked at one by one before sixteen are tried again */
};

/* Escapes from *FROM on until STOP is reached or passed; nothing from END on is looked at. */
static char *escape_piece(char *to, const uint8_t **from, const uint8_t *stop, const uint8_t *end,
			  const struct escape_form *form)
{
	const uint8_t *at = *from;
	while (at < stop) {
		if ((size_t)(end - at) >= sizeof(lanes) && all_stay(at, form)) {
			to = put_bytes(to, at, sizeof(lanes));
			at += sizeof(lanes);
			continue;
		}
		const uint8_t *block = end - at < BLOCK ? end : at + BLOCK;
		while (at < block) {
			size_t sequence = sequence_at(at, end);
			if (sequence > 0) {
				to = put_bytes(to, at, sequence);
				at += sequence;
			} else {
				const struct escaped_byte *escaped = &form->bytes[*at++];
				memcpy(to, escaped, sizeof *escaped);
				to += escaped->length;
			}
		}
	}
	*from = at;
	return to;
}

static void escape(struct text *text, const uint8_t *at, size_t left,
		   const struct escape_form *form)
{
	const uint8_t *end = at + left;
	while (at < end) {
		const uint8_t *stop = end - at < PIECE ? end : at + PIECE;
		/* The last ones may begin before STOP and end behind it. */
		size_t room = ((size_t)(stop - at) + sizeof(lanes)) * sizeof form->bytes->text;
		if (!text_reserve(text, room))
			return;
		char *to = escape_piece(text_end(text), &at, stop, end, form);
		text->length = (size_t)(to - text->bytes);
	}
}

void text_escaped(struct text *text, const void *bytes, size_t length)
{
	escape(text, bytes, length, &escape_form_shown);
}

void text_printable(struct text *text, const void *bytes, size_t length)
{
	escape(text, bytes, length, &escape_form_printable);
}

void text_escaped_json(struct text *text, const void *bytes, size_t length)
{
	escape(text, bytes, length, &escape_form_json);
}

void text_printable_lines(struct text *text, const char *prefix, const void *bytes, size_t length)
{
	const char *at = bytes;
	for (const char *end = at + length; at < end;) {
		const char *newline = memchr(at, '\n', (size_t)(end - at));
		const char *stop = newline ? newline : end;
		text_string(text, prefix);
		text_printable(text, at, (size_t)(stop - at));
		text_char(text, '\n');
		at = stop + (newline != NULL);
	}
}
