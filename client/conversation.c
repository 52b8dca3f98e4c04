/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <sys/socket.h>

#include "exchange_private.h"

bool conversation_reads(const struct exchange_plan *plan)
{
	return plan->wait_echo || plan->close == CLOSE_HALF || plan->close == CLOSE_UNREAD ||
	       plan->hold || plan->write_again;
}

static void on_pause_over(evutil_socket_t fd, short what, void *context)
{
	(void)fd;
	(void)what;
	struct exchange *exchange = context;
	exchange->paused_at = exchange->rounds.sent;
	exchange->paused_after_fin = exchange->server_fin;
	conversation_advance(exchange);
}

/* How long the exchange has to pause where it stands. */
static int64_t pause_ms(const struct exchange *exchange)
{
	if (exchange->server_fin)
		return exchange->paused_after_fin ? 0 : exchange->plan->interval_ms;
	if (exchange->paused_at == exchange->rounds.sent)
		return 0;
	switch (rounds_place(&exchange->rounds)) {
	case PLACE_PIECE:
		return exchange->plan->gap_ms;
	case PLACE_ROUND:
		return exchange->plan->interval_ms;
	case PLACE_INSIDE:
		break;
	}
	return 0;
}

/* True: the time that shall pass here does. */
static bool pauses(struct exchange *exchange)
{
	int64_t wait = pause_ms(exchange);
	if (wait == 0)
		return false;
	struct timeval time = {.tv_sec = (time_t)(wait / 1000),
			       .tv_usec = (suseconds_t)(wait % 1000 * 1000)};
	if (!exchange->pause)
		exchange->pause =
		    event_new(event_get_base(exchange->timer), -1, 0, on_pause_over, exchange);
	if (!exchange->pause)
		return false; /* no memory: rather too early than never */
	if (!event_pending(exchange->pause, EV_TIMEOUT, NULL))
		event_add(exchange->pause, &time);
	return true;
}

/* *BLOCKED: the kernel takes no more now. False: the exchange has ended. */
static bool send_rest(struct exchange *exchange, bool *blocked)
{
	struct rounds *rounds = &exchange->rounds;
	int flags = MSG_NOSIGNAL | (exchange->plan->urgent ? MSG_OOB : 0);
	const char *bytes;
	size_t length;
	*blocked = false;
	while ((length = rounds_next(rounds, &bytes)) > 0 && !pauses(exchange)) {
		ssize_t went = send(exchange->fd, bytes, length, flags);
		*blocked = went < 0 && is_passing(errno);
		if (*blocked)
			break;
		if (went < 0) {
			exchange_end(exchange, EXCHANGE_BROKEN, errno);
			return false;
		}
		rounds->sent += (uint64_t)went;
	}
	return true;
}

/* Everything is said. True: close. */
static bool may_close(struct exchange *exchange)
{
	const struct exchange_plan *plan = exchange->plan;
	if (plan->close == CLOSE_UNREAD && !exchange->arrived)
		return false;
	if (plan->hold && !exchange->released && !exchange->server_fin) {
		if (!exchange->held && plan->holding)
			plan->holding(exchange->context);
		exchange->held = true;
		return false;
	}
	return !plan->write_again;
}

void conversation_advance(struct exchange *exchange)
{
	const struct exchange_plan *plan = exchange->plan;
	bool blocked;
	if (!send_rest(exchange, &blocked))
		return;
	if (blocked)
		event_add(exchange->writable, NULL);
	else
		event_del(exchange->writable);
	if (!rounds_complete(&exchange->rounds))
		return;
	if (may_close(exchange)) {
		if (plan->close != CLOSE_HALF || exchange->server_fin) {
			exchange_end(exchange, EXCHANGE_DONE, 0);
			return;
		}
		if (!exchange->half_closed)
			shutdown(exchange->fd, SHUT_WR);
		exchange->half_closed = true;
	} else if (plan->write_again && exchange->server_fin && !pauses(exchange)) {
		write_again(exchange);
	}
}

/* False: the exchange has ended. */
static bool take_bytes(struct exchange *exchange, const char *bytes, size_t length)
{
	struct exchange_result *result = &exchange->result;
	for (size_t i = 0; i < length; i++) {
		uint64_t at = exchange->rounds.received++;
		if (at < sizeof result->start)
			result->start[at] = bytes[i];
		if (!exchange->plan->wait_echo)
			continue;
		int expected = rounds_expected(&exchange->rounds, at);
		if (expected == (unsigned char)bytes[i])
			continue;
		result->expected = expected < 0 ? 0 : (uint8_t)expected;
		result->wrong = (uint8_t)bytes[i];
		exchange_end(exchange, EXCHANGE_MISMATCHED, 0);
		return false;
	}
	return true;
}

void conversation_readable(struct exchange *exchange)
{
	bool unread = exchange->plan->close == CLOSE_UNREAD;
	char bytes[16 * 1024];
	ssize_t got = recv(exchange->fd, bytes, sizeof bytes, unread ? MSG_PEEK : 0);
	if (got < 0 && is_passing(errno))
		return;
	if (got < 0) {
		exchange_end(exchange, EXCHANGE_BROKEN, errno);
		return;
	}
	if (got > 0 && !unread && !take_bytes(exchange, bytes, (size_t)got))
		return;
	exchange->arrived = true;
	exchange->server_fin = got == 0;
	if (got == 0 || unread)
		event_del(exchange->readable);
	if (got == 0 && exchange->plan->wait_echo && !rounds_complete(&exchange->rounds)) {
		exchange_end(exchange, EXCHANGE_SHORT, 0);
		return;
	}
	conversation_advance(exchange);
}
