/* SPDX-License-Identifier: MIT */
#include "client_options.h"

#include <inttypes.h>
#include <stddef.h>
#include <string.h>

#include "message.h"

#define ROW(member) .offset = offsetof(struct client_settings, member)

static const char *const close_words[] = {[CLOSE_MODE_FIN] = "fin",
					  [CLOSE_MODE_RESET] = "reset",
					  [CLOSE_MODE_HALF] = "half",
					  [CLOSE_MODE_UNREAD] = "unread",
					  NULL};

static const struct option_row rows[] = {
    {'H', "host", OPTION_STRING, "HOST", ROW(host),
     .help = "name, IPv4 or IPv6 address of the server (default localhost);\n"
	     "its addresses are tried in turn: of localhost 127.0.0.1, then ::1"},
    {'p', "port", OPTION_NUMBER, "PORT", ROW(port), 1, 65535,
     .help = "the server's port (default 8079)"},
    {'m', "message", OPTION_STRING, "MESSAGE", ROW(message), .may_be_empty = true,
     .help = "what to send (default 'hello world'); no newline is added"},
    {0, "wait-echo", OPTION_FLAG, NULL, ROW(wait_echo),
     .help = "wait for the echo and compare it byte by byte before closing"},
    {0, "close", OPTION_CHOICE, NULL, ROW(close), .choices = close_words,
     .help = "how to close: with FIN (default), with RST, with FIN and then\n"
	     "reading until the server closes, or when something has come,\n"
	     "without reading it"},
    {0, "timeout", OPTION_NUMBER, "S", ROW(timeout_s), 1, 86400,
     .help = "overall timeout in seconds (default 5); in load mode that of each\n"
	     "request, with its connection"},
    {'q', "quiet", OPTION_FLAG, NULL, ROW(quiet), .help = "print nothing when all goes well"},
};

static const char *const switch_words[] = {
    [SWITCH_DEFAULT] = "default", [SWITCH_ON] = "on", [SWITCH_OFF] = "off", NULL};

static const struct option_row experiment_rows[] = {
    {0, "local-address", OPTION_STRING, "ADDRESS", ROW(local_address),
     .help = "connect from this address of the machine"},
    {0, "local-port", OPTION_NUMBER, "PORT", ROW(local_port), 1, 65535,
     .help = "connect from this port; from the server's own port, with no server:\n"
	     "the client meets itself"},
    {0, "size", OPTION_NUMBER, "BYTES", ROW(size), 1, MESSAGE_SIZE_MAX,
     .help = "send BYTES bytes, the alphabet repeated, in place of MESSAGE"},
    {0, "newline", OPTION_FLAG, NULL, ROW(newline),
     .help = "end the message with a newline, so that it is echoed at once"},
    {0, "rounds", OPTION_NUMBER, "N", ROW(rounds), 1, 1000000,
     .help = "send the message N times, each after the echo of the one before\n"
	     "(implies --wait-echo)"},
    {0, "interval", OPTION_NUMBER, "MS", ROW(interval_ms), 0, 3600000,
     .help = "pause between two rounds, and after the server's FIN before\n"
	     "writing again (default 0)"},
    {0, "writes", OPTION_NUMBER, "N", ROW(writes), 1, 1000,
     .help = "send the message in N pieces, one write() each (default 1)"},
    {0, "gap", OPTION_NUMBER, "MS", ROW(gap_ms), 0, 3600000,
     .help = "pause between two pieces (default 0)"},
    {0, "hold", OPTION_FLAG, NULL, ROW(hold),
     .help = "when everything is sent, keep the connection until SIGUSR1, or until the\n"
	     "server closes (--timeout goes on)"},
    {0, "write-after-close", OPTION_FLAG, NULL, ROW(write_after_close),
     .former_name = "write-again",
     .help = "do not close: after the server's FIN write on, and once more when\n"
	     "that was answered with RST"},
    {0, "urgent", OPTION_FLAG, NULL, ROW(urgent), .help = "send urgent data (MSG_OOB, RFC 6093)"},
    {0, "fast-open", OPTION_FLAG, NULL, ROW(fast_open),
     .help = "send the message with the SYN (TCP Fast Open, RFC 7413); the first\n"
	     "time only a cookie is asked for"},
    {0, "nodelay", OPTION_FLAG, NULL, ROW(socket.nodelay),
     .help = "do not hold small segments back (TCP_NODELAY)"},
    {0, "cork", OPTION_FLAG, NULL, ROW(socket.cork),
     .help = "hold back what fills no segment, until the end (TCP_CORK)"},
    {0, "quickack", OPTION_CHOICE, NULL, ROW(socket.quickack), .choices = switch_words,
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
    {"rounds interval writes gap hold write-after-close urgent fast-open local-port close=unread",
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
    {"interval", OPTION_NEEDS, "rounds>1 write-after-close",
     "goes with --rounds of 2 or more or with --write-after-close: it is the wait before the next "
     "one"},
    {"close hold", OPTION_EXCLUDES, "write-after-close",
     "and --write-after-close exclude each other: it writes until it is reset, and does not close"},
    {"wait-echo rounds", OPTION_EXCLUDES, "close=unread",
     "and --close=unread exclude each other: the echo is not read"},
    {"nodelay", OPTION_EXCLUDES, "cork",
     "has no effect on --cork, which holds small segments back to the end"},
    {"urgent fast-open writes rounds wait-echo", OPTION_NEEDS, "!message= newline " LOAD,
     "has no effect on an empty message"},
    {"nodelay cork sndbuf", OPTION_NEEDS, "!message= newline write-after-close " LOAD,
     "has no effect on an empty message"},
    {"color=always", OPTION_EXCLUDES, "quiet", "has no effect on -q"},
    {0},
};

bool client_options_check(const struct client_settings *settings, struct err *err)
{
	const char *message = settings->message;
	uint64_t length = strlen(message);
	bool ends = length > 0 && message[length - 1] == '\n';
	if (settings->load.no_newline && settings->size == 0 && ends)
		return err_set(err, "--no-newline has no effect on a message that ends with a "
				    "newline: none is added");
	length = settings->size > 0 ? settings->size : length + settings->newline;
	if (settings->writes > length)
		return err_set(err,
			       "--writes=%" PRIu64 " is more than the %" PRIu64
			       " bytes of the message: a write takes one at least",
			       settings->writes, length);
	return true;
}
