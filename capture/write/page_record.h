/* SPDX-License-Identifier: MIT */
/* What the page (page/) is told, and the live view sends to it: one JSON object a line, the first
 * one a `run`. Where a field is also one of -f json, it has the same name and meaning. Sentences
 * come in both languages, so that the page can switch; states, labels and phases as indices into
 * the lists of the `run`.
 *
 * `nth`: of its connection's segments, so that one sees what is missing. What is proven: states are
 * numbers, null where none is; `proven` and `before_proven` stand there where one of both states is
 * hedged. `rows` are [side, from, to, reason], with a fifth member where the way is hedged. Live, a
 * later record tells what became of an earlier frame (`fate`), or that a hedged state was another
 * one (`correction` of a `segment`).
 *
 * A record may stand inside a <script> element: it holds no `<`, and nothing a peer sent but
 * escaped payload (escape.h). */
#ifndef PAGE_RECORD_H
#define PAGE_RECORD_H

#include "event.h"
#include "lang.h"
#include "origin.h"
#include "text.h"

enum {
	PAGE_PAYLOAD_MAX = 1024, /* payload bytes that are shown of one segment */
	/* Of a longer connection, the segments behind these are only counted, but for those that
	 * change a state, are sent again, shut a window or come after a pause. */
	PAGE_SEGMENTS_MAX = 1000,
};

struct page_run {
	const char *id; /* our own word: another id is another run of the sniffer, start over */
	enum lang lang; /* to begin with */
	bool live;      /* more will come from /events */
	struct origin origin;
	unsigned pace_ms; /* the view is slowed down so that a person can follow; 0: it is not */
};

void text_page_run(struct text *text, const struct page_run *run);

/* Whether the segment of EVENT is one that is shown; and even where a page has become large. */
bool page_shows(const struct segment_event *event);
bool page_always_shows(const struct segment_event *event);

void text_page_segment(struct text *text, const struct segment_event *event);

/* What EVENT tells about earlier frames, and its own: records behind its own record. Nothing of a
 * file that is read twice: there it stands in each frame's record. */
bool page_tells_fates(const struct segment_event *event);
void text_page_fates(struct text *text, const struct segment_event *event);

/* The same of what is known when their connection ends. */
void text_page_last_fates(struct text *text, const struct fates_event *event);

void text_page_connection(struct text *text, const struct connection_event *event);

/* COUNT records are missing here. */
void text_page_lost(struct text *text, uint64_t count);

/* The last record. The page has not got LEFT_SEGMENTS of the segments and LEFT_CONNECTIONS of the
 * connections, because it would have become too large. */
void text_page_end(struct text *text, const struct statistics_event *event, uint64_t left_segments,
		   uint64_t left_connections);

#endif
