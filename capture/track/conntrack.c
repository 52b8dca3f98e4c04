/* SPDX-License-Identifier: MIT */
#include "conntrack.h"

#include <stdlib.h>
#include <string.h>

#include "flow_extra.h"
#include "reuse.h"
#include "vlans.h"

struct conntrack {
	struct conntrack_options options;
	struct flow_table *table;
	int64_t now_ns;
};

struct conntrack *conntrack_new(const struct conntrack_options *options, struct err *err)
{
	struct conntrack *conntrack = calloc(1, sizeof *conntrack);
	if (!conntrack) {
		err_set(err, "out of memory for the connections");
		return NULL;
	}
	conntrack->options = *options;
	conntrack->table = flow_table_new(options->max_connections, err);
	if (!conntrack->table) {
		free(conntrack);
		return NULL;
	}
	if (options->vlan)
		flow_table_heed_vlans(conntrack->table);
	return conntrack;
}

void conntrack_free(struct conntrack *conntrack)
{
	if (!conntrack)
		return;
	flow_table_free(conntrack->table);
	free(conntrack);
}

const struct flow_table *conntrack_table(const struct conntrack *conntrack)
{
	return conntrack->table;
}

uint32_t conntrack_index(const struct conntrack *conntrack, const struct flow *flow)
{
	return flow_table_index(conntrack->table, flow);
}

static void say_ended(struct conntrack *conntrack, struct flow *flow)
{
	if (conntrack->options.ended)
		conntrack->options.ended(flow, conntrack->options.context);
}

static void end_flow(struct conntrack *conntrack, struct flow *flow)
{
	say_ended(conntrack, flow);
	flow_table_remove(conntrack->table, flow);
}

/* Another one between its ends began. */
static void displace(struct conntrack *conntrack, struct flow *flow)
{
	flow->flags |= FLOW_DISPLACED;
	end_flow(conntrack, flow);
}

static void let_go(struct conntrack *conntrack, bool room)
{
	struct flow *flow;
	bool evicted;
	while ((flow = flow_table_due(conntrack->table, conntrack->now_ns, room, &evicted)) !=
	       NULL) {
		if (evicted)
			flow->flags |= FLOW_EVICTED;
		end_flow(conntrack, flow);
	}
}

static void take(const struct conntrack *conntrack, struct flow *flow,
		 const struct segment *segment, struct step *step)
{
	const struct conntrack_options *options = &conntrack->options;
	tracker_step(flow, segment, step);
	if (step->verdict == VERDICT_HELD && options->counts &&
	    options->counts(segment->frame, options->context))
		tracker_take_held(flow, segment, step);
	else if (step->verdict == VERDICT_HELD && options->strays &&
		 options->strays(segment->frame, options->context))
		tracker_drop_held(flow, step);
	if (!options->undescribed)
		tracker_describe(flow, segment, step);
}

/* SYN: of the new connection, when it was seen already, in the old one. */
static struct flow *begin(struct conntrack *conntrack, const struct segment *segment, uint32_t hash,
			  const struct segment *syn, bool reused, struct err *err)
{
	const struct segment *first = syn ? syn : segment;
	struct step unseen;
	let_go(conntrack, true);
	struct flow *flow =
	    flow_table_add(conntrack->table, first, hash, tracker_client_is_source(first), err);
	if (!flow)
		return NULL;
	tracker_begin(flow, first, reused);
	if (syn) {
		take(conntrack, flow, syn, &unseen);
		flow->segments = 0; /* it was counted in the other one */
	}
	return flow;
}

/* Of two between the same ends that may still be spoken in the one that was answered stays: the
 * SYN+ACK was captured, or the ACK of it; unless a RST ended its opening. */
static void forget_older(struct conntrack *conntrack, struct flow *flow,
			 const struct segment *segment, uint32_t hash)
{
	bool answered = (flow_side_const(flow, SIDE_SERVER)->flags & SIDE_SENT_SYN_ACK) ||
			(flow->side[SIDE_CLIENT].flags & SIDE_ACKED_ONCE);
	bool refused = (flow->flags & (FLOW_RESET | FLOW_ESTABLISHED)) == FLOW_RESET;
	if (!(flow->flags & FLOW_HAS_OLDER) || !answered || refused)
		return;
	struct flow *older = flow_table_find_superseded(conntrack->table, segment, hash);
	flow->flags &= ~(uint32_t)FLOW_HAS_OLDER;
	if (older)
		displace(conntrack, older);
}

/* Whether FLOW was opened, or is answered and still may be. */
static bool is_open(const struct flow *flow)
{
	bool answered = flow_side_const(flow, SIDE_SERVER)->flags & SIDE_SENT_SYN_ACK;
	return (flow->flags & (FLOW_ESTABLISHED | FLOW_OPEN_BEFORE)) ||
	       (answered && !(flow->flags & FLOW_RESET));
}

static void supersede(struct flow *old, const struct segment *segment)
{
	uint32_t anew =
	    flow_sender(old, segment) == SIDE_CLIENT ? FLOW_CLIENT_ANEW : FLOW_SERVER_ANEW;
	old->flags &= ~(uint32_t)(FLOW_CLIENT_ANEW | FLOW_SERVER_ANEW);
	old->flags |= FLOW_SUPERSEDED | (segment->flags & TCP_FLAG_ACK ? 0 : anew);
}

/* SEGMENT begins a connection between the ends of OLD. */
static struct flow *begin_anew(struct conntrack *conntrack, struct flow *old,
			       const struct segment *segment, uint32_t hash, struct err *err)
{
	struct segment syn;
	struct pending_syn pending;
	bool carried = reuse_answered(old, segment, &syn);
	if (carried) { /* what it points to goes with the old connection */
		pending = old->extra->syn;
		syn.options = pending.options;
	}
	bool again = reuse_repeats(old, segment, &pending);
	uint32_t vlan = carried ? old->vlan : segment->vlan;
	bool apart = old->vlan_apart;
	forget_older(conntrack, old, segment, hash);
	bool inherits = old->flags & FLOW_HAS_OLDER; /* there is one older at most */
	/* A RST alone is no connection that may still be spoken in. */
	bool keeps = !carried && !inherits && !(old->flags & FLOW_STRAY);
	uint32_t open = is_open(old) ? FLOW_OPEN_BEFORE : 0;
	if (keeps)
		supersede(old, segment);
	else
		displace(conntrack, old);
	struct flow *flow = begin(conntrack, segment, hash, carried ? &syn : NULL, true, err);
	if (!flow)
		return NULL;
	flow->flags |= open | (keeps || inherits ? FLOW_HAS_OLDER : 0);
	flow->vlan = vlan;
	flow->vlan_apart = apart;
	struct flow_extra *extra = again ? flow_extra(flow) : NULL;
	if (extra)
		extra->syn = pending;
	return flow;
}

/* NEWER has a predecessor that may still be spoken in. Returns whose SEGMENT is; when it answers
 * the new one, the predecessor is over. *ANEW: it begins another one. */
static struct flow *choose(struct conntrack *conntrack, struct flow *newer,
			   const struct segment *segment, uint32_t hash, bool *anew)
{
	struct flow *older = flow_table_find_superseded(conntrack->table, segment, hash);
	if (older && reuse_is_of_older(older, newer, segment))
		return older;
	enum side from = flow_sender(newer, segment);
	*anew = older && reuse_opens_behind(older, newer, segment);
	bool settles = from != SIDE_CLIENT || segment->ack == flow_side(newer, SIDE_SERVER)->next;
	if (!settles || (segment->flags & (TCP_FLAG_SYN | TCP_FLAG_RST)))
		return newer;
	newer->flags &= ~(uint32_t)FLOW_HAS_OLDER;
	if (older)
		displace(conntrack, older);
	return newer;
}

/* SEGMENT, a SYN with another VLAN tag, begins a connection beside OTHER, which goes on. */
static struct flow *begin_beside(struct conntrack *conntrack, struct flow *other,
				 const struct segment *segment, uint32_t hash, struct err *err)
{
	other->vlan_apart = 1;
	struct flow *flow = begin(conntrack, segment, hash, NULL, true, err);
	if (flow)
		flow->vlan_apart = 1;
	return flow;
}

static struct flow *find(struct conntrack *conntrack, const struct segment *segment, uint32_t hash,
			 struct err *err)
{
	struct flow *flow = flow_table_find(conntrack->table, segment, hash);
	if (!flow)
		return begin(conntrack, segment, hash, NULL, false, err);
	if (!(flow->flags & (FLOW_SUPERSEDED | FLOW_HAS_OLDER)) &&
	    !(segment->flags & TCP_FLAG_SYN)) /* most: nothing more is asked */
		return flow;
	if (vlans_open_beside(flow, segment))
		return begin_beside(conntrack, flow, segment, hash, err);
	if (flow->flags & FLOW_SUPERSEDED) /* the newer one has gone */
		flow->flags &= ~(uint32_t)FLOW_SUPERSEDED;
	bool anew = false;
	if (flow->flags & FLOW_HAS_OLDER)
		flow = choose(conntrack, flow, segment, hash, &anew);
	if ((flow->flags & FLOW_SUPERSEDED) || !(anew || reuse_begins_anew(flow, segment)))
		return flow;
	return begin_anew(conntrack, flow, segment, hash, err);
}

/* At the packet time of the last segment. */
static void expire(struct conntrack *conntrack)
{
	if (flow_table_tick(conntrack->table, conntrack->now_ns))
		let_go(conntrack, false);
}

bool conntrack_opens_anew(const struct flow *flow, enum side from)
{
	const struct pending_syn *syn = flow->extra ? &flow->extra->syn : NULL;
	return syn && syn->flags != 0 && syn->waits && syn->from == from;
}

struct flow *conntrack_segment(struct conntrack *conntrack, const struct segment *segment,
			       uint32_t hash, struct step *step, struct err *err)
{
	expire(conntrack);
	conntrack->now_ns = segment->time_ns;
	struct flow *flow = find(conntrack, segment, hash, err);
	if (!flow)
		return NULL;
	take(conntrack, flow, segment, step);
	flow_table_touch(conntrack->table, flow, flow->flags & (FLOW_CLOSED | FLOW_RESET));
	return flow;
}

static void visit(struct flow *flow, void *context)
{
	say_ended(context, flow);
}

void conntrack_end(struct conntrack *conntrack)
{
	expire(conntrack);
	flow_table_visit(conntrack->table, !conntrack->options.undescribed, visit, conntrack);
}

uint32_t conntrack_live(const struct conntrack *conntrack)
{
	return flow_table_live(conntrack->table);
}
