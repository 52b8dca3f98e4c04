/* SPDX-License-Identifier: MIT */
#include "compared_list.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "compared_lines.h"
#include "needed_memory.h"

/* The connections of a listing: by its ends, which no later one has again. */
struct listed {
	struct {
		const struct compared_line *first; /* its first segment */
		uint32_t isn[2];                   /* by enum side */
		bool known[2];
	} * items; /* owned */
	size_t count, capacity;
};

static const struct {
	const char *name;
	unsigned bit;
} flag_names[] = {{"FIN", TCP_FLAG_FIN}, {"SYN", TCP_FLAG_SYN}, {"RST", TCP_FLAG_RST},
		  {"ACK", TCP_FLAG_ACK}, {"URG", TCP_FLAG_URG}, {"ECE", TCP_FLAG_ECE},
		  {"CWR", TCP_FLAG_CWR}};

static uint16_t flags_of(const struct compared_line *line)
{
	unsigned flags = 0;
	for (size_t i = 0; i < sizeof flag_names / sizeof *flag_names; i++)
		if (strstr(line->flags, flag_names[i].name))
			flags |= flag_names[i].bit;
	return (uint16_t)flags;
}

static uint32_t number_of(const char *digits)
{
	return (uint32_t)strtoul(digits, NULL, 10);
}

/* Whether both are of one connection, in either direction. */
static bool same_ends(const struct compared_line *a, const struct compared_line *b)
{
	const char *arrow = strstr(b->ends, "-->");
	char turned[sizeof b->ends];
	if (strcmp(a->ends, b->ends) == 0)
		return true;
	if (!arrow)
		return false;
	snprintf(turned, sizeof turned, "%s-->%.*s", arrow + 3, (int)(arrow - b->ends), b->ends);
	return strcmp(a->ends, turned) == 0;
}

static size_t find_listed(struct listed *listed, const struct compared_line *line)
{
	for (size_t i = 0; i < listed->count; i++)
		if (same_ends(listed->items[i].first, line))
			return i;
	listed->items =
	    memory_grown(listed->items, &listed->capacity, listed->count, sizeof *listed->items);
	memset(&listed->items[listed->count], 0, sizeof *listed->items);
	listed->items[listed->count].first = line;
	return listed->count++;
}

/* Bytes of the payload as it is written: escaped, and of a long one only the beginning. */
static uint32_t payload_length(const char *payload)
{
	uint32_t length = 0;
	const char *more = strstr(payload, " …");
	unsigned left_out;
	while (*payload && payload != more) {
		if (*payload == '\\')
			payload += payload[1] == 'x' ? 4 : 2;
		else
			payload++;
		length++;
	}
	return more && sscanf(more, " …%u more", &left_out) == 1 ? length + left_out : length;
}

/* Numbers of a listing are absolute: a side's first one is that of its SYN or, without one, that
 * of the first byte. */
static void make_relative(struct listed *listed, const struct compared_line *line,
			  struct compare_segment *segment)
{
	size_t at = find_listed(listed, line);
	unsigned from = segment->from, other = !from;
	uint32_t *isn = listed->items[at].isn;
	bool *known = listed->items[at].known;
	if (!known[from])
		isn[from] = segment->seq - !line->syn;
	known[from] = true;
	segment->connection = (uint32_t)at + 1;
	segment->seq -= isn[from];
	if (!line->ack)
		return;
	/* Of a connection to itself only one is known. */
	segment->ack -= known[other]        ? isn[other]
			: line->from_server ? isn[from]
					    : segment->ack - 1;
}

static void take_segment(struct compare_list *list, struct listed *listed,
			 const struct compared_line *line)
{
	struct compare_segment segment = {
	    .seq = number_of(line->number),
	    .ack = line->ack ? number_of(line->acknowledged) : 0,
	    .length = (uint32_t)line->length,
	    .window = COMPARE_NO_WINDOW,
	    .flags = flags_of(line),
	    .from = line->from_server ? SIDE_SERVER : SIDE_CLIENT,
	    .fate = FATE_COUNT,
	};
	if (line->numbered) {
		segment.connection = number_of(line->text);
	} else {
		segment.length = payload_length(line->payload);
		segment.payload = compare_hash(0, line->payload, strlen(line->payload));
		list->fields |= COMPARE_PAYLOADS;
		list->flags = TCP_FLAG_SYN | TCP_FLAG_ACK | TCP_FLAG_FIN | TCP_FLAG_RST;
		make_relative(listed, line, &segment);
	}
	compare_list_add_segment(list, &segment);
}

/* Which of COUNT names, as NAME says them, follows WORD in TEXT, up to a comma; 0 without any. */
static int name_behind(const char *text, const char *word, const char *name_of(int), int count)
{
	const char *at = strstr(text, word);
	size_t length = at ? strcspn(at + strlen(word), ",") : 0;
	for (int i = 0; at && i < count; i++)
		if (strlen(name_of(i)) == length &&
		    strncmp(at + strlen(word), name_of(i), length) == 0)
			return i;
	return 0;
}

static const char *name_of_open(int name)
{
	return open_name((enum open_name)name);
}

static const char *name_of_close(int name)
{
	return close_name((enum close_name)name);
}

static const char *name_of_closer(int name)
{
	return closer_name((enum closer)name);
}

/* "1 open 3-way, close 3-segment, first client, client 11 bytes, server 0 bytes" */
static void take_totals(struct compare_list *list, const char *text)
{
	struct compare_connection connection = {
	    .number = number_of(text),
	    .open = (enum open_name)name_behind(text, " open ", name_of_open, OPEN_NAME_COUNT),
	    .close = (enum close_name)name_behind(text, " close ", name_of_close, CLOSE_NAME_COUNT),
	    .closed_first = (enum closer)name_behind(text, " first ", name_of_closer, CLOSER_COUNT),
	};
	const char *client = strstr(text, ", client "), *server = strstr(text, ", server ");
	connection.bytes[SIDE_CLIENT] = client ? strtoull(client + 9, NULL, 10) : 0;
	connection.bytes[SIDE_SERVER] = server ? strtoull(server + 9, NULL, 10) : 0;
	compare_list_add_connection(list, &connection);
}

void compared_list_read(struct compare_list *list, const char *text, bool ordered)
{
	struct compared_lines lines;
	struct listed listed = {0};
	compared_lines_split(&lines, text);
	compare_list_init(list);
	list->fields = COMPARE_SEGMENTS | COMPARE_CONNECTIONS | (ordered ? COMPARE_ORDER : 0);
	list->flags = TCP_FLAG_SYN | TCP_FLAG_ACK | TCP_FLAG_FIN | TCP_FLAG_RST | TCP_FLAG_URG |
		      TCP_FLAG_ECE | TCP_FLAG_CWR;
	for (size_t i = 0; i < lines.count; i++) {
		if (lines.items[i].segment)
			take_segment(list, &listed, &lines.items[i]);
		else if (lines.items[i].totals)
			take_totals(list, lines.items[i].text);
	}
	free(listed.items);
	compared_lines_release(&lines);
}
