/* SPDX-License-Identifier: MIT */
#include "client_options.h"

#include <stddef.h>

#include "message.h"

static const char *const close_words[] = {[CLOSE_MODE_FIN] = "fin",
					  [CLOSE_MODE_RESET] = "reset",
					  [CLOSE_MODE_HALF] = "half",
					  [CLOSE_MODE_UNREAD] = "unread",
					  NULL};

static const struct option_row rows[] = {
    {.short_name = 'H',
     .long_name = "host",
     .type = OPTION_STRING,
     .argument = "HOST",
     .offset = offsetof(struct client_settings, host),
     .help = "name, IPv4 or IPv6 address of the server (default localhost);\n"
	     "its addresses are tried in turn: of localhost 127.0.0.1, then ::1"},
    {.short_name = 'p',
     .long_name = "port",
     .type = OPTION_NUMBER,
     .argument = "PORT",
     .offset = offsetof(struct client_settings, port),
     .minimum = 1,
     .maximum = 65535,
     .help = "the server's port (default 8079)"},
    {.short_name = 'm',
     .long_name = "message",
     .type = OPTION_STRING,
     .argument = "MESSAGE",
     .offset = offsetof(struct client_settings, message),
     .may_be_empty = true,
     .help = "what to send (default 'hello world'); no newline is added"},
    {.long_name = "wait-echo",
     .type = OPTION_FLAG,
     .offset = offsetof(struct client_settings, wait_echo),
     .help = "wait for the echo and compare it byte by byte before closing"},
    {.long_name = "close",
     .type = OPTION_CHOICE,
     .choices = close_words,
     .offset = offsetof(struct client_settings, close),
     .help = "how to close: with FIN (default), with RST, with FIN and then\n"
	     "reading until the server closes, or when something has come,\n"
	     "without reading it"},
    {.long_name = "timeout",
     .type = OPTION_NUMBER,
     .argument = "S",
     .offset = offsetof(struct client_settings, timeout_s),
     .minimum = 1,
     .maximum = 86400,
     .help = "give up after so many seconds in all (default 5); in load mode a\n"
	     "request, with its connection, fails when it takes longer"},
    {.short_name = 'q',
     .long_name = "quiet",
     .type = OPTION_FLAG,
     .offset = offsetof(struct client_settings, quiet),
     .help = "print nothing when all goes well"},
};

static const char *const switch_words[] = {
    [SWITCH_DEFAULT] = "default", [SWITCH_ON] = "on", [SWITCH_OFF] = "off", NULL};

static const struct option_row experiment_rows[] = {
    {.long_name = "local-address",
     .type = OPTION_STRING,
     .argument = "ADDRESS",
     .offset = offsetof(struct client_settings, local_address),
     .help = "connect from this address of the machine"},
    {.long_name = "local-port",
     .type = OPTION_NUMBER,
     .argument = "PORT",
     .offset = offsetof(struct client_settings, local_port),
     .minimum = 1,
     .maximum = 65535,
     .help = "connect from this port; from the server's own port, with no server:\n"
	     "the client meets itself"},
    {.long_name = "size",
     .type = OPTION_NUMBER,
     .argument = "BYTES",
     .offset = offsetof(struct client_settings, size),
     .minimum = 1,
     .maximum = MESSAGE_SIZE_MAX,
     .help = "send so many bytes, the alphabet over and over, in place of MESSAGE"},
    {.long_name = "newline",
     .type = OPTION_FLAG,
     .offset = offsetof(struct client_settings, newline),
     .help = "end the message with a newline, so that it is echoed at once"},
    {.long_name = "rounds",
     .type = OPTION_NUMBER,
     .argument = "N",
     .offset = offsetof(struct client_settings, rounds),
     .minimum = 1,
     .maximum = 1000000,
     .help = "send the message N times, each after the echo of the one before\n"
	     "(implies --wait-echo)"},
    {.long_name = "interval",
     .type = OPTION_NUMBER,
     .argument = "MS",
     .offset = offsetof(struct client_settings, interval_ms),
     .maximum = 3600000,
     .help = "wait so long between two rounds, and after the server's FIN\n"
	     "before writing again (default 0)"},
    {.long_name = "writes",
     .type = OPTION_NUMBER,
     .argument = "N",
     .offset = offsetof(struct client_settings, writes),
     .minimum = 1,
     .maximum = 1000,
     .help = "send the message in N pieces, one write() each (default 1)"},
    {.long_name = "gap",
     .type = OPTION_NUMBER,
     .argument = "MS",
     .offset = offsetof(struct client_settings, gap_ms),
     .maximum = 3600000,
     .help = "wait so long between two pieces (default 0)"},
    {.long_name = "hold",
     .type = OPTION_FLAG,
     .offset = offsetof(struct client_settings, hold),
     .help = "when all is said, keep the connection until SIGUSR1, or until the\n"
	     "server closes (--timeout goes on)"},
    {.long_name = "write-again",
     .type = OPTION_FLAG,
     .offset = offsetof(struct client_settings, write_after_close),
     .help = "do not close: after the server's FIN write on, and once more when\n"
	     "that was answered with RST"},
    {.long_name = "urgent",
     .type = OPTION_FLAG,
     .offset = offsetof(struct client_settings, urgent),
     .help = "send urgent data (MSG_OOB, RFC 6093)"},
    {.long_name = "fast-open",
     .type = OPTION_FLAG,
     .offset = offsetof(struct client_settings, fast_open),
     .help = "send the message with the SYN (TCP Fast Open, RFC 7413); the first\n"
	     "time only a cookie is asked for"},
    {.long_name = "nodelay",
     .type = OPTION_FLAG,
     .offset = offsetof(struct client_settings, socket.nodelay),
     .help = "do not hold small segments back (TCP_NODELAY)"},
    {.long_name = "cork",
     .type = OPTION_FLAG,
     .offset = offsetof(struct client_settings, socket.cork),
     .help = "hold back what fills no segment, until the end (TCP_CORK)"},
    {.long_name = "quickack",
     .type = OPTION_CHOICE,
     .choices = switch_words,
     .offset = offsetof(struct client_settings, socket.quickack),
     .help = "acknowledge at once, or with what is sent next (TCP_QUICKACK)"},
};

struct option_group client_option_group(struct client_settings *settings)
{
	return (struct option_group){"Options", rows, sizeof rows / sizeof rows[0], settings};
}

struct option_group client_experiment_group(struct client_settings *settings)
{
	return (struct option_group){"Experiments", experiment_rows,
				     sizeof experiment_rows / sizeof experiment_rows[0], settings};
}

#define LOAD "connections requests duration rate"

const struct option_rule client_option_rules[] = {
    {"rounds interval writes gap hold write-again urgent fast-open local-port close=unread",
     OPTION_EXCLUDES, LOAD,
     "is for one connection: it does not go with --connections, --requests, --duration or --rate"},
    {"reconnect no-newline json", OPTION_NEEDS, LOAD,
     "is for load mode: give --connections, --requests, --duration or --rate, too"},
    {"newline", OPTION_EXCLUDES, "no-newline", "and --no-newline contradict each other"},
    {"no-newline", OPTION_NEEDS, "!reconnect wait-echo",
     "has no effect on --reconnect without --wait-echo: no newline is added"},
    {"message", OPTION_EXCLUDES, "size", "and --size exclude each other: each says what is sent"},
    {"gap", OPTION_NEEDS, "writes>1",
     "goes with --writes of 2 or more: it is the wait between two pieces"},
    {"interval", OPTION_NEEDS, "rounds>1 write-again",
     "goes with --rounds of 2 or more or with --write-again: it is the wait before the next one"},
    {"close hold", OPTION_EXCLUDES, "write-again",
     "and --write-again exclude each other: it writes until it is reset, and does not close"},
    {"wait-echo rounds", OPTION_EXCLUDES, "close=unread",
     "and --close=unread exclude each other: the echo is not read"},
    {"nodelay", OPTION_EXCLUDES, "cork",
     "has no effect on --cork, which holds small segments back to the end"},
    {"urgent fast-open writes rounds wait-echo", OPTION_NEEDS, "!message= newline " LOAD,
     "has no effect on an empty message"},
    {"nodelay cork sndbuf", OPTION_NEEDS, "!message= newline write-again " LOAD,
     "has no effect on an empty message"},
    {"color=always", OPTION_EXCLUDES, "quiet", "has no effect on -q"},
    {0},
};
