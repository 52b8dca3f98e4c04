/* SPDX-License-Identifier: MIT */
#include "connections_columns.h"

#include <string.h>

#include "display_width.h"
#include "duration.h"
#include "label.h"

/* Where nobody limits a row, longer endpoints (IPv6) push the rest of it aside. */
enum column {
	COLUMN_CONN,
	COLUMN_CLIENT,
	COLUMN_SERVER,
	COLUMN_OPEN,
	COLUMN_CLOSE,
	COLUMN_FIRST,
	COLUMN_SEGMENTS,
	COLUMN_CLIENT_BYTES,
	COLUMN_SERVER_BYTES,
	COLUMN_RETRANSMISSIONS,
	COLUMN_SYN_RTT,
	COLUMN_DURATION,
	COLUMN_LABELS,
};

/* Of labels: "  " and the longest that stands alone. */
enum { LABELS_LEAST = 2 + 23, ENDPOINT_LEAST = 12 };

static const struct {
	const char *title;
	const char *field; /* what it shows (connection_field.h) */
	uint8_t width;
	uint8_t needed; /* the least first to go; 0: it stays */
} table[COLUMNS_MAX_COUNT] = {
    [COLUMN_CONN] = {"conn", "conn", 6, 0},
    [COLUMN_CLIENT] = {" client", "client", 23, 0},
    [COLUMN_SERVER] = {"server", "server", 22, 0},
    [COLUMN_OPEN] = {"open", "open", 14, 0},
    [COLUMN_CLOSE] = {"close", "close", 15, 0},
    [COLUMN_FIRST] = {"first", "closed_first", 7, 8},
    [COLUMN_SEGMENTS] = {"segments", "segments", 8, 7},
    [COLUMN_CLIENT_BYTES] = {"client B", "client_bytes", 12, 3},
    [COLUMN_SERVER_BYTES] = {"server B", "server_bytes", 12, 2},
    [COLUMN_RETRANSMISSIONS] = {"retrans", "retransmissions", 8, 4},
    [COLUMN_SYN_RTT] = {"syn rtt", "syn_rtt", 11, 1},
    [COLUMN_DURATION] = {"duration", "duration", 12, 6},
    [COLUMN_LABELS] = {"  labels", "label", LABELS_LEAST, 5},
};

static unsigned row_width(const struct columns *columns)
{
	unsigned sum = 0;
	for (int i = 0; i < COLUMNS_MAX_COUNT; i++)
		sum += columns->width[i];
	return sum;
}

/* The column that is needed least of those that are shown; -1: all of these stay. */
static int least_needed(const struct columns *columns)
{
	int least = -1;
	for (int i = 0; i < COLUMNS_MAX_COUNT; i++)
		if (columns->width[i] > 0 && table[i].needed > 0 &&
		    (least < 0 || table[i].needed < table[least].needed))
			least = i;
	return least;
}

void columns_init(struct columns *columns, unsigned limit, bool ascii)
{
	*columns = (struct columns){.limit = limit, .ascii = ascii};
	for (int i = 0; i < COLUMNS_MAX_COUNT; i++) {
		columns->width[i] = table[i].width;
		columns->field[i] = connection_field_find(table[i].field, strlen(table[i].field));
	}
	if (limit == 0)
		return;
	/* The last column needs no space behind it. */
	while (row_width(columns) > limit + 1) {
		int least = least_needed(columns);
		if (least < 0)
			break;
		columns->width[least] = 0;
	}
	while (row_width(columns) > limit + 1 && columns->width[COLUMN_SERVER] > ENDPOINT_LEAST) {
		columns->width[COLUMN_CLIENT]--;
		columns->width[COLUMN_SERVER]--;
	}
	unsigned used = row_width(columns);
	if (columns->width[COLUMN_LABELS] > 0 && used < limit)
		columns->width[COLUMN_LABELS] = (uint8_t)(LABELS_LEAST + limit - used > UINT8_MAX
							      ? UINT8_MAX
							      : LABELS_LEAST + limit - used);
}

/* Cells are written by hand, for there may be a million rows: BEFORE is where the cell began, which
 * takes so many COLUMNS. */
static void pad_left(struct text *text, size_t before, size_t columns, size_t width)
{
	size_t length = text->length - before;
	if (columns >= width || !text_reserve(text, width - columns))
		return;
	memmove(text->bytes + before + (width - columns), text->bytes + before, length);
	memset(text->bytes + before, ' ', width - columns);
	text->length += width - columns;
}

/* Written from the right. Most of a row: the width of digits need not be asked for. */
static void number_cell(struct text *text, uint64_t number, size_t width)
{
	char digits[DECIMAL_MAX];
	size_t length = (size_t)(put_decimal(digits, number) - digits);
	size_t spaces = length < width ? width - length : 0;
	if (!text_reserve(text, spaces + length))
		return;
	char *at = text_end(text);
	for (size_t i = 0; i < spaces; i++)
		at[i] = ' ';
	for (size_t i = 0; i < length; i++)
		at[spaces + i] = digits[i];
	text->length += spaces + length;
}

/* At least one space follows. */
static void pad_right(struct text *text, size_t columns, size_t width)
{
	size_t spaces = columns < width ? width - columns : 1;
	if (!text_reserve(text, spaces))
		return;
	memset(text_end(text), ' ', spaces);
	text->length += spaces;
}

/* An end that is too long for its column keeps its beginning and its port. */
static void endpoint_cell(struct text *text, const struct columns *columns,
			  const struct endpoint *endpoint, size_t width)
{
	char shown[ENDPOINT_TEXT_MAX];
	size_t length = (size_t)(put_endpoint(shown, endpoint) - shown);
	if (columns->limit == 0 || length < width) {
		text_bytes(text, shown, length);
		pad_right(text, length, width);
		return;
	}
	const char *ellipsis = columns->ascii ? "..." : "…";
	size_t dots = columns->ascii ? 3 : 1, port = length;
	while (shown[port - 1] != ':')
		port--;
	size_t tail = length - port + 1, room = width - 1;
	size_t head = room > tail + dots ? room - tail - dots : 0;
	text_bytes(text, shown, head);
	text_string(text, ellipsis);
	text_bytes(text, shown + length - tail, tail);
	pad_right(text, head + dots + tail, width);
}

/* "-" when it is not known. */
static void duration_cell(struct text *text, bool known, uint64_t us)
{
	if (known)
		text_duration(text, us);
	else
		text_char(text, '-');
}

static void labels_cell(struct text *text, const struct columns *columns, label_set labels,
			size_t width)
{
	size_t before = text->length;
	const char *separator = "  ";
	for (int label = 0; labels >> label; label++) {
		if (!(labels & label_bit((enum label)label)))
			continue;
		text_string(text, separator);
		text_string(text, label_name((enum label)label));
		separator = ",";
	}
	size_t length = text->length - before;
	if (columns->limit == 0 || length <= width)
		return;
	text->length = before + width - (columns->ascii ? 3 : 1);
	text_string(text, columns->ascii ? "..." : "…");
}

static void cell(struct text *text, const struct columns *columns, enum column column,
		 const struct connection_event *event)
{
	const struct connection_field *field = columns->field[column];
	size_t width = columns->width[column], before = text->length;
	uint64_t value = 0;
	bool known = !field->value || field->value(event->flow, &value);
	switch (field->kind) {
	case FIELD_END:
		if (column == COLUMN_CLIENT)
			text_char(text, ' ');
		endpoint_cell(text, columns, &event->ends[field->side],
			      width - (text->length - before));
		return;
	case FIELD_LABEL:
		labels_cell(text, columns, (label_set)value, width);
		return;
	case FIELD_NAME:
		text_string(text, field->names[value]);
		pad_right(text, text->length - before, width);
		return;
	case FIELD_TIME:
		duration_cell(text, known && !event->timeless, value);
		pad_left(text, before, display_width(text->bytes + before, text->length - before),
			 width);
		return;
	case FIELD_NUMBER:
		number_cell(text, value, width);
		return;
	}
}

/* They are written from the right. */
static bool is_of_numbers(const struct connection_field *field)
{
	return field->kind == FIELD_NUMBER || field->kind == FIELD_TIME;
}

/* A row that has a last column of words ends without spaces. */
static void end_row(struct text *text, size_t mark)
{
	while (text->length > mark && text->bytes[text->length - 1] == ' ')
		text->length--;
	text_char(text, '\n');
}

void text_columns_header(struct text *text, const struct columns *columns)
{
	size_t mark = text->length;
	for (int i = 0; i < COLUMNS_MAX_COUNT; i++) {
		size_t width = columns->width[i], before = text->length;
		if (width == 0)
			continue;
		text_string(text, table[i].title);
		if (is_of_numbers(columns->field[i]))
			pad_left(text, before, text->length - before, width);
		else
			pad_right(text, text->length - before, width);
	}
	end_row(text, mark);
}

void text_columns_row(struct text *text, const struct columns *columns,
		      const struct connection_event *event)
{
	size_t mark = text->length;
	for (int i = 0; i < COLUMNS_MAX_COUNT; i++)
		if (columns->width[i] > 0)
			cell(text, columns, (enum column)i, event);
	end_row(text, mark);
}
