/* SPDX-License-Identifier: MIT */
/* What the server's command line can say. */
#ifndef SERVER_SETTINGS_H
#define SERVER_SETTINGS_H

#include <stdbool.h>
#include <stdint.h>

#include "option.h"

#define SERVER_NAME "server"

struct server_settings {
	uint64_t port;                /* 0: the kernel picks one */
	struct option_list addresses; /* empty: 127.0.0.1, and ::1 where there is IPv6 */
	int echo;                     /* enum echo_mode */
	uint64_t close_delay_ms;      /* from the peer's FIN, or the last echo, to close() */
	bool quickack;                /* acknowledge the peer's FIN at once, alone */
	bool reset;                   /* close with RST in place of FIN */
	uint64_t backlog;             /* for listen(2) */
	uint64_t max_connections;     /* accepting pauses while so many are open; 0: no limit */
	uint64_t idle_timeout_s;      /* 0: none */
	bool quiet;                   /* no line per connection */
};

#endif
