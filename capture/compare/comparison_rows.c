/* SPDX-License-Identifier: MIT */
#include "comparison_rows.h"

#include <stdlib.h>

#include "difference_words.h"
#include "duration.h"
#include "figure.h"

enum {
	ALL_ROWS_MAX = 200, /* of a bounded picture: so many rows are drawn as they are */
	ROWS_MAX = 600,     /* and never more */
	ROWS_AROUND = 4,    /* of those that are the same, beside one that is not */
};

/* One capture's part of a connection. */
struct column {
	const struct compare_list *list;
	uint32_t connection;
	size_t at; /* of its segments: those before have their rows */
};

struct taking {
	struct comparison_rows *rows;
	const struct differences *differences;
	struct column columns[2];
	size_t first;  /* of the differences: the connection's begin there */
	bool *in_both; /* owned, by B's segments: A has it, too */
};

/* The next segment of the connection from COLUMN's place on, which stays; NULL: there is none. */
static const struct compare_segment *next(struct column *column)
{
	const struct compare_list *list = column->list;
	while (column->at < list->segment_count &&
	       (column->connection == 0 ||
		list->segments[column->at].connection != column->connection))
		column->at++;
	return column->at < list->segment_count ? &list->segments[column->at] : NULL;
}

/* Segments of those numbers, which are the same ones. */
static bool differ(const struct taking *taking, uint32_t a, uint32_t b)
{
	const struct differences *differences = taking->differences;
	const struct compare_segment *of_a = &taking->columns[0].list->segments[a - 1];
	const struct compare_segment *of_b = &taking->columns[1].list->segments[b - 1];
	for (size_t i = taking->first;
	     i < differences->count &&
	     differences->items[i].connection[0] == taking->columns[0].connection;
	     i++)
		if (!differences->items[i].time && differences->items[i].segment[0] == a &&
		    differences->items[i].segment[1] == b &&
		    differences->items[i].id != DIFFERENCE_REPEATED)
			return true;
	return of_a->flags != of_b->flags || of_a->length != of_b->length;
}

/* The segments at these places of both lists, from 1; 0: there is none. */
static void add(struct taking *taking, uint32_t a, char mark, uint32_t b)
{
	const struct comparison_row row = {
	    .segments = {a > 0 ? &taking->columns[0].list->segments[a - 1] : NULL,
			 b > 0 ? &taking->columns[1].list->segments[b - 1] : NULL},
	    .numbers = {a, b},
	    .mark = mark,
	};
	taking->rows->rows[taking->rows->count++] = row;
}

/* Up to the segment of that NUMBER in B, what only B has. */
static void add_until(struct taking *taking, size_t number)
{
	struct column *b = &taking->columns[1];
	while (next(b) != NULL && b->at + 1 < number) {
		add(taking, 0, taking->in_both[b->at] ? '~' : '>', (uint32_t)b->at + 1);
		b->at++;
	}
}

static void add_all(struct taking *taking)
{
	struct column *a = &taking->columns[0], *b = &taking->columns[1];
	while (next(a) != NULL) {
		uint32_t number = (uint32_t)a->at + 1;
		uint32_t mate = taking->differences->mates[a->at++];
		/* What stands before the last row has another place in the order. */
		if (mate == 0 || mate - 1 < b->at) {
			add(taking, number, mate == 0 ? '<' : '~', 0);
			continue;
		}
		add_until(taking, mate);
		add(taking, number, differ(taking, number, mate) ? '|' : ' ', mate);
		b->at = mate;
	}
	add_until(taking, SIZE_MAX);
}

static size_t count_of(struct column column)
{
	size_t count = 0;
	for (; next(&column); column.at++)
		count++;
	return count;
}

static bool is_kept(const struct comparison_rows *rows, size_t at)
{
	size_t begin = at > ROWS_AROUND ? at - ROWS_AROUND : 0;
	for (size_t i = begin; i < rows->count && i <= at + ROWS_AROUND; i++)
		if (rows->rows[i].mark != ' ')
			return true;
	return at < ROWS_AROUND;
}

/* What is left out is counted with the row that follows. */
static void leave_out(struct comparison_rows *rows)
{
	struct comparison_row *kept = calloc(ROWS_MAX, sizeof *kept);
	size_t count = 0;
	uint32_t left_out = 0;
	for (size_t i = 0; kept && i < rows->count; i++) {
		if (count == ROWS_MAX || !is_kept(rows, i)) {
			left_out++;
			continue;
		}
		kept[count] = rows->rows[i];
		kept[count++].left_out = left_out;
		left_out = 0;
	}
	free(rows->rows);
	rows->rows = kept;
	rows->count = count;
	rows->left_out = left_out;
}

static size_t first_difference(const struct differences *differences, const uint32_t connection[2])
{
	size_t at = 0;
	while (at < differences->count && (differences->items[at].connection[0] != connection[0] ||
					   differences->items[at].connection[1] != connection[1]))
		at++;
	return at;
}

bool comparison_rows_take(struct comparison_rows *rows, const struct comparison_event *event,
			  const uint32_t connection[2], bool bounded)
{
	struct taking taking = {
	    .rows = rows,
	    .differences = event->differences,
	    .first = first_difference(event->differences, connection),
	    .in_both = calloc(event->lists[1]->segment_count + 1, sizeof *taking.in_both),
	};
	*rows = (struct comparison_rows){.connection = {connection[0], connection[1]}};
	for (int which = 0; which < 2; which++) {
		struct column *column = &taking.columns[which];
		*column = (struct column){event->lists[which], connection[which], 0};
		const struct compare_segment *first = next(column);
		rows->first_ns[which] = first ? first->time_ns : 0;
	}
	for (size_t i = 0; taking.in_both && i < event->lists[0]->segment_count; i++)
		if (event->differences->mates[i] > 0)
			taking.in_both[event->differences->mates[i] - 1] = true;
	rows->rows = calloc(count_of(taking.columns[0]) + count_of(taking.columns[1]) + 1,
			    sizeof *rows->rows);
	if (rows->rows && taking.in_both)
		add_all(&taking);
	free(taking.in_both);
	if (rows->rows && bounded && rows->count > ALL_ROWS_MAX)
		leave_out(rows);
	return rows->rows && taking.in_both;
}

void comparison_rows_release(struct comparison_rows *rows)
{
	free(rows->rows);
	*rows = (struct comparison_rows){0};
}

size_t comparison_drawn(const struct comparison_event *event,
			uint32_t connections[COMPARISON_LADDERS_MAX][2])
{
	const struct differences *differences = event->differences;
	const struct compare_list *a = event->lists[0], *b = event->lists[1];
	size_t count = 0;
	if (!differences || (event->name && comparison_is_same(event)))
		return 0;
	for (size_t i = 0; i < differences->count && count < COMPARISON_LADDERS_MAX; i++) {
		const uint32_t *numbers = differences->items[i].connection;
		if (differences->items[i].time ||
		    (count > 0 && connections[count - 1][0] == numbers[0] &&
		     connections[count - 1][1] == numbers[1]))
			continue;
		connections[count][0] = numbers[0];
		connections[count++][1] = numbers[1];
	}
	if (count > 0 || differences_name_connections(a, b) || a->segment_count == 0 ||
	    b->segment_count == 0)
		return count;
	connections[0][0] = a->segments[0].connection;
	connections[0][1] = b->segments[0].connection;
	return 1;
}

void text_compared_segment(struct text *text, const struct compare_segment *segment)
{
	text_flag_names(text, segment->flags & 0xff);
	if (segment->length > 0)
		text_format(text, " %u-%u", segment->seq, segment->seq + segment->length - 1);
	else if (!(segment->flags & (TCP_FLAG_SYN | TCP_FLAG_FIN | TCP_FLAG_RST)))
		text_format(text, " %u", segment->ack);
}

const char *comparison_meaning(const struct compare_segment *segment)
{
	const struct segment like = {.flags = segment->flags, .payload_length = segment->length};
	return meaning_name(segment_meaning(&like));
}

void text_compared_time(struct text *text, const struct comparison_rows *rows, int which,
			const struct compare_segment *segment)
{
	if (segment->time_ns >= rows->first_ns[which])
		text_duration(text, (uint64_t)(segment->time_ns - rows->first_ns[which]) / 1000);
}

const char *comparison_mark_words(enum lang lang, char mark)
{
	static const struct {
		char mark;
		const char *words[2];
	} rows[] = {{'|', {"两边不同", "they differ"}},
		    {'<', {"只在A里有", "only in A"}},
		    {'>', {"只在B里有", "only in B"}},
		    {'~', {"两边都有，位置不同", "in both at another place"}}};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (rows[i].mark == mark)
			return rows[i].words[lang];
	return "";
}
