/* SPDX-License-Identifier: MIT */
#include "classify.h"

#include "causes.h"
#include "zeek.h"

enum { ANY_SYN = SIDE_SENT_SYN | SIDE_SENT_SYN_ACK };

enum open_name flow_open(const struct flow *flow)
{
	unsigned client = flow->side[SIDE_CLIENT].flags;
	unsigned server = flow_side_const(flow, SIDE_SERVER)->flags;
	if (flow->flags & FLOW_STRAY)
		return OPEN_NO_CONNECTION;
	if (!((client | server) & ANY_SYN))
		return OPEN_MIDSTREAM;
	/* The ACK of a FIN covers the SYN (RFC 9293 section 3.4). */
	if (!(flow->flags & (FLOW_ESTABLISHED | FLOW_CLOSED))) {
		bool refused = flow->flags & FLOW_REFUSED;
		/* The client's own SYN+ACK answers another SYN: not what was refused. */
		if ((server | (refused ? 0 : client)) & SIDE_SENT_SYN_ACK)
			return OPEN_INCOMPLETE;
		return refused ? OPEN_REFUSED : OPEN_UNANSWERED;
	}
	if (flow->flags & FLOW_FAST_OPEN)
		return OPEN_FAST;
	return client & server & SIDE_SENT_SYN ? OPEN_SIMULTANEOUS : OPEN_3_WAY;
}

/* Nothing was opened, and nothing said about its end. */
static bool has_nothing_to_close(const struct flow *flow)
{
	switch (flow_open(flow)) {
	case OPEN_NO_CONNECTION:
	case OPEN_REFUSED:
	case OPEN_UNANSWERED:
		return true;
	case OPEN_INCOMPLETE:
		return !(flow->flags & (FLOW_RESET | FLOW_FIN_SEEN));
	default:
		return false;
	}
}

/* Of a side that was not captured at all it cannot be told that it did not close. */
static bool has_one_fin(const struct flow *flow)
{
	unsigned both = flow->side[SIDE_CLIENT].flags & flow_side_const(flow, SIDE_SERVER)->flags;
	return (flow->flags & FLOW_FIN_SEEN) && (both & SIDE_SPOKE) && !(both & SIDE_SENT_FIN);
}

/* A RST that was captured at one of two places did not come through, or was made between them: then
 * the FINs and their ACKs tell how it was closed. */
static bool closed_by_fins(const struct flow *flow)
{
	return (flow->flags & FLOW_CLOSED) && flow->causes && flow->causes->reset_once;
}

enum close_name flow_close(const struct flow *flow)
{
	if (has_nothing_to_close(flow))
		return CLOSE_NONE;
	if ((flow->flags & FLOW_RESET) && !closed_by_fins(flow))
		return flow->flags & FLOW_FIN_SEEN ? CLOSE_FIN_THEN_RESET : CLOSE_RESET;
	if (!(flow->flags & FLOW_CLOSED))
		return has_one_fin(flow) ? CLOSE_ONE_FIN : CLOSE_OPEN;
	if (flow->flags & FLOW_FINS_CROSSED)
		return CLOSE_SIMULTANEOUS;
	if (flow->flags & FLOW_DATA_AFTER_FIN)
		return CLOSE_HALF;
	return flow->flags & FLOW_FIN_ACKED_ALONE ? CLOSE_4_SEGMENT : CLOSE_3_SEGMENT;
}

/* Its side goes on, or its TTL is another's: who ended the connection is not seen. */
static bool reset_is_anothers(const struct flow *flow)
{
	const struct causes *causes = flow->causes;
	return flow->rst_foreign ||
	       (causes && (causes->reset_forged || causes->reset_soon || causes->reset_doubted));
}

/* The last number of who sent no FIN as far as was captured was acknowledged, and not captured
 * either: it may be that of a FIN, and have been the first one. So it may where an ACK of the other
 * FIN lies behind such numbers, or where none of that side was captured at all. */
static bool misses_a_fin(const struct flow *flow)
{
	enum side other = side_other((enum side)flow->first_closer);
	const struct flow_side *peer = flow_side_const(flow, other);
	if (flow_is_self(flow) || (peer->flags & SIDE_SENT_FIN))
		return false;
	return (flow->flags & FLOW_FIN_ACK_JUMPED) ||
	       !(peer->bytes > 0 || (peer->flags & (SIDE_SENT_SYN | SIDE_SENT_SYN_ACK))) ||
	       ((flow_end_is_unseen(flow, other) || flow_end_was_jumped(flow, other)) &&
		!flow->fin_acked_first);
}

enum closer flow_closed_first(const struct flow *flow)
{
	if (has_nothing_to_close(flow))
		return CLOSER_NONE;
	if (flow->flags & (FLOW_FINS_CROSSED | FLOW_ENDS_CROSSED))
		return CLOSER_BOTH;
	if ((flow->flags & FLOW_FIN_SEEN) && misses_a_fin(flow))
		return CLOSER_NONE;
	if (flow->flags & FLOW_FIN_SEEN)
		return flow->first_closer == SIDE_CLIENT ? CLOSER_CLIENT : CLOSER_SERVER;
	/* Whose it seems to be may have closed behind it. */
	enum side resetter = (enum side)flow->resetter;
	bool closed = flow_side_const(flow, resetter)->flags & SIDE_SENT_FIN;
	if ((flow->flags & FLOW_RESET) && (closed || !reset_is_anothers(flow)))
		return resetter == SIDE_CLIENT ? CLOSER_CLIENT : CLOSER_SERVER;
	return CLOSER_NONE;
}

enum closer flow_reset_by(const struct flow *flow)
{
	bool refused = flow_open(flow) == OPEN_REFUSED;
	bool reset = refused || (flow->flags & FLOW_RESET);
	if ((flow->flags & FLOW_STRAY) || !reset || (!refused && reset_is_anothers(flow)))
		return CLOSER_NONE;
	return flow->resetter == SIDE_CLIENT ? CLOSER_CLIENT : CLOSER_SERVER;
}

static bool is_inactive(enum zeek_endpoint end)
{
	return end == ZEEK_INACTIVE || end == ZEEK_PARTIAL;
}

static bool is_reset(enum zeek_endpoint end)
{
	return end == ZEEK_RESET || end == ZEEK_RESET_CLOSED;
}

/* As Zeek's script base/protocols/conn derives it from the states of both ends. (Its latest
 * versions say OTH where a RST of the client follows no SYN.) */
enum zeek_state flow_zeek_state(const struct flow *flow)
{
	enum zeek_endpoint client = zeek_endpoint(flow, SIDE_CLIENT);
	enum zeek_endpoint server = zeek_endpoint(flow, SIDE_SERVER);
	if (flow_is_self(flow)) /* Zeek would see one side only */
		server = is_reset(client) ? ZEEK_ESTABLISHED : client;
	bool no_data =
	    flow->side[SIDE_CLIENT].bytes == 0 && flow_side_const(flow, SIDE_SERVER)->bytes == 0;
	if (is_reset(server)) {
		if (client == ZEEK_SYN_SENT || (is_reset(client) && no_data))
			return ZEEK_REJ;
		return is_inactive(client) ? ZEEK_RSTRH : ZEEK_RSTR;
	}
	if (is_reset(client))
		return is_inactive(server) ? ZEEK_RSTOS0 : ZEEK_RSTO;
	if (client == ZEEK_CLOSED && server == ZEEK_CLOSED)
		return ZEEK_SF;
	if (client == ZEEK_CLOSED)
		return is_inactive(server) ? ZEEK_SH : ZEEK_S2;
	if (server == ZEEK_CLOSED)
		return is_inactive(client) ? ZEEK_SHR : ZEEK_S3;
	if (client == ZEEK_SYN_SENT && server == ZEEK_INACTIVE)
		return ZEEK_S0;
	return client == ZEEK_ESTABLISHED && server == ZEEK_ESTABLISHED ? ZEEK_S1 : ZEEK_OTH;
}

#define CLASSIFY_NAME(id, name) [id] = (name),
static const char *const open_names[] = {OPEN_NAMES(CLASSIFY_NAME)};
static const char *const close_names[] = {CLOSE_NAMES(CLASSIFY_NAME)};
static const char *const closer_names[] = {CLOSER_NAMES(CLASSIFY_NAME)};
static const char *const zeek_names[] = {ZEEK_STATES(CLASSIFY_NAME)};
#undef CLASSIFY_NAME

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
