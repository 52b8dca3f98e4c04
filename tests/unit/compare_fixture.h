/* SPDX-License-Identifier: MIT */
/* Lists of events from lines "MS SIDE FLAGS SEQ ACK LENGTH [w=WINDOW] [o=OPTIONS] [m=MSS] [l=LABEL]
 * [p=PAYLOAD] [n=CONNECTION] [r=REASON] [t=OUTCOME] [y=SYN]", of which the last say something only
 * where they stand: "0 c S 0 0 0 o=f", "41 s FA 1 13 0"; and "end OPEN CLOSE", of connection 1:
 * "end 3-way reset". */
#ifndef COMPARE_FIXTURE_H
#define COMPARE_FIXTURE_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "difference_words.h"
#include "unit.h"

static inline uint16_t fixture_flags(const char *word)
{
	static const char letters[] = "FSRPAUEWN";
	unsigned flags = 0;
	for (; *word; word++)
		flags |= 1u << (strchr(letters, *word) - letters);
	return (uint16_t)flags;
}

static inline void fixture_option(struct compare_segment *segment, const char *word)
{
	unsigned long value = strtoul(word + 2, NULL, *word == 'o' ? 16 : 10);
	if (*word == 'w')
		segment->window = (uint32_t)value;
	else if (*word == 'o')
		segment->options = (uint8_t)value;
	else if (*word == 'm')
		segment->mss = (uint16_t)value;
	else if (*word == 'l')
		segment->labels = label_bit((enum label)value);
	else if (*word == 'p')
		segment->payload = value;
	else if (*word == 'r')
		segment->reason = (uint8_t)value;
	else if (*word == 'y')
		segment->syn = (uint32_t)value;
	else if (*word == 't')
		segment->outcome = (uint8_t)value;
	else
		segment->connection = (uint32_t)value;
}

static inline void fixture_end(struct compare_list *list, const char *line)
{
	struct compare_connection connection = {.number = 1};
	char open[20], close[20];
	int found = 0;
	if (sscanf(line, "end %19s %19s", open, close) != 2)
		fail_msg("no end: %s", line);
	for (int name = 0; name < OPEN_NAME_COUNT; name++)
		if (strcmp(open_name((enum open_name)name), open) == 0 && ++found)
			connection.open = (enum open_name)name;
	for (int name = 0; name < CLOSE_NAME_COUNT; name++)
		if (strcmp(close_name((enum close_name)name), close) == 0 && ++found)
			connection.close = (enum close_name)name;
	if (found != 2)
		fail_msg("no names: %s", line);
	compare_list_add_connection(list, &connection);
}

static inline void fixture_line(struct compare_list *list, char *line)
{
	char side, flags[9], *words = line;
	if (strncmp(line, "end ", 4) == 0) {
		fixture_end(list, line);
		return;
	}
	double ms;
	int used = 0;
	struct compare_segment segment = {
	    .connection = 1, .window = 65536, .fate = FATE_COUNT, .mss = 1460, .options = 0xf};
	if (sscanf(line, "%lf %c %8s %u %u %u%n", &ms, &side, flags, &segment.seq, &segment.ack,
		   &segment.length, &used) != 6)
		fail_msg("no segment: %s", line);
	segment.time_ns = (int64_t)(ms * 1e6);
	segment.from = side == 's' ? SIDE_SERVER : SIDE_CLIENT;
	segment.flags = fixture_flags(flags);
	if (!(segment.flags & TCP_FLAG_SYN))
		segment.mss = segment.options = 0;
	words += used;
	for (char *rest, *word = strtok_r(words, " ", &rest); word;
	     word = strtok_r(NULL, " ", &rest))
		fixture_option(&segment, word);
	compare_list_add_segment(list, &segment);
}

/* LIST is to be released. */
static inline void fixture_list(struct compare_list *list, const char *lines)
{
	char *copy = strdup(lines), *rest;
	assert_non_null(copy);
	compare_list_init(list);
	for (char *line = strtok_r(copy, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest))
		fixture_line(list, line);
	free(copy);
}

/* All differences, a line each. */
static inline void fixture_differences(struct text *words, enum lang lang,
				       const struct compare_list *a, const struct compare_list *b)
{
	const struct difference_style style = {
	    .lang = lang,
	    .names = {"A", "B"},
	    .connections = differences_name_connections(a, b),
	};
	struct differences differences;
	assert_true(differences_find(a, b, &differences));
	for (size_t i = 0; i < differences.count; i++) {
		text_difference(words, &style, &differences.items[i]);
		text_char(words, '\n');
	}
	differences_release(&differences);
}

/* Exchanges, and their parts. */
#define OPENING                                                                                    \
	"0 c S 0 0 0\n"                                                                            \
	"0 s SA 0 1 0\n"                                                                           \
	"0 c A 1 1 0\n"
#define FAR_OPENING                                                                                \
	"0 c S 0 0 0\n"                                                                            \
	"80 s SA 0 1 0\n"                                                                          \
	"80 c A 1 1 0\n"
#define HELLO                                                                                      \
	"0 c PA 1 1 11\n"                                                                          \
	"0 s A 1 12 0\n"
#define CLOSING                                                                                    \
	"0 c FA 12 1 0\n"                                                                          \
	"1 s FA 1 13 0\n"                                                                          \
	"1 c A 13 2 0\n"
#define DOCUMENTED OPENING HELLO CLOSING

struct row {
	const char *what, *a, *b, *words;
};

static inline void expect(const struct row *row, enum lang lang)
{
	struct compare_list a, b;
	struct text words;
	text_init(&words);
	fixture_list(&a, row->a);
	fixture_list(&b, row->b);
	fixture_differences(&words, lang, &a, &b);
	if (strcmp(text_c_string(&words), row->words) != 0)
		fail_msg("%s:\n%s\nexpected:\n%s", row->what, text_c_string(&words), row->words);
	text_release(&words);
	compare_list_release(&a);
	compare_list_release(&b);
}

#endif
