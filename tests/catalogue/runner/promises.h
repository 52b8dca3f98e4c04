/* SPDX-License-Identifier: MIT */
/* What a scenario promises beside its golden output. */
#ifndef PROMISES_H
#define PROMISES_H

#include <stdint.h>

#include "observed.h"
#include "quiet_points.h"
#include "scenario.h"

struct promises {
	const struct observed *observed;
	const struct quiet_points *points; /* NULL: the kernel did not tell its states */
	const char *missing;               /* what timed out; "" nothing */
	/* /proc/net/netstat and snmp, of the client's end and of the server's; on lo the first has
	 * both, and the second nothing. */
	const char *counters_before[2], *counters_after[2];
	bool losses_known;
	unsigned
	    lost[2]; /* by rules of the path or of nft, of what the client and the server sent */
};

/* Appends what is not as SCENARIO says, in words on one line. Returns whether one of it is no
 * matter of milliseconds: how a connection went, a counter, what did not come. */
bool promises_broken(struct text *words, const struct promises *promises,
		     const struct scenario *scenario);

/* The counter called NAME as nstat does (TcpExtSyncookiesSent) in what /proc/net/netstat has. */
uint64_t promises_counter(const char *counters, const char *name);

#endif
