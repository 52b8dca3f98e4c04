/* SPDX-License-Identifier: MIT */
/* What the client's command line can say. */
#ifndef CLIENT_SETTINGS_H
#define CLIENT_SETTINGS_H

#include <stdbool.h>
#include <stdint.h>

#include "socket_options.h"

#define CLIENT_NAME "client"

enum close_mode {
	CLOSE_MODE_FIN,    /* close() */
	CLOSE_MODE_RESET,  /* close() that sends RST */
	CLOSE_MODE_HALF,   /* shutdown(SHUT_WR), read until the server's FIN, then close() */
	CLOSE_MODE_UNREAD, /* close() when something has come, without reading it: that sends RST */
};

/* Load mode: many connections, many requests. All zero: not wanted. */
struct load_settings {
	uint64_t connections; /* at a time */
	uint64_t requests;    /* > 0: in all */
	uint64_t duration_s;  /* > 0: no new requests after that */
	uint64_t rate;        /* > 0: requests a second, an open loop; 0: a closed loop */
	bool reconnect;       /* a connection for each request */
	bool no_newline;      /* the message goes out as it is */
	bool json;
};

struct client_settings {
	const char *host; /* a name or a numeric address */
	uint64_t port;
	const char *message; /* sent as it is, nothing added */
	bool wait_echo;      /* wait for the echo, and compare it, before closing */
	int close;           /* enum close_mode */
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
	bool urgent, fast_open, hold, write_after_close;
	struct socket_options socket;

	struct load_settings load;
};

static inline bool client_is_load(const struct client_settings *settings)
{
	const struct load_settings *load = &settings->load;
	return load->connections > 0 || load->requests > 0 || load->duration_s > 0 ||
	       load->rate > 0;
}

/* A load awaits echoes, but for --reconnect, which repeats what the client does by itself. */
static inline bool client_awaits_echo(const struct client_settings *settings)
{
	return settings->wait_echo || settings->rounds > 0 ||
	       (client_is_load(settings) && !settings->load.reconnect);
}

#endif
