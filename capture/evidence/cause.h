/* SPDX-License-Identifier: MIT */
/* A segment against what came before it in its connection (causes.h). Times are microseconds of
 * packet time, signed. */
#ifndef CAUSE_H
#define CAUSE_H

#include <stdbool.h>
#include <stdint.h>

/* A time that is not known: nothing to count from, or a clock that went back or jumped between. */
enum { CAUSE_UNKNOWN = -1 };

/* A segment against what came before it. */
struct cause {
	int64_t before_us;  /* since the segment before it in the connection */
	int64_t silence_us; /* since its sender last sent payload, SYN or FIN */
	int64_t heard_us;   /* since the other side last spoke */
	int64_t first_us;  /* since the oldest unacknowledged bytes of its sender were sent first */
	int64_t answer_us; /* since the other side last sent payload, SYN or FIN */
	int64_t fin_after_us;   /* since the other side's first FIN */
	int64_t last_sample_us; /* of the round trip to its sender, before this one */
	int64_t least_us;       /* the least of it before this one */
	int64_t report_us;      /* since a SACK told more about what its sender sent */
	int64_t stamped_us;     /* by its timestamps at a millisecond each: since its side's last */
	int64_t own_us;         /* by the capture: since its side's last segment */
	int64_t peer_least_us;  /* and of the round trip to the other side */
	int64_t clock_us;       /* how far the clock went back or jumped */
	uint32_t own_frame;     /* the sender's last segment */
	uint32_t sent_frame;    /* the sender's last sending with numbers */
	uint32_t syn_frame;     /* the SYN or SYN+ACK that it is probably a late copy of; itself
				   where that is not known, or it may be another's; 0: it is none */
	uint32_t fin_other;     /* of a FIN: that of its side with another number; 0: there is none
				 */
	uint32_t peer_stamp;    /* TSval of the other side's last segment; 0: none */
	uint32_t first_frame;   /* the first sending of its oldest unacknowledged */
	uint32_t peer_frame;    /* the other side's last segment */
	uint32_t asked_frame;   /* the other side's last sending with numbers */
	uint32_t report_frame;  /* the SACK or ACK that reported the bytes missing */
	uint32_t sack_left, sack_right;                   /* of that SACK, absolute */
	uint32_t own_before, peer_before;                 /* segments outstanding before it */
	uint32_t hedged_frame, hedged_last, hedged_count; /* causes_side, of its sender */
	uint32_t skipped;                                 /* numbers that it jumps over */
	uint32_t answers_first, answers_last; /* what the RST answers lies between these frames */
	uint32_t new_bytes;                   /* payload beyond all that was sent before */
	uint16_t answers_count;               /* how many segments it may be */
	int32_t beyond;     /* of a RST: its number less the next one of its side */
	uint8_t again;      /* repetitions of these bytes in a row with this one */
	uint8_t unanswered; /* of a RST: repetitions or probes before it that nobody answered */
	uint8_t dupacks;    /* about its bytes, before it */
	uint8_t hedged_state;
	bool unanswered_probes;
	bool own_unsure, peer_unsure; /* more may be outstanding */
	bool clock_back, clock_jumped;
	bool stamped_before; /* by its timestamp, it was sent before its side's last segment */
	bool sent_before;    /* the same, or by its identification: its window is an older one */
	bool passes_over;    /* its number lies behind some that were not captured before it */
	bool older;          /* its numbers lie before its side's first one in this connection */
	bool same_ids;       /* IP identifications tell no packets of its side apart */
	bool same_packet; /* as its side's last one: numbers, and an identification that is not 0 */
	bool fin_last;    /* what its sender sent last with numbers ends with its FIN */
	bool probes;      /* a shut window, or whether the other side is there */
	bool probes_on;   /* as its last segment, which was no keep-alive */
	bool repeats; /* it begins below what its sender sent before, no numbers were skipped there
		       */
	bool fills_hole;   /* its numbers were skipped before */
	bool below_first;  /* they lie before the first that was captured of its side */
	bool jumps;        /* it skips numbers */
	bool acked;        /* all of its numbers were acknowledged before */
	bool at_una;       /* it begins where the other side's ACK stands */
	bool is_tail;      /* it ends at the highest number sent */
	bool sacked_above; /* the other side has bytes behind it */
	bool sacked_since; /* and said so since they were last sent */
	bool recovers;     /* a loss before was being repaired, and una moved since */
	bool doubled;      /* the silence before it is about twice the one before the last time */
	bool syn_only;  /* it sends again what the SYN carried, of which the SYN was acknowledged */
	bool peer_shut; /* the other side's window is 0 */
	bool was_shut;  /* its own was 0, and opens with it */
	bool window_grew;
	bool window_kept; /* as it was: a SYN that changed nothing between changed no window */
	bool
	    no_evidence; /* its ACK is not one for the SYN that was sent: it acknowledges nothing */
	bool moves_ack;  /* it acknowledges more than any segment of its side before */
	bool older_ack;  /* it acknowledges less than a segment of its side before */
	bool acks_sent;  /* with that: and just what was captured since, or before that; what that
			    one acknowledged beyond was not captured */
	bool reneges;    /* and not all that its side had reported behind that by SACK */
	bool covers_all; /* and all that the other side sent */
	bool acks_more;  /* and more than what was captured of that */
	bool sack_above,
	    sack_twice;     /* its SACK option has blocks above the ACK; a D-SACK (RFC 2883) */
	bool after_own_fin; /* it carries numbers beyond its sender's own FIN */
	bool answers;       /* a RST whose number is the ACK of segments of the other side that are
			       not answered; or that acknowledges the end of its last one */
	bool may_answer;    /* a RST with an ACK, behind numbers that came after its side's last
			       segment: some hosts answer so, too */
	bool answers_copy;  /* or of some that are: it may answer a late copy */
	bool answers_soon;  /* or of some that can be answered no sooner than a while later */
	bool answers_old;   /* a RST that acknowledges one less than all: a keep-alive's number */
	bool answers_syn;
	bool refuses;         /* a RST that answers a SYN, of which nothing was acknowledged */
	bool answers_old_ack; /* a RST that answers an ACK which is not for its sender's SYN */
	bool answers_probe;   /* the other side's last segment was a keep-alive or window probe */
	bool answers_odd; /* the other side's last segment was a SYN or RST that changed nothing */
	bool peer_syn;    /* the other side's last segment was a SYN without ACK */
	bool peer_repeated;  /* that segment brought its SYN or FIN again */
	bool ttl_differs;    /* of a RST, from the last segment of its side that was none */
	bool spoke;          /* its sender had, before */
	bool reset_before;   /* its sender had sent a RST */
	bool answers_alive;  /* the other side's last segment is probably a keep-alive */
	bool window_rounded; /* its window is that of its side's SYN, as far as its scale can tell
			      */
	bool own_unseen;     /* numbers of its side were acknowledged that were not captured */
	bool peer_hole; /* numbers of the other side were skipped before, and not acknowledged */
	bool syn_soon;  /* with syn_frame: sooner than a timer, as an answer to another copy is, too
			 */
	bool syn_other; /* its SYN, as its side's last segment was, with other options sooner than a
			   timer sends it */
	bool fin_behind_ack; /* its FIN was acknowledged before, and nothing of its side was behind
				it */
	bool fin_copied; /* its FIN, as its side's last segment was, sooner than a timer sends it */
	uint8_t peer_again;  /* repetitions by the other side since its una moved */
	uint8_t fins_before; /* how often the other side had sent its FIN */
	uint8_t own_fins;    /* how often its sender had sent its FIN */
	uint8_t syns;        /* how often its SYN or SYN+ACK was sent, with this one */
};

/* THEN to NOW; CAUSE_UNKNOWN where the clock went back, or forward by more than a year, which no
 * timer of TCP explains. */
int64_t cause_since(int64_t now_us, int64_t then_us);

#endif
