/* SPDX-License-Identifier: MIT */
#include "sweep_playing.h"

#include <event2/event.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "children.h"
#include "machine_load.h"
#include "needed_memory.h"
#include "observed.h"
#include "sweep.h"
#include "sweep_result.h"

/* The sniffer, the client that is on its way, and a server for each delay. */
enum {
	SNIFFER,
	CLIENT,
	SERVERS,
	DELAYS_MAX = 64,
	RUNS = 50,
	CHECK_RUNS = 20 /* where only the verdict is wanted */
};

enum stage { STAGE_CAPTURE, STAGE_LISTEN, STAGE_VISIT, STAGE_CLOSE, STAGE_END, STAGE_OVER };

struct sweep {
	const struct playing_options *options;
	const struct scenario *scenario;
	unsigned runs; /* clients for each server */
	struct event_base *base;
	struct event *limit, *terminate;
	struct children children;
	struct sweep_server servers[DELAYS_MAX];
	unsigned left[DELAYS_MAX]; /* connections that a server has seen the end of */
	size_t count;              /* of the servers */
	size_t listening;
	size_t closed; /* servers that saw the end of all */
	size_t visits; /* clients started */
	enum stage stage;
	unsigned long long dropped;
	struct machine_load load;
	struct outcome *outcome;
	bool stopped;
};

static void stop(struct sweep *sweep, enum outcome_word word, const char *reason)
{
	if (!sweep->stopped)
		outcome_set(sweep->outcome, word, "%s", reason);
	sweep->stopped = true;
	event_base_loopbreak(sweep->base);
}

static void start(struct sweep *sweep, unsigned program, const char *name,
		  const char *const options[])
{
	enum { OPTIONS_MAX = 12 };
	const char *arguments[OPTIONS_MAX + 2] = {NULL};
	struct err err;
	char *path = memory_format("%s/%s", sweep->options->programs, name);
	arguments[0] = path;
	for (size_t i = 0; i < OPTIONS_MAX && options[i]; i++)
		arguments[i + 1] = options[i];
	if (!children_start(&sweep->children, program, arguments, &err))
		stop(sweep, OUTCOME_FAILED, err.text);
	free(path);
}

/* Every fourth millisecond from 0 to 120, and each one where the kernel's timer is expected. */
static void choose_delays(struct sweep *sweep)
{
	for (unsigned delay = 0; delay <= 120; delay += delay >= 32 && delay < 52 ? 1 : 4)
		sweep->servers[sweep->count++].delay_ms = delay;
}

static void start_servers(struct sweep *sweep)
{
	for (size_t i = 0; i < sweep->count && !sweep->stopped; i++) {
		char *delay = memory_format("--close-delay=%u", sweep->servers[i].delay_ms);
		start(
		    sweep, SERVERS + (unsigned)i, "server",
		    (const char *const[]){"--lang=en", "-p", "0", "-a", "127.0.0.1", delay, NULL});
		free(delay);
	}
}

/* One client after the other, each to the next server. */
static void visit(struct sweep *sweep)
{
	if (sweep->visits == sweep->count * sweep->runs) {
		sweep->stage = STAGE_CLOSE;
		return;
	}
	const struct sweep_server *server = &sweep->servers[sweep->visits++ % sweep->count];
	char *port = memory_format("%u", server->port);
	start(sweep, CLIENT, "client",
	      (const char *const[]){"-q", "-H", "127.0.0.1", "-p", port, NULL});
	free(port);
}

/* Goes on when all that this stage waits for has come; something came, so the patience begins anew.
 */
static void go_on(struct sweep *sweep)
{
	const struct timeval patience = {(time_t)sweep->options->patience_s, 0};
	event_add(sweep->limit, &patience);
	if (sweep->stage == STAGE_LISTEN && sweep->listening == sweep->count) {
		sweep->stage = STAGE_VISIT;
		visit(sweep);
	}
	if (sweep->stage == STAGE_CLOSE && sweep->closed == sweep->count) {
		sweep->stage = STAGE_END;
		machine_load_end(&sweep->load);
		children_signal(&sweep->children, SNIFFER, SIGTERM);
	}
}

static void on_server_says(struct sweep *sweep, size_t which, const char *line)
{
	const char *port = strrchr(line, ':');
	if (strstr(line, "listening on ") && port && sweep->servers[which].port == 0) {
		sweep->servers[which].port = (uint16_t)strtoul(port + 1, NULL, 10);
		sweep->listening++;
	} else if (strstr(line, "left: ")) {
		sweep->closed += ++sweep->left[which] == sweep->runs;
	}
}

static void on_line(void *context, unsigned program, int stream, const char *line)
{
	struct sweep *sweep = context;
	const char *dropped = strstr(line, " dropped by kernel");
	if (program >= SERVERS && stream == STREAM_OUT) {
		on_server_says(sweep, program - SERVERS, line);
	} else if (program == SNIFFER && sweep->stage == STAGE_CAPTURE &&
		   strspn(line, "0123456789") == 4 && line[4] == '/') {
		sweep->stage = STAGE_LISTEN;
		start_servers(sweep);
	} else if (program == SNIFFER && dropped) {
		while (dropped > line && strchr("0123456789", dropped[-1]))
			dropped--;
		sweep->dropped = strtoull(dropped, NULL, 10);
	}
	go_on(sweep);
}

static void on_ended(void *context, unsigned program, int status)
{
	struct sweep *sweep = context;
	if (program == CLIENT && status == 0) {
		visit(sweep);
		go_on(sweep);
	} else if (program == SNIFFER && status == 0 && sweep->stage == STAGE_END) {
		sweep->stage = STAGE_OVER;
		event_base_loopbreak(sweep->base);
	} else if (!sweep->stopped) {
		char *reason = memory_format("the %s ended with status %d",
					     program == CLIENT    ? "client"
					     : program == SNIFFER ? "sniffer"
								  : "server",
					     status);
		stop(sweep, OUTCOME_FAILED, reason);
		free(reason);
	}
}

/* What this stage waits for did not come. */
static void on_limit(evutil_socket_t fd, short what, void *context)
{
	static const char *const wanted[] = {
	    [STAGE_CAPTURE] = "the sniffer to begin its capture",
	    [STAGE_LISTEN] = "the servers to listen",
	    [STAGE_VISIT] = "the client to end",
	    [STAGE_CLOSE] = "the servers to see every close",
	    [STAGE_END] = "the sniffer to end",
	};
	struct sweep *sweep = context;
	struct text slow;
	(void)fd, (void)what;
	const pid_t pids[PROGRAM_COUNT] = {
	    [PROGRAM_SNIFFER] = sweep->children.items[SNIFFER].pid,
	    [PROGRAM_CLIENT] = sweep->children.items[CLIENT].pid,
	};
	text_init(&slow);
	machine_load_vain(&sweep->load, sweep->options->patience_s, pids, &slow);
	char *reason = slow.length > 0
			   ? memory_format("timed out waiting for %s: %s: %s", wanted[sweep->stage],
					   text_c_string(&slow), lateness_too_slow)
			   : memory_format("timed out waiting for %s", wanted[sweep->stage]);
	stop(sweep, slow.length > 0 ? OUTCOME_INCONCLUSIVE : OUTCOME_FAILED, reason);
	free(reason);
	text_release(&slow);
}

static void on_terminate(evutil_socket_t fd, short what, void *context)
{
	(void)fd, (void)what;
	stop(context, OUTCOME_FAILED, "interrupted");
}

/* What differs on a machine that was too slow is not told from what the kernel does. */
static void judge(struct sweep *sweep, const struct observed *observed)
{
	struct sweep_exchanges exchanges;
	struct text late;
	text_init(&late);
	sweep_find(&exchanges, observed, sweep->servers, sweep->count);
	sweep_judge(&exchanges, sweep->outcome);
	lateness_machine_words(&late, &sweep->load.measured);
	if (sweep->dropped > 0) {
		outcome_set(sweep->outcome, OUTCOME_INCONCLUSIVE,
			    "the kernel dropped %llu packets before they were captured",
			    sweep->dropped);
	} else if (sweep->outcome->word == OUTCOME_DIFFERS && late.length > 0) {
		text_format(&sweep->outcome->reason, ": %s: %s", text_c_string(&late),
			    lateness_too_slow);
		sweep->outcome->word = OUTCOME_INCONCLUSIVE;
	}
	sweep_result_show(sweep->options, sweep->scenario, &exchanges, sweep->outcome);
	text_release(&late);
	sweep_release(&exchanges);
}

static void play(struct sweep *sweep, const char *capture)
{
	static const struct children_owner owner = {on_line, on_ended};
	sweep->base = memory_needed(event_base_new());
	sweep->limit = memory_needed(evtimer_new(sweep->base, on_limit, sweep));
	sweep->terminate = memory_needed(evsignal_new(sweep->base, SIGTERM, on_terminate, sweep));
	event_add(sweep->terminate, NULL);
	children_init(&sweep->children, SERVERS + (unsigned)sweep->count, sweep->base, &owner,
		      sweep);
	machine_load_begin(&sweep->load);
	start(sweep, SNIFFER, "sniffer",
	      (const char *const[]){"-f", "none", "-p", "0", "-w", capture, NULL});
	go_on(sweep);
	if (!sweep->stopped)
		event_base_dispatch(sweep->base);
	children_end(&sweep->children);
	children_release(&sweep->children);
	event_free(sweep->terminate);
	event_free(sweep->limit);
	event_base_free(sweep->base);
}

void sweep_playing_run(const struct playing_options *options, const struct scenario *scenario,
		       struct outcome *outcome)
{
	struct observed observed;
	struct err err;
	struct sweep sweep = {
	    .options = options,
	    .scenario = scenario,
	    .outcome = outcome,
	    .runs = options->runs > 0 ? options->runs
		    : options->show   ? RUNS
				      : CHECK_RUNS,
	};
	char *capture = memory_format("%s/capture.pcap", options->work);
	choose_delays(&sweep);
	if (options->update)
		outcome_set(outcome, OUTCOME_PASS, "a sweep has no golden output");
	else
		play(&sweep, capture);
	if (sweep.stage == STAGE_OVER && observed_read(&observed, capture, &err))
		judge(&sweep, &observed);
	else if (sweep.stage == STAGE_OVER)
		outcome_set(outcome, OUTCOME_FAILED, "cannot read the capture: %s", err.text);
	if (sweep.stage == STAGE_OVER)
		observed_release(&observed);
	free(capture);
}
