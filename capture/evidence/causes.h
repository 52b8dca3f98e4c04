/* SPDX-License-Identifier: MIT */
/* What came before a segment in its connection, as far as it may be a cause: when and how often
 * these bytes were sent, what reported them missing, what a RST may answer, for how long a window
 * was shut. Facts only: what they mean is for claims to say (explain/claim.h).
 *
 * One block per connection, that somebody explains; each segment takes a fixed number of steps.
 * Times are microseconds of packet time, signed. */
#ifndef CAUSES_H
#define CAUSES_H

#include <stdbool.h>
#include <stdint.h>

#include "cause.h"
#include "flow.h"
#include "segment.h"
#include "seq.h"
#include "tracker.h"

/* Ways in which bytes were sent again, as claims name them. */
enum again {
	AGAIN_BY_SACK,
	AGAIN_BY_DUPACKS,
	AGAIN_BY_PARTIAL_ACK,
	AGAIN_BY_TIMEOUT,
	AGAIN_BY_BACKOFF, /* the same, about twice as long after the one before */
	AGAIN_BY_PROBE,
	AGAIN_BY_TIMER, /* one of these two */
	AGAIN_SYN_ONLY,
	AGAIN_UNTOLD,
	AGAIN_COUNT
};

/* causes_side.flags */
enum {
	CAUSE_SPOKE = 0x01,      /* the members up to `next` are set */
	CAUSE_ACKED = 0x02,      /* una is set */
	CAUSE_UNSURE = 0x04,     /* outstanding is a lower bound */
	CAUSE_HOLE = 0x08,       /* hole_left to hole_right was skipped, or acknowledged unseen, and
				    not seen since */
	CAUSE_SACKED = 0x10,     /* sack_left and sack_right are set */
	CAUSE_RECOVERS = 0x20,   /* repairs a loss until una reaches `recover` (RFC 6582) */
	CAUSE_WAS_SHUT = 0x40,   /* its window is 0 since it last opened */
	CAUSE_FIN = 0x80,        /* fin_us and fin_end are set */
	CAUSE_SYN_DATA = 0x100,  /* its SYN carried data */
	CAUSE_OPENING = 0x200,   /* its last segment was a SYN, with or without ACK */
	CAUSE_LAST_ACKS = 0x400, /* its last segment carried ACK: last_ack is set */
	CAUSE_LAST_AGAIN = 0x800, /* its last segment brought a SYN or FIN again */
	CAUSE_ODD = 0x1000,       /* its last segment was a SYN or RST that changed nothing */
	CAUSE_RST = 0x2000,       /* it sent a RST */
	CAUSE_PROBES = 0x4000,    /* `unanswered` counts keep-alives or window probes */
	CAUSE_SAMPLED = 0x8000,   /* least_us and sample_us are set */
	CAUSE_DATA = 0x10000,     /* data_us and data_end are set: not acknowledged yet */
	CAUSE_UNSEEN = 0x20000,   /* numbers up to unseen_end were acknowledged, not captured */
	CAUSE_AGAIN = 0x40000,    /* again_left and again_right are set */
	/* reset_frame is of a RST of it, or of a SYN, that changed nothing; it probably answered
	 * that of the other side with a challenge ACK */
	CAUSE_RST_PASSED = 0x80000,
	CAUSE_SYN_PASSED = 0x100000,
	CAUSE_CHALLENGES = 0x200000,
	CAUSE_RST_OWN = 0x400000,    /* a RST of it is taken as its own, and may have been taken */
	CAUSE_RST_SURE = 0x800000,   /* with CAUSE_RST_PASSED: that it changed nothing is certain */
	CAUSE_LATE_TOLD = 0x1000000, /* why an ACK of it came late could not be told */
	CAUSE_SYN_COPIED = 0x2000000, /* its SYN, or SYN+ACK, was probably captured twice */
	CAUSE_SYN_OTHER = 0x8000000, /* of a SYN with its number it cannot be told whose it was: how
					often it sent that is not known */
	CAUSE_SYN_STRAY = 0x4000000, /* reset_frame is of a SYN of it, that may change nothing */
	CAUSE_COUNT_UNSURE = 0x10000000, /* of `syns` or `fins` some may be one packet, captured
					   again */
	CAUSE_HOLE_SURE = 0x20000000, /* payload or a FIN lies behind the hole: no FIN lies in it */
	CAUSE_HOLE_ROUGH = 0x40000000, /* and it is several, or was filled in its middle */
	/* It sent SYNs with several numbers, or what had been acknowledged before the capture
	 * began. */
	CAUSE_SKIPS_UNTOLD = 0x80000000,
};

enum { CAUSES_ASKED = 8 };

/* A segment with ACK, that a RST may answer. */
struct causes_asked {
	int64_t time_us;
	uint32_t frame, last; /* of several with the same ACK: the first one and the last one */
	uint32_t ack, end;
	uint8_t alike;    /* how many */
	uint8_t answered; /* RSTs that answer one of them */
	bool taken;       /* it was acknowledged */
	bool numbered;    /* it has numbers */
	bool once;        /* they were not sent before */
};

/* Those of one side. */
struct causes_asking {
	struct causes_asked asked[CAUSES_ASKED]; /* the oldest first */
	uint32_t clock_frame; /* when it passed, the clock had been set: no time is known from
				 before; 0: none */
	uint8_t count;
};

/* What one side sent, and what the other said about it. */
struct causes_side {
	int64_t last_us;   /* of its last segment */
	int64_t sent_us;   /* of its last segment with payload, SYN or FIN */
	int64_t oldest_us; /* when what is at una was sent first */
	int64_t data_us;   /* with CAUSE_DATA: of its last payload, sent once */
	int64_t shut_us;   /* with window 0: since when */
	int64_t fin_us;    /* of its first FIN */
	int64_t sack_us;   /* when sack_right grew */
	int64_t lost_us;   /* when the first one was sent that was lost and is not acknowledged */
	uint32_t last_frame, sent_frame, oldest_frame;
	uint32_t last_seq, last_end, last_ack;
	uint32_t next; /* one past the highest number it sent */
	uint32_t una;  /* what the other side acknowledged */
	uint32_t fin_end, data_end, unseen_end;
	uint32_t again_left, again_right; /* all that was sent again lies between */
	uint32_t hole_left, hole_right;
	uint32_t hole_us; /* when that was skipped: the lower bits */
	uint32_t missed;  /* bytes acknowledged and not captured, without those of the last hole */
	uint32_t sack_left, sack_right; /* the highest that the other side has out of order */
	uint32_t sack_frame, ack_frame; /* frames that said so; that moved una */
	uint32_t first_seq;             /* what was captured first begins there */
	uint32_t recover;
	/* The first frames of each kind; 0: there is none. */
	uint32_t fin_frame, lost_frame, twice_frame, shut_frame, wait_frame;
	uint32_t repaired_frame[AGAIN_COUNT];
	uint32_t again_seq, again_frame; /* what was sent again last */
	uint32_t silence_us;             /* before it sent the same again, last time */
	uint32_t least_us;      /* round trip from the capture point to this side: least so far */
	uint32_t sample_us;     /* and the last sample, delayed or not */
	uint32_t syn_answer_us; /* that of its SYN+ACK; 0: none */
	uint32_t data_least_us; /* the least of those to the ACK of payload; 0: none */
	uint32_t data_bound_us; /* what was acknowledged only in part took as long at least; 0: none
				 */
	uint32_t shut_total_us; /* its window was shut for so long, as far as it opened again */
	uint32_t waited_us;     /* in all, for ACKs that the other side probably delayed: it sent
				   on at once when they came, and no window had held it */
	uint32_t waiting_us;    /* the same, of the ACK that came last: not sent on yet */
	uint32_t repair_us;     /* the longest from first sending to the repetition */
	uint32_t stamp;         /* TSval of its last segment; 0: none (RFC 7323) */
	uint32_t window;        /* bytes, of its last segment */
	uint32_t flags;
	uint16_t outstanding; /* segments of it with numbers not acknowledged */
	uint8_t syns, fins;   /* how often sent */
	uint8_t again;        /* repetitions since una moved */
	uint8_t unanswered;   /* repetitions or probes since the other side spoke */
	uint8_t shut_count;   /* how often its window was shut */
	uint8_t shut_probes;  /* segments that probed it meanwhile */
	uint8_t dupacks;      /* duplicate ACKs in a row about what it sent */
	uint8_t waits;        /* see waited_us */
	uint8_t lost;         /* segments that were probably lost */
	uint8_t twice;        /* D-SACKs about what it sent */
	uint16_t ip_id;       /* of its last segment */
	uint16_t syn_bytes;   /* with CAUSE_SYN_DATA: the most that one of its SYNs carried */
	uint8_t repaired[AGAIN_COUNT];
	/* While it has not spoken since: the first segment that may have brought it to a state that
	 * was only hedged then, the last one, how many; 0: there is none. */
	uint32_t hedged_frame, hedged_last, hedged_count;
	uint32_t moved_frame; /* where it was shown in its state first */
	uint8_t hedged_state;
	bool hedge_ends;      /* the last one is known to have, or one before */
	bool last_rst;        /* its last segment was a RST */
	bool delays;          /* it probably delayed an ACK */
	bool keeps_alive;     /* its last segment is probably a keep-alive */
	bool fin_again_acked; /* its FIN came again, behind an ACK of it */
	bool
	    reopened; /* its window was shut, and the other side has sent nothing since it opened */
	bool same_ids; /* several of its packets carried one identification: it tells none apart */
	uint8_t options_length; /* bytes, of its last segment */
	uint32_t lost_last;     /* as lost_frame, the last one */
	/* As lost and lost_frame, of what was lost in part; of what was lost before the
	 * capture point, the frames that brought it again, and the longest until then. */
	uint32_t part_frame, before_frame, before_us;
	uint8_t parts, before;
	bool missed_rough; /* some are not in `missed` */
};

struct causes {
	struct causes_side side[2];
	struct causes_asking *asking; /* [2], in the same block; NULL: none yet, or no RST comes */
	int64_t syn_us;               /* of the first SYN */
	int64_t opened_us;            /* when the opening was completed */
	int64_t fin_least_us; /* the least round trip to who sent the second FIN, before that */
	int64_t fin_acked_us; /* when the first FIN was acknowledged without a FIN */
	int64_t clock_us;     /* the longest way that the clock went back or jumped */
	/* The frames of these; 0: none. While no RST ended it, reset_frame is of the first RST or
	 * SYN that changed nothing. */
	uint32_t syn_frame, opened_frame, fin_acked_frame, reset_frame, clock_frame;
	/* How often the client's SYN and the server's had been sent by then. */
	uint8_t opened_syns, opened_answers; /* 0: of those captured not all may have been sent */
	bool syn_timed, opened, fin_acked;
	bool clock_back, clock_jumped; /* once, anywhere */
	bool held; /* the SYN+ACK was sent again behind that: opened_us is when the last one had
		      left at the soonest, opened_frame that one */
	bool opened_told;       /* how long it may have been under way is known */
	bool opened_by_data;    /* an ACK that was not captured may have completed it before */
	bool data_after_fin;    /* somebody sent data beyond its own FIN */
	bool reset_taken;       /* who got a RST answered a later segment with one */
	uint8_t captured_twice; /* segments that were probably captured twice */
	uint8_t gave_up;        /* unanswered segments before a RST; 0: nobody gave up */
	bool gave_up_probing;   /* they were keep-alives or window probes */
	bool refused;           /* a RST answered a SYN */
	bool reset_in_name; /* that RST has another TTL than its side's segments, or came too soon
			       for what has its number */
	bool reset_soon;    /* the latter */
	bool reset_forged;  /* or its side goes on: it probably did not send it */
	bool reset_doubted; /* or sent something in a state that it does not have behind a RST */
	bool no_connection; /* a RST said that its sender knows of none */
	bool reset_answers; /* the RST that ended it answers a segment */
	bool reset_ahead;   /* numbers that were not captured by then lie before it: its receiver
			       perhaps challenged it (RFC 5961 section 3.2) */
	bool reset_once; /* that RST stands there once, where packets stand twice: at two places */
	bool reset_may_answer; /* or it may */
};

/* It skipped numbers that were neither seen nor acknowledged since. */
static inline bool causes_has_hole(const struct causes_side *side)
{
	return (side->flags & CAUSE_HOLE) &&
	       !((side->flags & CAUSE_ACKED) && seq_before_or_at(side->hole_right, side->una));
}

/* A time of 32 bits that is at its largest was longer: how long is not known. */
static inline int64_t causes_told_us(uint32_t us)
{
	return us == UINT32_MAX ? CAUSE_UNKNOWN : (int64_t)us;
}

/* The segment that was taken last is, probably, an ACK that FROM delayed by WAITED_US. */
void causes_delayed(struct causes *causes, enum side from, int64_t waited_us);

/* The segment FRAME may have brought SIDE to STATE: MOVED, where that was another one before;
 * PROVEN, where it is known to be in it. */
void causes_hedged(struct causes *causes, enum side side, uint32_t frame, bool moved, uint8_t state,
		   bool proven);

/* SIDE spoke, and is known to be in its state. */
void causes_settled(struct causes *causes, enum side side);

/* It was probably captured twice. */
void causes_captured_twice(struct causes *causes);

/* It was probably lost. */
void causes_lost(struct causes *causes, enum side from);

/* A part of FRAME of FROM was probably lost. */
void causes_part_lost(struct causes *causes, enum side from, uint32_t frame);

/* The last segment of FROM probably brings again what was lost before the capture point; or one
 * before it did not after all. */
void causes_brought_again(struct causes *causes, enum side from);
void causes_not_brought_again(struct causes *causes, enum side from);

/* How many bytes of SIDE were acknowledged and not captured, as far as that is known for sure; more
 * where `missed_rough`. */
uint32_t causes_missed(const struct causes_side *side);

/* FRAME of FROM, which was captured before, was probably lost; or that is not so after all. */
void causes_lost_before(struct causes *causes, enum side from, uint32_t frame);
void causes_not_lost(struct causes *causes, enum side from, uint32_t frame);

/* Whether FRAME is the first or the last one of FROM that was probably lost. */
bool causes_is_lost(const struct causes *causes, enum side from, uint32_t frame);

/* It sends bytes of FROM again, FIRST_US after they were sent first, HOW. */
void causes_repaired(struct causes *causes, enum side from, enum again how, int64_t first_us);

/* CAUSE of a segment of which nothing is asked. */
void causes_none(struct cause *cause);

/* Zeroed, to be released with free(). NULL without memory. */
struct causes *causes_new(void);

/* CAUSES, which may move, with `asking`; NULL without memory, and CAUSES is as it was. */
struct causes *causes_with_asking(struct causes *causes);

/* Takes a segment of FLOW, after STEP: fills CAUSE and remembers. OVERTAKEN: it is known to have
 * been sent before one of its sender that stands before it. */
void causes_segment(struct causes *causes, const struct flow *flow, const struct step *step,
		    const struct segment *segment, bool overtaken, struct cause *cause);

#endif
