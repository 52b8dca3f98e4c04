/* SPDX-License-Identifier: MIT */
/* Private to evidence: what one side sent again, sorted by sequence number, each range with its
 * copies. */
#ifndef COPIES_H
#define COPIES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "recent.h"

enum { COPIES_RANGES_MAX = 32, COPIES_MAX = 5 };

struct copy {
	struct sent_mark mark;
	int64_t time_ns;
	uint32_t ack;
	bool beyond_window;
};

/* copy_range.flags */
enum {
	RANGE_ACKED = 0x01,         /* some copy has arrived */
	RANGE_JUDGED = 0x02,        /* and what that says was told */
	RANGE_ECHOED = 0x04,        /* `echo` says which copy the ACK answered */
	RANGE_SETTLED = 0x08,       /* nothing is due any more */
	RANGE_NEEDLESS = 0x10,      /* had been acknowledged before its only copy here was sent */
	RANGE_SYN = 0x20,           /* no "not yet" by its number */
	RANGE_DUPLICATE_ACK = 0x40, /* came after the ACK, and nothing else explains it */
	RANGE_DOUBLE = 0x80,        /* its last copy may be the packet of an earlier one */
	RANGE_UNTIMED = 0x100,      /* the clock went back since */
	RANGE_COPIED = 0x200,       /* the packet of one of its copies stands there twice */
	RANGE_ASKED = 0x400,        /* asked_ns is known */
};

struct copy_range {
	uint32_t left, right;
	struct copy copy[COPIES_MAX]; /* in the order of their capture */
	uint8_t count;
	uint8_t twice; /* D-SACKs of just this range (RFC 2883) */
	uint8_t lost;  /* bits: copies that will have been lost when `due_ns` comes */
	uint16_t flags;
	uint32_t echo;    /* TSecr of the ACK */
	uint64_t not_yet; /* the last frame that shows that no copy had arrived; 0: none */
	int64_t not_yet_ns;
	int64_t asked_ns; /* the same of one that answers what was sent behind it */
	uint64_t acked;   /* the frame that shows that one has */
	int64_t acked_ns;
	int64_t due_ns;
};

/* What may still be allocated, for all connections. */
struct fates_room {
	size_t bytes;
	bool no_memory; /* less was left than that */
};

struct copies {
	struct copy_range *range; /* owned */
	uint8_t count, room;
	bool gone; /* ranges were taken away, the highest one up to here */
	uint32_t gone_right;
};

/* The range [LEFT, RIGHT); NULL when there is none. */
struct copy_range *copies_find(struct copies *copies, uint32_t left, uint32_t right);

/* A new one, in its place, zeroed. ROOM_LEFT is counted down. NULL
 * without room. When there are 32, a settled one makes room. */
struct copy_range *copies_add(struct copies *copies, uint32_t left, uint32_t right,
			      struct fates_room *room_left);

/* Another copy; of too many the second is forgotten. */
struct copy *copies_again(struct copy_range *range, const struct copy *copy);

static inline const struct copy *copies_last(const struct copy_range *range)
{
	return &range->copy[range->count - 1];
}

/* The only one that its receiver did not drop; NULL where there are others. */
const struct copy *copies_only(const struct copy_range *range);

/* Whether all of [LEFT, RIGHT) was sent once, as far as is known. */
bool copies_sent_once(const struct copies *copies, uint32_t left, uint32_t right);

/* Whether a part of [LEFT, RIGHT), a frame, came: what of it lies before UNA, and was sent in no
 * other. */
bool copies_part_came(const struct copies *copies, uint32_t left, uint32_t right, uint32_t una);

/* The copy that the ACK answers, by its timestamp; -1 when that is not known. */
int copies_answered(const struct copy_range *range);

/* Whether FRAME, from LEFT to RIGHT, is one of the copies, or was one before there were so many;
 * but the last of what nobody acknowledged. */
bool copies_decided(const struct copies *copies, uint32_t left, uint32_t right, uint64_t frame);

void copies_release(struct copies *copies, struct fates_room *room_left);

#endif
