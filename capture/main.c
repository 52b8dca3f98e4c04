/* SPDX-License-Identifier: MIT */
/* sniffer: options, signals, exit code. */
#include <signal.h>
#include <unistd.h>

#include "comparison.h"
#include "live_view.h"
#include "log.h"
#include "options.h"
#include "output.h"
#include "process.h"
#include "sandbox.h"
#include "session.h"
#include "source.h"
#include "version.h"

static volatile sig_atomic_t stop, resized;

static void on_signal(int number)
{
	(void)number;
	stop = 1;
}

static void on_resize(int number)
{
	(void)number;
	resized = 1;
}

/* SIGINT and SIGTERM ask to end, once; the second one ends at once. Without SA_RESTART, so that a
 * read that waits for a pipe is interrupted. */
static void handle_signals(void)
{
	struct sigaction action = {.sa_handler = on_signal, .sa_flags = (int)SA_RESETHAND};
	sigemptyset(&action.sa_mask);
	sigaction(SIGINT, &action, NULL);
	sigaction(SIGTERM, &action, NULL);
	struct sigaction look = {.sa_handler = on_resize, .sa_flags = SA_RESTART};
	sigemptyset(&look.sa_mask);
	sigaction(SIGWINCH, &look, NULL);
}

/* Until all is open a signal ends us as it ends any program: a filter may take long to compile, a
 * FIFO or the address of a host long to come. */
static bool capture(const struct sniffer_options *options, const struct common_options *common,
		    struct err *err)
{
	struct session *session = session_open(options, common, err);
	if (!session)
		return false;
	handle_signals();
	bool done = session_run(session, &stop, &resized, err);
	session_close(session);
	return done;
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

static int compare(struct sniffer_options *options, const struct common_options *common)
{
	struct err err = {0};
	enum comparison_result result =
	    comparison_run(options, common, handle_signals, &stop, &err);
	if (result == COMPARISON_FAILED)
		common_fail("sniffer", &err);
	sniffer_options_release(options);
	return (int)result;
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
	text_format(&versions, "%s\n%s\nlibevent %s, ", HANDSHAKE_VERSION, source_library_version(),
		    live_view_library_version());
	sandbox_parts(&versions);
	text_string(&versions, "\nreads packed files of: ");
	source_unpack_formats(&versions);
	signal(SIGPIPE, SIG_IGN); /* a closed pipe is an error of write(2) instead */
	enum start start =
	    sniffer_options_read(&options, &common, text_c_string(&versions), argc, argv);
	text_release(&versions);
	if (start != START_RUN)
		return common_exit_code(start);

	if (options.compare)
		return compare(&options, &common);
	bool done =
	    options.list_interfaces ? list_interfaces(&err) : capture(&options, &common, &err);
	start = done ? START_DONE : common_fail("sniffer", &err);
	sniffer_options_release(&options);
	return common_exit_code(start);
}
