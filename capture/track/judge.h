/* SPDX-License-Identifier: MIT */
/* Private to track: whether its receiver takes a RST or a SYN; asked before it moves any number.
 *
 * RCV.NXT of the receiver is not seen; it lies between its last ACK and the end of what was sent to
 * it, and is exact when nothing is under way. Its window is unscaled in a SYN (RFC 7323 section
 * 2.2); where the scale is not known, the largest is assumed, so that nothing is called outside
 * that may lie inside.
 *
 * RST (RFC 9293 sections 3.10.7.3 and 3.10.7.4, RFC 5961 section 3.2):
 *   - In SYN-SENT it counts when it acknowledges the SYN, or (SYN-RECEIVED) has the number behind
 *     a SYN that crossed it: that refuses the connection.
 *   - Outside of the window it is dropped silently.
 *   - Inside, but not at RCV.NXT, it is probably answered with a challenge ACK, and closes nothing.
 *   - Where RCV.NXT may be (Linux: also at the right edge of the highest SACK block, which lies
 *     there, and one before RCV.NXT when that is a FIN's number) it resets, until its receiver is
 *     seen to go on: its ACK passes the number of the RST; or it sends data, a SYN or a FIN more
 *     than a round trip later. A receiver that answers with a RST of its own is gone.
 *   - Its payload is a reason (RFC 9293 section 3.5.3), and takes no sequence numbers.
 * SYN with another number than the one that began the connection (RFC 5961 section 4.2): while the
 * connection goes on, it is probably answered with a challenge ACK, and changes nothing; see
 * conntrack.h for when it begins another connection. A SYN+ACK that answers the SYN before the
 * opening is completed has the last word about its number (a SYN cookie that was renewed). */
#ifndef JUDGE_H
#define JUDGE_H

#include "tracker.h"

/* A connection that was silent for so long may have been forgotten by one end: nanoseconds. */
#define FLOW_IDLE_NS (60 * INT64_C(1000000000))

/* What SEGMENT from FROM is, given all that came before it in FLOW. */
enum step_verdict judge(const struct flow *flow, enum side from, const struct segment *segment);

/* Whether SEGMENT in the name of FROM has another TTL than that side's: something on the path
 * probably sent it. */
bool judge_is_foreign(const struct flow *flow, enum side from, const struct segment *segment);

/* Whether a segment with this verdict moves numbers and states. */
static inline bool verdict_counts(enum step_verdict verdict, const struct segment *segment)
{
	if (verdict == VERDICT_PENDING)
		return segment->flags & TCP_FLAG_RST;
	return verdict == VERDICT_TAKEN || verdict == VERDICT_FROM_NOBODY;
}

/* SEGMENT from FROM is the next word after a RST that is pending: whether its receiver goes on. */
bool judge_goes_on(const struct flow *flow, enum side from, const struct segment *segment);

/* Both ends spoke, nothing ended, and SEGMENT does not follow a silence of FLOW_IDLE_NS. */
bool judge_is_going_on(const struct flow *flow, const struct segment *segment);

#endif
