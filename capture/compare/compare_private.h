/* SPDX-License-Identifier: MIT */
/* Private to compare: one connection in both lists, while it is compared. */
#ifndef COMPARE_PRIVATE_H
#define COMPARE_PRIVATE_H

#include "alignment.h"
#include "differences.h"

/* What kind of segment it is, and bits beside. */
enum compare_kind {
	KIND_SYN,
	KIND_RST,
	KIND_FIN, /* with data or without */
	KIND_DATA,
	KIND_ACK,   /* none of these: it takes no sequence number */
	KIND_PROBE, /* below what was sent, and at most one byte */
};

struct compare_item {
	const struct compare_segment *segment;
	uint32_t number;     /* in its list, from 1 */
	uint32_t mate;       /* index in the other list's items, or ALIGNMENT_NONE */
	uint32_t next;       /* before it: one past the highest number that its side sent */
	uint32_t other_next; /* and the other side */
	uint8_t kind;        /* enum compare_kind */
	bool again;          /* all its numbers were sent before */
	bool repeats_ack;    /* of KIND_ACK: its side acknowledged as much before */
	bool acks_fin;       /* it acknowledges the other side's FIN */
	bool ahead;          /* lower numbers of its side were not sent before */
	bool told;           /* some difference accounts for it */
};

/* Of one side's numbers, both ends included. */
struct compare_range {
	uint32_t left, right;
	uint8_t side;
};

struct compare_items {
	struct compare_item *items; /* in the order of the capture */
	uint32_t count;
	uint32_t fin[2]; /* by side: the first FIN; `count`: there is none */
	/* compare_presence.c, owned: */
	struct compare_item **sorted;    /* SYNs, FINs and data, by numbers and place */
	struct compare_range *has;       /* their bytes, `right` not included */
	struct compare_item **acking[2]; /* by side: what acknowledges more than all before */
	uint32_t sorted_count, has_count, acking_count[2];
	bool opens[2]; /* by side: a SYN of it */
};

struct comparison {
	const struct compare_list *lists[2];
	struct compare_items list[2];
	unsigned fields;    /* enum compare_field, of both lists */
	uint16_t flags;     /* enum tcp_flag, of both lists */
	uint32_t number[2]; /* of the connection, in each list; 0: it is not there */
	const struct compare_connection *ends[2]; /* borrowed; NULL: nothing is told of it */
	size_t first;                             /* its differences begin here in `out` */
	struct differences *out;
	struct compare_range *ranges; /* owned: of what was told, whose ACKs follow from it */
	size_t range_count, range_capacity;
	bool failed; /* there was no memory */
};

static inline bool is_alone(const struct compare_item *item)
{
	return item->mate == ALIGNMENT_NONE && !item->told;
}

/* Whether something is claimed of a RST that speaks against its sender, or against its effect. */
static inline bool compare_is_in_name(const struct compare_segment *rst)
{
	return rst->outcome != OUTCOME_NOT_TOLD || rst->reason == REASON_FORGED ||
	       rst->reason == REASON_ON_PATH;
}

/* One past its last sequence number. */
static inline uint32_t segment_end(const struct compare_segment *segment)
{
	return segment->seq + segment->length + ((segment->flags & TCP_FLAG_SYN) != 0) +
	       ((segment->flags & TCP_FLAG_FIN) != 0);
}

/* Kinds of the items, from their segments (compare_kinds.c). */
void compare_find_kinds(struct compare_items *list);

/* What numbers the list has, after their kinds (compare_presence.c). False without memory; to be
 * released in any case. */
bool compare_take_presence(struct compare_items *list);
void compare_release_presence(struct compare_items *list);
/* Those that send exactly what WHAT does, COUNT of them, in the order of the capture. */
struct compare_item **compare_same(const struct compare_items *list,
				   const struct compare_segment *what, uint32_t *count);
/* Whether any of the bytes of WHAT are there, in whatever segments, or a SYN or FIN of its side
 * where WHAT is one. */
bool compare_has_any(const struct compare_items *list, const struct compare_segment *what);
/* The segment that shows WHAT to have been there, which LIST does not have: it acknowledges it, and
 * there are no bytes in its place, nor behind a FIN; NULL: none does. */
const struct compare_item *compare_shows(const struct compare_items *list,
					 const struct compare_segment *what);
/* The first segment that acknowledges SIDE's numbers below NUMBER; NULL: there is none. */
const struct compare_item *compare_acknowledging(const struct compare_items *list, unsigned side,
						 uint32_t number);

/* Pairs the items of both lists (compare_mates.c); what is cut otherwise is told. */
void compare_find_mates(struct comparison *comparison);

/* Tells DIFFERENCE, or counts it with the first of its kind, side and list (compare_tell.c).
 * Returns that one if it is new, else NULL. */
struct difference *compare_tell(struct comparison *comparison, const struct difference *difference);

/* Whether one of that kind was told in this connection. */
bool compare_was_told(const struct comparison *comparison, enum difference_id id);

/* The first of those that were told in this connection; NULL: there is none. */
struct difference *compare_find_told(const struct comparison *comparison, enum difference_id id,
				     int in, unsigned side);

/* The same, of item AT of list IN, which stands alone; it is told of. */
struct difference *compare_tell_alone(struct comparison *comparison, enum difference_id id, int in,
				      uint32_t at);

/* Segment NUMBER of list WHICH is the one that TOLD is about there. */
void compare_name_segment(const struct comparison *comparison, struct difference *told, int which,
			  uint32_t number);

/* Sorts what was told so far of the connection by where it is. */
void compare_sort(struct comparison *comparison);

/* The ACKs that stand alone and acknowledge up to [LEFT, RIGHT] of SIDE's numbers will follow from
 * what was told of them (compare_ranges.c). */
void compare_add_range(struct comparison *comparison, enum side side, uint32_t left,
		       uint32_t right);
/* Now they do. */
void compare_follow_ranges(struct comparison *comparison);
/* Whether an ACK of that NUMBER of SIDE's does. */
bool compare_in_range(const struct comparison *comparison, unsigned side, uint32_t number);

/* The connections of a list, by number. */
struct connections {
	const struct compare_list *list;
	uint32_t count;     /* the highest number */
	uint32_t *begins;   /* owned: of each, where its segments begin in `segments`; count + 2 */
	uint32_t *segments; /* owned: indexes, in the order of the capture */
	uint32_t *known; /* owned: of each, 1 + its index in the list; 0: nothing is told of it */
	uint64_t *keys;  /* owned: of each, what it is like */
};

/* LIST's (compare_groups.c). False without memory; to be released in any case. */
bool compare_take_connections(struct connections *connections, const struct compare_list *list);
void compare_release_connections(struct connections *connections);

/* Which connections of two lists of COUNT are the same ones (compare_match.c). */
struct compare_match {
	uint32_t count;
	uint32_t *mates[2]; /* owned: of each of a list's numbers, from 1, that in the other list,
			       or ALIGNMENT_NONE */
	bool *is_stray[2];  /* owned: nothing but RSTs */
	bool in_order;      /* what is alike, in ends or segments, has the same number */
};

/* KEYS: by number, what each is like; equal to no other where it is 0. False without memory; to be
 * released in any case. */
bool compare_match_find(struct compare_match *match, const struct compare_list *const lists[2],
			const uint64_t *const keys[2], uint32_t count);
void compare_match_release(struct compare_match *match);

/* differences_find(), of the lists as they are given. */
bool compare_lists(const struct compare_list *a, const struct compare_list *b,
		   struct differences *differences);

/* What differs, in this order. */
void compare_syns(struct comparison *comparison);         /* options, ECN */
void compare_sides(struct comparison *comparison);        /* what one side sent */
void compare_resets(struct comparison *comparison);       /* compare_segments.c, as the next two */
void compare_repairs(struct comparison *comparison);      /* what was lost in both */
void compare_moved(struct comparison *comparison);        /* compare_order.c */
void compare_alone(struct comparison *comparison);        /* all but ACKs */
void compare_acks_of_fins(struct comparison *comparison); /* compare_acks.c */
void compare_acks(struct comparison *comparison);
void compare_pairs(struct comparison *comparison);   /* numbers, lengths, flags, windows */
void compare_order(struct comparison *comparison);   /* of what both sides sent */
void compare_derived(struct comparison *comparison); /* labels, fates, states */
void compare_again(struct comparison *comparison);   /* waits before repetitions */
void compare_times(struct comparison *comparison);

/* Whether ITEM of list IN is a SYN with the numbers of others there, but other options than each of
 * them. That is told of it, at AT. */
bool compare_is_other_syn(const struct comparison *comparison, int in,
			  const struct compare_item *item);
void compare_tell_other_syn(struct comparison *comparison, int in, uint32_t at);
/* How often list IN has that SYN as a stray one of a connection shortly before: as a segment of
 * that one it is told there. */
uint32_t compare_count_elsewhere(const struct comparison *comparison, int in,
				 const struct compare_segment *syn);

/* Whether these waits, in nanoseconds, are not the same one. */
bool compare_differ_in_time(int64_t a, int64_t b);

/* Of a connection that is in both lists, before its segments: whether the ends have other roles, so
 * that nothing else can be compared. That is told. */
bool compare_roles(struct comparison *comparison);

/* Of a connection that is in both lists, after its segments. */
void compare_ends(struct comparison *comparison);

#endif
