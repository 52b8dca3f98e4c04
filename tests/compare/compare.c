/* SPDX-License-Identifier: MIT */
/* compare: what the sniffer says of a capture against what Wireshark says, packet by packet.
 *
 *     compare all|headers DIFFERENCES [NAME JSON COLUMNS]...
 *
 * JSON is the sniffer's output, COLUMNS the fields that compare.sh asks for, separated by tabs.
 * Each difference is printed as "NAME FRAME FIELD OURS THEIRS"; one that a row of the table
 * DIFFERENCES explains counts as expected. Exit 1 when any is not, or (of `all`) when a row
 * explains nothing any more. */
#include <fnmatch.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "json_line.h"
#include "text.h"

enum { ROWS_MAX = 256, COLUMNS = 6, VALUE_MAX = 256, LABEL_FIRST = 17 };

/* Wireshark's columns, in the order in which compare.sh asks for them, and our fields. */
static const struct column {
	const char *field; /* NULL: not compared as it stands */
	bool either;       /* with IPv6 the value stands in the next column */
	const char *empty; /* ours when theirs is; NULL: then they have not read the packet */
} columns[] = {
    {.field = "frame"},
    {.field = "src", .either = true},
    {.field = NULL /* ipv6.src */},
    {.field = "sport"},
    {.field = "dst", .either = true},
    {.field = NULL},
    {.field = "dport"},
    {.field = "flags"},
    {.field = "seq"},
    {.field = "ack"},
    {.field = "len"},
    {.field = "ip_id", .empty = "null"},
    {.field = "checksum", .empty = "not-captured"},
    {.field = "rel_seq"},
    {.field = "rel_ack"},
    {.field = NULL /* stream */},
    {.field = NULL /* completeness */},
};

/* The columns behind these: tcp.analysis.*, by our names. */
static const char *const labels[] = {"retransmission",
				     "fast-retransmission",
				     "spurious-retransmission",
				     "out-of-order",
				     "lost-segment",
				     "ack-lost-segment",
				     "duplicate-ack",
				     "zero-window",
				     "zero-window-probe",
				     "zero-window-probe-ack",
				     "window-update",
				     "window-full",
				     "keep-alive",
				     "keep-alive-ack",
				     "reused-ports"};

enum {
	COLUMN_RELATIVE = 13, /* from here on it is not in the header */
	COLUMN_STREAM = 15,
	COLUMN_COMPLETENESS = 16,
	LABEL_COUNT = sizeof labels / sizeof labels[0],
	COLUMN_COUNT = LABEL_FIRST + LABEL_COUNT,
	STREAMS_MAX = 65536,
};

/* A row of the table: patterns as of the shell for all but the reason. */
struct row {
	const char *cells[COLUMNS]; /* name, frame, field, ours, Wireshark's, reason */
	size_t used;
};

struct comparison {
	struct row rows[ROWS_MAX];
	size_t row_count;
	bool headers_only;
	size_t packets, expected, unexpected;
	const char *name;
	uint32_t *stream_of;     /* of our connections: Wireshark's stream + 1, or 0 */
	uint32_t *connection_of; /* the reverse */
	char (*completeness)[8]; /* Wireshark's, of our connections */
};

static bool read_file(struct text *text, const char *path)
{
	FILE *file = fopen(path, "rb");
	char block[65536];
	size_t length;
	if (!file) {
		fprintf(stderr, "compare: %s: cannot be opened\n", path);
		return false;
	}
	while ((length = fread(block, 1, sizeof block, file)) > 0)
		text_bytes(text, block, length);
	fclose(file);
	return true;
}

/* Cuts LINE at SEPARATOR into at most COUNT cells; the rest are "". */
static void cut(char *line, char separator, const char **cells, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		cells[i] = line;
		char *end = strchr(line, separator);
		line = end ? end + 1 : line + strlen(line);
		if (end)
			*end = '\0';
	}
}

/* The next line of *AT, cut off in place; NULL at the end. */
static char *next_line(char **at)
{
	char *line = *at;
	if (!line || !*line)
		return NULL;
	char *end = strchr(line, '\n');
	*at = end ? end + 1 : NULL;
	if (end)
		*end = '\0';
	return line;
}

static bool read_rows(struct comparison *c, char *at)
{
	for (char *line; (line = next_line(&at)) != NULL;) {
		if (*line == '#' || !*line)
			continue;
		if (c->row_count == ROWS_MAX)
			return false;
		cut(line, '\t', c->rows[c->row_count++].cells, COLUMNS);
	}
	return true;
}

/* An empty value is written "-" in the table. */
static bool matches(const char *pattern, const char *value)
{
	return fnmatch(pattern, *value ? value : "-", 0) == 0;
}

static void differ(struct comparison *c, const char *frame, const char *field, const char *ours,
		   const char *theirs)
{
	const char *values[] = {c->name, frame, field, ours, theirs};
	for (size_t r = 0; r < c->row_count; r++) {
		size_t i = 0;
		while (i < COLUMNS - 1 && matches(c->rows[r].cells[i], values[i]))
			i++;
		if (i < COLUMNS - 1)
			continue;
		c->rows[r].used++;
		c->expected++;
		return;
	}
	c->unexpected++;
	printf("%s\t%s\t%s\t%s\t%s\n", c->name, frame, field, *ours ? ours : "-",
	       *theirs ? theirs : "-");
}

static bool in_list(const char *list, const char *word)
{
	size_t length = strlen(word);
	for (const char *at = list; (at = strstr(at, word)) != NULL; at += length)
		if ((at == list || at[-1] == ',') && (at[length] == ',' || !at[length]))
			return true;
	return false;
}

/* Every fast and every spurious retransmission is a retransmission to Wireshark, too. */
static bool wireshark_has(const char *const *cells, size_t label)
{
	bool more = *cells[LABEL_FIRST + 1] || *cells[LABEL_FIRST + 2];
	return *cells[LABEL_FIRST + label] && !(label == 0 && more);
}

static void compare_labels(struct comparison *c, const char *line, size_t length,
			   const char *const *cells)
{
	char ours[VALUE_MAX];
	json_field(line, length, "labels", ours, sizeof ours);
	for (size_t label = 0; label < LABEL_COUNT; label++) {
		bool we = in_list(ours, labels[label]);
		bool they = wireshark_has(cells, label);
		if (we != they)
			differ(c, cells[0], "label", we ? labels[label] : "-",
			       they ? labels[label] : "-");
	}
}

/* Both must cut the capture into the same connections. */
static void compare_connection(struct comparison *c, const char *line, size_t length,
			       const char *const *cells)
{
	char ours[VALUE_MAX];
	json_field(line, length, "conn", ours, sizeof ours);
	uint32_t connection = (uint32_t)strtoul(ours, NULL, 10);
	uint32_t stream = (uint32_t)strtoul(cells[COLUMN_STREAM], NULL, 10);
	if (connection >= STREAMS_MAX || stream >= STREAMS_MAX)
		return;
	if (!c->stream_of[connection] && !c->connection_of[stream]) {
		c->stream_of[connection] = stream + 1;
		c->connection_of[stream] = connection;
	}
	if (c->stream_of[connection] != stream + 1 || c->connection_of[stream] != connection)
		differ(c, cells[0], "conn", ours, cells[COLUMN_STREAM]);
	else
		snprintf(c->completeness[connection], sizeof c->completeness[0], "%s",
			 cells[COLUMN_COMPLETENESS]);
}

/* Wireshark's value of column I as we write it; DECIMAL: memory for it. */
static const char *their_value(const char *const *cells, size_t i, char decimal[24])
{
	static const char *const checksums[][2] = {
	    {"Good", "good"}, {"Bad", "bad"}, {"Unverified", "not-captured"}};
	const char *theirs = columns[i].either && !*cells[i] ? cells[i + 1] : cells[i];
	if (columns[i].empty && !*theirs)
		return columns[i].empty;
	for (size_t c = 0; c < sizeof checksums / sizeof checksums[0]; c++)
		if (strcmp(theirs, checksums[c][0]) == 0)
			return checksums[c][1];
	if (strncmp(theirs, "0x", 2) != 0)
		return theirs;
	snprintf(decimal, 24, "%lu", strtoul(theirs, NULL, 16));
	return decimal;
}

static void compare_packet(struct comparison *c, const char *line, size_t length,
			   const char *const *cells)
{
	c->packets++;
	for (size_t i = 1; i < sizeof columns / sizeof columns[0]; i++) {
		char ours[VALUE_MAX], decimal[24];
		if (!columns[i].field || (c->headers_only && i >= COLUMN_RELATIVE))
			continue;
		const char *theirs = their_value(cells, i, decimal);
		json_field(line, length, columns[i].field, ours, sizeof ours);
		if (strcmp(ours, "offloaded") ==
		    0) /* a reason for being bad, which they have not */
			strcpy(ours, "bad");
		if (strcmp(ours, theirs) != 0)
			differ(c, cells[0], columns[i].field, ours, theirs);
	}
	if (c->headers_only)
		return;
	compare_labels(c, line, length, cells);
	compare_connection(c, line, length, cells);
}

static void compare_end(struct comparison *c, const char *line, size_t length)
{
	char ours[VALUE_MAX], number[VALUE_MAX];
	json_field(line, length, "conn", number, sizeof number);
	json_field(line, length, "completeness", ours, sizeof ours);
	uint32_t connection = (uint32_t)strtoul(number, NULL, 10);
	if (connection < STREAMS_MAX && c->stream_of[connection] &&
	    strcmp(ours, c->completeness[connection]) != 0) {
		char where[VALUE_MAX + 8];
		snprintf(where, sizeof where, "conn%s", number);
		differ(c, where, "completeness", ours, c->completeness[connection]);
	}
}

/* Whether Wireshark read all that is compared: not of a header that was cut, nor of a fragment. */
static bool is_whole(const char *const *cells)
{
	for (size_t i = 0; i < COLUMN_RELATIVE; i++)
		if (columns[i].field && !*cells[i] && !columns[i].empty &&
		    !(columns[i].either && *cells[i + 1]))
			return false;
	return true;
}

/* The next whole row of Wireshark's at *AT; its frame, or 0 at the end. */
static unsigned long next_row(char **at, const char **cells)
{
	for (char *row; (row = next_line(at)) != NULL;) {
		cut(row, '\t', cells, COLUMN_COUNT);
		if (is_whole(cells))
			return strtoul(cells[0], NULL, 10);
	}
	return 0;
}

/* Walks both outputs in the order of frame numbers: a frame may be missing in either. */
static void compare_outputs(struct comparison *c, char *json, char *rows)
{
	struct text ends; /* connection lines wait until all packets are known */
	const char *cells[COLUMN_COUNT];
	unsigned long theirs = next_row(&rows, cells);
	text_init(&ends);
	for (char *line; (line = next_line(&json)) != NULL;) {
		size_t length = strlen(line);
		char frame[VALUE_MAX];
		if (json_field_is(line, length, "event", "connection")) {
			text_bytes(&ends, line, length);
			text_char(&ends, '\n');
		}
		if (!json_field_is(line, length, "event", "segment"))
			continue;
		json_field(line, length, "frame", frame, sizeof frame);
		unsigned long ours = strtoul(frame, NULL, 10);
		for (; theirs < ours && theirs != 0; theirs = next_row(&rows, cells))
			differ(c, cells[0], "segment", "-", "tcp");
		if (theirs == ours) {
			compare_packet(c, line, length, cells);
			theirs = next_row(&rows, cells);
		} else {
			differ(c, frame, "segment", "tcp", "-");
		}
	}
	for (; theirs != 0; theirs = next_row(&rows, cells))
		differ(c, cells[0], "segment", "-", "tcp");
	char *at = ends.bytes ? (char *)text_c_string(&ends) : NULL;
	for (char *line; (line = next_line(&at)) != NULL;)
		compare_end(c, line, strlen(line));
	text_release(&ends);
}

static bool compare_capture(struct comparison *c, const char *const *paths)
{
	struct text json, rows;
	text_init(&json);
	text_init(&rows);
	c->name = paths[0];
	c->stream_of = calloc(STREAMS_MAX, sizeof *c->stream_of);
	c->connection_of = calloc(STREAMS_MAX, sizeof *c->connection_of);
	c->completeness = calloc(STREAMS_MAX, sizeof *c->completeness);
	bool done = c->stream_of && c->connection_of && c->completeness &&
		    read_file(&json, paths[1]) && read_file(&rows, paths[2]);
	if (done)
		compare_outputs(c, (char *)text_c_string(&json), (char *)text_c_string(&rows));
	free(c->stream_of);
	free(c->connection_of);
	free(c->completeness);
	text_release(&json);
	text_release(&rows);
	return done;
}

/* Rows that explain nothing: what they were about is repaired, or never was. */
static bool rows_are_stale(const struct comparison *c)
{
	bool stale = false;
	for (size_t r = 0; r < c->row_count && !c->headers_only; r++) {
		if (c->rows[r].used > 0)
			continue;
		stale = true;
		printf("explains nothing: %s %s\n", c->rows[r].cells[0], c->rows[r].cells[5]);
	}
	return stale;
}

int main(int argc, char **argv)
{
	static struct comparison c;
	struct text table;
	text_init(&table);
	if (argc < 3 || argc % 3 != 0 || !read_file(&table, argv[2]) ||
	    !read_rows(&c, (char *)text_c_string(&table))) {
		fputs("Usage: compare all|headers DIFFERENCES [NAME JSON COLUMNS]...\n", stderr);
		return 2;
	}
	c.headers_only = strcmp(argv[1], "headers") == 0;
	for (int i = 3; i < argc; i += 3)
		if (!compare_capture(&c, (const char *const *)argv + i))
			return 1;
	bool stale = rows_are_stale(&c);
	printf("%d captures, %zu packets: %zu differences with a reason, %zu without\n",
	       (argc - 3) / 3, c.packets, c.expected, c.unexpected);
	text_release(&table);
	return c.unexpected > 0 || stale || c.packets == 0;
}
