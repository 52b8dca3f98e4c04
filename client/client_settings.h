/* SPDX-License-Identifier: MIT */
/* What the client's command line can say. */
#ifndef CLIENT_SETTINGS_H
#define CLIENT_SETTINGS_H

#include <stdbool.h>
#include <stdint.h>

#define CLIENT_NAME "client"

enum close_how {
	CLOSE_FIN,   /* close() */
	CLOSE_RESET, /* close() that sends RST */
	CLOSE_HALF,  /* shutdown(SHUT_WR), read until the server's FIN, then close() */
};

struct client_settings {
	const char *host; /* a name or a numeric address */
	uint64_t port;
	const char *message; /* sent as it is, nothing added */
	bool wait_echo;      /* wait for the echo, and compare it, before closing */
	int close;           /* enum close_how */
	uint64_t timeout_s;  /* for everything together */
	bool quiet;
};

#endif
