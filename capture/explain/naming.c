/* SPDX-License-Identifier: MIT */
#include "naming.h"

enum open_name flow_open(const struct flow *flow)
{
	unsigned client = flow->side[SIDE_CLIENT].flags;
	unsigned server = flow_side_const(flow, SIDE_SERVER)->flags;
	bool syn = (client | server) & (SIDE_SENT_SYN | SIDE_SENT_SYN_ACK);
	if (!syn)
		return OPEN_MIDSTREAM;
	if (!(flow->flags & FLOW_ESTABLISHED))
		return flow->flags & FLOW_RESET ? OPEN_REFUSED : OPEN_UNANSWERED;
	if (flow->flags & FLOW_FAST_OPEN)
		return OPEN_FAST;
	return client & server & SIDE_SENT_SYN ? OPEN_SIMULTANEOUS : OPEN_3_WAY;
}

enum close_name flow_close(const struct flow *flow)
{
	if (flow->flags & FLOW_RESET)
		return flow->flags & FLOW_FIN_SEEN ? CLOSE_FIN_THEN_RESET : CLOSE_RESET;
	if (!(flow->flags & FLOW_CLOSED))
		return CLOSE_OPEN;
	if (flow->flags & FLOW_FINS_CROSSED)
		return CLOSE_SIMULTANEOUS;
	if (flow->flags & FLOW_DATA_AFTER_FIN)
		return CLOSE_HALF;
	return flow->flags & FLOW_FIN_ACKED_ALONE ? CLOSE_4_SEGMENT : CLOSE_3_SEGMENT;
}

enum closer flow_closed_first(const struct flow *flow)
{
	if (flow->flags & FLOW_FINS_CROSSED)
		return CLOSER_BOTH;
	if (flow->flags & FLOW_FIN_SEEN)
		return flow->first_closer == SIDE_CLIENT ? CLOSER_CLIENT : CLOSER_SERVER;
	if (flow->flags & FLOW_RESET)
		return flow->resetter == SIDE_CLIENT ? CLOSER_CLIENT : CLOSER_SERVER;
	return CLOSER_NONE;
}

static enum zeek_state zeek_reset(const struct flow *flow, bool client_syn, bool server_answered)
{
	if (flow->resetter == SIDE_CLIENT)
		return client_syn && !server_answered ? ZEEK_RSTOS0 : ZEEK_RSTO;
	/* A crossing SYN is no answer: that attempt was rejected, too. */
	bool accepted =
	    (flow->flags & FLOW_ESTABLISHED) || (flow->side[SIDE_SERVER].flags & SIDE_SENT_SYN_ACK);
	if (client_syn && !accepted)
		return ZEEK_REJ;
	return client_syn ? ZEEK_RSTR : ZEEK_RSTRH;
}

enum zeek_state flow_zeek_state(const struct flow *flow)
{
	unsigned client = flow->side[SIDE_CLIENT].flags;
	unsigned server = flow_side_const(flow, SIDE_SERVER)->flags;
	bool client_syn = client & SIDE_SENT_SYN;
	bool server_answered = server & (SIDE_SENT_SYN | SIDE_SENT_SYN_ACK);
	bool client_fin = client & SIDE_SENT_FIN;
	bool server_fin = server & SIDE_SENT_FIN;
	if (!client_syn && !server_answered)
		return ZEEK_OTH;
	if (flow->flags & FLOW_RESET)
		return zeek_reset(flow, client_syn, server_answered);
	if (client_fin && server_fin)
		return ZEEK_SF;
	if (client_fin)
		return server_answered ? ZEEK_S2 : ZEEK_SH;
	if (server_fin)
		return client_syn ? ZEEK_S3 : ZEEK_SHR;
	if (client_syn && !(server & SIDE_SPOKE))
		return ZEEK_S0;
	bool both_spoke = client & server & SIDE_SPOKE;
	return both_spoke && (flow->flags & FLOW_ESTABLISHED) ? ZEEK_S1 : ZEEK_OTH;
}

#define NAMING_NAME(id, name) [id] = (name),
static const char *const open_names[] = {OPEN_NAMES(NAMING_NAME)};
static const char *const close_names[] = {CLOSE_NAMES(NAMING_NAME)};
static const char *const closer_names[] = {CLOSER_NAMES(NAMING_NAME)};
static const char *const zeek_names[] = {ZEEK_STATES(NAMING_NAME)};
#undef NAMING_NAME

const char *open_name(enum open_name name)
{
	return open_names[name];
}

const char *close_name(enum close_name name)
{
	return close_names[name];
}

const char *closer_name(enum closer closer)
{
	return closer_names[closer];
}

const char *zeek_state_name(enum zeek_state state)
{
	return zeek_names[state];
}
