/* SPDX-License-Identifier: MIT */
/* What the server's command line can say. */
#ifndef SERVER_SETTINGS_H
#define SERVER_SETTINGS_H

#include <stdbool.h>
#include <stdint.h>

#include "option.h"
#include "socket_options.h"

#define SERVER_NAME "server"

enum { SERVER_THREADS_MAX = 64 };

enum close_first {
	CLOSE_FIRST_NEVER,   /* the client closes first */
	CLOSE_FIRST_ACCEPT,  /* we do, at once */
	CLOSE_FIRST_MESSAGE, /* we do, when the first message is complete and its echo is out */
};

enum reuse { REUSE_ON, REUSE_OFF }; /* SO_REUSEADDR */

struct server_settings {
	uint64_t port;                /* 0: the kernel picks one */
	struct option_list addresses; /* empty: 127.0.0.1, and ::1 where there is IPv6 */
	int echo;                     /* enum echo_mode */
	uint64_t close_delay_ms;      /* from the peer's FIN, or the last echo, to close() */
	bool quickack;                /* acknowledge the peer's FIN at once, alone */
	bool reset;                   /* close with RST in place of FIN */
	uint64_t backlog;             /* for listen(2) */
	uint64_t threads;             /* 0: one */
	uint64_t max_connections; /* of all threads; accepting pauses while so many are open; 0: no
				     limit */
	uint64_t idle_timeout_s;  /* 0: none */
	bool quiet;               /* no line per connection */

	/* What a connection can be made to show. */
	int close_first;               /* enum close_first */
	struct option_list final_data; /* sent part by part before we close */
	uint64_t gap_ms;               /* after each part */
	uint64_t echo_delay_ms;        /* from a complete message to its echo */
	uint64_t read_delay_ms;        /* from accept() to the first recv() */
	uint64_t accept_delay_ms;      /* from listen() to the first accept() */
	bool accept_on_usr1;           /* the first accept() waits for SIGUSR1 */
	int reuse;                     /* enum reuse */
	bool nagle;                    /* leave Nagle's algorithm on */
	struct socket_options socket;  /* reuse and nodelay follow from the two above */
};

#endif
