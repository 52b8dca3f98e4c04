/* SPDX-License-Identifier: MIT */
#include "connections_columns.h"

#include <string.h>

#include "classify.h"
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

/* The columns of numbers are written from the right. */
static const struct {
	const char *title;
	uint8_t width;
	bool right;
	uint8_t needed; /* the least first to go; 0: it stays */
} table[COLUMNS_MAX_COUNT] = {
    [COLUMN_CONN] = {"conn", 6, true, 0},
    [COLUMN_CLIENT] = {" client", 23, false, 0},
    [COLUMN_SERVER] = {"server", 22, false, 0},
    [COLUMN_OPEN] = {"open", 14, false, 0},
    [COLUMN_CLOSE] = {"close", 15, false, 0},
    [COLUMN_FIRST] = {"first", 7, false, 8},
    [COLUMN_SEGMENTS] = {"segments", 8, true, 7},
    [COLUMN_CLIENT_BYTES] = {"client B", 12, true, 3},
    [COLUMN_SERVER_BYTES] = {"server B", 12, true, 2},
    [COLUMN_RETRANSMISSIONS] = {"retrans", 8, true, 4},
    [COLUMN_SYN_RTT] = {"syn rtt", 11, true, 1},
    [COLUMN_DURATION] = {"duration", 12, true, 6},
    [COLUMN_LABELS] = {"  labels", LABELS_LEAST, false, 5},
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
	for (int i = 0; i < COLUMNS_MAX_COUNT; i++)
		columns->width[i] = table[i].width;
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

static void number_cell(struct text *text, enum column column, const struct connection_event *event)
{
	const struct flow *flow = event->flow;
	bool timed = !event->timeless;
	switch (column) {
	case COLUMN_CONN:
		text_decimal(text, flow->number);
		return;
	case COLUMN_SEGMENTS:
		text_decimal(text, flow->segments);
		return;
	case COLUMN_CLIENT_BYTES:
		text_decimal(text, flow->side[SIDE_CLIENT].bytes);
		return;
	case COLUMN_SERVER_BYTES:
		text_decimal(text, flow->side[SIDE_SERVER].bytes);
		return;
	case COLUMN_RETRANSMISSIONS:
		text_decimal(text, flow->retransmissions);
		return;
	case COLUMN_SYN_RTT:
		duration_cell(text, timed && (flow->flags & FLOW_RTT_KNOWN), flow->syn_rtt_us);
		return;
	default:
		duration_cell(text, timed && !(flow->flags & FLOW_CLOCK_ODD),
			      (uint64_t)(flow->last_ns - flow->first_ns) / 1000);
		return;
	}
}

static void word_cell(struct text *text, enum column column, const struct flow *flow, size_t width)
{
	const char *word = column == COLUMN_OPEN    ? open_name(flow_open(flow))
			   : column == COLUMN_CLOSE ? close_name(flow_close(flow))
						    : closer_name(flow_closed_first(flow));
	text_string(text, word);
	pad_right(text, strlen(word), width);
}

static void cell(struct text *text, const struct columns *columns, enum column column,
		 const struct connection_event *event)
{
	size_t width = columns->width[column], before = text->length;
	if (column == COLUMN_CLIENT) {
		text_char(text, ' ');
		endpoint_cell(text, columns, &event->ends[SIDE_CLIENT], width - 1);
	} else if (column == COLUMN_SERVER) {
		endpoint_cell(text, columns, &event->ends[SIDE_SERVER], width);
	} else if (column == COLUMN_LABELS) {
		labels_cell(text, columns, event->flow->labels, width);
	} else if (table[column].right) {
		number_cell(text, column, event);
		pad_left(text, before, display_width(text->bytes + before, text->length - before),
			 width);
	} else {
		word_cell(text, column, event->flow, width);
	}
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
		if (table[i].right)
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
