/* SPDX-License-Identifier: MIT */
#include "side_by_side.h"

#include <errno.h>
#include <event2/event.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <sys/utsname.h>
#include <unistd.h>

#include "check_progress.h"
#include "log.h"
#include "needed_memory.h"
#include "output.h"
#include "scenario_heading.h"
#include "scenario_worker.h"
#include "work_folder.h"

struct all;

/* A place for a worker. */
struct place {
	struct all *all;
	struct worker worker; /* pid 0: free */
	struct event *event;  /* owned */
	struct text bytes;    /* what came from it */
	size_t name;          /* index of what it plays */
	char work[128];
};

struct all {
	const struct side_by_side_options *options;
	struct event_base *base;
	struct place *places;
	unsigned running;
	size_t next;   /* index of the next name */
	size_t *again; /* owned: indexes of what was inconclusive */
	size_t again_count, again_next;
	int signal;                    /* that interrupted it; 0 */
	bool terminal;                 /* standard error is one */
	bool failed;                   /* a failure that ends all; told */
	bool unread;                   /* nobody reads standard output any more */
	char folder[WORK_FOLDER_SIZE]; /* of all work */
	struct output out, errors;
};

/* Once: each ends its programs, and is not to be disturbed in that. */
static void end_workers(struct all *all)
{
	for (unsigned i = 0; i < all->options->jobs; i++)
		if (all->places[i].worker.pid != 0)
			kill(all->places[i].worker.pid, SIGTERM);
}

static void fail(struct all *all, const char *why)
{
	if (all->failed)
		return;
	if (*why)
		log_error(program_invocation_short_name, "%s", why);
	all->failed = true;
	end_workers(all);
}

static void flush(struct all *all)
{
	struct err err = {0};
	output_flush(&all->errors, NULL);
	if (output_flush(&all->out, &err))
		return;
	all->unread = all->out.closed;
	fail(all, err.text);
}

/* Where a person sees it. */
static void show_progress(struct all *all, bool away)
{
	struct text names;
	if (!all->options->tally->check || !all->terminal)
		return;
	text_init(&names);
	for (unsigned i = 0; i < all->options->jobs; i++)
		if (all->places[i].worker.pid != 0)
			text_format(&names, " %s", all->options->names[all->places[i].name]);
	if (away)
		check_progress_away(&all->errors.text);
	else
		check_progress_line(&all->errors.text, all->options->tally->shown,
				    (unsigned)all->options->count, text_c_string(&names));
	output_flush(&all->errors, NULL);
	text_release(&names);
}

static void go_on(struct all *all);

/* Played alone, so that its verdict counts. */
static bool is_alone(const struct all *all)
{
	return all->options->jobs == 1 || all->options->count == 1 || all->again_next > 0;
}

static void tell_outcome(struct place *place, struct outcome *outcome)
{
	struct all *all = place->all;
	const struct side_by_side_options *options = all->options;
	if (outcome->word == OUTCOME_INCONCLUSIVE && options->again && !is_alone(all)) {
		all->again[all->again_count++] = place->name;
		return;
	}
	tally_add(options->tally, options->names[place->name], outcome, &all->out.text,
		  &all->errors.text);
	flush(all);
}

static void take_outcome(struct place *place)
{
	struct all *all = place->all;
	struct outcome outcome;
	outcome_init(&outcome);
	worker_outcome(&place->worker, &place->bytes, &outcome);
	place->worker.pid = 0;
	all->running--;
	work_folder_remove(place->work);
	show_progress(all, true);
	if (outcome.unread) {
		all->unread = true;
		fail(all, "");
	}
	/* One that was ended by us is not told. */
	if (all->signal == 0 && !all->failed)
		tell_outcome(place, &outcome);
	outcome_release(&outcome);
	go_on(all);
}

static void on_bytes(evutil_socket_t fd, short what, void *context)
{
	struct place *place = context;
	char bytes[16384];
	(void)what;
	ssize_t got = read(fd, bytes, sizeof bytes);
	if (got > 0)
		text_bytes(&place->bytes, bytes, (size_t)got);
	if (got > 0 || (got < 0 && errno == EINTR))
		return;
	event_free(place->event);
	place->event = NULL;
	take_outcome(place);
}

static void start(struct all *all, struct place *place, size_t name)
{
	struct playing_options playing = all->options->playing;
	struct err err;
	place->name = name;
	text_clear(&place->bytes);
	playing.place = (unsigned)(place - all->places);
	if (playing.show && all->options->count > 1)
		scenario_heading(&playing, all->options->names[name], all->next > 1, &all->out);
	snprintf(place->work, sizeof place->work, "%s/%u", all->folder, playing.place);
	playing.work = place->work;
	if (mkdir(place->work, 0700) != 0) {
		err_set(&err, "cannot make %s: %s", place->work, strerror(errno));
		fail(all, err.text);
		return;
	}
	if (!worker_start(&place->worker, &playing, all->options->names[name], &err)) {
		place->worker.pid = 0;
		fail(all, err.text);
		return;
	}
	all->running++;
	place->event = memory_needed(
	    event_new(all->base, place->worker.fd, EV_READ | EV_PERSIST, on_bytes, place));
	event_add(place->event, NULL);
}

static struct place *free_place(struct all *all)
{
	struct place *place = all->places;
	while (place->worker.pid != 0)
		place++;
	return place;
}

/* Starts what there is room for; ends the loop when nothing is left. */
static void go_on(struct all *all)
{
	const struct side_by_side_options *options = all->options;
	bool ends = all->failed || all->signal != 0;
	while (!ends && all->next < options->count && all->running < options->jobs) {
		start(all, free_place(all), all->next++);
		ends = all->failed;
	}
	if (!ends && all->running == 0 && all->again_next < all->again_count) {
		size_t name = all->again[all->again_next++];
		start(all, free_place(all), name);
	}
	if (all->running > 0)
		show_progress(all, false);
	else
		event_base_loopbreak(all->base);
}

static void on_signal(evutil_socket_t fd, short what, void *context)
{
	struct all *all = context;
	struct signalfd_siginfo came;
	(void)what;
	if (read(fd, &came, sizeof came) != sizeof came)
		return;
	if (all->signal == 0)
		end_workers(all);
	all->signal = (int)came.ssi_signo;
	go_on(all);
}

/* The signals that end us come as an event; a handler would be a worker's, too. */
static int open_signals(void)
{
	sigset_t signals;
	sigemptyset(&signals);
	sigaddset(&signals, SIGINT);
	sigaddset(&signals, SIGTERM);
	sigaddset(&signals, SIGHUP);
	sigprocmask(SIG_BLOCK, &signals, NULL);
	return signalfd(-1, &signals, SFD_CLOEXEC);
}

static void open_all(struct all *all)
{
	const struct side_by_side_options *options = all->options;
	struct err err;
	all->base = memory_needed(event_base_new());
	all->places = memory_needed(calloc(options->jobs, sizeof *all->places));
	all->again = memory_needed(calloc(options->count + 1, sizeof *all->again));
	for (unsigned i = 0; i < options->jobs; i++) {
		all->places[i].all = all;
		text_init(&all->places[i].bytes);
	}
	output_init(&all->out, STDOUT_FILENO);
	output_init(&all->errors, STDERR_FILENO);
	all->terminal = isatty(STDERR_FILENO);
	if (!work_folder_make(all->folder, &err))
		fail(all, err.text);
}

static void close_all(struct all *all)
{
	for (unsigned i = 0; i < all->options->jobs; i++)
		text_release(&all->places[i].bytes);
	rmdir(all->folder);
	output_release(&all->out);
	output_release(&all->errors);
	free(all->again);
	free(all->places);
	event_base_free(all->base);
}

static void run(struct all *all, int signals)
{
	struct tally *tally = all->options->tally;
	const unsigned count = (unsigned)all->options->count;
	struct utsname kernel;
	char line[256] = "";
	struct event *event =
	    memory_needed(event_new(all->base, signals, EV_READ | EV_PERSIST, on_signal, all));
	event_add(event, NULL);
	if (uname(&kernel) == 0)
		snprintf(line, sizeof line, "%.60s %.60s %.60s", kernel.sysname, kernel.release,
			 kernel.machine);
	tally_begin(tally, count, line, &all->out.text);
	flush(all);
	go_on(all);
	if (all->running > 0)
		event_base_dispatch(all->base);
	tally_end(tally, count - tally->shown, &all->out.text);
	flush(all);
	event_free(event);
}

int side_by_side_run(const struct side_by_side_options *options)
{
	struct all all = {.options = options};
	int signals = open_signals();
	open_all(&all);
	if (!all.failed)
		run(&all, signals);
	close_all(&all);
	close(signals);
	if (all.signal != 0)
		return 128 + all.signal;
	if (all.unread)
		return 128 + SIGPIPE;
	if (all.failed)
		return options->tally->bisect ? EXIT_UNTOLD : EXIT_FAILURE;
	return tally_exit(options->tally);
}
