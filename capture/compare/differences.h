/* SPDX-License-Identifier: MIT */
/* What differs between two lists of events, A and B: each difference once, with what follows from
 * it. Connections are paired by the order in which they began, their segments by role and relative
 * numbers, each side's for itself.
 *
 * What is read from segments (labels, fates, states, and the names of opening and closing) is told
 * by itself only where a connection's segments are the same: otherwise it follows from them. */
#ifndef DIFFERENCES_H
#define DIFFERENCES_H

#include "compare_list.h"

#define DIFFERENCES(ROW)                                                                           \
	/* An ACK that came for itself in one list only: */                                        \
	ROW(DIFFERENCE_ACK_OF_FIN) /* of the first FIN; in the other list the second carries it */ \
	ROW(DIFFERENCE_ACK_RODE)   /* in the other list a later segment with data or FIN does */   \
	ROW(DIFFERENCE_ACK_JOINED) /* in the other list a later ACK covers it */                   \
	ROW(DIFFERENCE_ACK_ONLY)   /* none of these */                                             \
	ROW(DIFFERENCE_ACK_AGAIN)  /* acknowledges nothing new */                                  \
	/* Other segments that are in one list only: */                                            \
	ROW(DIFFERENCE_REPEATED)      /* sent more often */                                        \
	ROW(DIFFERENCE_PROBE)         /* keep-alive or window probe */                             \
	ROW(DIFFERENCE_REFUSED)       /* a RST answers the SYN */                                  \
	ROW(DIFFERENCE_RESET)         /* a RST, and what it cuts off */                            \
	ROW(DIFFERENCE_RESET_FOR_FIN) /* a RST where the other list has its sender's FIN */        \
	ROW(DIFFERENCE_FIN_WITH_DATA) /* the FIN is on the last data, in the other list behind it  \
				       */                                                          \
	ROW(DIFFERENCE_FIN_ONLY)                                                                   \
	ROW(DIFFERENCE_DATA_ONLY)                                                                  \
	ROW(DIFFERENCE_SEGMENT_ONLY)                                                               \
	/* Segments that are in both: */                                                           \
	ROW(DIFFERENCE_SEGMENTATION) /* the same bytes, cut otherwise */                           \
	ROW(DIFFERENCE_MOVED)        /* another order among those of its side */                   \
	ROW(DIFFERENCE_ORDER)        /* among those of both */                                     \
	ROW(DIFFERENCE_FINS_CROSSED) /* neither acknowledges the other, in one list only */        \
	ROW(DIFFERENCE_ECN)          /* asked for in one list only (RFC 3168) */                   \
	ROW(DIFFERENCE_OPTIONS)      /* of a SYN */                                                \
	ROW(DIFFERENCE_FLAGS)                                                                      \
	ROW(DIFFERENCE_LENGTH)                                                                     \
	ROW(DIFFERENCE_PAYLOAD)                                                                    \
	ROW(DIFFERENCE_SEQ)                                                                        \
	ROW(DIFFERENCE_ACK)                                                                        \
	ROW(DIFFERENCE_WINDOW)                                                                     \
	ROW(DIFFERENCE_LABELS)                                                                     \
	ROW(DIFFERENCE_FATE)                                                                       \
	ROW(DIFFERENCE_STATES)                                                                     \
	/* Connections: */                                                                         \
	ROW(DIFFERENCE_CONNECTION_ONLY)                                                            \
	ROW(DIFFERENCE_OPEN)                                                                       \
	ROW(DIFFERENCE_CLOSE)                                                                      \
	ROW(DIFFERENCE_CLOSED_FIRST)                                                               \
	ROW(DIFFERENCE_BYTES)                                                                      \
	/* Times alone: */                                                                         \
	ROW(DIFFERENCE_PATH_TIME) /* each answer comes so much later */                            \
	ROW(DIFFERENCE_TIME)

#define DIFFERENCE_ENUM(id) id,
enum difference_id { DIFFERENCES(DIFFERENCE_ENUM) DIFFERENCE_COUNT };
#undef DIFFERENCE_ENUM

/* Lists: 0 is A, 1 is B. */
struct difference {
	enum difference_id id;
	uint8_t in;          /* which list has more: the segment, the option, the longer time */
	uint8_t side;        /* enum side: who sent it */
	bool time;           /* nothing but times */
	bool answered;       /* of options of a SYN: the SYN+ACK differs likewise */
	uint32_t connection; /* its number; of CONNECTION_ONLY: in list `in` */
	uint32_t count;      /* how many of the kind there are in this connection, from 1; the
				following is of the first */
	uint32_t segment[2]; /* its number in each list, from 1, counted over all connections; 0:
				it is not there */
	uint16_t flags[2];   /* enum tcp_flag: of these segments */
	uint32_t length[2];  /* bytes of payload: of these segments */
	int64_t value[2];    /* by list: times sent, bytes, windows, numbers, flags, labels, names,
				nanoseconds */
	int64_t wait_ns;     /* before the segment in list `in`; -1: not known */
	uint32_t range;      /* of SEGMENTATION: bytes */
	bool closes;         /* what follows for the connection: `close` differs */
	enum close_name close[2];
};

struct differences {
	struct difference *items; /* owned; by connection, and times last in each */
	size_t count, capacity;
	bool bounded; /* so much differs that more may be told than is needed (alignment.h) */
};

/* Fills DIFFERENCES, to be released in any case. A and B: complete lists; only what both tell is
 * compared. False without memory. Time is O(N log N) in their lengths. */
bool differences_find(const struct compare_list *a, const struct compare_list *b,
		      struct differences *differences);
void differences_release(struct differences *differences);

#endif
