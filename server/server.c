/* SPDX-License-Identifier: MIT */
#include "server.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "clock.h"
#include "output_queue.h"
#include "worker_pool.h"

enum { SIGNALS = 3 };

struct server {
	const struct server_settings *settings;
	struct event_base *base;
	struct output_queue *output;
	struct worker_pool *pool;
	struct event *signals[SIGNALS];
	struct event *accept_timer; /* --accept-delay */
	bool accept_paused;         /* nobody is accepted before a signal or a time */
	bool draining;
	struct server_totals totals;
	enum server_end end;
	struct err err; /* of SERVER_FAILED */
};

static void start_accepting(struct server *server)
{
	server->accept_paused = false;
	worker_pool_tell(server->pool, WORKER_ACCEPT);
}

static void on_signal(evutil_socket_t number, short what, void *context)
{
	(void)number;
	(void)what;
	struct server *server = context;
	if (server->accept_timer)
		event_del(server->accept_timer);
	worker_pool_tell(server->pool, server->draining ? WORKER_STOP : WORKER_DRAIN);
	server->draining = true;
}

/* SIGUSR1: begin to accept, or, when that has begun, send our FIN to everybody. */
static void on_now(evutil_socket_t number, short what, void *context)
{
	(void)number;
	(void)what;
	struct server *server = context;
	if (server->accept_paused && !server->draining)
		start_accepting(server);
	else
		worker_pool_tell(server->pool, WORKER_HALF_CLOSE);
}

static void on_accept_delay_over(evutil_socket_t fd, short what, void *context)
{
	(void)fd;
	(void)what;
	start_accepting(context);
}

static void on_output_failed(const struct err *err, void *context)
{
	struct server *server = context;
	server->end = err ? SERVER_FAILED : SERVER_OUTPUT_CLOSED;
	if (err)
		server->err = *err;
	event_base_loopbreak(server->base);
}

static bool no_memory(struct err *err)
{
	return err_set(err, "cannot start: %s", strerror(ENOMEM));
}

static bool set_up_signals(struct server *server)
{
	static const struct {
		int number;
		event_callback_fn callback;
	} signals[SIGNALS] = {{SIGINT, on_signal}, {SIGTERM, on_signal}, {SIGUSR1, on_now}};
	for (int i = 0; i < SIGNALS; i++) {
		server->signals[i] =
		    evsignal_new(server->base, signals[i].number, signals[i].callback, server);
		if (!server->signals[i] || event_add(server->signals[i], NULL) != 0)
			return false;
	}
	return true;
}

/* Lets clients wait in the backlog first, where the settings say so. */
static bool delay_accept(struct server *server)
{
	uint64_t ms = server->settings->accept_delay_ms;
	server->accept_paused = server->settings->accept_on_usr1 || ms > 0;
	if (ms == 0)
		return true;
	const struct timeval time = clock_timeval(ms);
	server->accept_timer = event_new(server->base, -1, 0, on_accept_delay_over, server);
	return server->accept_timer && event_add(server->accept_timer, &time) == 0;
}

static bool set_up(struct server *server, const struct common_options *common, int output_fd,
		   struct err *err)
{
	const struct log_style style = {(enum lang)common->lang,
					color_wanted((enum color_mode)common->color, output_fd)};
	server->base = event_base_new();
	if (!server->base || !set_up_signals(server) || !delay_accept(server))
		return no_memory(err);
	server->output =
	    output_queue_new(output_fd, style.lang, server->base, on_output_failed, server);
	if (!server->output)
		return no_memory(err);
	server->pool = worker_pool_new(server->settings, &style, server->base, server->output,
				       server->accept_paused, err);
	return server->pool;
}

struct server *server_open(const struct server_settings *settings,
			   const struct common_options *common, int output_fd, struct err *err)
{
	struct server *server = calloc(1, sizeof *server);
	if (!server) {
		no_memory(err);
		return NULL;
	}
	server->settings = settings;
	if (set_up(server, common, output_fd, err))
		return server;
	server_close(server);
	return NULL;
}

static void log_addresses(const struct server *server)
{
	const struct listen_sockets *listening = worker_pool_listen_sockets(server->pool);
	struct event_log report;
	event_log_init(&report, server->output, NULL);
	for (size_t i = 0; i < listening->count; i++)
		event_log_listening(&report, &listening->at[i]);
	event_log_flush(&report);
	event_log_release(&report);
}

enum server_end server_run(struct server *server, struct err *err)
{
	static const enum server_end ends[] = {[OUTPUT_DONE] = SERVER_STOPPED,
					       [OUTPUT_CLOSED] = SERVER_OUTPUT_CLOSED,
					       [OUTPUT_FAILED] = SERVER_FAILED};
	if (!output_queue_start(server->output, err))
		return SERVER_FAILED;
	log_addresses(server);
	if (!worker_pool_run(server->pool, &server->err))
		server->end = SERVER_FAILED;
	if (server->end == SERVER_STOPPED)
		server->end = ends[output_queue_finish(server->output, &server->err)];
	worker_pool_totals(server->pool, &server->totals);
	server->totals.lines_dropped = output_queue_dropped(server->output);
	if (server->end == SERVER_FAILED)
		*err = server->err;
	return server->end;
}

const struct server_totals *server_totals(const struct server *server)
{
	return &server->totals;
}

static void free_event(struct event *event)
{
	if (event)
		event_free(event);
}

void server_close(struct server *server)
{
	if (!server)
		return;
	worker_pool_free(server->pool);
	for (int i = 0; i < SIGNALS; i++)
		free_event(server->signals[i]);
	free_event(server->accept_timer);
	output_queue_free(server->output);
	if (server->base)
		event_base_free(server->base);
	free(server);
}
