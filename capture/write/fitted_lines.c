/* SPDX-License-Identifier: MIT */
#include "fitted_lines.h"

#include "display_width.h"

enum { INDENT = 4 };

static const char no_color[] = "\033[0m";

/* The bytes of an SGR sequence at AT; 0: none begins there. What is shown has no other control
 * sequence. */
static size_t color_length(const char *at, size_t length)
{
	if (length < 2 || at[0] != '\033' || at[1] != '[')
		return 0;
	const char *end = memchr(at, 'm', length);
	return end ? (size_t)(end - at) + 1 : 0;
}

/* The bytes up to the next SGR sequence, or all. */
static size_t plain_length(const char *at, size_t length)
{
	const char *escape = memchr(at, '\033', length);
	return escape && escape > at ? (size_t)(escape - at) : escape ? 1 : length;
}

static size_t width_without_colors(const char *line, size_t length)
{
	size_t columns = 0;
	for (size_t at = 0, part; at < length; at += part) {
		part = color_length(line + at, length - at);
		if (part > 0)
			continue;
		part = plain_length(line + at, length - at);
		columns += display_width(line + at, part);
	}
	return columns;
}

/* Up to COLUMNS, with an ellipsis in the last of them; colours do not count, and end. */
static void cut_line(struct text *text, size_t begin, size_t length, size_t columns,
		     const char *ellipsis)
{
	bool colored = false;
	for (size_t at = 0, part; at < length; at += part) {
		const char *line = text->bytes + begin;
		part = color_length(line + at, length - at);
		if (part > 0) {
			colored =
			    part != sizeof no_color - 1 || memcmp(line + at, no_color, part) != 0;
			text_bytes(text, line + at, part);
			continue;
		}
		part = plain_length(line + at, length - at);
		size_t used = display_width(line + at, part);
		if (used >= columns) {
			text_cut(text, line + at, part, columns, true, ellipsis);
			break;
		}
		text_bytes(text, line + at, part);
		columns -= used;
	}
	text_string(text, colored ? no_color : "");
	text_char(text, '\n');
}

static void wrap_line(struct text *text, size_t begin, size_t length, size_t columns)
{
	for (size_t at = 0, part; at < length; at += part) {
		size_t indent = at > 0 && columns > 2UL * INDENT ? INDENT : 0;
		part = display_width_wrap(text->bytes + begin + at, length - at, columns - indent);
		size_t shown = part;
		while (shown > 0 && text->bytes[begin + at + shown - 1] == ' ')
			shown--;
		text_string(text, indent > 0 ? "    " : "");
		text_bytes(text, text->bytes + begin + at, shown);
		text_char(text, '\n');
	}
}

static bool is_prose(const char *line, size_t length)
{
	return length > 0 &&
	       (line[0] == '#' || (length > INDENT && memcmp(line, "    ", INDENT) == 0));
}

static void fit_line(struct text *text, size_t begin, size_t length,
		     const struct writer_options *options, enum fitted fitted)
{
	const char *line = text->bytes + begin;
	if (width_without_colors(line, length) <= options->columns)
		text_bytes(text, line, length + 1);
	else if (fitted == FIT_PROSE || (fitted == FIT_LINES && is_prose(line, length)))
		wrap_line(text, begin, length, options->columns);
	else
		cut_line(text, begin, length, options->columns, options->ascii ? "..." : "…");
}

/* The fitted lines are appended, and then take the place of the others. */
void text_fit_lines(struct text *text, size_t mark, const struct writer_options *options,
		    enum fitted fitted)
{
	size_t end = text->length, at = mark;
	if (!options->fit || text->failed)
		return;
	while (at < end) {
		/* What is appended is never longer than this, so that no line moves meanwhile. */
		const char *newline = memchr(text->bytes + at, '\n', end - at);
		size_t length = newline ? (size_t)(newline - text->bytes) - at : end - at - 1;
		if (!text_reserve(text, (INDENT + 2) * length + 2 * sizeof no_color))
			return;
		fit_line(text, at, length, options, fitted);
		at += length + 1;
	}
	memmove(text->bytes + mark, text->bytes + end, text->length - end);
	text->length = mark + (text->length - end);
}
