/* SPDX-License-Identifier: MIT */
#include <event2/event.h>
#include <signal.h>
#include <unistd.h>

#include "client.h"
#include "client_report.h"
#include "common_options.h"
#include "log.h"
#include "output.h"
#include "protocol.h"
#include "version.h"

_Static_assert(PROTOCOL_PORT == 8079 && PROTOCOL_PAUSE_MS == 50, "--help says so");

static const char *const close_words[] = {
    [CLOSE_FIN] = "fin", [CLOSE_RESET] = "reset", [CLOSE_HALF] = "half", NULL};

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
     .help = "what to send (default 'hello world'); no newline is added"},
    {.long_name = "wait-echo",
     .type = OPTION_FLAG,
     .offset = offsetof(struct client_settings, wait_echo),
     .help = "wait for the echo and compare it byte by byte before closing"},
    {.long_name = "close",
     .type = OPTION_CHOICE,
     .choices = close_words,
     .offset = offsetof(struct client_settings, close),
     .help = "how to close: with FIN (default), with RST, or with FIN and then\n"
	     "reading until the server closes"},
    {.long_name = "timeout",
     .type = OPTION_NUMBER,
     .argument = "S",
     .offset = offsetof(struct client_settings, timeout_s),
     .minimum = 1,
     .maximum = 86400,
     .help = "give up after so many seconds in all (default 5)"},
    {.short_name = 'q',
     .long_name = "quiet",
     .type = OPTION_FLAG,
     .offset = offsetof(struct client_settings, quiet),
     .help = "print nothing when all goes well"},
};

static const char summary[] =
    "Connects to the echo server, sends a message and closes at once, without waiting for the "
    "echo;\n"
    "so the server sees it hang up and sends none. With --wait-echo it waits: a message comes "
    "back\n"
    "after 50 ms, or at once when it ends with a newline. Prints what was sent and what came back.";

static const char examples[] =
    "Examples:\n"
    "  client                           the connection that is explained in the README\n"
    "  client --wait-echo               the same with an echo\n"
    "  client -m \"$(printf 'a\\nb\\n.')\"   two lines and a beginning\n"
    "  client --close=half -H ::1       over IPv6, and reads on after its FIN\n"
    "\n"
    "Exit code: 0 all went as asked, 1 it did not (refused, timed out, reset, wrong or missing\n"
    "echo), 2 wrong usage.\n";

static bool print(const struct client_settings *settings, const struct common_options *common,
		  const struct client_outcome *outcome, struct err *err)
{
	if (settings->quiet)
		return true;
	struct output output;
	output_init(&output, STDOUT_FILENO);
	client_report(settings, outcome, (enum lang)common->lang,
		      color_wanted((enum color_mode)common->color, STDOUT_FILENO), &output.text);
	bool printed = output_flush(&output, err) || output.closed;
	output_release(&output);
	return printed;
}

static int run(const struct client_settings *settings, const struct common_options *common)
{
	struct err err;
	struct client_outcome outcome;
	if (!client_run(settings, &outcome, &err) || !print(settings, common, &outcome, &err)) {
		log_error(CLIENT_NAME, "%s", err.text);
		return 1;
	}
	if (outcome.result.end == EXCHANGE_DONE)
		return 0;
	struct text text;
	text_init(&text);
	client_complaint(settings, &outcome, &text);
	log_error(CLIENT_NAME, "%s", text_c_string(&text));
	text_release(&text);
	return 1;
}

int main(int argc, char **argv)
{
	signal(SIGPIPE, SIG_IGN);
	struct client_settings settings = {.host = "localhost",
					   .port = PROTOCOL_PORT,
					   .message = PROTOCOL_MESSAGE,
					   .timeout_s = 5};
	struct common_options common = {0};
	const struct option_group groups[] = {
	    {"Options", rows, sizeof rows / sizeof rows[0], &settings},
	    common_option_group(&common),
	};
	const struct program program = {
	    .name = CLIENT_NAME,
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
	return start == START_RUN ? run(&settings, &common) : common_exit_code(start);
}
