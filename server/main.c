/* SPDX-License-Identifier: MIT */
#include <event2/event.h>
#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

#include "common_options.h"
#include "echo_rule.h"
#include "log.h"
#include "protocol.h"
#include "server.h"
#include "version.h"

_Static_assert(PROTOCOL_PORT == 8079 && PROTOCOL_PAUSE_MS == 50, "--help says so");

static const char *const echo_words[] = {
    [ECHO_MODE_MESSAGE] = "message", [ECHO_MODE_BYTES] = "bytes", [ECHO_MODE_OFF] = "off", NULL};

static const struct option_row rows[] = {
    {.short_name = 'p',
     .long_name = "port",
     .type = OPTION_NUMBER,
     .argument = "PORT",
     .offset = offsetof(struct server_settings, port),
     .maximum = 65535,
     .help = "listen on this port (default 8079); 0: one that is free"},
    {.short_name = 'a',
     .long_name = "address",
     .type = OPTION_LIST,
     .argument = "ADDRESS",
     .offset = offsetof(struct server_settings, addresses),
     .help = "listen on this IPv4 or IPv6 address; may be given several times\n"
	     "(default 127.0.0.1 and ::1; 0.0.0.0 and :: stand for all)"},
    {.long_name = "echo",
     .type = OPTION_CHOICE,
     .choices = echo_words,
     .offset = offsetof(struct server_settings, echo),
     .help = "message: echo a message when it is complete, see below (default)\n"
	     "bytes: echo every byte at once, also after the client's FIN (RFC 862)\n"
	     "off: only receive"},
    {.long_name = "close-delay",
     .type = OPTION_NUMBER,
     .argument = "MS",
     .offset = offsetof(struct server_settings, close_delay_ms),
     .maximum = 3600000,
     .help = "after the client's FIN wait so many milliseconds before close()"},
    {.long_name = "quickack",
     .type = OPTION_FLAG,
     .offset = offsetof(struct server_settings, quickack),
     .help = "acknowledge the client's FIN at once, in a segment of its own"},
    {.long_name = "reset",
     .type = OPTION_FLAG,
     .offset = offsetof(struct server_settings, reset),
     .help = "close with RST in place of FIN"},
    {.long_name = "backlog",
     .type = OPTION_NUMBER,
     .argument = "N",
     .offset = offsetof(struct server_settings, backlog),
     .maximum = 65535,
     .help = "for listen(): connections that may wait to be accepted\n"
	     "(default: the largest, SOMAXCONN)"},
    {.long_name = "max-connections",
     .type = OPTION_NUMBER,
     .argument = "N",
     .offset = offsetof(struct server_settings, max_connections),
     .minimum = 1,
     .maximum = UINT32_MAX,
     .help = "while so many are open, let new ones wait in the backlog\n"
	     "(default: no limit)"},
    {.long_name = "idle-timeout",
     .type = OPTION_NUMBER,
     .argument = "S",
     .offset = offsetof(struct server_settings, idle_timeout_s),
     .minimum = 1,
     .maximum = 86400,
     .help = "close a connection on which nothing came or went for so many\n"
	     "seconds (default: never)"},
    {.short_name = 'q',
     .long_name = "quiet",
     .type = OPTION_FLAG,
     .offset = offsetof(struct server_settings, quiet),
     .help = "print nothing about single connections"},
};

static const char summary[] =
    "An echo server. It prints 'listening on ADDRESS:PORT' when it is ready, then who connects,\n"
    "what they send and how they leave. Ctrl-C (SIGINT) or SIGTERM: it takes no new connection,\n"
    "answers what is in flight, for two seconds at most, and reports on standard error.";

static const char examples[] =
    "When a message is complete: at a newline, or when nothing follows for 50 ms. A client that\n"
    "hangs up before its message is complete gets no echo: nobody is there to read it.\n"
    "\n"
    "Examples:\n"
    "  server                           what client and sniffer expect\n"
    "  nc localhost 8079                a person's client: every line comes back\n"
    "  server --close-delay=100         the close takes four segments, not three\n"
    "  server -p 0 -a 127.0.0.1 -q      a free port, told by the line 'listening on'\n"
    "\n"
    "Exit code: 0 stopped by a signal (or nobody reads the output any more), 1 failed,\n"
    "2 wrong usage.\n";

static void report(const struct server_totals *totals, enum lang lang)
{
	struct text text;
	text_init(&text);
	server_totals_text(totals, lang, &text);
	log_line("%s", text_c_string(&text));
	text_release(&text);
}

int main(int argc, char **argv)
{
	signal(SIGPIPE, SIG_IGN);
	struct server_settings settings = {.port = PROTOCOL_PORT, .backlog = SOMAXCONN};
	struct common_options common = {0};
	const struct option_group groups[] = {
	    {"Options", rows, sizeof rows / sizeof rows[0], &settings},
	    common_option_group(&common),
	};
	const struct program program = {
	    .name = SERVER_NAME,
	    .summary = summary,
	    .groups = groups,
	    .group_count = sizeof groups / sizeof groups[0],
	    .examples = examples,
	};
	struct text versions;
	text_init(&versions);
	text_format(&versions, "%s, libevent %s", HANDSHAKE_VERSION, event_get_version());
	int first_operand;
	enum start start =
	    common_start(&program, &common, text_c_string(&versions), argc, argv, &first_operand);
	text_release(&versions);
	if (start != START_RUN)
		return common_exit_code(start);

	struct err err;
	struct server *server = server_open(&settings, &common, STDOUT_FILENO, &err);
	enum server_end end = server ? server_run(server, &err) : SERVER_FAILED;
	if (end == SERVER_STOPPED)
		report(server_totals(server), (enum lang)common.lang);
	else if (end == SERVER_FAILED)
		log_error(SERVER_NAME, "%s", err.text);
	server_close(server);
	return end == SERVER_FAILED ? 1 : 0;
}
