/* SPDX-License-Identifier: MIT */
#include <event2/event.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include "common_options.h"
#include "line_queue.h"
#include "log.h"
#include "output.h"
#include "process.h"
#include "protocol.h"
#include "sandbox.h"
#include "server.h"
#include "server_options.h"
#include "version.h"

_Static_assert(PROTOCOL_PORT == 8079 && PROTOCOL_PAUSE_MS == 50, "--help says so");

static const char summary[] =
    "An echo server. It prints 'listening on ADDRESS:PORT' when it is ready, then who connects,\n"
    "what they send and how they leave. Output never blocks it: lines that nobody reads are\n"
    "dropped and counted. Ctrl-C (SIGINT) or SIGTERM: it takes no new connection, answers what\n"
    "is in flight, for two seconds at most, and reports on standard error.\n"
    "SIGUSR1: it sends its FIN on every open connection, now, and reads on.";

static const char examples[] =
    "When a message is complete: at a newline, or when nothing follows for 50 ms. A client that\n"
    "hangs up before its message is complete gets no echo: nobody is there to read it.\n"
    "\n"
    "Examples:\n"
    "  server                           what client and sniffer expect\n"
    "  nc localhost 8079                a person's client: every line comes back\n"
    "  server --close-delay=100         the close takes four segments, not three\n"
    "  server --send-before-close=one --send-before-close=two --gap=60\n"
    "                                   a half-close: it sends on after the client's FIN\n"
    "  server -p 0 -a 127.0.0.1 -q      a free port, told by the line 'listening on'\n"
    "\n"
    "Exit status: 0 stopped by a signal (or nobody reads the output any more), 1 failed,\n"
    "2 wrong usage.\n";

/* As many connections as this user may have, not as many as programs with select() could stand. */
static void raise_descriptor_limit(void)
{
	struct rlimit limit;
	if (getrlimit(RLIMIT_NOFILE, &limit) != 0)
		return;
	limit.rlim_cur = limit.rlim_max;
	setrlimit(RLIMIT_NOFILE, &limit);
}

/* The report waits so long for somebody who reads it. */
enum { REPORT_PATIENCE_MS = 1000 };

static void report(const struct server_totals *totals, enum lang lang)
{
	struct text text;
	text_init(&text);
	server_totals_text(totals, lang, &text);
	log_line("%s", text_c_string(&text));
	text_clear(&text);
	dropped_lines_text(totals->lines_dropped, lang, &text);
	if (totals->lines_dropped > 0)
		log_line("%s", text_c_string(&text));
	text_release(&text);
}

int main(int argc, char **argv)
{
	struct err err;
	if (!process_begin(&err)) {
		log_error(SERVER_NAME, "%s", err.text);
		return 1;
	}
	struct server_settings settings = {.port = PROTOCOL_PORT, .backlog = SOMAXCONN};
	struct common_options common = {0};
	const struct option_group groups[] = {
	    server_option_group(&settings),
	    server_experiment_group(&settings),
	    socket_option_group(&settings.socket),
	    common_option_group(&common),
	};
	const struct program program = {
	    .name = SERVER_NAME,
	    .summary = summary,
	    .groups = groups,
	    .group_count = sizeof groups / sizeof groups[0],
	    .rules = server_option_rules,
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

	raise_descriptor_limit();
	/* Before its handler is there, and behind it: one that comes late ends nothing. */
	signal(SIGUSR1, SIG_IGN);
	struct server *server = server_open(&settings, &common, STDOUT_FILENO, &err);
	static const struct sandbox sandbox = {.profile = SANDBOX_SERVER};
	bool ready = server && sandbox_enter(&sandbox, NULL, &err);
	enum server_end end = ready ? server_run(server, &err) : SERVER_FAILED;
	if (end == SERVER_STOPPED && output_takes_line(STDERR_FILENO, REPORT_PATIENCE_MS))
		report(server_totals(server), (enum lang)common.lang);
	else if (end == SERVER_FAILED)
		log_error(SERVER_NAME, "%s", err.text);
	server_close(server);
	return end == SERVER_FAILED ? 1 : 0;
}
