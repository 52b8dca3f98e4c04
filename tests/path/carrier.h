/* SPDX-License-Identifier: MIT */
/* The path for programs that are not its own: a program that starts them in the namespaces of the
 * two ends carries their frames within its event loop. */
#ifndef CARRIER_H
#define CARRIER_H

#include <event2/event.h>
#include <stdbool.h>
#include <stdint.h>

#include "err.h"

enum carrier_end { CARRIER_CLIENT, CARRIER_SERVER, CARRIER_ENDS };

/* Of each end: its addresses, of both IP versions, and its interface. */
#define CARRIER_INTERFACE "eth0"

struct carrier;

/* Called once when the path cannot go on. WHY is valid during the call. */
typedef void carrier_failed_fn(void *context, const char *why);

/* Makes both ends' namespaces, and carries from now on what they send. This process is in a network
 * namespace of its own, which it may change. PLAN: see plan.h; it has no call. What was done stands
 * in FOLDER: see record.h. NULL with the reason; *SKIP: this system does not allow it. The folder's
 * files are complete after carrier_close(). BASE is used until then. */
struct carrier *carrier_open(const char *plan, const char *folder, struct event_base *base,
			     carrier_failed_fn *failed, void *context, bool *skip, struct err *err);
void carrier_close(struct carrier *carrier);

/* Whatever is made until carrier_leave() is in END's namespace. */
void carrier_enter(const struct carrier *carrier, enum carrier_end end);
void carrier_leave(const struct carrier *carrier);

/* Frames that END sent, and that were lost as the plan says. */
unsigned carrier_lost(const struct carrier *carrier, enum carrier_end end);

/* The most that a frame went on later than the plan says, in milliseconds. */
int64_t carrier_late_ms(const struct carrier *carrier);

#endif
