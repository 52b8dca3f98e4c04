/* SPDX-License-Identifier: MIT */
/* The client's one exchange, with whichever address of the host answers. */
#ifndef CLIENT_H
#define CLIENT_H

#include <stdbool.h>

#include "client_settings.h"
#include "exchange.h"
#include "target.h"

struct client_outcome {
	struct target target;
	size_t tried;                  /* addresses of the target that were tried */
	size_t reached;                /* index of the one that the result is about: the one that
					* answered, or the first when none did */
	struct exchange_result result; /* its end tells success */
	struct err err;                /* of EXCHANGE_UNSTARTED */
};

/* What the caller does on the way; each may be NULL. */
struct client_hooks {
	/* Names are resolved: from here on there are only sockets. False with the reason ends it.
	 */
	bool (*resolved)(struct err *err);
	void (*holding)(void); /* it waits for SIGUSR1 */
};

/* Resolves the host and tries its addresses in turn until one connects; sends the message there and
 * closes as the settings say. False with the reason when that could not even begin; else OUTCOME
 * tells. With `hold` SIGUSR1 lets it close. HOOKS may be NULL. SIGPIPE need not be ignored. */
bool client_run(const struct client_settings *settings, const struct client_hooks *hooks,
		struct client_outcome *outcome, struct err *err);

#endif
