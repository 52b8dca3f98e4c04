/* SPDX-License-Identifier: MIT */
#include "ends_story.h"

#include <stdio.h>

/* The client's numbers wrap within each story. */
static const uint32_t initial[2] = {0xfffffffb, 2753825882};

static unsigned flags_of(const char *word)
{
	static const struct {
		const char *name;
		unsigned flag;
	} names[] = {{"SYN", TCP_FLAG_SYN},
		     {"ACK", TCP_FLAG_ACK},
		     {"FIN", TCP_FLAG_FIN},
		     {"RST", TCP_FLAG_RST}};
	unsigned flags = 0;
	for (size_t i = 0; i < COUNT_OF(names); i++)
		if (strstr(word, names[i].name))
			flags |= names[i].flag;
	return flags;
}

/* OF: whose numbers it acknowledges. */
static void read_word(struct ends_input *in, unsigned of, const char *word, const char *value)
{
	uint32_t number = value ? (uint32_t)strtoul(value, NULL, 10) : 0;
	if (strcmp(word, "late_copy") == 0)
		in->may_be_late_copy = true;
	else if (strcmp(word, "overtaken") == 0)
		in->overtaken = true;
	else if (strcmp(word, "ack") == 0)
		in->ack = in->sack_right = initial[of] + number;
	else if (strcmp(word, "sack") == 0)
		in->sack_right = initial[of] + number;
	else if (strcmp(word, "len") == 0)
		in->length = number;
	else if (strcmp(word, "passed") == 0)
		in->passed = number;
	else if (strcmp(word, "fast_open") == 0)
		in->fast_open = true;
	else if (strcmp(word, "copy") == 0)
		in->copy = true;
	else if (strcmp(word, "same_ack") == 0)
		in->same_ack = true;
	else if (strcmp(word, "again") == 0)
		in->again = true;
	else if (strcmp(word, "foreign") == 0)
		in->foreign = true;
	else if (strcmp(word, "doubtful") == 0)
		in->doubtful = true;
	else if (strcmp(word, "stray") == 0)
		in->stray = true;
	else if (strcmp(word, "gap") == 0)
		in->gap = true;
	else if (strcmp(word, "ignored") == 0) {
		in->ignored = true;
		in->rst = ENDS_RST_IGNORED;
	} else if (strcmp(word, "challenged") == 0)
		in->rst = ENDS_RST_CHALLENGED;
	else if (word[0] < '0' || word[0] > '9')
		fail_msg("no such word: %s", word);
}

/* The part of a line with this index, without the spaces around it. */
static void part(char *to, size_t size, const char *line, size_t index)
{
	for (; index > 0 && line; index--)
		line = (line = strchr(line, ';')) ? line + 1 : NULL;
	line = line ? line + strspn(line, " ") : "";
	size_t length = strcspn(line, ";");
	while (length > 0 && line[length - 1] == ' ')
		length--;
	snprintf(to, size, "%.*s", (int)length, line);
}

struct ends_input ends_read(const char *line, uint32_t frame, bool self)
{
	struct ends_input in = {.frame = frame};
	char copy[128], *word[12] = {NULL};
	size_t count = 0;
	part(copy, sizeof(copy), line, 0);
	for (char *at = strtok(copy, " "); at && count < COUNT_OF(word) - 1; at = strtok(NULL, " "))
		word[count++] = at;
	assert_true(count >= 3);
	in.from = word[0][0] == 'C' ? SIDE_CLIENT : SIDE_SERVER;
	in.flags = (uint16_t)flags_of(word[1]);
	in.seq = initial[in.from] + (uint32_t)strtol(word[2], NULL, 10);
	for (size_t i = 3; i < count; i++)
		read_word(&in, self ? in.from : 1U - in.from, word[i], word[i + 1]);
	return in;
}

static const char *name_of(unsigned state)
{
	return state == ENDS_NO_STATE ? "-" : tcp_state_name((enum tcp_state)state);
}

static void compare(const char *name, const char *pass, uint32_t frame, const char *expected,
		    const struct ends_step *step)
{
	char text[80];
	const struct ends_shown *shown = step->shown;
	snprintf(text, sizeof(text), "%s%s | %s%s", name_of(shown[0].state),
		 shown[0].hedged ? "?" : "", name_of(shown[1].state), shown[1].hedged ? "?" : "");
	if (strcmp(text, expected) != 0)
		fail_msg("%s, %s, segment %u: '%s' and not '%s'", name, pass, (unsigned)frame, text,
			 expected);
}

static void compare_correction(const char *name, uint32_t frame, const char *expected,
			       const struct ends_correction *correction)
{
	char text[80] = "";
	if (correction->frame != 0)
		snprintf(text, sizeof(text), "%c %u %s %s", correction->end ? 'S' : 'C',
			 (unsigned)correction->frame, name_of(correction->was),
			 name_of(correction->state));
	if (strcmp(text, expected) != 0)
		fail_msg("%s, segment %u: the correction is '%s' and not '%s'", name,
			 (unsigned)frame, text, expected);
}

static void keep(struct ends_notes *notes, const struct ends_note *more, size_t count)
{
	assert_true(notes->count + count <= ENDS_STORY_NOTES);
	memcpy(notes->note + notes->count, more, count * sizeof(*more));
	notes->count += count;
}

size_t ends_play(const char *name, const char *const *lines, size_t count, bool self)
{
	struct ends_notes notes = {.count = 0};
	struct ends_note last[ENDS_NOTES_MAX];
	struct ends_step step;
	struct ends ends;
	char expected[80];
	ends_init(&ends);
	for (uint32_t i = 0; i < count; i++) {
		struct ends_input in = ends_read(lines[i], i + 1, self);
		memset(&step, 0xff, sizeof(step));
		ends_step(&ends, &in, self, &step);
		part(expected, sizeof(expected), lines[i], 1);
		compare(name, "live", i + 1, expected, &step);
		part(expected, sizeof(expected), lines[i], 3);
		compare_correction(name, i + 1, expected, &step.correction);
		keep(&notes, step.notes, step.note_count);
	}
	keep(&notes, last, ends_finish(&ends, last));
	ends_init(&ends);
	for (uint32_t i = 0; i < count; i++) {
		struct ends_input in = ends_read(lines[i], i + 1, self);
		ends_second_pass(&ends, &in, self, notes.note, notes.count, &step);
		part(expected, sizeof(expected), lines[i], 2);
		if (expected[0] == '\0')
			part(expected, sizeof(expected), lines[i], 1);
		compare(name, "from a file", i + 1, expected, &step);
	}
	return notes.count;
}
