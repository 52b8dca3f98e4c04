/* SPDX-License-Identifier: MIT */
#include "vlans.h"

bool vlans_open_beside(const struct flow *flow, const struct segment *segment)
{
	const unsigned kind = TCP_FLAG_SYN | TCP_FLAG_ACK | TCP_FLAG_RST;
	const struct flow_side *client = &flow->side[SIDE_CLIENT];
	return (segment->flags & kind) == TCP_FLAG_SYN && flow->vlan != 0 && segment->vlan != 0 &&
	       flow->vlan != segment->vlan && !(flow->flags & (FLOW_CLOSED | FLOW_RESET)) &&
	       (client->flags & SIDE_SENT_SYN) && client->isn != segment->seq &&
	       flow_sender(flow, segment) == SIDE_CLIENT;
}

unsigned vlans_fit(const struct flow *flow, const struct segment *segment)
{
	enum side peer = side_other(flow_sender(flow, segment));
	if (flow->vlan == segment->vlan)
		return flow->flags & FLOW_SUPERSEDED ? 2 : 3;
	return (segment->flags & TCP_FLAG_ACK) && segment->ack == flow_side_const(flow, peer)->next;
}

bool vlans_superseded(const struct flow *flow, const struct segment *segment)
{
	return (flow->flags & FLOW_SUPERSEDED) &&
	       (!flow->vlan_apart || flow->vlan == segment->vlan);
}
