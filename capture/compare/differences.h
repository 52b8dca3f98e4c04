/* SPDX-License-Identifier: MIT */
/* What differs between two lists of events, A and B: each difference once, with what follows from
 * it. Connections are paired by their ends or by what they are like where that tells them
 * apart, or else by the order in which they began, their segments by role and relative
 * numbers, each side's for itself.
 *
 * What is read from segments (labels, fates, states, and the names of opening and closing) is told
 * by itself only where a connection's segments are the same: otherwise it follows from them. */
#ifndef DIFFERENCES_H
#define DIFFERENCES_H

#include "claim.h"
#include "compare_list.h"

#define DIFFERENCES(ROW)                                                                           \
	/* An ACK that came for itself in one list only: */                                        \
	ROW(DIFFERENCE_ACK_OF_FIN,                                                                 \
	    "ack-of-fin") /* of the first FIN; in the other list the second carries it */          \
	ROW(DIFFERENCE_ACK_RODE,                                                                   \
	    "ack-rode") /* in the other list a later segment with data or FIN does */              \
	ROW(DIFFERENCE_ACK_JOINED, "ack-joined") /* in the other list a later ACK covers it */     \
	ROW(DIFFERENCE_ACK_ONLY, "ack-only")     /* none of these */                               \
	ROW(DIFFERENCE_ACK_AGAIN, "ack-again")   /* acknowledges nothing new */                    \
	/* Other segments that are in one list only: */                                            \
	ROW(DIFFERENCE_REPEATED, "repeated")   /* sent more often */                               \
	ROW(DIFFERENCE_REPAIR, "repair")       /* sent again for another reason, or later */       \
	ROW(DIFFERENCE_SIDE_ONLY, "side-only") /* all that the one side sent */                    \
	ROW(DIFFERENCE_PROBE, "probe")         /* keep-alive or window probe */                    \
	ROW(DIFFERENCE_REFUSED, "refused")     /* a RST answers the SYN */                         \
	ROW(DIFFERENCE_RESET, "reset")         /* a RST, and what it cuts off */                   \
	ROW(DIFFERENCE_RST_ONLY, "rst-only")   /* a RST that does not end it, as far as is told */ \
	ROW(DIFFERENCE_RESET_FOR_FIN,                                                              \
	    "reset-for-fin") /* a RST where the other list has its sender's FIN */                 \
	ROW(DIFFERENCE_FIN_WITH_DATA,                                                              \
	    "fin-with-data") /* the FIN is on the last data, in the other list behind it           \
			      */                                                                   \
	ROW(DIFFERENCE_FIN_ONLY, "fin-only")                                                       \
	ROW(DIFFERENCE_DATA_ONLY, "data-only")                                                     \
	ROW(DIFFERENCE_CUT_ONLY,                                                                   \
	    "cut-only") /* its bytes are in other segments of the other list */                    \
	ROW(DIFFERENCE_SEGMENT_ONLY, "segment-only")                                               \
	/* Segments that are in both: */                                                           \
	ROW(DIFFERENCE_SEGMENTATION, "segmentation") /* the same bytes, cut otherwise */           \
	ROW(DIFFERENCE_MOVED, "moved")               /* another order among those of its side */   \
	ROW(DIFFERENCE_EARLY, "early") /* before those of its side that have lower numbers */      \
	ROW(DIFFERENCE_ORDER, "order") /* among those of both */                                   \
	ROW(DIFFERENCE_FINS_CROSSED,                                                               \
	    "fins-crossed")        /* neither acknowledges the other, in one list only */          \
	ROW(DIFFERENCE_ECN, "ecn") /* asked for in one list only (RFC 3168) */                     \
	ROW(DIFFERENCE_ECN_FLAGS, "ecn-flags") /* other ones of a SYN */                           \
	ROW(DIFFERENCE_OPTIONS, "options")     /* of a SYN */                                      \
	ROW(DIFFERENCE_FLAGS, "flags")                                                             \
	ROW(DIFFERENCE_LENGTH, "length")                                                           \
	ROW(DIFFERENCE_PAYLOAD, "payload")                                                         \
	ROW(DIFFERENCE_SEQ, "seq")                                                                 \
	ROW(DIFFERENCE_ACK, "ack")                                                                 \
	ROW(DIFFERENCE_WINDOW, "window")                                                           \
	ROW(DIFFERENCE_LABELS, "labels")                                                           \
	ROW(DIFFERENCE_FATE, "fate")                                                               \
	ROW(DIFFERENCE_STATES, "states")                                                           \
	/* Connections: */                                                                         \
	ROW(DIFFERENCE_CONNECTION_ONLY, "connection-only")                                         \
	ROW(DIFFERENCE_ROLES, "roles") /* which end is called the client: no more is compared */   \
	ROW(DIFFERENCE_OPEN, "open")                                                               \
	ROW(DIFFERENCE_CLOSE, "close")                                                             \
	ROW(DIFFERENCE_CLOSED_FIRST, "closed-first")                                               \
	ROW(DIFFERENCE_BYTES, "bytes")                                                             \
	/* Times alone: */                                                                         \
	ROW(DIFFERENCE_PLACE, "place")         /* captured nearer to the one side */               \
	ROW(DIFFERENCE_PATH_TIME, "path-time") /* each answer comes so much later */               \
	ROW(DIFFERENCE_INTERVAL, "interval")   /* between a segment and its repetition */          \
	ROW(DIFFERENCE_TIME, "time")

#define DIFFERENCE_ENUM(id, name) id,
enum difference_id { DIFFERENCES(DIFFERENCE_ENUM) DIFFERENCE_COUNT };
#undef DIFFERENCE_ENUM

/* Lists: 0 is A, 1 is B. */
struct difference {
	enum difference_id id;
	uint8_t in;             /* which list has more: the segment, the option, the longer time */
	uint8_t side;           /* enum side: who sent it */
	uint8_t kind;           /* of INTERVAL and TIME: what kind of segment, 0 of all others */
	bool time;              /* nothing but times */
	bool answered;          /* of options of a SYN: the SYN+ACK differs likewise; of ACK_OF_FIN:
				   the close takes four segments for that, as far as is told; of
				   RESET: there is more in the other list; of REPAIR: an ACK
				   of a FIN follows; of TIME: the segment before is not the same
				   one in both lists; of SEGMENTATION: as many, of other sizes; of
				   SEGMENT_ONLY: its sender may be another one than its address
				   says */
	uint32_t connection[2]; /* its number in each list; 0: it is not there */
	uint32_t count;         /* how many of the kind there are in this connection, from 1; the
				   following is of the first */
	uint32_t segment[2];    /* its number in each list, from 1, counted over all connections; 0:
				   it is not there */
	uint32_t seq[2];        /* relative: of these segments */
	uint16_t flags[2];      /* enum tcp_flag: of these segments */
	uint32_t length[2];     /* bytes of payload: of these segments; of SEGMENTATION the most */
	uint32_t first;         /* of REPEATED and ACK_OF_FIN: number in list `in` of what was sent
				   first, and of the FIN; 0: it is not there */
	uint8_t reason;         /* enum compare_reason: of the segment in list `in` */
	uint8_t other_reason;   /* of REPAIR: of the segment in the other list */
	uint8_t outcome;        /* enum compare_outcome: of the segment in list `in` */
	uint8_t fate;           /* enum fate: of `first`; FATE_COUNT: nothing is told of it */
	int64_t value[2]; /* by list: times sent, bytes, windows, numbers, flags, labels, names,
			     nanoseconds */
	int64_t wait_ns;  /* before the segment in list `in`; -1: not known */
	uint32_t range;   /* of SEGMENTATION: bytes */
	bool closes;      /* what follows for the connection: `close` differs */
	enum close_name close[2];
};

struct differences {
	struct difference *items; /* owned; by connection, and times last in each */
	size_t count, capacity;
	uint32_t
	    *mates; /* owned; for each segment of A: the number of the same in B, from 1, or 0 */
	uint32_t pairs; /* connections that are in both */
	uint32_t same;  /* of these, such that differ in times at the most */
	bool bounded;   /* so much differs that more may be told than is needed (alignment.h) */
};

/* Fills DIFFERENCES, to be released in any case. A and B: complete lists; only what both tell is
 * compared. False without memory. Time is O(N log N) in their lengths. */
bool differences_find(const struct compare_list *a, const struct compare_list *b,
		      struct differences *differences);
void differences_release(struct differences *differences);

/* How sure it is: the lowest grade of what its sentence says. */
enum grade difference_grade(const struct difference *difference);

/* Its name in JSON: "ack-of-fin". */
const char *difference_name(enum difference_id id);

#endif
