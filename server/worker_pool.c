/* SPDX-License-Identifier: MIT */
#include "worker_pool.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "async_notify.h"

/* A worker, and where it runs. */
struct worker_thread {
	struct worker_pool *pool;
	struct worker *worker;
	struct event_base *base;
	pthread_t id;
};

struct worker_pool {
	struct event_base *base;
	struct worker_shared shared;
	struct worker_thread workers[SERVER_THREADS_MAX];
	size_t count;   /* of workers */
	size_t started; /* threads */
	_Atomic size_t running;
	struct async_notify all_ended; /* no thread is running any more */
};

void worker_pool_tell(struct worker_pool *pool, enum worker_order order)
{
	for (size_t i = 0; i < pool->count; i++)
		worker_tell(pool->workers[i].worker, order);
}

/* WAITER waited for a slot. */
static void on_slot_free(unsigned waiter, void *context)
{
	struct worker_pool *pool = context;
	worker_tell(pool->workers[waiter].worker, WORKER_ACCEPT);
}

static void on_all_ended(void *context)
{
	struct worker_pool *pool = context;
	event_base_loopbreak(pool->base);
}

static bool no_memory(struct err *err)
{
	return err_set(err, "cannot start: %s", strerror(ENOMEM));
}

/* One more. The first one takes the port, also one that the kernel picks; the others join it. */
static bool add_worker(struct worker_pool *pool, bool alone, bool accept_paused, struct err *err)
{
	struct worker_thread *thread = &pool->workers[pool->count];
	bool first = pool->count == 0;
	thread->pool = pool;
	thread->base = alone ? pool->base : event_base_new();
	if (!thread->base)
		return no_memory(err);
	thread->worker = worker_new(&pool->shared, (unsigned)pool->count, thread->base, err);
	if (!thread->worker)
		return false;
	pool->count++;
	uint16_t port = first ? (uint16_t)pool->shared.settings->port
			      : worker_pool_listen_sockets(pool)->at[0].port;
	enum port_sharing sharing = alone ? PORT_ALONE : first ? PORT_FIRST : PORT_JOIN;
	return worker_listen(thread->worker, port, sharing, accept_paused, err);
}

struct worker_pool *worker_pool_new(const struct server_settings *settings,
				    const struct log_style *style, struct event_base *base,
				    struct output_queue *output, bool accept_paused,
				    struct err *err)
{
	struct worker_pool *pool = calloc(1, sizeof *pool);
	if (!pool) {
		no_memory(err);
		return NULL;
	}
	pool->base = base;
	pool->shared.settings = settings;
	pool->shared.style = *style;
	pool->shared.output = output;
	connection_limit_init(&pool->shared.limit, settings->max_connections, on_slot_free, pool);
	bool complete =
	    async_notify_init(&pool->all_ended, base, on_all_ended, pool) || no_memory(err);
	size_t threads = settings->threads > 0 ? (size_t)settings->threads : 1;
	while (complete && pool->count < threads)
		complete = add_worker(pool, threads == 1, accept_paused, err);
	if (complete)
		return pool;
	worker_pool_free(pool);
	return NULL;
}

const struct listen_sockets *worker_pool_listen_sockets(const struct worker_pool *pool)
{
	return worker_listen_sockets(pool->workers[0].worker);
}

static void *run_worker(void *context)
{
	struct worker_thread *thread = context;
	struct worker_pool *pool = thread->pool;
	worker_run(thread->worker);
	if (atomic_fetch_sub(&pool->running, 1) == 1)
		async_notify_send(&pool->all_ended);
	return NULL;
}

/* Signals stay with this thread. */
static bool start_threads(struct worker_pool *pool, struct err *err)
{
	sigset_t all, before;
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	atomic_store(&pool->running, pool->count);
	int error = 0;
	while (pool->started < pool->count && error == 0) {
		struct worker_thread *thread = &pool->workers[pool->started];
		error = pthread_create(&thread->id, NULL, run_worker, thread);
		pool->started += error == 0;
	}
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	return error == 0 ||
	       err_set(err, "cannot start a thread: %s: fewer with --threads", strerror(error));
}

static bool run_threads(struct worker_pool *pool, struct err *err)
{
	bool complete = start_threads(pool, err);
	if (complete)
		event_base_dispatch(pool->base);
	worker_pool_tell(pool, WORKER_STOP);
	for (size_t i = 0; i < pool->started; i++)
		pthread_join(pool->workers[i].id, NULL);
	return complete;
}

bool worker_pool_run(struct worker_pool *pool, struct err *err)
{
	if (pool->count > 1)
		return run_threads(pool, err);
	worker_run(pool->workers[0].worker);
	return true;
}

void worker_pool_totals(const struct worker_pool *pool, struct server_totals *totals)
{
	*totals = (struct server_totals){0};
	for (size_t i = 0; i < pool->count; i++) {
		const struct server_totals *part = worker_totals(pool->workers[i].worker);
		totals->connections += part->connections;
		totals->received += part->received;
		totals->echoed += part->echoed;
		totals->truncated += part->truncated;
	}
}

void worker_pool_free(struct worker_pool *pool)
{
	if (!pool)
		return;
	for (size_t i = 0; i < SERVER_THREADS_MAX; i++) {
		struct worker_thread *thread = &pool->workers[i];
		worker_free(thread->worker);
		if (thread->base && thread->base != pool->base)
			event_base_free(thread->base);
	}
	async_notify_release(&pool->all_ended);
	free(pool);
}
