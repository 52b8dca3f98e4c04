/* SPDX-License-Identifier: MIT */
/* What pictures say about a segment, whatever draws them. */
#ifndef FIGURE_H
#define FIGURE_H

#include "event.h"
#include "lang.h"
#include "messages.h"
#include "text.h"

/* Appends "SYN+ACK", "PSH+ACK", ...; "-" for none. */
void text_flags(struct text *text, unsigned flags);

/* Appends "seq=1 ack=12 len=11", counted from the initial sequence numbers; where they matter, the
 * urgent pointer ("urg=1"), that a router was congested ("CE"), the window in bytes ("win=0") and
 * what was received out of order ("sack=12-13"), and where a segment fills the other side's window,
 * that one ("peer-win=4096"). */
void text_numbers(struct text *text, const struct segment_event *event);

/* Appends what a SYN offers, " mss=1460 ws=7 sack ts", with a space before it: largest segment,
 * window scale, selective acknowledgment, timestamps, and a cookie of TCP Fast Open or the request
 * for one ("tfo=cookie", "tfo=request"). Nothing for other segments. */
void text_offers(struct text *text, const struct segment *segment);

/* Appends both: "SYN+ACK seq=0 ack=1". */
void text_segment(struct text *text, const struct segment_event *event);

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
void text_milestone(struct text *text, enum lang lang, enum milestone milestone);

/* The pause before EVENT, when the segment before it in its connection came US microseconds
 * earlier: what its claims say about it. */
enum pause pause_before(const struct segment_event *event, uint64_t us);

/* Whether a segment with these LABELS, or behind this PAUSE, is drawn however long its connection
 * is: it was sent again, shuts the window, or nothing was sent before it for a time. */
bool is_never_left_out(label_set labels, enum pause pause);

/* Appends "40.2 ms: probably a delayed ACK". */
void text_pause(struct text *text, enum lang lang, enum pause pause, uint64_t us);

/* Appends the time since the connection's first segment, NS in nanoseconds, to the microsecond:
 * "1.033124"; with fewer decimals where it would be longer than SINCE_FIRST_MAX. */
void text_since_first(struct text *text, int64_t ns);

/* Appends the time from the segment before to this one: "+13 µs", "+1.0 ms", "+400 ns", "+10800 s".
 * Both times in nanoseconds since the connection's first: it is the difference of what
 * text_since_first() tells of them. ASCII: "us". */
void text_since_previous(struct text *text, int64_t previous_ns, int64_t ns, bool ascii);

/* Appends a duration as duration.h, but "85 µs" where it is not to be ASCII. */
void text_time(struct text *text, uint64_t us, bool ascii);

enum { SINCE_FIRST_MAX = 12, SINCE_PREVIOUS_MAX = 10 }; /* columns */

/* The palette of all pictures, the page's too: one colour for what a segment means above all, one
 * for what an end is doing. */
enum meaning {
	MEANING_ACK,   /* grey */
	MEANING_OPEN,  /* green */
	MEANING_DATA,  /* blue */
	MEANING_CLOSE, /* amber */
	MEANING_RESET, /* red */
	MEANING_COUNT
};

enum doing {
	DOING_UNKNOWN, /* no state is proven: a thin line */
	DOING_NOTHING, /* grey: CLOSED, LISTEN */
	DOING_OPENING, /* green: SYN-SENT, SYN-RECEIVED */
	DOING_DATA,    /* blue: ESTABLISHED */
	DOING_CLOSING, /* amber: from the first FIN on */
	DOING_WAITING, /* purple: TIME-WAIT */
	DOING_COUNT
};

enum doing state_doing(struct end_state state);

enum meaning segment_meaning(const struct segment *segment);

/* What the style sheets call it: "ack", "open", ... */
const char *meaning_name(enum meaning meaning);

#endif
