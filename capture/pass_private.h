/* SPDX-License-Identifier: MIT */
/* Private to pass.c and pass_connections.c: what one pass knows. */
#ifndef PASS_PRIVATE_H
#define PASS_PRIVATE_H

#include "conntrack.h"
#include "pass.h"
#include "prefetch.h"

struct pass {
	const struct pipeline_options *options;
	enum evidence_pass kind;
	bool shows;
	bool wants_segments;
	bool only_one; /* one connection was chosen, and no other is shown */
	struct chosen *chosen;
	struct notes *notes;      /* NULL when live */
	struct pass_shown *shown; /* NULL: it shows all, or nothing */
	struct pass_shown before; /* what an earlier pass has shown */
	struct conntrack *conntrack;
	struct evidence *evidence; /* NULL: nobody shows any */
	struct prefetch prefetch;
	int64_t now_ns; /* of the last segment */
	bool no_memory; /* for what explains a connection, or for what was chosen */
	bool source_failed;
	struct statistics_event *statistics;
};

bool pass_is_chosen(const struct pass *pass, const struct flow *flow);

/* Of the selection one connection is left, and no other is shown. */
bool pass_is_of_one(const struct pass *pass);

/* FLOW is over; CONTEXT: the pass. */
void pass_connection_ended(struct flow *flow, void *context);

#endif
