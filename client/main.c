/* SPDX-License-Identifier: MIT */
#include <event2/event.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include "client.h"
#include "client_options.h"
#include "client_report.h"
#include "common_options.h"
#include "confine.h"
#include "log.h"
#include "message.h"
#include "output.h"
#include "protocol.h"
#include "version.h"

_Static_assert(PROTOCOL_PORT == 8079 && PROTOCOL_PAUSE_MS == 50, "--help says so");

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
    "  client --rounds=3 --newline --writes=2   what Nagle's algorithm does to small writes\n"
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

/* The same words in every language: programs wait for this line. */
static void tell_that_it_holds(void)
{
	static const char line[] = "holding until SIGUSR1\n";
	if (write(STDOUT_FILENO, line, sizeof line - 1) < 0)
		return; /* whoever wanted to read it is gone */
}

static bool give_up_rights(struct err *err)
{
	return confine(CONFINE_SOCKETS, NULL, err);
}

static int run(const struct client_settings *settings, const struct common_options *common)
{
	struct err err;
	struct client_outcome outcome;
	const struct client_hooks hooks = {
	    .resolved = give_up_rights,
	    .holding = settings->quiet ? NULL : tell_that_it_holds,
	};
	if (!client_run(settings, &hooks, &outcome, &err) ||
	    !print(settings, common, &outcome, &err)) {
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
	    client_option_group(&settings),
	    client_experiment_group(&settings),
	    socket_option_group(&settings.socket),
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
	text_format(&versions, "%s, libevent %s, ", HANDSHAKE_VERSION, event_get_version());
	confine_libraries(&versions);
	int first_operand;
	enum start start =
	    common_start(&program, &common, text_c_string(&versions), argc, argv, &first_operand);
	text_release(&versions);
	if (start != START_RUN)
		return common_exit_code(start);
	struct err err;
	char *message = message_make(settings.message, settings.size, settings.newline, &err);
	if (!message) {
		log_error(CLIENT_NAME, "%s", err.text);
		return 1;
	}
	settings.message = message;
	int status = run(&settings, &common);
	free(message);
	return status;
}
