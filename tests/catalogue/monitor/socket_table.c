/* SPDX-License-Identifier: MIT */
#include "socket_table.h"

#include <stdlib.h>
#include <string.h>

#include "array.h"

/* include/net/tcp_states.h. Kernels since 4.4 keep a request apart from a socket, but tell both as
 * TCP_SYN_RECV; 12 stands here in case one does not. */
static const char *const state_names[] = {
    [1] = "ESTABLISHED",        [2] = "SYN-SENT",   [3] = "SYN-RECEIVED",
    [4] = "FIN-WAIT-1",         [5] = "FIN-WAIT-2", [6] = "TIME-WAIT",
    [SOCKET_CLOSED] = "CLOSED", [8] = "CLOSE-WAIT", [9] = "LAST-ACK",
    [SOCKET_LISTEN] = "LISTEN", [11] = "CLOSING",   [12] = "SYN-RECEIVED",
};

const char *socket_state_name(uint32_t state)
{
	return state < sizeof state_names / sizeof state_names[0] ? state_names[state] : NULL;
}

void socket_table_init(struct socket_table *table)
{
	*table = (struct socket_table){0};
}

void socket_table_release(struct socket_table *table)
{
	free(table->rows);
	*table = (struct socket_table){0};
}

void socket_table_clear(struct socket_table *table)
{
	table->count = 0;
}

bool socket_table_add(struct socket_table *table, const struct socket_row *row)
{
	struct socket_row *rows =
	    array_room(table->rows, &table->capacity, table->count, sizeof *rows);
	if (!rows)
		return false;
	table->rows = rows;
	rows[table->count++] = *row;
	return true;
}

static int compare_endpoints(const struct endpoint *a, const struct endpoint *b)
{
	if (a->version != b->version)
		return a->version - b->version;
	int order = memcmp(a->address, b->address, sizeof a->address);
	return order != 0 ? order : a->port - b->port;
}

static int compare_ends(const struct socket_row *a, const struct socket_row *b)
{
	int order = compare_endpoints(&a->local, &b->local);
	return order != 0 ? order : compare_endpoints(&a->peer, &b->peer);
}

/* Of two rows with the same ends a request comes last: its socket is the later of the two. */
static int compare_rows(const void *left, const void *right)
{
	const struct socket_row *a = left, *b = right;
	int order = compare_ends(a, b);
	return order != 0 ? order : (a->state == 3) - (b->state == 3);
}

void socket_table_sort(struct socket_table *table)
{
	if (table->count == 0)
		return;
	qsort(table->rows, table->count, sizeof *table->rows, compare_rows);
	size_t kept = 1;
	for (size_t i = 1; i < table->count; i++)
		if (compare_ends(&table->rows[kept - 1], &table->rows[i]) != 0)
			table->rows[kept++] = table->rows[i];
	table->count = kept;
}

bool socket_table_compare(const struct socket_table *before, const struct socket_table *after,
			  socket_change_fn *changed, void *context)
{
	size_t old = 0, new = 0;
	bool differ = false;
	while (old < before->count || new < after->count) {
		int order = old == before->count ? 1
			    : new == after->count
				? -1
				: compare_ends(&before->rows[old], &after->rows[new]);
		if (order < 0) {
			changed(context, &before->rows[old], SOCKET_CLOSED);
			differ = true;
		} else if (order > 0 || before->rows[old].state != after->rows[new].state) {
			changed(context, &after->rows[new], after->rows[new].state);
			differ = true;
		}
		old += order <= 0;
		new += order >= 0;
	}
	return differ;
}

struct lines {
	const char *time;
	struct text *text;
};

static void append_line(void *context, const struct socket_row *row, uint32_t state)
{
	const struct lines *lines = context;
	struct text *text = lines->text;
	text_string(text, lines->time);
	text_char(text, ' ');
	text_endpoint(text, &row->local);
	text_char(text, ' ');
	if (row->peer.version == 0)
		text_char(text, '*');
	else
		text_endpoint(text, &row->peer);
	text_char(text, ' ');
	text_string(text, socket_state_name(state));
	text_char(text, '\n');
}

bool socket_table_differences(const struct socket_table *before, const struct socket_table *after,
			      const char *time, struct text *text)
{
	struct lines lines = {time, text};
	return socket_table_compare(before, after, append_line, &lines);
}
