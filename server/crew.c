/* SPDX-License-Identifier: MIT */
#include "crew.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "wakeup.h"

/* A worker, and where it runs. */
struct seat {
	struct crew *crew;
	struct worker *worker;
	struct event_base *base;
	pthread_t thread;
};

struct crew {
	struct event_base *base;
	struct worker_shared shared;
	struct seat seats[SERVER_THREADS_MAX];
	size_t count;   /* of seats with a worker */
	size_t started; /* threads */
	_Atomic size_t running;
	struct wakeup all_ended; /* no thread is running any more */
};

void crew_tell(struct crew *crew, enum worker_order order)
{
	for (size_t i = 0; i < crew->count; i++)
		worker_tell(crew->seats[i].worker, order);
}

/* Somebody waited for a place. */
static void on_room(unsigned member, void *context)
{
	struct crew *crew = context;
	worker_tell(crew->seats[member].worker, WORKER_ACCEPT);
}

static void on_all_ended(void *context)
{
	struct crew *crew = context;
	event_base_loopbreak(crew->base);
}

static bool no_memory(struct err *err)
{
	return err_set(err, "cannot start: %s", strerror(ENOMEM));
}

/* One more. The first one takes the port, also one that the kernel picks; the others join it. */
static bool add_worker(struct crew *crew, bool alone, bool doors_closed, struct err *err)
{
	struct seat *seat = &crew->seats[crew->count];
	bool first = crew->count == 0;
	seat->crew = crew;
	seat->base = alone ? crew->base : event_base_new();
	if (!seat->base)
		return no_memory(err);
	seat->worker = worker_new(&crew->shared, (unsigned)crew->count, seat->base, err);
	if (!seat->worker)
		return false;
	crew->count++;
	uint16_t port =
	    first ? (uint16_t)crew->shared.settings->port : crew_listening(crew)->at[0].port;
	enum port_sharing sharing = alone ? PORT_ALONE : first ? PORT_FIRST : PORT_JOIN;
	return worker_listen(seat->worker, port, sharing, doors_closed, err);
}

struct crew *crew_new(const struct server_settings *settings, const struct worker_words *words,
		      struct event_base *base, struct outlet *outlet, bool doors_closed,
		      struct err *err)
{
	struct crew *crew = calloc(1, sizeof *crew);
	if (!crew) {
		no_memory(err);
		return NULL;
	}
	crew->base = base;
	crew->shared.settings = settings;
	crew->shared.words = *words;
	crew->shared.outlet = outlet;
	admission_init(&crew->shared.admission, settings->max_connections, on_room, crew);
	bool complete = wakeup_init(&crew->all_ended, base, on_all_ended, crew) || no_memory(err);
	size_t threads = settings->threads > 0 ? (size_t)settings->threads : 1;
	while (complete && crew->count < threads)
		complete = add_worker(crew, threads == 1, doors_closed, err);
	if (complete)
		return crew;
	crew_free(crew);
	return NULL;
}

const struct listening *crew_listening(const struct crew *crew)
{
	return worker_listening(crew->seats[0].worker);
}

static void *run_worker(void *context)
{
	struct seat *seat = context;
	struct crew *crew = seat->crew;
	worker_run(seat->worker);
	if (atomic_fetch_sub(&crew->running, 1) == 1)
		wakeup_ring(&crew->all_ended);
	return NULL;
}

/* Signals stay with this thread. */
static bool start_threads(struct crew *crew, struct err *err)
{
	sigset_t all, before;
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	atomic_store(&crew->running, crew->count);
	int error = 0;
	while (crew->started < crew->count && error == 0) {
		struct seat *seat = &crew->seats[crew->started];
		error = pthread_create(&seat->thread, NULL, run_worker, seat);
		crew->started += error == 0;
	}
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	return error == 0 ||
	       err_set(err, "cannot start a thread: %s: fewer with --threads", strerror(error));
}

static bool run_threads(struct crew *crew, struct err *err)
{
	bool complete = start_threads(crew, err);
	if (complete)
		event_base_dispatch(crew->base);
	crew_tell(crew, WORKER_STOP);
	for (size_t i = 0; i < crew->started; i++)
		pthread_join(crew->seats[i].thread, NULL);
	return complete;
}

bool crew_run(struct crew *crew, struct err *err)
{
	if (crew->count > 1)
		return run_threads(crew, err);
	worker_run(crew->seats[0].worker);
	return true;
}

void crew_totals(const struct crew *crew, struct server_totals *totals)
{
	*totals = (struct server_totals){0};
	for (size_t i = 0; i < crew->count; i++) {
		const struct server_totals *part = worker_totals(crew->seats[i].worker);
		totals->connections += part->connections;
		totals->received += part->received;
		totals->echoed += part->echoed;
		totals->cut_off += part->cut_off;
	}
}

void crew_free(struct crew *crew)
{
	if (!crew)
		return;
	for (size_t i = 0; i < SERVER_THREADS_MAX; i++) {
		struct seat *seat = &crew->seats[i];
		worker_free(seat->worker);
		if (seat->base && seat->base != crew->base)
			event_base_free(seat->base);
	}
	wakeup_release(&crew->all_ended);
	free(crew);
}
