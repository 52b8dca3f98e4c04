/* SPDX-License-Identifier: MIT */
/* What may be claimed of a segment and of a connection, and on which frames it rests: pure. */
#ifndef CLAIMS_H
#define CLAIMS_H

#include "causes.h"
#include "claim.h"
#include "event.h"

/* Everything that a claim about one segment may rest on. */
struct claim_input {
	const struct segment *segment;
	const struct flow *flow; /* after it */
	const struct step *step;
	const struct cause *cause;
	/* The least round trip from the capture point to client and server, around this segment,
	 * without it, in microseconds; CAUSE_UNKNOWN. */
	int64_t round_trip_us[2];
	/* The samples of the sender's round trip before this segment's and after it;
	 * CAUSE_UNKNOWN. */
	int64_t sample_before_us, sample_after_us;
	const struct evidence_step *evidence; /* NULL: none */
	bool lost_before; /* what was sent first did not get to the capture point */
	bool overtakes;   /* what was sent first comes there later */
};

/* The input of a segment of FLOW, with the path times that CAUSE knows. */
static inline struct claim_input claim_input_of(const struct segment *segment,
						const struct flow *flow, const struct step *step,
						const struct cause *cause)
{
	bool client = step->from == SIDE_CLIENT;
	return (struct claim_input){
	    .segment = segment,
	    .flow = flow,
	    .step = step,
	    .cause = cause,
	    .round_trip_us = {client ? cause->least_us : cause->peer_least_us,
			      client ? cause->peer_least_us : cause->least_us},
	    .sample_before_us = cause->last_sample_us,
	    .sample_after_us = CAUSE_UNKNOWN,
	};
}

void claims_of_segment(const struct claim_input *input, struct claim_set *set);

/* FLOW as far as it got; CAUSES may be NULL. */
void claims_of_connection(const struct flow *flow, const struct causes *causes,
			  struct claim_set *set);

/* Keeps for the connection what the segment's claims tell: repairs, waits. */
void claims_remember(struct causes *causes, const struct claim_input *input,
		     const struct claim_set *set);

/* The same of what becomes known, live, of earlier segments of FLOW. */
void claims_remember_fates(struct causes *causes, const struct flow *flow,
			   const struct fate_event *events, size_t count);

#endif
