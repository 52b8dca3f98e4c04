/* SPDX-License-Identifier: MIT */
#include "history.h"
#include "prediction.h"
#include "tracker.h"
#include "zeek.h"

static uint8_t completeness_of(const struct flow *flow, const struct segment *segment)
{
	bool syn = segment->flags & TCP_FLAG_SYN;
	bool ack = segment->flags & TCP_FLAG_ACK;
	uint8_t bits = 0;
	if (syn && !ack && flow->segments == 1)
		bits |= COMPLETENESS_SYN | (segment->payload_length ? COMPLETENESS_DATA : 0);
	if (syn && ack)
		bits |= COMPLETENESS_SYN_ACK;
	if (!syn && ack)
		bits |= segment->payload_length ? COMPLETENESS_DATA : COMPLETENESS_ACK;
	if (ack && (segment->flags & TCP_FLAG_FIN))
		bits |= COMPLETENESS_FIN;
	if (segment->flags & TCP_FLAG_RST)
		bits |= COMPLETENESS_RST;
	return bits;
}

static __attribute__((noinline)) void
describe_fully(struct flow *flow, const struct segment *segment, const struct step *step)
{
	history_step(flow, step->from, segment, step->labels);
	zeek_step(flow, step->from, segment);
	flow->completeness |= completeness_of(flow, segment);
	prediction_described(flow, step->from, segment);
}

void tracker_describe(struct flow *flow, const struct segment *segment, const struct step *step)
{
	if (!prediction_describes_nothing(flow, segment, step))
		describe_fully(flow, segment, step);
}
