/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>

#include "json_line.h"
#include "story.h"
#include "story_json.h"

/* One check of a story. */
struct check {
	const struct story *story;
	struct text *report;
	size_t differences;
	size_t segments;
	bool said[STORY_CONNECTIONS_MAX];
	const struct story_segment *told; /* whose line stands in the report already */
};

static void differ(struct check *check, const char *what, const char *expected, const char *got)
{
	text_format(check->report, "    %-16s expected %-16s got %s\n", what, expected, got);
	check->differences++;
}

static void segment_differs(struct check *check, const struct story_segment *segment,
			    const char *what, const char *expected, const char *got)
{
	if (check->told != segment)
		text_format(check->report, "line %u: %.*s\n", segment->line, (int)segment->told,
			    segment->text);
	check->told = segment;
	differ(check, what, expected, got);
}

/* EXPECTED is NULL where the story does not tell: that, too, is a difference. */
static void compare(struct check *check, const struct story_segment *segment, const char *line,
		    size_t length, const char *key, const char *expected)
{
	char got[256];
	if (!json_field(line, length, key, got, sizeof got))
		strcpy(got, "(no such field)");
	if (!expected || strcmp(expected, got) != 0)
		segment_differs(check, segment, key, expected ? expected : "(not told)", got);
}

static void compare_number(struct check *check, const struct story_segment *segment,
			   const char *line, size_t length, const char *key, uint64_t expected)
{
	char decimal[24];
	snprintf(decimal, sizeof decimal, "%llu", (unsigned long long)expected);
	compare(check, segment, line, length, key, decimal);
}

void story_state_value(const char *line, size_t length, const char *side, char *value, size_t size)
{
	char key[32];
	snprintf(key, sizeof key, "%s_state", side);
	json_field(line, length, key, value, size);
	if (strcmp(value, "null") == 0)
		snprintf(value, size, "-");
	snprintf(key, sizeof key, "%s_proven", side);
	if (json_field_is(line, length, key, "false"))
		strncat(value, "?", size - strlen(value) - 1);
}

void story_fate_value(const char *line, size_t length, const char *expected, char *value,
		      size_t size)
{
	json_field(line, length, "fate", value, size);
	bool none = *value == '\0';
	if (none && expected && strcmp(expected, "-") == 0)
		snprintf(value, size, "-");
	else if (strcmp(value, "arrived") == 0 && !expected)
		*value = '\0';
}

static void compare_state(struct check *check, const struct story_segment *segment,
			  const char *line, size_t length, const char *side, const char *expected)
{
	char got[32];
	story_state_value(line, length, side, got, sizeof got);
	if (!expected || strcmp(expected, got) != 0)
		segment_differs(check, segment, side, expected ? expected : "(not told)", got);
}

static void compare_fate(struct check *check, const struct story_segment *segment, const char *line,
			 size_t length)
{
	char got[32];
	const char *expected = segment->expected_fate ? segment->expected_fate : "";
	story_fate_value(line, length, segment->expected_fate, got, sizeof got);
	if (strcmp(expected, got) != 0)
		segment_differs(check, segment, "fate", expected, got);
	json_field(line, length, "crossed", got, sizeof got);
	expected = segment->expected_crossed ? segment->expected_crossed : "";
	if (strcmp(expected, got) != 0)
		segment_differs(check, segment, "crossed", expected, got);
}

static void compare_claim(struct check *check, const struct story_segment *segment,
			  const char *line, size_t length)
{
	char member[64];
	if (!segment->expected_claim)
		return;
	snprintf(member, sizeof member, "{\"id\":\"%s\"", segment->expected_claim);
	if (!memmem(line, length, member, strlen(member)))
		segment_differs(check, segment, "claim", segment->expected_claim,
				"(no such claim)");
}

static void check_segment(struct check *check, const char *line, size_t length)
{
	if (check->segments == check->story->segment_count) {
		text_string(check->report, "more segments than the story has\n");
		check->differences++;
		return;
	}
	const struct story_segment *segment = &check->story->segments[check->segments++];
	const struct {
		const char *key;
		uint64_t value;
	} numbers[] = {
	    {"conn", segment->connection + 1u},
	    {"flags", segment->flags},
	    {"seq", segment->seq},
	    {"ack", segment->ack},
	    {"rel_seq", segment->expected_seq},
	    {"rel_ack", segment->expected_ack},
	    {"win", segment->window},
	    {"len", segment->payload_length},
	};
	for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
		compare_number(check, segment, line, length, numbers[i].key, numbers[i].value);
	compare(check, segment, line, length, "from", segment->from ? "server" : "client");
	compare_state(check, segment, line, length, "client", segment->expected_states[0]);
	compare_state(check, segment, line, length, "server", segment->expected_states[1]);
	compare(check, segment, line, length, "phase", segment->expected_phase);
	compare(check, segment, line, length, "labels", segment->expected_labels);
	compare_fate(check, segment, line, length);
	if (segment->expected_checksum)
		compare(check, segment, line, length, "checksum", segment->expected_checksum);
	compare_claim(check, segment, line, length);
}

void story_connection_value(const char *line, size_t length, enum story_expectation expectation,
			    char *value, size_t size)
{
	char server[32];
	if (expectation != STORY_BYTES) {
		json_field(line, length, story_expectation_name(expectation), value, size);
		if (!*value)
			snprintf(value, size, "-");
		return;
	}
	json_field(line, length, "client_bytes", value, size);
	json_field(line, length, "server_bytes", server, sizeof server);
	size_t used = strlen(value);
	snprintf(value + used, size - used, "/%s", server);
}

static void check_connection(struct check *check, const char *line, size_t length)
{
	char number[16], got[256];
	json_field(line, length, "conn", number, sizeof number);
	unsigned index = (unsigned)(number[0] - '1');
	if (number[1] || index >= STORY_CONNECTIONS_MAX || !check->story->connections[index].used ||
	    check->said[index]) {
		text_format(check->report, "connection %s is not in the story\n", number);
		check->differences++;
		return;
	}
	check->said[index] = true;
	bool headed = false;
	for (unsigned e = 0; e < STORY_EXPECTATION_COUNT; e++) {
		const char *expected = check->story->connections[index].expected[e];
		story_connection_value(line, length, (enum story_expectation)e, got, sizeof got);
		if (expected && strcmp(expected, got) == 0)
			continue;
		if (!headed)
			text_format(check->report, "connection %u:\n", index + 1);
		headed = true;
		differ(check, story_expectation_name((enum story_expectation)e),
		       expected ? expected : "(not told)", got);
	}
}

/* Nothing of the story may be left out. */
static void check_rest(struct check *check)
{
	for (; check->segments < check->story->segment_count; check->segments++)
		segment_differs(check, &check->story->segments[check->segments], "segment", "this",
				"(nothing)");
	for (unsigned c = 0; c < STORY_CONNECTIONS_MAX; c++)
		if (check->story->connections[c].used && !check->said[c]) {
			text_format(check->report, "connection %u is missing\n", c + 1);
			check->differences++;
		}
}

size_t story_check(const struct story *story, const char *json, size_t length, struct text *report)
{
	struct check check = {.story = story, .report = report};
	struct lines lines = {json, json + length};
	size_t size;
	for (const char *line; (line = lines_next(&lines, &size)) != NULL;) {
		if (json_field_is(line, size, "event", "segment"))
			check_segment(&check, line, size);
		else if (json_field_is(line, size, "event", "connection"))
			check_connection(&check, line, size);
	}
	check_rest(&check);
	return check.differences;
}
