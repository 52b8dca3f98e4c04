/* SPDX-License-Identifier: MIT */
/* What is remarkable about a segment, by Wireshark's names and definitions (its User's Guide, "TCP
 * Analysis"; tcp.analysis.* in its display filter reference). */
#ifndef LABEL_H
#define LABEL_H

#include <stdint.h>

/* In the order in which they are shown. */
#define LABELS(ROW)                                                                                \
	ROW(LABEL_REUSED_PORTS, "reused-ports")                                                    \
	ROW(LABEL_RETRANSMISSION, "retransmission")                                                \
	ROW(LABEL_FAST_RETRANSMISSION, "fast-retransmission")                                      \
	ROW(LABEL_SPURIOUS_RETRANSMISSION, "spurious-retransmission")                              \
	ROW(LABEL_OUT_OF_ORDER, "out-of-order")                                                    \
	ROW(LABEL_LOST_SEGMENT, "lost-segment")                                                    \
	ROW(LABEL_ACK_LOST_SEGMENT, "ack-lost-segment")                                            \
	ROW(LABEL_DUPLICATE_ACK, "duplicate-ack")                                                  \
	ROW(LABEL_ZERO_WINDOW, "zero-window")                                                      \
	ROW(LABEL_ZERO_WINDOW_PROBE, "zero-window-probe")                                          \
	ROW(LABEL_ZERO_WINDOW_PROBE_ACK, "zero-window-probe-ack")                                  \
	ROW(LABEL_WINDOW_UPDATE, "window-update")                                                  \
	ROW(LABEL_WINDOW_FULL, "window-full")                                                      \
	ROW(LABEL_KEEP_ALIVE, "keep-alive")                                                        \
	ROW(LABEL_KEEP_ALIVE_ACK, "keep-alive-ack")

#define LABEL_ENUM(label, name) label,
enum label { LABELS(LABEL_ENUM) LABEL_COUNT };
#undef LABEL_ENUM

/* A set of labels: bit 1 << enum label. */
typedef uint32_t label_set;

static inline label_set label_bit(enum label label)
{
	return (label_set)1 << label;
}

/* The labels that say: these bytes were sent before. */
static inline label_set label_retransmissions(void)
{
	return label_bit(LABEL_RETRANSMISSION) | label_bit(LABEL_FAST_RETRANSMISSION) |
	       label_bit(LABEL_SPURIOUS_RETRANSMISSION);
}

const char *label_name(enum label label);

#endif
