/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>

#include "json_line.h"
#include "story.h"
#include "story_json.h"

/* The columns behind the | of one segment. */
static void fill_segment(struct text *text, const struct story_segment *segment, const char *line,
			 size_t length)
{
	char client[32], server[32], phase[16], labels[128], seq[16], ack[16];
	char fate[32], crossed[16];
	story_state_value(line, length, "client", client, sizeof client);
	story_state_value(line, length, "server", server, sizeof server);
	story_fate_value(line, length, segment->expected_fate, fate, sizeof fate);
	json_field(line, length, "crossed", crossed, sizeof crossed);
	json_field(line, length, "phase", phase, sizeof phase);
	json_field(line, length, "labels", labels, sizeof labels);
	json_field(line, length, "rel_seq", seq, sizeof seq);
	json_field(line, length, "rel_ack", ack, sizeof ack);
	size_t told = segment->told;
	while (told > 0 && (segment->text[told - 1] == ' ' || segment->text[told - 1] == '\t'))
		told--;
	text_format(text, "%-44.*s | %-12s %-12s %s", (int)told, segment->text, client, server,
		    phase);
	char as_written[40], said[40];
	snprintf(as_written, sizeof as_written, "%u/%u", segment->told_seq, segment->told_ack);
	snprintf(said, sizeof said, "%s/%s", seq, ack);
	bool relative = strcmp(as_written, said) != 0;
	bool more = segment->expected_claim || segment->expected_checksum;
	if (*labels || relative || *fate || *crossed || more)
		text_format(text, " %s", *labels ? labels : "-");
	if (relative)
		text_format(text, " rel %s", said);
	if (*fate)
		text_format(text, " fate %s", fate);
	if (*crossed)
		text_format(text, " crossed %s", crossed);
	if (segment->expected_claim)
		text_format(text, " claim %s", segment->expected_claim);
	json_field(line, length, "checksum", fate, sizeof fate);
	if (segment->expected_checksum)
		text_format(text, " checksum %s", fate);
	text_char(text, '\n');
}

static void fill_connection(struct text *text, const char *line, size_t length)
{
	char number[16], value[256];
	json_field(line, length, "conn", number, sizeof number);
	for (unsigned e = 0; e < STORY_EXPECTATION_COUNT; e++) {
		enum story_expectation expectation = (enum story_expectation)e;
		story_connection_value(line, length, expectation, value, sizeof value);
		if (e == 0 || e == STORY_ZEEK_STATE)
			text_format(text, "%sexpect %s", e ? "\n" : "", number);
		text_format(text, " %s %s", story_expectation_name(expectation), value);
	}
	text_char(text, '\n');
}

static void fill_expectations(struct text *text, struct lines lines)
{
	size_t size;
	for (const char *line; (line = lines_next(&lines, &size)) != NULL;)
		if (json_field_is(line, size, "event", "connection"))
			fill_connection(text, line, size);
}

/* The next line that tells a segment; an empty one at the end. */
static const char *next_segment(struct lines *lines, size_t *size)
{
	for (const char *line; (line = lines_next(lines, size)) != NULL;)
		if (json_field_is(line, *size, "event", "segment"))
			return line;
	*size = 0;
	return "";
}

void text_story_filled(struct text *text, const struct story *story, const char *json,
		       size_t length)
{
	struct lines lines = {json, json + length};
	size_t index = 0, size;
	for (const char *line = story->original; *line;) {
		size_t width = strcspn(line, "\n");
		if (index < story->segment_count && line == story->segments[index].text) {
			if (index == 0)
				fill_expectations(text, lines);
			const char *said = next_segment(&lines, &size);
			fill_segment(text, &story->segments[index++], said, size);
		} else if (strncmp(line, "expect", 6) != 0) {
			text_bytes(text, line, width);
			text_char(text, '\n');
		}
		line += width + (line[width] == '\n');
	}
}
