/* SPDX-License-Identifier: MIT */
/* One file per format behind one small vtable. A writer appends text to the output it was given;
 * its caller flushes. Each keeps its own state.
 *
 * The order of calls: begin, then segments and connections as they come (a connection after its
 * last segment and the fates that are known then), at the end the statistics, once. Without memory
 * a writer sets its text's `failed`, as everything does that appends to it. */
#ifndef WRITER_H
#define WRITER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "connection_field.h"
#include "event.h"
#include "lang.h"
#include "origin.h"
#include "payload_limit.h"
#include "text.h"

/* The time before a line, by how often -t was given (tcpdump's letters). */
enum times {
	TIMES_NONE,           /* not given, and -t */
	TIMES_EPOCH = 2,      /* seconds since 1970 */
	TIMES_SINCE_PREVIOUS, /* since the segment shown before */
	TIMES_DATE,           /* date and time of day, local */
	TIMES_SINCE_FIRST,    /* since the first segment of the connection */
};

/* What a format heeds, beside the language of what is said: bits of writer_format.heeds. */
enum {
	HEEDS_COLOR = 0x01,
	HEEDS_PHASES = 0x02,
	HEEDS_EXPLAIN = 0x04,
	HEEDS_ASCII = 0x08,
	HEEDS_TIME_SCALE = 0x10,
	HEEDS_TIMES = 0x20,
	HEEDS_RELATIVE = 0x40, /* shows sequence numbers that are not relative anyway */
	HEEDS_WRAP = 0x100,    /* fits its lines to a terminal */
	HEEDS_TITLE = 0x200,
	HEEDS_CANONICAL = 0x80, /* shows ports, numbers or times of a capture */
	HEEDS_PAYLOAD = 0x400,
};

struct writer_options {
	enum lang lang;         /* of what is said about TCP */
	enum lang listing_lang; /* of the documented line and of its comment lines */
	enum times times;
	bool color;
	bool phases;      /* the "#以上是…" lines */
	bool explain;     /* a sentence and both states for each segment, a verdict at the end */
	bool ascii;       /* lines and arrows of our own in ASCII (words and payload as they are) */
	bool time_scale;  /* in a picture, distances are times */
	unsigned columns; /* characters of a line of the terminal; 0: as the format likes */
	bool fit;         /* lines are fitted to these, or else as long as they are */
	struct connection_order order; /* of the rows of a table */
	uint32_t rows; /* of a table, at most: what is left out is counted; 0: all */
	struct payload_limit payload;
	struct origin origin;
	struct text *text; /* where to append; borrowed for the writer's life */
};

struct writer;

struct writer_format {
	const char *name; /* as given to -f */
	/* The output is one document from begin to statistics: nothing may stand beside it. */
	bool document;
	unsigned heeds;
	bool rows;  /* shows by which rows of RFC 9293 a segment led to the states */
	bool plain; /* shows what is proven of the connections only where it explains */
	/* Bytes of writer.state, zeroed by writer_init() and freed after RELEASE; 0: none. */
	size_t state_size;
	void (*release)(struct writer *writer); /* what the state owns; NULL: nothing */
	/* Each may be NULL: nothing to say. None is called when the state could not be had. */
	void (*begin)(struct writer *writer);
	void (*segment)(struct writer *writer, const struct segment_event *event);
	void (*fates)(struct writer *writer, const struct fates_event *event);
	void (*connection)(struct writer *writer, const struct connection_event *event);
	void (*statistics)(struct writer *writer, const struct statistics_event *event);
	/* Nothing more happens at the moment: what is not in the options' text goes out. True when
	 * it could not yet: then call it again soon, even if nothing happens. */
	bool (*flush)(struct writer *writer);
	/* The options' columns have changed. */
	void (*resize)(struct writer *writer);
};

struct writer {
	const struct writer_format *format;
	struct writer_options options;
	void *state; /* of the format's own kind; owned */
};

/* The formats by the order of their words for -f. */
extern const struct writer_format *const writer_formats[];
extern const char *const writer_format_words[]; /* ended by NULL */

/* The table behind --connections: not a choice of -f, but beside it. */
extern const struct writer_format writer_connections;

/* Says nothing. */
extern const struct writer_format writer_none;

void writer_init(struct writer *writer, const struct writer_format *format,
		 const struct writer_options *options);
void writer_release(struct writer *writer);

/* Whether it has anything to say about segments: otherwise they need not be explained. */
bool writer_wants_segments(const struct writer *writer);

/* Whether it shows what is proven of the connections. */
bool writer_wants_evidence(const struct writer *writer);

/* Whether it shows by which rows the states came about. */
bool writer_wants_rows(const struct writer *writer);

/* The terminal has COLUMNS from now on: what follows is as wide. */
void writer_resize(struct writer *writer, unsigned columns);

void writer_begin(struct writer *writer);
void writer_segment(struct writer *writer, const struct segment_event *event);
void writer_fates(struct writer *writer, const struct fates_event *event);
void writer_connection(struct writer *writer, const struct connection_event *event);
void writer_statistics(struct writer *writer, const struct statistics_event *event);

#endif
