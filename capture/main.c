/* SPDX-License-Identifier: MIT */
/* sniffer: options, signals, exit code. */
#include <signal.h>
#include <unistd.h>

#include "log.h"
#include "options.h"
#include "output.h"
#include "process.h"
#include "sandbox.h"
#include "session.h"
#include "source.h"
#include "version.h"

static volatile sig_atomic_t stop;

static void on_signal(int number)
{
	(void)number;
	stop = 1;
}

/* SIGINT and SIGTERM ask to end, once; the second one ends at once. Without SA_RESTART, so that a
 * read that waits for a pipe is interrupted. */
static void handle_signals(void)
{
	struct sigaction action = {.sa_handler = on_signal, .sa_flags = (int)SA_RESETHAND};
	sigemptyset(&action.sa_mask);
	sigaction(SIGINT, &action, NULL);
	sigaction(SIGTERM, &action, NULL);
}

static bool list_interfaces(struct err *err)
{
	struct output output;
	output_init(&output, STDOUT_FILENO);
	bool done = source_list_interfaces(&output.text, err) && output_flush(&output, err);
	done |= output.closed;
	output_release(&output);
	return done;
}

int main(int argc, char **argv)
{
	struct sniffer_options options;
	struct common_options common;
	struct text versions;
	struct err err = {0};
	if (!process_begin(&err)) {
		log_error("sniffer", "%s", err.text);
		return 1;
	}
	text_init(&versions);
	text_format(&versions, "%s\n%s\n", HANDSHAKE_VERSION, source_library_version());
	sandbox_parts(&versions);
	handle_signals();
	enum start start =
	    sniffer_options_read(&options, &common, text_c_string(&versions), argc, argv);
	text_release(&versions);
	if (start != START_RUN)
		return common_exit_code(start);

	bool done = options.list_interfaces ? list_interfaces(&err)
					    : session_run(&options, &common, &stop, &err);
	if (!done)
		log_error("sniffer", err.usage ? "%s: see 'sniffer --help'" : "%s", err.text);
	sniffer_options_release(&options);
	return common_exit_code(done ? START_DONE : err.usage ? START_USAGE : START_FAILED);
}
