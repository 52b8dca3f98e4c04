/* SPDX-License-Identifier: MIT */
/* What the client's command line can say. */
#ifndef CLIENT_SETTINGS_H
#define CLIENT_SETTINGS_H

#include <stdbool.h>
#include <stdint.h>

#include "socket_options.h"

#define CLIENT_NAME "client"

enum close_how {
	CLOSE_FIN,    /* close() */
	CLOSE_RESET,  /* close() that sends RST */
	CLOSE_HALF,   /* shutdown(SHUT_WR), read until the server's FIN, then close() */
	CLOSE_UNREAD, /* close() when something has come, without reading it: that sends RST */
};

struct client_settings {
	const char *host; /* a name or a numeric address */
	uint64_t port;
	const char *message; /* sent as it is, nothing added */
	bool wait_echo;      /* wait for the echo, and compare it, before closing */
	int close;           /* enum close_how */
	uint64_t timeout_s;  /* for everything together */
	bool quiet;

	/* What a connection can be made to show. */
	const char *local_address; /* numeric; NULL: any */
	uint64_t local_port;       /* 0: the kernel picks one */
	uint64_t size;             /* > 0: the message is so long, in place of the one above */
	bool newline;              /* the message ends with a newline */
	uint64_t rounds;           /* > 0: so many times, each after the echo of the one before */
	uint64_t interval_ms;      /* between two rounds */
	uint64_t writes;           /* > 0: the message goes out in so many pieces */
	uint64_t gap_ms;           /* between two pieces */
	bool urgent, fast_open, hold, write_again;
	struct socket_options socket;
};

#endif
