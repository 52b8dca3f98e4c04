/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "exchange_private.h"

static struct timeval time_of(int64_t milliseconds)
{
	if (milliseconds < 0)
		milliseconds = 0;
	return (struct timeval){.tv_sec = (time_t)(milliseconds / 1000),
				.tv_usec = (suseconds_t)(milliseconds % 1000 * 1000)};
}

int64_t clock_ms(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void release_event(struct event **event)
{
	if (*event)
		event_free(*event);
	*event = NULL;
}

static void exchange_free(struct exchange *exchange)
{
	/* Before the socket: its number may be another's as soon as it is closed. */
	release_event(&exchange->readable);
	release_event(&exchange->writable);
	release_event(&exchange->timer);
	release_event(&exchange->pause);
	release_event(&exchange->edge);
	if (exchange->fd >= 0)
		close(exchange->fd);
	free(exchange);
}

/* The socket is closed before anybody is told, so that the FIN does not wait for what is then
 * printed. */
void exchange_end(struct exchange *exchange, enum exchange_end end, int error)
{
	struct exchange_result result = exchange->result;
	exchange_ended_fn *ended = exchange->ended;
	void *context = exchange->context;
	result.sent = exchange->rounds.sent;
	result.received = exchange->rounds.received;
	result.end = end;
	result.error = error;
	if (end == EXCHANGE_DONE && exchange->plan->close == CLOSE_RESET) {
		struct linger linger = {.l_onoff = 1, .l_linger = 0};
		setsockopt(exchange->fd, SOL_SOCKET, SO_LINGER, &linger, sizeof linger);
	}
	exchange_free(exchange);
	ended(&result, context);
}

static void on_readable(evutil_socket_t fd, short what, void *context)
{
	(void)fd;
	(void)what;
	conversation_readable(context);
}

static void on_connected(struct exchange *exchange)
{
	int error = exchange->connect_error;
	socklen_t length = sizeof error;
	if (error == 0)
		getsockopt(exchange->fd, SOL_SOCKET, SO_ERROR, &error, &length);
	if (error != 0) {
		exchange_end(exchange, EXCHANGE_UNREACHED, error);
		return;
	}
	exchange->connected = true;
	struct timeval left = time_of(exchange->plan->deadline_ms - clock_ms());
	if (event_add(exchange->timer, &left) != 0 ||
	    (conversation_reads(exchange->plan) && event_add(exchange->readable, NULL) != 0)) {
		exchange_end(exchange, EXCHANGE_BROKEN, ENOMEM);
		return;
	}
	conversation_advance(exchange);
}

static void on_writable(evutil_socket_t fd, short what, void *context)
{
	(void)fd;
	(void)what;
	struct exchange *exchange = context;
	if (exchange->connected)
		conversation_advance(exchange);
	else
		on_connected(exchange);
}

static void on_timer(evutil_socket_t fd, short what, void *context)
{
	(void)fd;
	(void)what;
	struct exchange *exchange = context;
	if (exchange->connected)
		exchange_end(exchange, EXCHANGE_TIMED_OUT, 0);
	else
		exchange_end(exchange, EXCHANGE_UNREACHED, ETIMEDOUT);
}

static bool set_up_events(struct exchange *exchange, struct event_base *base)
{
	int fd = exchange->fd;
	exchange->readable = event_new(base, fd, EV_READ | EV_PERSIST, on_readable, exchange);
	exchange->writable = event_new(base, fd, EV_WRITE | EV_PERSIST, on_writable, exchange);
	exchange->timer = event_new(base, -1, 0, on_timer, exchange);
	return exchange->readable && exchange->writable && exchange->timer;
}

/* The first segment goes out here. */
static bool begin_to_connect(struct exchange *exchange, const struct target_address *address)
{
	struct timeval patience = time_of(exchange->plan->connect_ms);
	if (event_add(exchange->timer, &patience) != 0)
		return false;
	const char *bytes = NULL;
	size_t length = rounds_next(&exchange->rounds, &bytes), sent;
	exchange->connect_error =
	    dial_connect(&exchange->plan->dial, exchange->fd, address, bytes, length, &sent);
	exchange->rounds.sent = sent;
	if (exchange->connect_error == 0)
		return event_add(exchange->writable, NULL) == 0;
	event_active(exchange->writable, EV_WRITE, 0);
	return true;
}

struct exchange *exchange_start(struct event_base *base, const struct exchange_plan *plan,
				const struct target_address *address, exchange_ended_fn *ended,
				void *context, struct err *err)
{
	struct exchange *exchange = calloc(1, sizeof *exchange);
	int error = ENOMEM;
	if (exchange) {
		exchange->plan = plan;
		exchange->ended = ended;
		exchange->context = context;
		exchange->rounds = (struct rounds){.message = plan->message,
						   .length = plan->length,
						   .count = plan->rounds,
						   .writes = plan->writes,
						   .wait_echo = plan->wait_echo};
		exchange->fd = dial_open(&plan->dial, address->address.ss_family, err);
		error = errno;
	}
	if (exchange && exchange->fd >= 0) {
		if (set_up_events(exchange, base) && begin_to_connect(exchange, address))
			return exchange;
		error = ENOMEM;
	}
	if (error == ENOMEM)
		err_set(err, "cannot connect: %s", strerror(ENOMEM));
	if (exchange)
		exchange_free(exchange);
	errno = error;
	return NULL;
}

void exchange_release(struct exchange *exchange)
{
	exchange->released = true;
	if (exchange->held)
		conversation_advance(exchange);
}
