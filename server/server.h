/* SPDX-License-Identifier: MIT */
/* The echo server: listens, serves, and stops when it is told to. */
#ifndef SERVER_H
#define SERVER_H

#include <stdbool.h>

#include "common_options.h"
#include "err.h"
#include "event_log.h"
#include "server_settings.h"

struct server;

/* Listens, and from here on notices SIGINT and SIGTERM. SETTINGS is borrowed. Lines go to
 * OUTPUT_FD. NULL with the reason. SIGPIPE must be ignored. */
struct server *server_open(const struct server_settings *settings,
			   const struct common_options *common, int output_fd, struct err *err);

enum server_end {
	SERVER_STOPPED,       /* by a signal */
	SERVER_OUTPUT_CLOSED, /* nobody reads its output any more */
	SERVER_FAILED,        /* err says why */
};

/* Says where it listens, then serves, with as many threads as the settings want, until SIGINT or
 * SIGTERM: then takes no new connection, answers what is in flight, for two seconds at most, and
 * returns; a second signal ends that at once. Returns at once when it cannot write its output. */
enum server_end server_run(struct server *server, struct err *err);

/* Of all threads, after server_run(). */
const struct server_totals *server_totals(const struct server *server);

void server_close(struct server *server); /* NULL is allowed */

#endif
