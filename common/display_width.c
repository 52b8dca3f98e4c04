/* SPDX-License-Identifier: MIT */
#include "display_width.h"

#include <stdint.h>
#include <string.h>
#include <wchar.h>

/* One character of a text. */
struct character {
	uint32_t code_point;
	size_t length; /* bytes */
	size_t columns;
};

/* From here on most characters are wide: for a C library that does not know one. */
enum { FIRST_WIDE = 0x1100 };

/* Two columns wherever they are known (Unicode Standard Annex 11): most of what is Chinese. */
static bool is_wide(uint32_t code_point)
{
	return (code_point >= 0x4e00 && code_point <= 0x9fff) || /* ideographs */
	       (code_point >= 0xff01 && code_point <= 0xff60);   /* fullwidth forms */
}

static size_t character_width(uint32_t code_point)
{
	if (code_point < 0x80)
		return 1;
	if (is_wide(code_point))
		return 2;
	int columns = wcwidth((wchar_t)code_point);
	if (columns >= 0)
		return (size_t)columns;
	return code_point >= FIRST_WIDE ? 2 : 1;
}

/* A byte that is no UTF-8 counts as a character. */
static struct character character_at(const char *bytes, size_t left)
{
	const unsigned char *at = (const unsigned char *)bytes;
	size_t length = at[0] >= 0xf0 ? 4 : at[0] >= 0xe0 ? 3 : at[0] >= 0xc0 ? 2 : 1;
	if (length == 1 || length > left)
		return (struct character){at[0], 1, 1};
	uint32_t code_point = at[0] & (0xffu >> (length + 1));
	for (size_t i = 1; i < length; i++)
		code_point = code_point << 6 | (at[i] & 0x3f);
	return (struct character){code_point, length, character_width(code_point)};
}

/* The escape of escape.h at BYTES: \xNN or a backslash and one letter. */
static struct character escape_at(const char *bytes, size_t left)
{
	size_t length = left > 1 && bytes[1] == 'x' ? 4 : 2;
	if (length > left)
		length = left;
	return (struct character){'\\', length, length};
}

/* Eight bytes. */
static bool are_ascii(const char *bytes)
{
	uint64_t eight;
	memcpy(&eight, bytes, sizeof eight);
	return (eight & UINT64_C(0x8080808080808080)) == 0;
}

/* How many of the first bytes are ASCII, which takes a column each. */
static size_t ascii_length(const char *bytes, size_t length)
{
	enum { EIGHT = 8 };
	size_t i = 0;
	while (length - i >= EIGHT && are_ascii(bytes + i))
		i += EIGHT;
	if (length >= EIGHT && length - i < EIGHT && are_ascii(bytes + length - EIGHT))
		return length;
	while (i < length && (unsigned char)bytes[i] < 0x80)
		i++;
	return i;
}

size_t display_width(const char *bytes, size_t length)
{
	size_t i = ascii_length(bytes, length);
	size_t columns = i;
	while (i < length) {
		struct character character = character_at(bytes + i, length - i);
		columns += character.columns;
		i += character.length;
		if (character.length == 1) {
			size_t plain = ascii_length(bytes + i, length - i);
			columns += plain;
			i += plain;
		}
	}
	return columns;
}

/* A beginning of a text. */
struct part {
	size_t bytes, columns;
};

/* How many of the first bytes are ASCII, and where ESCAPED no escape. */
static size_t plain_length(const char *bytes, size_t length, bool escaped)
{
	size_t plain = ascii_length(bytes, length);
	const char *escape = escaped ? memchr(bytes, '\\', plain) : NULL;
	return escape ? (size_t)(escape - bytes) : plain;
}

static struct part fit(const char *bytes, size_t length, size_t columns, bool escaped)
{
	struct part part = {0, 0};
	while (part.bytes < length) {
		const char *at = bytes + part.bytes;
		size_t left = length - part.bytes, room = columns - part.columns;
		size_t plain = plain_length(at, left < room ? left : room, escaped);
		struct character character = {.length = plain, .columns = plain};
		if (plain == 0 && escaped && *at == '\\')
			character = escape_at(at, left);
		else if (plain == 0)
			character = character_at(at, left);
		if (character.columns > room)
			break;
		part.columns += character.columns;
		part.bytes += character.length;
	}
	return part;
}

size_t display_width_fit(const char *bytes, size_t length, size_t columns, bool escaped)
{
	return fit(bytes, length, columns, escaped).bytes;
}

static bool is_closing(uint32_t code_point)
{
	static const uint32_t closing[] = {
	    0x2014 /* — */,  0x3001 /* 、 */, 0x3002 /* 。 */, 0x300d /* 」 */, 0xff01 /* ！ */,
	    0xff09 /* ） */, 0xff0c /* ， */, 0xff1a /* ： */, 0xff1b /* ； */, 0xff1f /* ？ */,
	};
	for (size_t i = 0; code_point >= closing[0] && i < sizeof closing / sizeof closing[0]; i++)
		if (code_point == closing[i])
			return true;
	return false;
}

/* Between a number and its unit: "40 ms". */
static bool is_before_unit(uint32_t number, uint32_t space, uint32_t unit)
{
	return number >= '0' && number <= '9' && space == ' ' &&
	       (unit == 'u' || unit == 'm' || unit == 's');
}

/* Whether a line may end between the two. */
static bool may_break(struct character before, struct character after)
{
	if (after.code_point == ' ' || is_closing(after.code_point) || after.columns == 0)
		return false;
	if (before.code_point == ' ')
		return true;
	bool opening = before.code_point == 0xff08 /* （ */ || before.code_point == 0x300c /* 「 */;
	return !opening && (before.columns == 2 || after.columns == 2);
}

size_t display_width_wrap(const char *bytes, size_t length, size_t columns)
{
	if (length <= columns) /* no character has more columns than bytes */
		return length;
	size_t used = 0, i = 0, end = 0;
	struct character before = {0}, earlier = {0};
	while (i < length) {
		struct character character = character_at(bytes + i, length - i);
		if (i > 0 && may_break(before, character) &&
		    !is_before_unit(earlier.code_point, before.code_point, character.code_point))
			end = i;
		if (used + character.columns > columns && character.code_point != ' ')
			break;
		used += character.columns;
		i += character.length;
		earlier = before;
		before = character;
	}
	if (i == length || (end == 0 && i > 0))
		return i;
	return end > 0 ? end : character_at(bytes, length).length;
}

size_t text_cut(struct text *text, const char *bytes, size_t length, size_t columns, bool more,
		const char *ellipsis)
{
	size_t used = more ? 0 : display_width(bytes, length);
	if (!more && used <= columns) {
		text_bytes(text, bytes, length);
		return used;
	}
	size_t of_ellipsis = display_width(ellipsis, strlen(ellipsis));
	if (of_ellipsis > columns)
		return 0;
	struct part part = fit(bytes, length, columns - of_ellipsis, true);
	text_bytes(text, bytes, part.bytes);
	text_string(text, ellipsis);
	return part.columns + of_ellipsis;
}
