/* SPDX-License-Identifier: MIT */
/* A plan: what the path does with which frame, how the two stacks are set, and which calls the
 * program at each end makes. A text of lines, each one of
 *
 *   ip 4|6                            default 4
 *   gso 1                             segmentation and checksums are left to the interface, as real
 *                                     ones do: captures hold segments above the MTU, checksums
 * unset limit MS                          the exchange is ended then, if it has not come to rest
 *   sysctl END NAME VALUE...          net.ipv4.NAME in that end's namespace
 *   delay FROM HOP MS [FRAME]         from that side's frame FRAME (1, 2, ...) on
 *   rule FROM HOP KIND FIRST[-[LAST]] ACTION [NUMBER [NUMBER]]
 *   call END NAME [NUMBER]            see ends.h; an end makes one call after the other
 *
 * END and FROM are client or server. A frame passes two hops: 1 from its sender to the middle, 2
 * from there to its receiver. KIND is any, rst, syn, fin, data or ack (pure); FIRST and LAST count
 * the sender's frames of this kind from 1 on, repetitions and all; "3-" has no last. '#' begins a
 * comment. */
#ifndef PLAN_H
#define PLAN_H

#include <stdbool.h>
#include <stddef.h>

#include "err.h"
#include "segment.h"

enum side { CLIENT, SERVER, SIDES };
static inline const char *path_side_name(enum side side)
{
	return side == SERVER ? "server" : "client";
}

enum { HOPS = 2, SERVER_PORT = 8079 };
enum { RULES_MAX = 64, DELAYS_MAX = 32, CALLS_MAX = 64, SYSCTLS_MAX = 16 };
enum { KIND_ANY = KIND_COUNT, KINDS };

enum action {
	ACTION_LOSE,
	ACTION_DUPLICATE,  /* a copy MS behind it */
	ACTION_DELAY,      /* MS longer than the hop takes */
	ACTION_HOLD,       /* until N later frames passed the hop, but at most MS */
	ACTION_FLIP,       /* one bit, the checksum is not mended */
	ACTION_STRIP,      /* options of a SYN, the sum of STRIP_* */
	ACTION_INJECT_RST, /* in its sender's name behind it; NUMBER is added to the exact number */
	ACTION_INJECT_SYN,
};

struct rule {
	enum side from;
	unsigned hop; /* 0 or 1 */
	unsigned kind, first, last;
	enum action action;
	long
	    numbers[2]; /* milliseconds, frames or bytes, as the action has it; 0 where not given */
};

struct delay {
	enum side from;
	unsigned hop, ms, frame;
};

struct call {
	unsigned index; /* see call_find() */
	long number;
};

struct sysctl {
	enum side end;
	char name[40], value[64]; /* words with a space between */
};

struct plan {
	bool ipv6, gso;
	unsigned limit_ms;
	struct rule rules[RULES_MAX];
	struct delay delays[DELAYS_MAX];
	struct sysctl sysctls[SYSCTLS_MAX];
	struct call calls[SIDES][CALLS_MAX];
	size_t rules_count, delays_count, sysctls_count, calls_count[SIDES];
};

bool plan_read(struct plan *plan, const char *file, struct err *err);

/* The same from TEXT, which is not empty. */
bool plan_parse(struct plan *plan, const char *text, struct err *err);

const char *kind_name(unsigned kind);
const char *action_name(enum action action);

#endif
