/* SPDX-License-Identifier: MIT */
#include "worker.h"

#include <errno.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "acceptor.h"
#include "async_notify.h"
#include "clock.h"
#include "connection.h"
#include "log.h"
#include "output.h"
#include "protocol.h"

/* After it was told to drain, what is in flight has so long. */
static const struct timeval drain_grace = {.tv_sec = 2};

struct worker {
	struct worker_shared *shared;
	unsigned number;
	struct event_base *base;
	struct listen_sockets listening;
	struct acceptor *acceptor; /* NULL once it drains */
	struct event_log report;
	struct connection_shared common;    /* to its connections */
	struct connection_link connections; /* a ring; this is its head */
	uint64_t open;                      /* number of connections in it */
	struct server_totals totals;
	struct event *grace;
	struct async_notify notify;
	_Atomic unsigned orders; /* a set of enum worker_order */
};

static void on_ended(struct connection *connection, const struct connection_summary *summary,
		     bool truncated, void *context)
{
	struct worker *worker = context;
	struct connection_link *link = connection_link(connection);
	link->previous->next = link->next;
	link->next->previous = link->previous;
	worker->open--;
	worker->totals.received += summary->received;
	worker->totals.echoed += summary->echoed;
	worker->totals.truncated += truncated ? 1 : 0;
	connection_limit_release(&worker->shared->limit);
	if (!worker->acceptor && worker->open == 0)
		event_base_loopbreak(worker->base);
}

static void on_accepted(int fd, const struct endpoint *peer, void *context)
{
	struct worker *worker = context;
	event_log_connected(&worker->report, peer);
	struct connection *connection = connection_open(&worker->common, fd, peer);
	if (!connection) {
		if (output_takes_line(STDERR_FILENO, 0))
			log_error(SERVER_NAME, "cannot serve a connection: %s", strerror(ENOMEM));
		connection_limit_release(&worker->shared->limit);
		return;
	}
	struct connection_link *link = connection_link(connection);
	struct connection_link *head = &worker->connections;
	*link = (struct connection_link){.next = head->next, .previous = head};
	head->next->previous = link;
	head->next = link;
	worker->totals.connections++;
	worker->open++;
}

static void for_each_connection(struct worker *worker, void (*act)(struct connection *connection))
{
	struct connection_link *link = worker->connections.next;
	while (link != &worker->connections) {
		struct connection_link *next = link->next; /* act() may end the connection */
		act(connection_of(link));
		link = next;
	}
}

static void stop_accepting(struct worker *worker)
{
	acceptor_free(worker->acceptor);
	worker->acceptor = NULL;
	listen_sockets_close(&worker->listening);
}

static void drain(struct worker *worker)
{
	stop_accepting(worker);
	for_each_connection(worker, connection_drain);
	if (worker->open == 0)
		event_base_loopbreak(worker->base);
	else
		event_add(worker->grace, &drain_grace);
}

static void on_orders(void *context)
{
	struct worker *worker = context;
	unsigned orders = atomic_exchange(&worker->orders, 0);
	if (orders & WORKER_ACCEPT && worker->acceptor)
		acceptor_resume(worker->acceptor);
	if (orders & WORKER_HALF_CLOSE)
		for_each_connection(worker, connection_half_close);
	if (orders & WORKER_DRAIN && worker->acceptor)
		drain(worker);
	if (orders & WORKER_STOP)
		event_base_loopbreak(worker->base);
}

static void on_grace_over(evutil_socket_t fd, short what, void *context)
{
	(void)fd;
	(void)what;
	struct worker *worker = context;
	event_base_loopbreak(worker->base);
}

/* One queue for each duration in place of a heap for all. */
static const struct timeval *duration(struct event_base *base, uint64_t milliseconds)
{
	const struct timeval time = clock_timeval(milliseconds);
	return milliseconds > 0 ? event_base_init_common_timeout(base, &time) : NULL;
}

static void set_up_common(struct worker *worker)
{
	const struct server_settings *settings = worker->shared->settings;
	struct connection_shared *common = &worker->common;
	common->base = worker->base;
	common->settings = settings;
	common->report = &worker->report;
	common->durations[TIMER_PAUSE] = duration(worker->base, PROTOCOL_PAUSE_MS);
	common->durations[TIMER_IDLE] = duration(worker->base, settings->idle_timeout_s * 1000);
	common->durations[TIMER_CLOSE] = duration(worker->base, settings->close_delay_ms);
	common->durations[TIMER_GAP] = duration(worker->base, settings->gap_ms);
	common->durations[TIMER_READ] = duration(worker->base, settings->read_delay_ms);
	common->durations[TIMER_ECHO] = duration(worker->base, settings->echo_delay_ms);
	common->ended = on_ended;
	common->context = worker;
}

static bool set_up(struct worker *worker)
{
	const struct worker_shared *shared = worker->shared;
	worker->connections = (struct connection_link){&worker->connections, &worker->connections};
	worker->notify.fd = -1;
	if (!event_log_init(&worker->report, shared->output, worker->base))
		return false;
	worker->report.lang = shared->style.lang;
	worker->report.color = shared->style.color;
	worker->report.quiet = shared->settings->quiet;
	set_up_common(worker);
	worker->grace = event_new(worker->base, -1, 0, on_grace_over, worker);
	return worker->grace && async_notify_init(&worker->notify, worker->base, on_orders, worker);
}

struct worker *worker_new(struct worker_shared *shared, unsigned number, struct event_base *base,
			  struct err *err)
{
	struct worker *worker = calloc(1, sizeof *worker);
	if (worker) {
		worker->shared = shared;
		worker->number = number;
		worker->base = base;
		if (set_up(worker))
			return worker;
	}
	err_set(err, "cannot start: %s", strerror(errno));
	worker_free(worker);
	return NULL;
}

bool worker_listen(struct worker *worker, uint16_t port, enum port_sharing sharing,
		   bool accept_paused, struct err *err)
{
	struct worker_shared *shared = worker->shared;
	const struct server_settings *settings = shared->settings;
	struct socket_options options = settings->socket;
	options.reuse = settings->reuse == REUSE_ON;
	options.nodelay = !settings->nagle;
	const struct listen_settings terms = {.addresses = &settings->addresses,
					      .port = port,
					      .backlog = (int)settings->backlog,
					      .sharing = sharing,
					      .options = &options};
	if (!listen_sockets_open(&worker->listening, &terms, err))
		return false;
	worker->acceptor = acceptor_new(worker->base, &worker->listening, &shared->limit,
					worker->number, on_accepted, worker);
	if (!worker->acceptor)
		return err_set(err, "cannot start: %s", strerror(ENOMEM));
	if (accept_paused)
		acceptor_pause(worker->acceptor);
	return true;
}

const struct listen_sockets *worker_listen_sockets(const struct worker *worker)
{
	return &worker->listening;
}

void worker_run(struct worker *worker)
{
	event_base_dispatch(worker->base);
	stop_accepting(worker);
	for_each_connection(worker, connection_abort);
	event_log_flush(&worker->report);
}

void worker_tell(struct worker *worker, enum worker_order order)
{
	atomic_fetch_or(&worker->orders, order);
	async_notify_send(&worker->notify);
}

const struct server_totals *worker_totals(const struct worker *worker)
{
	return &worker->totals;
}

void worker_free(struct worker *worker)
{
	if (!worker)
		return;
	acceptor_free(worker->acceptor);
	listen_sockets_close(&worker->listening);
	if (worker->grace)
		event_free(worker->grace);
	async_notify_release(&worker->notify);
	event_log_release(&worker->report);
	free(worker);
}
