/* SPDX-License-Identifier: MIT */
/* Zeek's own view of both ends, from which its conn_state follows (classify.h). It judges no
 * number: every SYN, FIN and RST counts, so that our reading can be compared with Zeek's. */
#ifndef ZEEK_H
#define ZEEK_H

#include "flow.h"
#include "segment.h"

/* By Zeek's names (its TCP_INACTIVE, ... in base/protocols/conn). */
enum zeek_endpoint {
	ZEEK_INACTIVE, /* nothing seen from it */
	ZEEK_SYN_SENT,
	ZEEK_PARTIAL, /* it spoke, and its SYN was not seen */
	ZEEK_ESTABLISHED,
	ZEEK_CLOSED, /* it sent a FIN */
	ZEEK_RESET,
	ZEEK_RESET_CLOSED, /* the same, and had sent a FIN before */
};

static inline enum zeek_endpoint zeek_endpoint(const struct flow *flow, enum side side)
{
	return (enum zeek_endpoint)(side == SIDE_CLIENT ? flow->zeek & 0xf : flow->zeek >> 4);
}

/* Private to track. */
void zeek_step(struct flow *flow, enum side from, const struct segment *segment);

#endif
