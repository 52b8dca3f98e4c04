/* SPDX-License-Identifier: MIT */
#include <event2/event.h>
#include <stdlib.h>
#include <unistd.h>

#include "client_options.h"
#include "common_options.h"
#include "load.h"
#include "load_options.h"
#include "load_report.h"
#include "log.h"
#include "message.h"
#include "output.h"
#include "process.h"
#include "progress.h"
#include "protocol.h"
#include "resolve.h"
#include "sandbox.h"
#include "single.h"
#include "single_report.h"
#include "terminal.h"
#include "version.h"

_Static_assert(PROTOCOL_PORT == 8079 && PROTOCOL_PAUSE_MS == 50, "--help says so");

static const char summary[] =
    "Connects to the echo server, sends a message and closes at once, without waiting for the "
    "echo;\n"
    "so the server sees it hang up and sends none. With --wait-echo it waits: a message comes "
    "back\n"
    "after 50 ms, or at once when it ends with a newline. Prints what was sent and what came "
    "back.\n"
    "In load mode it makes many connections and requests, compares every byte of every echo, and\n"
    "reports throughput and latencies.";

static const char examples[] =
    "Examples:\n"
    "  client                           the connection that is explained in the README\n"
    "  client --wait-echo               the same with an echo\n"
    "  client -m \"$(printf 'a\\nb\\n.')\"   two lines and a beginning\n"
    "  client --rounds=3 --newline --writes=2   what Nagle's algorithm does to small writes\n"
    "  client --close=half -H ::1       over IPv6, and reads on after its FIN\n"
    "  client --connections=64 --duration=10    as many requests as 64 connections get through\n"
    "  client --connections=64 --rate=5000 --size=1000 --json   5000 requests a second\n"
    "  client --connections=100 --requests=1000000 --reconnect  a million times the first example\n"
    "\n"
    "Exit status: 0 all went as asked, 1 it did not (refused, timed out, reset, wrong or missing\n"
    "echo), 2 wrong usage.\n";

static bool print(struct output *output, struct err *err)
{
	bool printed = output_flush(output, err) || output->closed;
	output_release(output);
	return printed;
}

static bool print_outcome(const struct client_settings *settings,
			  const struct common_options *common, const struct single_outcome *outcome,
			  struct err *err)
{
	if (settings->quiet)
		return true;
	struct output output;
	output_init(&output, STDOUT_FILENO);
	single_report(settings, outcome, (enum lang)common->lang,
		      color_wanted((enum color_mode)common->color, STDOUT_FILENO), &output.text);
	return print(&output, err);
}

/* The same words in every language: programs wait for this line. */
static void tell_that_it_holds(void)
{
	static const char line[] = "holding until SIGUSR1\n";
	if (write(STDOUT_FILENO, line, sizeof line - 1) < 0)
		return; /* its reader is gone */
}

static bool enter_sandbox(struct err *err)
{
	static const struct sandbox sandbox = {.profile = SANDBOX_CLIENT};
	return sandbox_enter(&sandbox, NULL, err);
}

static int run(const struct client_settings *settings, const struct common_options *common)
{
	struct err err;
	struct single_outcome outcome;
	const struct single_hooks hooks = {
	    .resolved = enter_sandbox,
	    .holding = settings->quiet ? NULL : tell_that_it_holds,
	};
	if (!single_run(settings, &hooks, &outcome, &err) ||
	    !print_outcome(settings, common, &outcome, &err)) {
		log_error(CLIENT_NAME, "%s", err.text);
		return 1;
	}
	if (outcome.result.transfer.failure == FAILURE_NONE)
		return 0;
	struct text text;
	text_init(&text);
	single_error_text(settings, &outcome, &text);
	log_error(CLIENT_NAME, "%s", text_c_string(&text));
	text_release(&text);
	return 1;
}

static bool print_load(const struct client_settings *settings, const struct common_options *common,
		       const struct load_result *result, struct err *err)
{
	/* What was asked for by name is printed even when all goes well and -q is given. */
	if (settings->quiet && !settings->load.json)
		return true;
	struct output output;
	output_init(&output, STDOUT_FILENO);
	if (settings->load.json)
		load_json(settings, result, &output.text);
	else if (result->end != LOAD_UNREACHED)
		load_report(settings, result, (enum lang)common->lang, &output.text);
	return print(&output, err);
}

static void show_progress(const struct load_result *result, void *context)
{
	progress_tick(context, result);
}

static int run_load(const struct client_settings *settings, const struct common_options *common)
{
	struct progress progress = {
	    .settings = settings,
	    .lang = (enum lang)common->lang,
	    .color = color_wanted((enum color_mode)common->color, STDERR_FILENO),
	    .fd = STDERR_FILENO,
	};
	progress.drawn = !settings->quiet && terminal_redraws(STDERR_FILENO);
	if (progress.drawn)
		terminal_set_locale(); /* it counts columns */
	struct err err;
	struct load_result result;
	const struct load_hooks hooks = {
	    .resolved = enter_sandbox,
	    .tick = settings->quiet ? NULL : show_progress,
	    .context = &progress,
	};
	bool ran = load_run(settings, &hooks, &result, &err);
	if (progress.drawn)
		progress_clear(&progress);
	if (!ran || !print_load(settings, common, &result, &err)) {
		log_error(CLIENT_NAME, "%s", err.text);
		return 1;
	}
	struct text text;
	text_init(&text);
	load_error_text(settings, &result, &text);
	bool complained = text.length > 0;
	if (complained)
		log_error(CLIENT_NAME, "%s", text_c_string(&text));
	text_release(&text);
	return complained;
}

static int run_single(struct client_settings *settings, const struct common_options *common)
{
	struct err err;
	char *message = message_make(settings->message, settings->size, settings->newline, &err);
	if (!message) {
		log_error(CLIENT_NAME, "%s", err.text);
		return 1;
	}
	settings->message = message;
	int status = run(settings, common);
	free(message);
	return status;
}

int main(int argc, char **argv)
{
	struct err err;
	if (!process_begin(&err)) {
		log_error(CLIENT_NAME, "%s", err.text);
		return 1;
	}
	struct client_settings settings = {.host = "localhost",
					   .port = PROTOCOL_PORT,
					   .message = PROTOCOL_MESSAGE,
					   .timeout_s = 5};
	struct common_options common = {0};
	const struct option_group groups[] = {
	    client_option_group(&settings),     load_option_group(&settings),
	    client_experiment_group(&settings), socket_option_group(&settings.socket),
	    common_option_group(&common),
	};
	const struct program program = {
	    .name = CLIENT_NAME,
	    .summary = summary,
	    .groups = groups,
	    .group_count = sizeof groups / sizeof groups[0],
	    .rules = client_option_rules,
	    .examples = examples,
	};
	struct text versions;
	text_init(&versions);
	text_format(&versions, "%s, libevent %s, ", HANDSHAKE_VERSION, event_get_version());
	sandbox_parts(&versions);
	int first_operand;
	enum start start =
	    common_start(&program, &common, text_c_string(&versions), argc, argv, &first_operand);
	text_release(&versions);
	if (start != START_RUN)
		return common_exit_code(start);
	if (!resolve_check_host(settings.host, &err) || !client_options_check(&settings, &err) ||
	    !load_options_complete(&settings, &err))
		return common_exit_code(common_refuse(CLIENT_NAME, &err));
	return client_is_load(&settings) ? run_load(&settings, &common)
					 : run_single(&settings, &common);
}
