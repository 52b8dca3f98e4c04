/* SPDX-License-Identifier: MIT */
/* --connections: a table with one row for each connection, in the order in which they were given up
 * (at the end of the capture, in the order in which they began) or in that which was asked for, and
 * the totals under it. A table that has to wait for the end has so many rows as it is told, and
 * says how many there would be more. */
#include <endian.h>
#include <stdlib.h>
#include <string.h>

#include "array.h"
#include "connections_columns.h"
#include "connections_totals.h"
#include "explain.h"
#include "fitted_lines.h"
#include "formats.h"

/* A row that waits to be sorted. */
struct row {
	uint64_t key[4]; /* compared in this order */
	bool known;      /* its key */
	uint32_t number;
	size_t begin, length; /* of its text */
};

struct table {
	uint64_t listed, left_out;
	struct columns columns;
	struct totals totals;
	struct text kept; /* the rows that wait */
	struct row *rows;
	size_t row_count, row_capacity;
};

static void begin(struct writer *writer)
{
	struct table *table = writer->state;
	struct text *text = writer->options.text;
	size_t mark = text->length;
	text_init(&table->kept);
	columns_init(&table->columns, writer->options.fit ? writer->options.columns : 0,
		     writer->options.ascii);
	text_columns_header(text, &table->columns);
	text_fit_lines(text, mark, &writer->options, FIT_ROWS);
}

/* What a row is sorted by. */
static void fill_key(struct row *row, const struct connection_field *field,
		     const struct connection_event *event)
{
	const struct endpoint *end = &event->ends[field->side];
	row->known = !field->value || field->value(event->flow, &row->key[0]);
	if (field->kind == FIELD_LABEL) {
		row->key[1] = row->key[0];
		row->key[0] = (uint64_t)__builtin_popcountll(row->key[0]);
	} else if (field->kind == FIELD_END) {
		uint64_t halves[2];
		memcpy(halves, end->address, sizeof halves);
		row->key[0] = end->version;
		row->key[1] = be64toh(halves[0]);
		row->key[2] = be64toh(halves[1]);
		row->key[3] = end->port;
	}
}

static struct row *add_row(struct table *table)
{
	struct row *rows =
	    array_room(table->rows, &table->row_capacity, table->row_count, sizeof *rows);
	if (!rows)
		return NULL;
	table->rows = rows;
	return &rows[table->row_count++];
}

static void keep_row(struct writer *writer, const struct connection_event *event)
{
	struct table *table = writer->state;
	struct row *row = add_row(table);
	if (!row) {
		writer->options.text->failed = true;
		return;
	}
	*row = (struct row){.number = event->flow->number, .begin = table->kept.length};
	fill_key(row, writer->options.order.field, event);
	text_columns_row(&table->kept, &table->columns, event);
	row->length = table->kept.length - row->begin;
}

static int by_key(const void *a, const void *b, void *context)
{
	const struct row *first = a, *second = b;
	bool descending = *(const bool *)context;
	if (first->known != second->known)
		return first->known ? -1 : 1;
	for (size_t i = 0; i < sizeof first->key / sizeof first->key[0]; i++)
		if (first->key[i] != second->key[i])
			return (first->key[i] < second->key[i]) == descending ? 1 : -1;
	return first->number < second->number ? -1 : first->number > second->number;
}

static void connection(struct writer *writer, const struct connection_event *event)
{
	struct text *text = writer->options.text;
	struct table *table = writer->state;
	size_t mark = text->length;
	totals_add(&table->totals, event->flow);
	if (writer->options.rows > 0 && table->listed == writer->options.rows) {
		table->left_out++;
		return;
	}
	table->listed++;
	if (writer->options.order.field) {
		keep_row(writer, event);
		return;
	}
	text_columns_row(text, &table->columns, event);
	text_fit_lines(text, mark, &writer->options, FIT_ROWS);
}

static void sorted_rows(struct writer *writer)
{
	struct table *table = writer->state;
	struct text *text = writer->options.text;
	size_t mark = text->length;
	if (table->row_count > 0)
		qsort_r(table->rows, table->row_count, sizeof *table->rows, by_key,
			&writer->options.order.descending);
	for (size_t i = 0; i < table->row_count; i++)
		text_bytes(text, table->kept.bytes + table->rows[i].begin, table->rows[i].length);
	text->failed |= table->kept.failed;
	text_fit_lines(text, mark, &writer->options, FIT_ROWS);
}

static void statistics(struct writer *writer, const struct statistics_event *event)
{
	const struct table *table = writer->state;
	struct text *text = writer->options.text;
	(void)event;
	sorted_rows(writer);
	size_t mark = text->length;
	if (table->left_out > 0) {
		text_decimal(text, table->left_out);
		text_string(text, " more connections are not listed: see --max-connections\n");
	}
	text_totals(text, writer->options.lang, &table->totals);
	text_fit_lines(text, mark, &writer->options, FIT_PROSE);
}

static void release(struct writer *writer)
{
	struct table *table = writer->state;
	text_release(&table->kept);
	free(table->rows);
}

const struct writer_format writer_connections = {
    .name = "connections",
    .heeds = HEEDS_CANONICAL | HEEDS_WRAP,
    .state_size = sizeof(struct table),
    .release = release,
    .begin = begin,
    .connection = connection,
    .statistics = statistics,
};
