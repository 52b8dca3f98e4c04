/* SPDX-License-Identifier: MIT */
#include "server_options.h"

#include <stddef.h>

#include "echo_rule.h"

#define ROW(member) .offset = offsetof(struct server_settings, member)

static const char *const echo_words[] = {
    [ECHO_MODE_MESSAGE] = "message", [ECHO_MODE_BYTES] = "bytes", [ECHO_MODE_OFF] = "off", NULL};

static const struct option_row rows[] = {
    {'p', "port", OPTION_NUMBER, "PORT", ROW(port), 0, 65535,
     .help = "listen on this port (default 8079); 0: one that is free"},
    {'a', "address", OPTION_LIST, "ADDRESS", ROW(addresses),
     .help = "listen on this IPv4 or IPv6 address; may be given several times\n"
	     "(default 127.0.0.1 and ::1; 0.0.0.0 and :: stand for all)"},
    {0, "echo", OPTION_CHOICE, NULL, ROW(echo), .choices = echo_words,
     .help = "message: echo a message when it is complete, see below (default)\n"
	     "bytes: echo every byte at once, also after the client's FIN (RFC 862)\n"
	     "off: only receive"},
    {0, "close-delay", OPTION_NUMBER, "MS", ROW(close_delay_ms), 0, 3600000,
     .help = "wait so long before closing: after the client's FIN and the data of\n"
	     "--send-before-close, or before closing first"},
    {0, "quickack", OPTION_FLAG, NULL, ROW(quickack),
     .help = "acknowledge the client's FIN at once, in a segment of its own"},
    {0, "reset", OPTION_FLAG, NULL, ROW(reset), .help = "close with RST in place of FIN"},
    {0, "backlog", OPTION_NUMBER, "N", ROW(backlog), 0, 65535,
     .help = "for listen(): connections that may wait to be accepted\n"
	     "(default: the largest, SOMAXCONN); with --threads for each thread"},
    {0, "threads", OPTION_NUMBER, "N", ROW(threads), 1, SERVER_THREADS_MAX,
     .help = "serve with so many threads (default 1), each with a queue of its own\n"
	     "among which the kernel spreads new connections (SO_REUSEPORT)"},
    {0, "max-connections", OPTION_NUMBER, "N", ROW(max_connections), 1, UINT32_MAX,
     .help = "accept N connections at a time, in all threads together; others wait\n"
	     "in the backlog (default: no limit)"},
    {0, "idle-timeout", OPTION_NUMBER, "S", ROW(idle_timeout_s), 1, 86400,
     .help = "close a connection on which nothing came or went for so many\n"
	     "seconds (default: never)"},
    {'q', "quiet", OPTION_FLAG, NULL, ROW(quiet), .help = "print nothing about single connections"},
};

static const char *const close_first_words[] = {[CLOSE_FIRST_NEVER] = "never",
						[CLOSE_FIRST_ACCEPT] = "accept",
						[CLOSE_FIRST_MESSAGE] = "message",
						NULL};
static const char *const reuse_words[] = {[REUSE_ON] = "on", [REUSE_OFF] = "off", NULL};

static const struct option_row experiment_rows[] = {
    {0, "close-first", OPTION_CHOICE, NULL, ROW(close_first), .choices = close_first_words,
     .former_name = "hang-up",
     .help = "close first: when a client is accepted, or when its first message\n"
	     "is complete and echoed (default never: the client closes first)"},
    {0, "send-before-close", OPTION_LIST, "TEXT", ROW(final_data), .former_name = "farewell",
     .help = "send this before closing; may be given several times, then one\n"
	     "part is sent after the other"},
    {0, "gap", OPTION_NUMBER, "MS", ROW(gap_ms), 0, 3600000,
     .help = "wait so long after each part of --send-before-close (default 0)"},
    {0, "echo-delay", OPTION_NUMBER, "MS", ROW(echo_delay_ms), 0, 3600000,
     .help = "echo a message so long after it is complete (default 0)"},
    {0, "read-delay", OPTION_NUMBER, "MS", ROW(read_delay_ms), 0, 3600000,
     .help = "begin to read so long after accepting a client (default 0)"},
    {0, "accept-delay", OPTION_NUMBER, "MS", ROW(accept_delay_ms), 0, 3600000,
     .help = "begin to accept clients so long after listening (default 0)"},
    {0, "accept-on-usr1", OPTION_FLAG, NULL, ROW(accept_on_usr1),
     .help = "begin to accept clients at the first SIGUSR1"},
    {0, "fast-open", OPTION_NUMBER, "N", ROW(socket.fast_open), 1, 65535,
     .help = "enable TCP Fast Open (data in a SYN, RFC 7413) with a queue of N\n"
	     "pending requests. Needs sysctl net.ipv4.tcp_fastopen=3"},
    {0, "reuse", OPTION_CHOICE, NULL, ROW(reuse), .choices = reuse_words,
     .help = "listen although old connections of the port are in TIME-WAIT\n"
	     "(SO_REUSEADDR, default on)"},
    {0, "nagle", OPTION_FLAG, NULL, ROW(nagle),
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
    {"gap", OPTION_NEEDS, "send-before-close",
     "goes with --send-before-close: it is the wait after each part of it"},
    {"echo-delay", OPTION_EXCLUDES, "echo=off",
     "and --echo=off exclude each other: nothing is echoed"},
    {"echo echo-delay read-delay quickack", OPTION_EXCLUDES, "close-first=accept",
     "and --close-first=accept exclude each other: nothing is read"},
    {"accept-delay", OPTION_EXCLUDES, "accept-on-usr1",
     "and --accept-on-usr1 exclude each other: each says when clients are accepted"},
    {"nagle sndbuf", OPTION_NEEDS, "send-before-close !echo=off",
     "has no effect on --echo=off without --send-before-close: nothing is sent"},
    {"nagle sndbuf", OPTION_NEEDS, "send-before-close !close-first=accept",
     "has no effect on --close-first=accept without --send-before-close: nothing is sent"},
    {"color=always", OPTION_EXCLUDES, "quiet", "has no effect on -q"},
    {0},
};
