/* SPDX-License-Identifier: MIT */
#include "server.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "acceptor.h"
#include "connection.h"
#include "listening.h"
#include "log.h"
#include "protocol.h"

/* After the first signal, what is in flight has so long. */
static const struct timeval drain_grace = {.tv_sec = 2};

enum { SIGNALS = 3 };

struct server {
	const struct server_settings *settings;
	struct event_base *base;
	struct listening listening;
	struct acceptor *acceptor; /* NULL once it stops */
	bool closed_doors;         /* nobody is accepted before a signal or a time */
	struct server_report report;
	struct connection_shared shared;
	struct connection_link connections; /* a ring; this is its head */
	uint64_t open;                      /* number of connections in it */
	struct server_totals totals;
	struct event *signals[SIGNALS];
	struct event *grace;
	struct event *opening; /* --accept-delay */
	enum server_end end;
	struct err err; /* of SERVER_FAILED */
};

static void on_ended(struct connection *connection, const struct departure *departure, bool cut_off,
		     void *context)
{
	struct server *server = context;
	struct connection_link *link = connection_link(connection);
	link->previous->next = link->next;
	link->next->previous = link->previous;
	server->open--;
	server->totals.received += departure->received;
	server->totals.echoed += departure->echoed;
	server->totals.cut_off += cut_off ? 1 : 0;
	if (server->acceptor)
		acceptor_resume(server->acceptor);
	else if (server->open == 0)
		event_base_loopbreak(server->base);
}

static void on_accepted(int fd, const struct endpoint *peer, void *context)
{
	struct server *server = context;
	server_report_connected(&server->report, peer);
	struct connection *connection = connection_open(&server->shared, fd, peer);
	if (!connection) {
		log_error(SERVER_NAME, "cannot serve a connection: %s", strerror(ENOMEM));
		return;
	}
	struct connection_link *link = connection_link(connection);
	struct connection_link *head = &server->connections;
	*link = (struct connection_link){.next = head->next, .previous = head};
	head->next->previous = link;
	head->next = link;
	server->totals.connections++;
	server->open++;
	if (server->open == server->settings->max_connections)
		acceptor_pause(server->acceptor);
}

static void for_each_connection(struct server *server, void (*act)(struct connection *connection))
{
	struct connection_link *link = server->connections.next;
	while (link != &server->connections) {
		struct connection_link *next = link->next; /* act() may end the connection */
		act(connection_of(link));
		link = next;
	}
}

static void open_doors(struct server *server)
{
	server->closed_doors = false;
	acceptor_resume(server->acceptor);
}

static void stop_accepting(struct server *server)
{
	if (server->opening)
		event_del(server->opening);
	acceptor_free(server->acceptor);
	server->acceptor = NULL;
	listening_close(&server->listening);
}

static void on_signal(evutil_socket_t number, short what, void *context)
{
	(void)number;
	(void)what;
	struct server *server = context;
	if (!server->acceptor) { /* the second signal */
		event_base_loopbreak(server->base);
		return;
	}
	stop_accepting(server);
	for_each_connection(server, connection_drain);
	if (server->open == 0)
		event_base_loopbreak(server->base);
	else
		event_add(server->grace, &drain_grace);
}

/* SIGUSR1: begin to accept, or, when that has begun, send our FIN to everybody. */
static void on_now(evutil_socket_t number, short what, void *context)
{
	(void)number;
	(void)what;
	struct server *server = context;
	if (server->closed_doors && server->acceptor)
		open_doors(server);
	else
		for_each_connection(server, connection_half_close);
}

static void on_opening(evutil_socket_t fd, short what, void *context)
{
	(void)fd;
	(void)what;
	open_doors(context);
}

static void on_grace_over(evutil_socket_t fd, short what, void *context)
{
	(void)fd;
	(void)what;
	struct server *server = context;
	event_base_loopbreak(server->base);
}

static void on_output_failed(const struct err *err, void *context)
{
	struct server *server = context;
	server->end = err ? SERVER_FAILED : SERVER_UNHEARD;
	if (err)
		server->err = *err;
	event_base_loopbreak(server->base);
}

static struct timeval time_of(uint64_t milliseconds)
{
	return (struct timeval){.tv_sec = (time_t)(milliseconds / 1000),
				.tv_usec = (suseconds_t)(milliseconds % 1000 * 1000)};
}

/* One queue for each duration in place of a heap for all. */
static const struct timeval *duration(struct event_base *base, uint64_t milliseconds)
{
	struct timeval time = time_of(milliseconds);
	return milliseconds > 0 ? event_base_init_common_timeout(base, &time) : NULL;
}

/* Lets clients wait in the backlog first, where the settings say so. */
static bool close_doors(struct server *server)
{
	const struct server_settings *settings = server->settings;
	server->closed_doors = settings->accept_on_usr1 || settings->accept_delay_ms > 0;
	if (server->closed_doors)
		acceptor_pause(server->acceptor);
	if (settings->accept_delay_ms == 0)
		return true;
	struct timeval time = time_of(settings->accept_delay_ms);
	server->opening = event_new(server->base, -1, 0, on_opening, server);
	return server->opening && event_add(server->opening, &time) == 0;
}

static bool set_up_events(struct server *server)
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
	server->grace = event_new(server->base, -1, 0, on_grace_over, server);
	server->acceptor = acceptor_new(server->base, &server->listening, on_accepted, server);
	return server->grace && server->acceptor && close_doors(server);
}

static void share(struct server *server)
{
	const struct server_settings *settings = server->settings;
	struct connection_shared *shared = &server->shared;
	shared->base = server->base;
	shared->settings = settings;
	shared->report = &server->report;
	shared->durations[TIMER_PAUSE] = duration(server->base, PROTOCOL_PAUSE_MS);
	shared->durations[TIMER_IDLE] = duration(server->base, settings->idle_timeout_s * 1000);
	shared->durations[TIMER_CLOSE] = duration(server->base, settings->close_delay_ms);
	shared->durations[TIMER_GAP] = duration(server->base, settings->gap_ms);
	shared->durations[TIMER_READ] = duration(server->base, settings->read_delay_ms);
	shared->durations[TIMER_ECHO] = duration(server->base, settings->echo_delay_ms);
	shared->ended = on_ended;
	shared->context = server;
}

static bool set_up(struct server *server, const struct common_options *common, int output_fd,
		   struct err *err)
{
	const struct server_settings *settings = server->settings;
	server->base = event_base_new();
	if (!server->base ||
	    !server_report_init(&server->report, output_fd, server->base, on_output_failed, server))
		return err_set(err, "cannot start: %s", strerror(ENOMEM));
	server->report.lang = (enum lang)common->lang;
	server->report.color = color_wanted((enum color_mode)common->color, output_fd);
	server->report.quiet = settings->quiet;
	struct socket_options options = settings->socket;
	options.reuse = settings->reuse == REUSE_ON;
	options.nodelay = !settings->nagle;
	if (!listening_open(&server->listening, &settings->addresses, (uint16_t)settings->port,
			    (int)settings->backlog, &options, err))
		return false;
	share(server);
	return set_up_events(server) || err_set(err, "cannot start: %s", strerror(ENOMEM));
}

struct server *server_open(const struct server_settings *settings,
			   const struct common_options *common, int output_fd, struct err *err)
{
	struct server *server = calloc(1, sizeof *server);
	if (!server) {
		err_set(err, "cannot start: %s", strerror(ENOMEM));
		return NULL;
	}
	server->settings = settings;
	server->connections = (struct connection_link){&server->connections, &server->connections};
	if (set_up(server, common, output_fd, err))
		return server;
	server_close(server);
	return NULL;
}

enum server_end server_run(struct server *server, struct err *err)
{
	for (size_t i = 0; i < server->listening.count; i++)
		server_report_listening(&server->report, &server->listening.at[i]);
	event_base_dispatch(server->base);
	if (server->acceptor)
		stop_accepting(server);
	for_each_connection(server, connection_cut);
	if (server->end == SERVER_STOPPED && !server_report_flush(&server->report, &server->err))
		server->end = server->report.output.closed ? SERVER_UNHEARD : SERVER_FAILED;
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
	acceptor_free(server->acceptor);
	listening_close(&server->listening);
	for (int i = 0; i < SIGNALS; i++)
		free_event(server->signals[i]);
	free_event(server->grace);
	free_event(server->opening);
	server_report_release(&server->report);
	if (server->base)
		event_base_free(server->base);
	free(server);
}
