/* SPDX-License-Identifier: MIT */
#include "escape.h"

#include <stdbool.h>
#include <stdint.h>

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

static void escape_byte(struct text *text, uint8_t byte)
{
	static const char digits[] = "0123456789abcdef";
	char escaped[4] = {'\\', 'x', digits[byte >> 4], digits[byte & 15]};
	switch (byte) {
	case '\\':
		text_bytes(text, "\\\\", 2);
		break;
	case '\n':
		text_bytes(text, "\\n", 2);
		break;
	case '\t':
		text_bytes(text, "\\t", 2);
		break;
	case '\r':
		text_bytes(text, "\\r", 2);
		break;
	default:
		text_bytes(text, escaped, sizeof escaped);
	}
}

static void escape(struct text *text, const uint8_t *at, size_t left, bool escape_backslash)
{
	const uint8_t *end = at + left;
	while (at < end) {
		const uint8_t *run = at;
		while (at < end && *at >= 0x20 && *at < 0x7f && !(*at == '\\' && escape_backslash))
			at++;
		text_bytes(text, run, (size_t)(at - run));
		if (at == end)
			break;
		size_t sequence = *at >= 0x80 ? shown_sequence(at, (size_t)(end - at)) : 0;
		if (sequence > 0) {
			text_bytes(text, at, sequence);
			at += sequence;
		} else {
			escape_byte(text, *at++);
		}
	}
}

void text_escaped(struct text *text, const void *bytes, size_t length)
{
	escape(text, bytes, length, true);
}

void text_printable(struct text *text, const void *bytes, size_t length)
{
	escape(text, bytes, length, false);
}
