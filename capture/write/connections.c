/* SPDX-License-Identifier: MIT */
/* --connections: a table with one row for each connection, in the order in which they were given up
 * (at the end of the capture, in the order in which they began). A table that has to wait for the
 * end has so many rows as it is told, and says how many there would be more. */
#include <string.h>

#include "duration.h"
#include "explain.h"
#include "formats.h"

/* Column widths of what varies; longer endpoints (IPv6) push the rest of their row aside. */
static const char header[] =
    "  conn client                server                open          close          first  "
    "segments    client B    server B retrans    syn rtt    duration  labels\n";

struct table {
	uint64_t rows, left_out;
};

enum { DURATION_WIDTH = 10, /* behind a space */ ENDPOINT_WIDTH = 22 };

/* Cells are written by hand, for there may be a million rows: BEFORE is where the cell began. */
static void pad_left(struct text *text, size_t before, size_t width)
{
	size_t length = text->length - before;
	if (length >= width || !text_reserve(text, width - length))
		return;
	memmove(text->bytes + before + (width - length), text->bytes + before, length);
	memset(text->bytes + before, ' ', width - length);
	text->length += width - length;
}

/* At least one space follows. */
static void pad_right(struct text *text, size_t before, size_t width)
{
	do
		text_char(text, ' ');
	while (text->length - before < width && !text->failed);
}

static void number_cell(struct text *text, uint64_t number, size_t width)
{
	size_t before = text->length;
	text_decimal(text, number);
	pad_left(text, before, width);
}

static void word_cell(struct text *text, const char *word, size_t width)
{
	size_t before = text->length;
	text_string(text, word);
	pad_right(text, before, width);
}

static void endpoint_cell(struct text *text, const struct endpoint *endpoint)
{
	size_t before = text->length;
	text_endpoint(text, endpoint);
	pad_right(text, before, ENDPOINT_WIDTH);
}

/* "-" when it is not known. The letter of "µs" takes two bytes. */
static void duration_cell(struct text *text, bool known, uint64_t us)
{
	text_char(text, ' ');
	size_t before = text->length;
	if (known)
		text_duration(text, us);
	else
		text_char(text, '-');
	size_t second_byte = known && us < 1000;
	pad_left(text, before, DURATION_WIDTH + second_byte);
}

static void labels_cell(struct text *text, label_set labels)
{
	const char *separator = "  ";
	for (int label = 0; labels >> label; label++) {
		if (!(labels & label_bit((enum label)label)))
			continue;
		text_string(text, separator);
		text_string(text, label_name((enum label)label));
		separator = ",";
	}
}

static void begin(struct writer *writer)
{
	text_string(writer->options.text, header);
}

static void connection(struct writer *writer, const struct connection_event *event)
{
	struct text *text = writer->options.text;
	struct table *table = writer->state;
	const struct flow *flow = event->flow;
	if (writer->options.rows > 0 && table->rows == writer->options.rows) {
		table->left_out++;
		return;
	}
	table->rows++;
	uint64_t lasted_us = (uint64_t)(flow->last_ns - flow->first_ns) / 1000;
	number_cell(text, flow->number, 6);
	text_char(text, ' ');
	endpoint_cell(text, &event->ends[SIDE_CLIENT]);
	endpoint_cell(text, &event->ends[SIDE_SERVER]);
	word_cell(text, open_name(flow_open(flow)), 14);
	word_cell(text, close_name(flow_close(flow)), 15);
	word_cell(text, closer_name(flow_closed_first(flow)), 7);
	number_cell(text, flow->segments, 8);
	number_cell(text, flow->side[SIDE_CLIENT].bytes, 12);
	number_cell(text, flow->side[SIDE_SERVER].bytes, 12);
	number_cell(text, flow->retransmissions, 8);
	duration_cell(text, (flow->flags & FLOW_RTT_KNOWN) && !event->timeless, flow->syn_rtt_us);
	duration_cell(text, !event->timeless && !(flow->flags & FLOW_CLOCK_ODD), lasted_us);
	labels_cell(text, flow->labels);
	text_char(text, '\n');
}

static void statistics(struct writer *writer, const struct statistics_event *event)
{
	const struct table *table = writer->state;
	(void)event;
	if (table->left_out == 0)
		return;
	text_decimal(writer->options.text, table->left_out);
	text_string(writer->options.text,
		    " more connections are not listed: see --max-connections\n");
}

const struct writer_format writer_connections = {
    .name = "connections",
    .heeds = HEEDS_CANONICAL,
    .state_size = sizeof(struct table),
    .begin = begin,
    .connection = connection,
    .statistics = statistics,
};
