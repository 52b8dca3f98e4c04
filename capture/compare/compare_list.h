/* SPDX-License-Identifier: MIT */
/* Lists of events that are compared: what of segments and connections does not depend on ports,
 * initial sequence numbers or the time of day. A list can be of a capture (compare_take.h), or of
 * anything that tells less; `fields` says what it tells. */
#ifndef COMPARE_LIST_H
#define COMPARE_LIST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "classify.h"
#include "end_state.h"
#include "fate.h"
#include "flow.h"
#include "label.h"

/* Bits of compare_list.fields. */
enum compare_field {
	COMPARE_SEGMENTS = 0x001,
	COMPARE_ORDER = 0x002, /* which side's segments came before which of the other's */
	COMPARE_PAYLOADS = 0x004,
	COMPARE_WINDOWS = 0x008,
	COMPARE_OPTIONS = 0x010,
	COMPARE_LABELS = 0x020,
	COMPARE_FATES = 0x040,
	COMPARE_STATES = 0x080,
	COMPARE_TIMES = 0x100,
	COMPARE_CONNECTIONS = 0x200,
	COMPARE_ALL = 0x3ff,
};

/* Options of a SYN; bits of compare_segment.options. */
enum compare_option {
	COMPARE_MSS = 0x01,
	COMPARE_WINDOW_SCALE = 0x02,
	COMPARE_SACK_PERMITTED = 0x04,
	COMPARE_TIMESTAMPS = 0x08,
	COMPARE_FAST_OPEN = 0x10,
	COMPARE_OPTION_BITS = 5,
	COMPARE_OPTIONS_CUT = 0x80, /* not all were captured */
};

/* Why a segment was sent, or came so late, as far as claims tell (claim.h). */
enum compare_reason {
	REASON_NONE,
	REASON_SACK,
	REASON_DUPACKS,
	REASON_PARTIAL_ACK,
	REASON_TIMEOUT,
	REASON_LOSS_PROBE,
	REASON_TIMER, /* one of both */
	REASON_SYN_ONLY,
	REASON_CAPTURED_TWICE,
	REASON_DOUBLED,
	REASON_OVERTAKEN,
	REASON_LOST_BEFORE,
	REASON_KEEP_ALIVE,
	REASON_WINDOW_PROBE,
	REASON_DELAYED_ACK,
	REASON_GIVES_UP,
	REASON_FORGED,
	REASON_ON_PATH,       /* of a RST: sent by something on the path */
	REASON_OTHER_OPTIONS, /* of a SYN: they are not those of its like */
	REASON_COUNT
};

/* What became of a RST, as far as claims tell. */
enum compare_outcome {
	OUTCOME_NOT_TOLD,
	OUTCOME_NOT_TAKEN,
	OUTCOME_PROBABLY_NOT_TAKEN,
	OUTCOME_CANNOT_TELL,
	OUTCOME_NO_CONNECTION, /* its sender knows none */
};

enum { COMPARE_KINDS = 6 }; /* of segments, as far as differences tell them apart */

#define COMPARE_NO_WINDOW UINT32_MAX

struct compare_segment {
	uint64_t payload; /* a hash of its bytes; 0: they were not all captured */
	int64_t time_ns;
	uint64_t frame;      /* its number in the source, from 1; 0: there is none */
	uint32_t connection; /* its number, from 1, in the order in which connections began */
	uint32_t seq, ack;   /* relative, with SYN as 0; ack only with the ACK flag */
	uint32_t length;     /* payload bytes */
	uint32_t syn;        /* of a SYN: its number as sent, host order; else, or not known: 0 */
	uint32_t window;     /* bytes, scaled; COMPARE_NO_WINDOW: its scale is not known */
	label_set labels;
	uint16_t flags;  /* enum tcp_flag */
	uint16_t mss;    /* of a SYN: bytes, 0 without the option */
	uint8_t scale;   /* of a SYN: shift count that it offers; else: by how many bits the window
			    is scaled */
	uint8_t options; /* of a SYN: enum compare_option */
	uint8_t from;    /* enum side */
	uint8_t fate;    /* enum fate; FATE_COUNT: nothing is told of it */
	uint8_t reason;  /* enum compare_reason */
	uint8_t outcome; /* enum compare_outcome, of a RST */
	struct end_state states[2]; /* client, server: after it */
};

struct compare_connection {
	uint32_t number; /* as compare_segment.connection */
	enum open_name open;
	enum close_name close;
	enum closer closed_first;
	uint64_t bytes[2]; /* client's, server's: payload, each counted once */
	uint64_t ends[2];  /* a hash of the client's address and port, of the server's; 0: it is not
			      told */
};

struct compare_list {
	unsigned fields;                        /* enum compare_field: what it tells */
	uint16_t flags;                         /* enum tcp_flag: which of them it tells */
	struct compare_segment *segments;       /* owned; in the order of the capture */
	struct compare_connection *connections; /* owned */
	size_t segment_count, segment_capacity;
	size_t connection_count, connection_capacity;
	bool failed; /* there was no memory: something is missing */
};

void compare_list_init(struct compare_list *list);
void compare_list_release(struct compare_list *list);

void compare_list_add_segment(struct compare_list *list, const struct compare_segment *segment);
void compare_list_add_connection(struct compare_list *list,
				 const struct compare_connection *connection);

/* FNV-1a, 64 bits (draft-eastlake-fnv): HASH is 0 or that of the bytes before. */
uint64_t compare_hash(uint64_t hash, const void *bytes, size_t length);

#endif
