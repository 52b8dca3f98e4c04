/* SPDX-License-Identifier: MIT */
#include "server_options.h"

#include <stddef.h>

#include "echo_rule.h"

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
     .help = "after the client's FIN, or before hanging up, wait so long"},
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
	     "(default: the largest, SOMAXCONN); with --threads for each thread"},
    {.long_name = "threads",
     .type = OPTION_NUMBER,
     .argument = "N",
     .offset = offsetof(struct server_settings, threads),
     .minimum = 1,
     .maximum = SERVER_THREADS_MAX,
     .help = "serve with so many threads (default 1), each with a queue of its own\n"
	     "among which the kernel spreads new connections (SO_REUSEPORT)"},
    {.long_name = "max-connections",
     .type = OPTION_NUMBER,
     .argument = "N",
     .offset = offsetof(struct server_settings, max_connections),
     .minimum = 1,
     .maximum = UINT32_MAX,
     .help = "while so many are open, in all threads together, let new ones wait\n"
	     "in the backlog (default: no limit)"},
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

static const char *const hang_up_words[] = {[CLOSE_FIRST_NEVER] = "never",
					    [CLOSE_FIRST_ACCEPT] = "accept",
					    [CLOSE_FIRST_MESSAGE] = "message",
					    NULL};
static const char *const reuse_words[] = {[REUSE_ON] = "on", [REUSE_OFF] = "off", NULL};

static const struct option_row experiment_rows[] = {
    {.long_name = "hang-up",
     .type = OPTION_CHOICE,
     .choices = hang_up_words,
     .offset = offsetof(struct server_settings, close_first),
     .help = "close first: when a client is accepted, or when its first message\n"
	     "is complete and echoed (default never: the client closes first)"},
    {.long_name = "farewell",
     .type = OPTION_LIST,
     .argument = "TEXT",
     .offset = offsetof(struct server_settings, final_data),
     .help = "send this before closing; may be given several times, then one\n"
	     "part is sent after the other"},
    {.long_name = "gap",
     .type = OPTION_NUMBER,
     .argument = "MS",
     .offset = offsetof(struct server_settings, gap_ms),
     .maximum = 3600000,
     .help = "wait so long after each part of the farewell (default 0)"},
    {.long_name = "echo-delay",
     .type = OPTION_NUMBER,
     .argument = "MS",
     .offset = offsetof(struct server_settings, echo_delay_ms),
     .maximum = 3600000,
     .help = "echo a message so long after it is complete (default 0)"},
    {.long_name = "read-delay",
     .type = OPTION_NUMBER,
     .argument = "MS",
     .offset = offsetof(struct server_settings, read_delay_ms),
     .maximum = 3600000,
     .help = "begin to read so long after accepting a client (default 0)"},
    {.long_name = "accept-delay",
     .type = OPTION_NUMBER,
     .argument = "MS",
     .offset = offsetof(struct server_settings, accept_delay_ms),
     .maximum = 3600000,
     .help = "begin to accept clients so long after listening (default 0)"},
    {.long_name = "accept-on-usr1",
     .type = OPTION_FLAG,
     .offset = offsetof(struct server_settings, accept_on_usr1),
     .help = "begin to accept clients at the first SIGUSR1"},
    {.long_name = "fast-open",
     .type = OPTION_NUMBER,
     .argument = "N",
     .offset = offsetof(struct server_settings, socket.fast_open),
     .minimum = 1,
     .maximum = 65535,
     .help = "take data in a SYN (TCP Fast Open, RFC 7413); so many may wait\n"
	     "for their third segment. Needs sysctl net.ipv4.tcp_fastopen=3"},
    {.long_name = "reuse",
     .type = OPTION_CHOICE,
     .choices = reuse_words,
     .offset = offsetof(struct server_settings, reuse),
     .help = "listen although old connections of the port are in TIME-WAIT\n"
	     "(SO_REUSEADDR, default on)"},
    {.long_name = "nagle",
     .type = OPTION_FLAG,
     .offset = offsetof(struct server_settings, nagle),
     .help = "hold a small segment back while another is unacknowledged (leave\n"
	     "TCP_NODELAY off)"},
};

struct option_group server_option_group(struct server_settings *settings)
{
	return (struct option_group){"Options", rows, sizeof rows / sizeof rows[0], settings};
}

struct option_group server_experiment_group(struct server_settings *settings)
{
	return (struct option_group){"Experiments", experiment_rows,
				     sizeof experiment_rows / sizeof experiment_rows[0], settings};
}

/* A server that says and echoes nothing sends nothing: then what changes how it sends cannot act.
 */
const struct option_rule server_option_rules[] = {
    {"gap", OPTION_NEEDS, "farewell", "goes with --farewell: it is the wait after each part of it"},
    {"echo-delay", OPTION_EXCLUDES, "echo=off",
     "and --echo=off exclude each other: nothing is echoed"},
    {"echo echo-delay read-delay quickack", OPTION_EXCLUDES, "hang-up=accept",
     "and --hang-up=accept exclude each other: nothing is read"},
    {"accept-delay", OPTION_EXCLUDES, "accept-on-usr1",
     "and --accept-on-usr1 exclude each other: each says when clients are accepted"},
    {"nagle sndbuf", OPTION_NEEDS, "farewell !echo=off",
     "has no effect on --echo=off without --farewell: nothing is sent"},
    {"nagle sndbuf", OPTION_NEEDS, "farewell !hang-up=accept",
     "has no effect on --hang-up=accept without --farewell: nothing is sent"},
    {"color=always", OPTION_EXCLUDES, "quiet", "has no effect on -q"},
    {0},
};
