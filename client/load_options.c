/* SPDX-License-Identifier: MIT */
#include "load_options.h"

#include <inttypes.h>
#include <stddef.h>

#define ROW(member) .offset = offsetof(struct load_settings, member)

enum { DURATION_S = 10 }; /* where neither --requests nor --duration says when it ends */

static const struct option_row rows[] = {
    {0, "connections", OPTION_NUMBER, "N", ROW(connections), 1, 1000000,
     .help = "concurrent connections (default 1)"},
    {0, "requests", OPTION_NUMBER, "N", ROW(requests), 1, 1000000000000,
     .help = "end after N requests in all"},
    {0, "duration", OPTION_NUMBER, "S", ROW(duration_s), 1, 86400,
     .help = "send no request any more after S seconds (default 10 when --requests\n"
	     "is not given)"},
    {0, "rate", OPTION_NUMBER, "R", ROW(rate), 1, 10000000,
     .help = "open loop: R requests a second in all, each due at its time; what is\n"
	     "late because the server or this client is slow counts from when it\n"
	     "was due. Default, a closed loop: the next request of a connection\n"
	     "follows the echo of the one before"},
    {0, "reconnect", OPTION_FLAG, NULL, ROW(reconnect),
     .help = "a connection for each request: connect, send, close at once, as the\n"
	     "client without load does; with --wait-echo after the echo, with\n"
	     "--close=half after the server's FIN, too"},
    {0, "no-newline", OPTION_FLAG, NULL, ROW(no_newline),
     .help = "send the message as it is. By default one whose echo is awaited gets\n"
	     "a newline at its end (with --size it is the last of the bytes), for\n"
	     "without it a server that echoes messages waits 50 ms"},
    {0, "json", OPTION_FLAG, NULL, ROW(json), .help = "the report as one JSON object"},
};

struct option_group load_option_group(struct client_settings *settings)
{
	return (struct option_group){"Load (any of --connections, --requests, --duration, --rate)",
				     rows, sizeof rows / sizeof rows[0], &settings->load};
}

bool load_options_complete(struct client_settings *settings, struct err *err)
{
	struct load_settings *load = &settings->load;
	if (!client_is_load(settings))
		return true;
	if (load->connections == 0)
		load->connections = 1;
	if (load->requests == 0 && load->duration_s == 0)
		load->duration_s = DURATION_S;
	if (load->requests > 0 && load->requests < load->connections)
		return err_set(err, "--requests=%" PRIu64 " is less than --connections=%" PRIu64,
			       load->requests, load->connections);
	bool newline = settings->newline || !load->no_newline;
	if (client_awaits_echo(settings) && settings->message[0] == '\0' && settings->size == 0 &&
	    !newline)
		return err_set(err, "an empty message has no echo: leave --no-newline out");
	return true;
}
