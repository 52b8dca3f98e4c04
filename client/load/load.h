/* SPDX-License-Identifier: MIT */
/* The client's load mode: many requests over many connections, and what came of them. */
#ifndef LOAD_H
#define LOAD_H

#include <stdbool.h>

#include "client_settings.h"
#include "load_result.h"

/* What the caller does on the way; each may be NULL. */
struct load_hooks {
	/* Names are resolved and limits raised: from here on there are only sockets. False with the
	 * reason ends it. */
	bool (*resolved)(struct err *err);
	/* A few times a second: what it has done so far. */
	void (*tick)(const struct load_result *result, void *context);
	void *context; /* of tick */
};

/* Resolves the host, and runs what SETTINGS (completed by load_options_complete()) ask for until
 * that is done, until SIGINT or SIGTERM, or until there is no sense in going on. The first
 * connection tries the addresses of the host in turn; all others go where it went. TICK may be
 * NULL.
 *
 * The latency of a request is, in a closed loop, the time from its first byte sent to the last byte
 * of its echo received; with --reconnect, from connecting to closing; in an open loop, from when it
 * was due to the same end. A request that is not over --timeout after that same beginning has
 * failed, sent or not.
 *
 * False with the reason when it could not even begin; else RESULT tells. */
bool load_run(const struct client_settings *settings, const struct load_hooks *hooks,
	      struct load_result *result, struct err *err);

#endif
