/* SPDX-License-Identifier: MIT */
#include "exchange.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

struct exchange {
	const struct exchange_plan *plan;
	int fd;
	struct event *readable, *writable, *timer;
	bool connected;
	int connect_error; /* of connect(), when it failed at once */
	bool half_closed;  /* our FIN is sent, and we still read */
	bool server_fin;   /* the server's FIN has come */
	struct exchange_result result;
	exchange_ended_fn *ended;
	void *context;
};

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
	if (exchange->fd >= 0)
		close(exchange->fd);
	free(exchange);
}

/* The last thing that happens to an exchange: callers return at once. The socket is closed before
 * anybody is told, so that the FIN does not wait for what is then printed. */
static void exchange_end(struct exchange *exchange, enum exchange_end end, int error)
{
	struct exchange_result result = exchange->result;
	exchange_ended_fn *ended = exchange->ended;
	void *context = exchange->context;
	result.end = end;
	result.error = error;
	if (end == EXCHANGE_DONE && exchange->plan->close == CLOSE_RESET) {
		struct linger linger = {.l_onoff = 1, .l_linger = 0};
		setsockopt(exchange->fd, SOL_SOCKET, SO_LINGER, &linger, sizeof linger);
	}
	exchange_free(exchange);
	ended(&result, context);
}

static bool is_passing(int error)
{
	return error == EAGAIN || error == EWOULDBLOCK || error == EINTR;
}

/* False: the exchange has ended. */
static bool send_rest(struct exchange *exchange)
{
	const struct exchange_plan *plan = exchange->plan;
	size_t *sent = &exchange->result.sent;
	while (*sent < plan->length) {
		ssize_t went =
		    send(exchange->fd, plan->message + *sent, plan->length - *sent, MSG_NOSIGNAL);
		if (went < 0 && is_passing(errno))
			break;
		if (went < 0) {
			exchange_end(exchange, EXCHANGE_BROKEN, errno);
			return false;
		}
		*sent += (size_t)went;
	}
	return true;
}

/* Sends, and closes in the way that is wanted once all is sent and all is there. */
static void advance(struct exchange *exchange)
{
	const struct exchange_plan *plan = exchange->plan;
	if (!send_rest(exchange))
		return;
	bool sent = exchange->result.sent == plan->length;
	bool answered = !plan->wait_echo || exchange->result.received >= plan->length;
	if (sent && answered) {
		if (plan->close != CLOSE_HALF || exchange->server_fin) {
			exchange_end(exchange, EXCHANGE_DONE, 0);
			return;
		}
		if (!exchange->half_closed)
			shutdown(exchange->fd, SHUT_WR);
		exchange->half_closed = true;
	}
	if (sent)
		event_del(exchange->writable);
}

/* False: the exchange has ended. */
static bool take_bytes(struct exchange *exchange, const char *bytes, size_t length)
{
	const struct exchange_plan *plan = exchange->plan;
	struct exchange_result *result = &exchange->result;
	for (size_t i = 0; i < length; i++) {
		uint64_t at = result->received++;
		if (at < sizeof result->start)
			result->start[at] = bytes[i];
		if (!plan->wait_echo || (at < plan->length && bytes[i] == plan->message[at]))
			continue;
		result->expected = at < plan->length ? (uint8_t)plan->message[at] : 0;
		result->wrong = (uint8_t)bytes[i];
		exchange_end(exchange, EXCHANGE_MISMATCHED, 0);
		return false;
	}
	return true;
}

static void on_readable(evutil_socket_t fd, short what, void *context)
{
	(void)what;
	struct exchange *exchange = context;
	char bytes[16 * 1024];
	ssize_t got = recv(fd, bytes, sizeof bytes, 0);
	if (got < 0 && is_passing(errno))
		return;
	if (got < 0) {
		exchange_end(exchange, EXCHANGE_BROKEN, errno);
		return;
	}
	if (got > 0 && !take_bytes(exchange, bytes, (size_t)got))
		return;
	if (got == 0) {
		event_del(exchange->readable);
		exchange->server_fin = true;
		if (exchange->plan->wait_echo &&
		    exchange->result.received < exchange->plan->length) {
			exchange_end(exchange, EXCHANGE_SHORT, 0);
			return;
		}
	}
	advance(exchange);
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
	bool reads = exchange->plan->wait_echo || exchange->plan->close == CLOSE_HALF;
	if (event_add(exchange->timer, &left) != 0 ||
	    (reads && event_add(exchange->readable, NULL) != 0)) {
		exchange_end(exchange, EXCHANGE_BROKEN, ENOMEM);
		return;
	}
	advance(exchange);
}

static void on_writable(evutil_socket_t fd, short what, void *context)
{
	(void)fd;
	(void)what;
	struct exchange *exchange = context;
	if (exchange->connected)
		advance(exchange);
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
	if (connect(exchange->fd, (const struct sockaddr *)&address->address, address->length) !=
		0 &&
	    errno != EINPROGRESS && errno != EINTR) {
		exchange->connect_error = errno;
		event_active(exchange->writable, EV_WRITE, 0);
		return true;
	}
	return event_add(exchange->writable, NULL) == 0;
}

bool exchange_start(struct event_base *base, const struct exchange_plan *plan,
		    const struct target_address *address, exchange_ended_fn *ended, void *context)
{
	struct exchange *exchange = calloc(1, sizeof *exchange);
	if (!exchange)
		return false;
	exchange->plan = plan;
	exchange->ended = ended;
	exchange->context = context;
	exchange->fd =
	    socket(address->address.ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	int error = errno;
	if (exchange->fd >= 0) {
		error = ENOMEM;
		if (set_up_events(exchange, base) && begin_to_connect(exchange, address))
			return true;
	}
	exchange_free(exchange);
	errno = error;
	return false;
}
