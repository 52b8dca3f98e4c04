/* SPDX-License-Identifier: MIT */
/* Private to write: what is kept of a capture for a picture that is drawn when it is over. The
 * memory is bounded, whatever comes: of a long connection its beginning, its end and what matters
 * most between them are kept, of many connections the first ones; what was left out is counted. */
#ifndef PICTURE_H
#define PICTURE_H

#include "course.h"
#include "event.h"
#include "figure.h"
#include "text.h"

enum {
	PICTURE_CONNECTIONS_MAX = 20,
	PICTURE_FIRST = 120, /* segments that are kept of a connection's beginning, */
	PICTURE_LAST = 40,   /* of its end, */
	PICTURE_TOLD = 1000, /* and between them of those that are never left out: the first ones */
	PICTURE_WORDS_MAX = 192,
	PICTURE_EXCERPT_MAX = 256,
	PICTURE_OFFERS_MAX = 64,
};

struct picture_segment {
	uint64_t frame;
	uint64_t number; /* of its connection, from 0 on */
	int64_t time_ns;
	int64_t previous_ns; /* time of the segment before */
	uint64_t pause_us;
	struct course course;
	unsigned captured; /* how often: once, or more where captures of one packet are folded */
	enum fate_grade captured_grade; /* how sure that is */
	label_set labels;
	enum side from;
	enum meaning meaning;
	enum pause pause; /* before it */
	enum phase phase;
	enum milestone over_before, over_now;
	struct end_state before[2], states[2];
	/* NUL-terminated: "SYN+ACK seq=0 ack=1"; the payload in quotes, or empty; what a SYN
	 * offers, where WORDS have no room for it. */
	char words[PICTURE_WORDS_MAX];
	char excerpt[PICTURE_EXCERPT_MAX];
	char offers[PICTURE_OFFERS_MAX];
};

struct picture_connection {
	uint32_t number;
	struct endpoint ends[2]; /* client, server */
	bool timeless;
	int64_t last_ns;
	uint64_t total;                   /* of its segments */
	struct picture_segment *segments; /* owned; use picture_segment_at() */
	size_t told;                      /* how many of PICTURE_TOLD are kept */
	size_t capacity;
	struct text verdict; /* empty: none yet */
};

struct picture {
	enum lang lang;
	size_t columns; /* for words and excerpt together */
	struct text scratch[2];
	size_t count;
	struct picture_connection connections[PICTURE_CONNECTIONS_MAX];
	bool failed; /* there was no memory for something */
};

/* PICTURE is all zero. */
void picture_init(struct picture *picture, enum lang lang, size_t columns);
void picture_release(struct picture *picture);

void picture_take_segment(struct picture *picture, const struct segment_event *event);
void picture_take_fates(struct picture *picture, const struct fates_event *event);
void picture_take_connection(struct picture *picture, const struct connection_event *event);

/* Live: what EVENT tells of segments that are kept already, and what the EVENTS do. */
void picture_learn(const struct picture_connection *connection, const struct segment_event *event);
void picture_learn_fates(const struct picture_connection *connection,
			 const struct fate_event *events, size_t count);

/* Where the next segment is to be kept; what stood there gives way, or moves on where it matters.
 * NULL without memory. */
struct picture_segment *picture_place(struct picture_connection *connection);

/* How many segments are kept, and the one at INDEX of these. */
size_t picture_kept(const struct picture_connection *connection);
const struct picture_segment *picture_segment_at(const struct picture_connection *connection,
						 size_t index);

/* The segment of this frame number; NULL when it is not kept. */
struct picture_segment *picture_segment_of_frame(const struct picture_connection *connection,
						 uint64_t frame);

/* What is remarkable about SEGMENT: labels, what became of it, how often it was captured. */
bool picture_is_remarkable(const struct picture_segment *segment);
void picture_notes(struct text *text, enum lang lang, const struct picture_segment *segment);

/* How the phase went that begins with the segment at INDEX; MILESTONE_NONE: it is not over. */
enum milestone picture_phase_milestone(const struct picture_connection *connection, size_t index);

/* How many segments are missing before the one at INDEX. */
uint64_t picture_left_out_before(const struct picture_connection *connection, size_t index);

#endif
