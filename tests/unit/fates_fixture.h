/* SPDX-License-Identifier: MIT */
/* Exchanges written down as tables, and what they prove. */
#ifndef FATES_FIXTURE_H
#define FATES_FIXTURE_H

#include <inttypes.h>
#include <stdio.h>

#include "fates.h"
#include "unit.h"

/* A segment is a line: tenths of a millisecond, who sent it (C, S), its flags (S A F R), sequence
 * number, acknowledgment number, bytes, and then as needed ts= and echo= (timestamps), sack=L-R
 * (the blocks, with commas), id=, link=, window=, offers= (a SYN's window scale), fragment,
 * discard, challenged. Numbers count from both sides' initial
 * ones.
 */
/* What holds for all segments of an exchange. */
struct fates_setting {
	bool one_host;
	size_t memory;   /* 0: enough */
	uint32_t recent; /* 0: enough */
	int64_t silence; /* tenths of a millisecond from the last segment to the capture's end */
	unsigned flags;  /* fates.flags that are expected */
	bool doubled;    /* and this */
	enum fates_twice twice; /* of the connection */
	enum fates_twice all;   /* of the file */
};

static inline uint16_t flags_of(const char *letters)
{
	static const char known[] = "SAFR";
	static const uint16_t flags[] = {TCP_FLAG_SYN, TCP_FLAG_ACK, TCP_FLAG_FIN, TCP_FLAG_RST};
	uint16_t set = 0;
	for (; *letters != '\0'; letters++) {
		assert_non_null(strchr(known, *letters));
		set |= flags[strchr(known, *letters) - known];
	}
	return set;
}

/* L-R, or several with commas. */
static inline void read_sack(struct fates_input *in, const char *blocks, uint32_t other)
{
	for (in->sack_count = 0; blocks && in->sack_count < SACK_BLOCKS_MAX; in->sack_count++) {
		char *end;
		in->sack[in->sack_count].left = other + (uint32_t)strtoul(blocks, &end, 10);
		in->sack[in->sack_count].right = other + (uint32_t)strtoul(end + 1, &end, 10);
		blocks = *end == ',' ? end + 1 : NULL;
	}
}

static inline void read_word(struct fates_input *in, const char *word, uint32_t other)
{
	const char *value = strchr(word, '=');
	uint32_t number = value ? (uint32_t)strtoul(value + 1, NULL, 10) : 0;
	switch (word[0]) {
	case 't':
		in->timestamp_value = number;
		in->has_timestamps = true;
		break;
	case 'e':
		in->timestamp_echo = number;
		break;
	case 's':
		read_sack(in, value + 1, other);
		break;
	case 'i':
		in->ip_id = (uint16_t)number;
		break;
	case 'l':
		in->link = number;
		break;
	case 'w':
		in->window = (uint16_t)number;
		break;
	case 'o':
		in->scale = (uint8_t)number;
		in->has_scale = true;
		break;
	case 'f':
		in->first_fragment = true;
		break;
	case 'd':
		in->discard = FATES_DISCARDED;
		break;
	case 'c':
		in->discard = FATES_CHALLENGED;
		break;
	default:
		fail_msg("a word of a segment: %s", word);
	}
}

/* Reads the line at *LINE and moves it on. */
static inline struct fates_input read_line(const char **line, uint64_t frame, uint32_t base)
{
	char text[160], *rest = text;
	size_t length = strcspn(*line, "\n");
	assert_true(length < sizeof text);
	memcpy(text, *line, length);
	text[length] = '\0';
	*line += length + 1;
	const char *at = strsep(&rest, " "), *from = strsep(&rest, " ");
	const char *flags = strsep(&rest, " "), *seq = strsep(&rest, " ");
	const char *ack = strsep(&rest, " "), *bytes = strsep(&rest, " ");
	bool client = from[0] == 'C';
	uint32_t own = client ? base : base + 4000, other = client ? base + 4000 : base;
	struct fates_input in = {
	    .frame = frame,
	    .time_ns = INT64_C(1700000000000000000) + strtoll(at, NULL, 10) * 100000,
	    .seq = own + (uint32_t)strtoul(seq, NULL, 10),
	    .length = (uint32_t)strtoul(bytes, NULL, 10),
	    .flags = flags_of(flags),
	    .window = 60000,
	    .from = client ? SIDE_CLIENT : SIDE_SERVER,
	};
	if (in.flags & TCP_FLAG_ACK)
		in.ack = other + (uint32_t)strtoul(ack, NULL, 10);
	while (rest)
		read_word(&in, strsep(&rest, " "), other);
	return in;
}

struct told {
	char text[4096];
	size_t length;
	uint32_t base;
};

static inline void tell_events(struct told *told, const struct fate_event *events, size_t count)
{
	assert_true(count <= FATES_EVENTS_MAX);
	for (size_t i = 0; i < count; i++) {
		const struct fate_event *event = &events[i];
		bool bytes =
		    event->kind == FATE_EVENT_MISSED || event->kind == FATE_EVENT_LOST_BEFORE;
		bytes = bytes && event->grade != FATE_CANNOT;
		uint32_t base = told->base + (event->side == SIDE_CLIENT ? 0 : 4000);
		told->length +=
		    (size_t)snprintf(told->text + told->length, sizeof told->text - told->length,
				     "%" PRIu64 " %s %s by %" PRIu64, event->frame,
				     event->kind == FATE_EVENT_FATE
					 ? fate_name((enum fate)event->fate)
					 : fate_event_kind_name((enum fate_event_kind)event->kind),
				     fate_grade_name((enum fate_grade)event->grade), event->by);
		if (bytes)
			told->length += (size_t)snprintf(
			    told->text + told->length, sizeof told->text - told->length,
			    " [%" PRIu32 ",%" PRIu32 ")", event->left - base, event->right - base);
		told->length += (size_t)snprintf(told->text + told->length,
						 sizeof told->text - told->length, "\n");
		assert_true(told->length < sizeof told->text - 1);
	}
}

static inline void prove_from(const char *expected, const char *lines,
			      const struct fates_setting *setting, uint32_t base)
{
	struct fates fates = {.owner = 2};
	struct path_times times = {0};
	struct told told = {.base = base};
	size_t memory = setting->memory ? setting->memory : 1 << 20;
	struct fates_table *table =
	    fates_table_new(setting->recent ? setting->recent : 1024, memory);
	struct fate_event events[FATES_EVENTS_MAX];
	int64_t last = 0;
	assert_non_null(table);
	for (uint64_t frame = 1; *lines != '\0'; frame++) {
		struct fates_input in = read_line(&lines, frame, base);
		in.one_host = setting->one_host;
		last = in.time_ns;
		tell_events(&told, events, fates_segment(&fates, &times, table, &in, events));
	}
	last += setting->silence * 100000;
	size_t more;
	while ((more = fates_end(&fates, &times, table, last, events)) > 0)
		tell_events(&told, events, more);
	assert_string_equal(told.text, expected);
	assert_int_equal(fates.flags & ~FATES_ONE_HOST, setting->flags);
	assert_int_equal(fates_table_doubled(table), setting->doubled);
	assert_int_equal(fates_twice(&fates), setting->twice);
	assert_int_equal(fates_table_twice(table), setting->all);
	fates_release(&fates, table);
	fates_table_free(table);
}

/* LINES prove EXPECTED, a line for each event, wherever the sequence numbers begin. */
static inline void proves_with(struct fates_setting setting, const char *expected,
			       const char *lines)
{
	prove_from(expected, lines, &setting, 1000);
	prove_from(expected, lines, &setting, 0xffffffff - 4000);
	prove_from(expected, lines, &setting, 0xffffffff - 20);
}

static inline void proves(const char *expected, const char *lines)
{
	proves_with((struct fates_setting){0}, expected, lines);
}

/* Frames 1 to 3, captured at the client: 20 ms to the server and back. */
#define HANDSHAKE "0 C S 0 0 0\n200 S SA 0 1 0\n200 C A 1 1 0\n"
#define HANDSHAKE_TS "0 C S 0 0 0 ts=1\n200 S SA 0 1 0 ts=71 echo=1\n200 C A 1 1 0 ts=21 echo=71\n"
#define HANDSHAKE_ID "0 C S 0 0 0 id=1\n200 S SA 0 1 0 id=0\n200 C A 1 1 0 id=2\n"

#endif
