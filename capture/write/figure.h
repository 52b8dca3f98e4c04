/* SPDX-License-Identifier: MIT */
/* Private to write: what pictures say about a segment, whatever draws them. */
#ifndef FIGURE_H
#define FIGURE_H

#include "common_options.h"
#include "event.h"
#include "messages.h"
#include "text.h"

/* Appends "SYN+ACK", "PSH+ACK", ...; "-" for none. */
void text_flags(struct text *text, unsigned flags);

/* Appends "seq=1 ack=12 len=11", counted from the initial sequence numbers; where they matter, the
 * urgent pointer ("urg=1"), that a router was congested ("CE"), the window in bytes ("win=0") and
 * what was received out of order ("sack=12-13"). */
void text_numbers(struct text *text, const struct segment_event *event);

/* Appends the payload as escape.h has it, in double quotes, in at most COLUMNS; ELLIPSIS stands for
 * what was left out, of it or of the capture. Nothing when there is no payload, or no room for a
 * character of it. SCRATCH is overwritten. */
void text_excerpt(struct text *text, struct text *scratch, const struct segment *segment,
		  size_t columns, const char *ellipsis);

/* Appends "retransmission, zero-window", or "重传，零窗口". */
void text_labels(struct text *text, enum lang lang, label_set labels);

/* "建立连接" or "opening"; of PHASE_NONE nothing. */
const char *phase_title(enum lang lang, enum phase phase);

/* Appends the title of that phase and how it went: "opening: three-way handshake". */
void text_remark(struct text *text, enum lang lang, enum remark remark);

/* The pause before EVENT, when the segment before it in its connection came US microseconds
 * earlier: what its claims say about it. */
enum pause pause_before(const struct segment_event *event, uint64_t us);

/* Appends "40.2 ms: probably a delayed ACK". */
void text_pause(struct text *text, enum lang lang, enum pause pause, uint64_t us);

/* What a segment means above all: pictures colour by it. */
enum meaning {
	MEANING_ACK,
	MEANING_OPEN,
	MEANING_DATA,
	MEANING_CLOSE,
	MEANING_RESET,
	MEANING_COUNT
};

enum meaning segment_meaning(const struct segment *segment);

#endif
