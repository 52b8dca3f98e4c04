/* SPDX-License-Identifier: MIT */
/* The client's single connection, with whichever address of the host answers. */
#ifndef SINGLE_H
#define SINGLE_H

#include <stdbool.h>

#include "client_session.h"
#include "client_settings.h"
#include "resolve.h"

struct single_outcome {
	struct server_addresses addresses;
	struct client_session_result result; /* of the address reached; its failure tells success */
	struct err err;                      /* of FAILURE_UNSTARTED */
};

/* What the caller does on the way; each may be NULL. */
struct single_hooks {
	/* Names are resolved: from here on there are only sockets. False with the reason ends it.
	 */
	bool (*resolved)(struct err *err);
	void (*holding)(void); /* it waits for SIGUSR1 */
};

/* Resolves the host and tries its addresses in turn until one connects; sends the message there and
 * closes as the settings say. False with the reason when that could not even begin; else OUTCOME
 * tells. With `hold` SIGUSR1 lets it close. HOOKS may be NULL. SIGPIPE need not be ignored. */
bool single_run(const struct client_settings *settings, const struct single_hooks *hooks,
		struct single_outcome *outcome, struct err *err);

#endif
