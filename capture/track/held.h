/* SPDX-License-Identifier: MIT */
/* Private to track: segments that are held back, because their receiver drops them, as far as was
 * captured (RFC 9293 section 3.10.7.4): they move no number and no state.
 *
 * Such a one jumps over numbers of its sender, to beyond the right edge of the window that the
 * other side offers; acknowledges more than its own side ever let be sent; has numbers below a SYN;
 * or is a FIN with the number of a byte. It is stray (forged, or of another connection), or the
 * capture has missed more than a window of both directions. The next words tell: when its sender
 * goes on from there, with the TTL that it had before, or the other side acknowledges it, it
 * counts, as if it came just then; when its sender goes on from its old numbers it never counts.
 * One of each side is remembered. Of a side of which nothing was captured before, the window that
 * the other one offers tells as well.
 *
 * So is a SYN+ACK with another number than the one before it, which nobody has acknowledged yet: of
 * two, either may be the one that the client takes (RFC 9293 section 3.10.7.3: it is in SYN-SENT
 * for the first one that arrives), and the number that it acknowledges tells which. */
#ifndef HELD_H
#define HELD_H

#include "flow.h"
#include "flow_extra.h"
#include "held_jump.h"
#include "segment.h"

/* One of each side. */
struct held {
	struct segment segment[2];
	bool waits[2];
	uint64_t again[2];       /* frame of the last one that is the same; 0: there is none */
	uint8_t options[2][40];  /* RFC 9293 section 3.1: the longest header */
	struct segment released; /* the last one that counted, as step.released */
	uint8_t released_options[40];
	struct held_jump jump;
	bool syn_doubted; /* both sides go on below the SYNs: nothing is held back for that */
};

static inline bool held_waits(const struct flow_extra *extra)
{
	return extra->held && (extra->held->waits[SIDE_CLIENT] || extra->held->waits[SIDE_SERVER]);
}

/* Whether the next words of FLOW tell of what was held back, or counted. */
static inline bool held_asks(const struct flow_extra *extra)
{
	return held_waits(extra) || (extra->held && extra->held->jump.open);
}

/* SEGMENT, which FROM has sent, comes. Returns the side whose segment held back counts now, and
 * waits no more; -1: none. */
int held_released(struct flow *flow, enum side from, const struct segment *segment);

/* Whether SEGMENT, a SYN+ACK, is a second answer to the SYN, with another number. */
bool held_is_second_answer(const struct flow *flow, enum side from, const struct segment *segment);

/* SEGMENT of FROM acknowledges the first one: frame of the second, which waited and waits no more;
 * 0: none. */
uint64_t held_renounced(struct flow *flow, enum side from, const struct segment *segment);

/* Whether SEGMENT is to be held back. */
bool held_is_stray(const struct flow *flow, enum side from, const struct segment *segment);

/* SEGMENT, before it is taken, is a RST, and acknowledges numbers as only a stray one does: no
 * evidence of anything (RFC 9293 section 3.10.7.4: of a RST only the SEQ is looked at). */
bool held_resets_with_stray_ack(const struct flow *flow, enum side from,
				const struct segment *segment);

/* Remembers it. False: there is no room, and it is taken. */
bool held_keep(struct flow *flow, enum side from, const struct segment *segment);

/* Whether either side acknowledges numbers below the SYN of the other one: it is of another. */
bool held_acked_old(const struct flow *flow);

/* It has none of SYN, ACK and RST, and its receiver is known to be past LISTEN: it is dropped, and
 * no TCP sends it. */
bool held_is_of_no_tcp(const struct flow *flow, const struct segment *segment);

#endif
