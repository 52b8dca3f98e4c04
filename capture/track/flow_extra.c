/* SPDX-License-Identifier: MIT */
#include "flow_extra.h"

#include <stdlib.h>

#include "held.h"
#include "seq.h"
#include "tcp_options.h"

/* No more segments than that lie between the two. */
enum { IDENTIFICATIONS_NEAR = 64 };

struct flow_extra *flow_extra(struct flow *flow)
{
	if (!flow->extra && !(flow->flags & FLOW_PLAIN))
		flow->extra = calloc(1, sizeof *flow->extra);
	return flow->extra;
}

void flow_extra_free(struct flow_extra *extra)
{
	if (extra)
		free(extra->held);
	free(extra);
}

int64_t flow_syn_before(const struct flow *flow, uint32_t seq)
{
	const struct flow_extra *extra = flow->extra;
	return extra && extra->syn.flags == 0 && extra->syn.seq == seq ? extra->syn.time_ns : 0;
}

unsigned flow_syns_before(const struct flow *flow, uint32_t seq, int64_t *first_ns)
{
	if (flow_syn_before(flow, seq) == 0)
		return 0;
	*first_ns = flow->extra->syn.time_ns - (int64_t)flow->extra->syn_since_us * 1000;
	return flow->extra->syn.count;
}

bool flow_end_is_unseen(const struct flow *flow, enum side side)
{
	const struct flow_side *own = flow_side_const(flow, side);
	const struct flow_side *peer = flow_side_const(flow, side_other(side));
	if (!(own->flags & peer->flags & SIDE_SPOKE))
		return false;
	const struct side_extra *extra = flow->extra ? &flow->extra->side[own - flow->side] : NULL;
	return seq_before(own->next, peer->last_ack) ||
	       (extra && extra->acked_unseen && extra->end_unseen && extra->acked_to == own->next);
}

uint64_t flow_fin_held(const struct flow *flow, enum side side)
{
	const struct held *held = flow->extra ? flow->extra->held : NULL;
	bool first = held && (held->waits[side] || held->syn_doubted) &&
		     (held->segment[side].flags & TCP_FLAG_FIN) &&
		     !(flow->side[side].flags & SIDE_SENT_FIN);
	return first ? held->segment[side].frame : 0;
}

bool flow_end_was_jumped(const struct flow *flow, enum side side)
{
	const struct flow_side *own = flow_side_const(flow, side);
	const struct flow_extra *extra = flow->extra;
	return extra && gaps_touch(&extra->side[own - flow->side].gaps, own->next - 1, own->next);
}

uint32_t flow_fin_end(const struct flow *flow, const struct flow_side *side)
{
	const struct side_extra *extra = flow->extra ? &flow->extra->side[side - flow->side] : NULL;
	return extra && extra->fin_below ? extra->fin_end : side->next;
}

static bool read_stamp(const struct segment *segment, uint32_t *tsval)
{
	struct tcp_options options;
	tcp_options_read(segment, &options);
	*tsval = options.timestamp_value;
	return options.has_timestamps;
}

bool flow_extra_precedes_fin(const struct flow_extra *extra, const struct segment *segment,
			     bool soon)
{
	uint32_t tsval;
	if (!extra->fin_jumped)
		return false;
	if (read_stamp(segment, &tsval))
		return extra->fin_stamped && seq_before_or_at(tsval, extra->fin_tsval);
	if (segment->ip_id == 0 || extra->fin_ip_id == 0)
		return soon;
	return (uint16_t)(extra->fin_ip_id - segment->ip_id - 1) < IDENTIFICATIONS_NEAR;
}

void flow_extra_keep_fin(struct flow_extra *extra, const struct segment *segment, bool jumped)
{
	extra->fin_jumped = jumped;
	extra->fin_stamped = read_stamp(segment, &extra->fin_tsval);
	extra->fin_ip_id = segment->ip_id;
}
