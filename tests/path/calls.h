/* SPDX-License-Identifier: MIT */
/* The calls that an end can make; see ends.h for their names. */
#ifndef CALLS_H
#define CALLS_H

#include "ends.h"
#include "plan.h"

struct end;
struct path;

enum result { DONE, BLOCKED, WAITS_FOR_TIME };

/* A call of END, which is SIDE's; NUMBER is its argument. Behind it: bytes that it moved, and errno
 * or 0. */
struct made {
	struct path *path;
	enum side side;
	struct end *end;
	long number, bytes;
	int error;
};

const char *call_name(unsigned index);

/* What libevent can wait for when the call blocks: EV_READ, EV_WRITE or 0. */
short call_event(unsigned index);

/* BLOCKED: to be made again, when more may be had. A call that fails is done. */
enum result call_make(unsigned index, struct made *made);

#endif
