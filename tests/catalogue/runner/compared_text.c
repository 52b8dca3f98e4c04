/* SPDX-License-Identifier: MIT */
#include "compared_text.h"

#include <string.h>

static const char *const side_names[2] = {"client", "server"};

/* Those of the opening and closing first. */
static void append_flags(struct text *text, unsigned flags)
{
	static const struct {
		unsigned bit;
		const char *name;
	} names[] = {{TCP_FLAG_FIN, "FIN"}, {TCP_FLAG_SYN, "SYN"}, {TCP_FLAG_RST, "RST"},
		     {TCP_FLAG_ACK, "ACK"}, {TCP_FLAG_URG, "URG"}, {TCP_FLAG_ECE, "ECE"},
		     {TCP_FLAG_CWR, "CWR"}};
	bool first = true;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		if (!(flags & names[i].bit))
			continue;
		text_format(text, "%s%s", first ? "" : "+", names[i].name);
		first = false;
	}
}

static void append_segment(struct text *text, const struct observed_segment *segment)
{
	text_format(text, "%u %s ", segment->connection, side_names[segment->from]);
	append_flags(text, segment->flags);
	text_format(text, " seq %u ack %u len %u\n", segment->relative_seq, segment->relative_ack,
		    segment->length);
}

void compared_segments(struct text *text, const struct observed *observed)
{
	for (size_t i = 0; i < observed->segment_count; i++)
		append_segment(text, &observed->segments[i]);
}

void compared_sides(struct text *text, const struct observed *observed)
{
	uint32_t last = 0;
	for (size_t i = 0; i < observed->segment_count; i++)
		if (observed->segments[i].connection > last)
			last = observed->segments[i].connection;
	for (uint32_t connection = 1; connection <= last; connection++)
		for (int side = SIDE_CLIENT; side <= SIDE_SERVER; side++)
			for (size_t i = 0; i < observed->segment_count; i++) {
				const struct observed_segment *segment = &observed->segments[i];
				if (segment->connection == connection &&
				    segment->from == (enum side)side)
					append_segment(text, segment);
			}
}

void compared_totals(struct text *text, const struct observed *observed)
{
	for (size_t i = 0; i < observed->connection_count; i++) {
		const struct observed_connection *connection = &observed->connections[i];
		text_format(text, "%u open %s, close %s, first %s, client %llu bytes, ",
			    connection->number, open_name(connection->open),
			    close_name(connection->close), closer_name(connection->closed_first),
			    (unsigned long long)connection->bytes[SIDE_CLIENT]);
		text_format(text, "server %llu bytes\n",
			    (unsigned long long)connection->bytes[SIDE_SERVER]);
	}
}
