/* SPDX-License-Identifier: MIT */
/* What the segments of one connection, in the order of their capture, prove about each other.
 *
 * What a frame of one side proves is twofold: these bytes of the other side, some copy of them, had
 * arrived when it left, and those had not yet (RFC 9293 section 3.4, RFC 2018). All else is
 * inferred about one copy, that is one frame.
 *
 * The default, for which there is no event: the first frame that brings a SYN, data or a FIN has
 * arrived (follows). What is otherwise is an event: every copy of what was captured more than once
 * about which something is known, what was still not acknowledged at the end (unknown), what came
 * later than what was sent behind it, what may have been sent before the capture began (unknown).
 * A later event for a frame replaces an earlier one of the same kind. Other frames have no fate
 * without an event: pure ACKs, RSTs, first fragments, copies of what was acknowledged before. The
 * default does not hold where fates_peer_silent(), nor with FATES_FORGOT.
 *
 * So a first pass over a file keeps {frame, fate, grade, by} of the last event for each frame, and
 * the second has them when it comes to the frame. Live they are told as they come: "lost" a round
 * trip after the ACK, and taken back by "lost-or-answer" when what was late comes after all.
 *
 * Each segment takes a bounded number of steps. Memory is bounded per connection and for all of
 * them: what finds no room any more is not told, and FATES_FORGOT says so.
 *
 * Pure: no packet, no output. */
#ifndef FATES_H
#define FATES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "fate.h"
#include "flow.h"
#include "path_times.h"
#include "segment.h"
#include "tcp_options.h"

/* What else is known of a segment of one that was not taken as it stands. */
enum fates_discard {
	FATES_NOT_DISCARDED,
	FATES_DISCARDED,  /* a bad checksum that no network card will fill in (RFC 9293 section
			     3.1): it moves nothing */
	FATES_MENDED,     /* not, but the side's SYN before it perhaps was */
	FATES_CHALLENGED, /* a SYN to who is synchronized (RFC 5961 section 4.2): neither does it */
};

/* One segment. All numbers in host order. */
struct fates_input {
	uint64_t frame;
	int64_t time_ns;
	uint32_t seq, ack;
	uint32_t length; /* payload bytes; of a first fragment it is not known */
	uint32_t timestamp_value, timestamp_echo;
	uint32_t link;  /* a number for each interface and direction, as in struct segment */
	uint16_t flags; /* enum tcp_flag */
	uint16_t window;
	uint16_t ip_id;  /* 0: none */
	uint8_t from;    /* enum side */
	uint8_t discard; /* enum fates_discard */
	uint8_t scale;   /* of the window scale option, of a SYN */
	bool has_scale;  /* a SYN with that option */
	bool has_timestamps;
	bool one_host; /* both ends stand on the capturing host: loopback */
	bool first_fragment;
	bool no_syn[2]; /* of that side no SYN without ACK was captured in this connection */
	uint8_t sack_count;
	struct {
		uint32_t left, right;
	} sack[SACK_BLOCKS_MAX];
};

/* Fills INPUT from SEGMENT with its OPTIONS. */
void fates_read(struct fates_input *input, const struct segment *segment,
		const struct tcp_options *options, enum side from);

/* How a connection was captured. */
enum fates_twice {
	FATES_ONCE,
	FATES_TWICE,       /* each packet directly behind itself: at one place */
	FATES_TWICE_APART, /* others stand between: the order is that of two places, perhaps */
};

/* What all connections share. */
struct fates_table;

/* RECENT: segments that are remembered, a power of 2. BYTES: for all connections with something
 * unusual together. NULL without memory. */
struct fates_table *fates_table_new(uint32_t recent, size_t bytes);
void fates_table_free(struct fates_table *table); /* all fates are released before it */

/* Whether nearly all frames of both directions were captured twice: known at the end. Then each
 * frame that has FATE_UNKNOWN because the same packet stands before it is, probably, a duplicate
 * of the capture. */
bool fates_table_doubled(const struct fates_table *table);

/* What fates_twice() says of one connection, of all together. */
enum fates_twice fates_table_twice(const struct fates_table *table);

/* The frame before the last segment, of whichever connection, that has the same packet, as far as
 * its headers tell, and came so shortly before it that nobody sends it again; 0: there is none. */
uint64_t fates_table_twin(const struct fates_table *table);

/* Of a FIN, the last segment: the first frame of its sender that was sent behind it and captured
 * before it, by timestamps or IP identifications; 0: there is none. */
uint64_t fates_table_passed(const struct fates_table *table);

/* Whether memory was wanted that was not there, though the table's bound allowed it. */
bool fates_table_no_memory(const struct fates_table *table);

/* fates.flags, and what fates_flags() returns */
enum {
	FATES_FORGOT = 0x01,   /* there was no room: some copies are not told */
	FATES_HAS_GAPS = 0x02, /* numbers were skipped and not seen within a second */
	FATES_ONE_HOST = 0x04, /* both ends stand on the capturing host */
};

struct fates_more;

/* Of one connection, zeroed at first. */
struct fates {
	struct fates_more *more; /* owned; NULL until something unusual happens */
	uint32_t owner;          /* twice the connection's number; to be set at first */
	uint32_t una[2];         /* of each side: what the other has acknowledged */
	uint32_t next[2];        /* one past the highest number that it sent */
	uint32_t edge[2];        /* right edge of the window that it offers */
	uint32_t first[2];       /* its first number */
	uint32_t last[2];        /* serial of its last segment, for what is remembered */
	uint32_t state[2];
	uint8_t scale[2];
	uint8_t flags;
	bool repeats; /* the last segment sent again what was captured before: without an event it
			 has no fate */
	bool copy;    /* the last segment is the same packet as one that was captured before,
			 on the wire or in the capture */
	bool may_be_copy;      /* the last segment may be the same packet as one that was captured
				  before, or one that was sent before that */
	bool may_be_late_copy; /* the same, though no sender need wait so long */
	bool late; /* the last segment has no numbers, and was sent before the one of its side
		      that was captured before it */
	int16_t twice[2]; /* of each side: twice the packets that were captured again, less those
			     that were captured */
};

enum { FATES_EVENTS_MAX = 32 };

/* Takes one segment and fills EVENTS, room for FATES_EVENTS_MAX. Returns how many. */
size_t fates_segment(struct fates *fates, struct path_times *times, struct fates_table *table,
		     const struct fates_input *input, struct fate_event *events);

/* The capture, or the connection, has ended at NOW_NS, the time of the last frame of all. To be
 * called until it returns 0. */
size_t fates_end(struct fates *fates, struct path_times *times, struct fates_table *table,
		 int64_t now_ns, struct fate_event *events);

/* Whether nothing was captured of the other side of SIDE. */
bool fates_peer_silent(const struct fates *fates, enum side side);

/* Whether more than half of the packets of each side, or three of both, stand there twice. */
enum fates_twice fates_twice(const struct fates *fates);

void fates_release(struct fates *fates, struct fates_table *table);

#endif
