/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <sys/socket.h>

#include "session_private.h"

bool session_reads(const struct session_plan *plan)
{
	return plan->wait_echo || plan->close == CLOSE_MODE_HALF ||
	       plan->close == CLOSE_MODE_UNREAD || plan->hold || plan->write_after_close;
}

static void on_pause_over(evutil_socket_t fd, short what, void *context)
{
	(void)fd;
	(void)what;
	struct client_session *session = context;
	session->paused_at = session->rounds.sent;
	session->paused_after_fin = session->server_fin;
	session_advance(session);
}

/* How long the exchange has to pause where it stands. */
static int64_t pause_ms(const struct client_session *session)
{
	if (session->server_fin)
		return session->paused_after_fin ? 0 : session->plan->interval_ms;
	if (session->paused_at == session->rounds.sent)
		return 0;
	switch (message_plan_boundary(&session->rounds)) {
	case BOUNDARY_PIECE:
		return session->plan->gap_ms;
	case BOUNDARY_MESSAGE:
		return session->plan->interval_ms;
	case BOUNDARY_NONE:
		break;
	}
	return 0;
}

/* True: the time that shall pass here does. */
static bool pauses(struct client_session *session)
{
	int64_t wait = pause_ms(session);
	if (wait == 0)
		return false;
	struct timeval time = {.tv_sec = (time_t)(wait / 1000),
			       .tv_usec = (suseconds_t)(wait % 1000 * 1000)};
	if (!session->pause)
		session->pause =
		    event_new(event_get_base(session->timer), -1, 0, on_pause_over, session);
	if (!session->pause)
		return false; /* no memory: rather too early than never */
	if (!event_pending(session->pause, EV_TIMEOUT, NULL))
		event_add(session->pause, &time);
	return true;
}

/* *BLOCKED: the kernel takes no more now. False: the exchange has ended. */
static bool send_rest(struct client_session *session, bool *blocked)
{
	struct message_plan *rounds = &session->rounds;
	int flags = MSG_NOSIGNAL | (session->plan->urgent ? MSG_OOB : 0);
	const char *bytes;
	size_t length;
	*blocked = false;
	while ((length = message_plan_next(rounds, &bytes)) > 0 && !pauses(session)) {
		ssize_t went = send(session->fd, bytes, length, flags);
		*blocked = went < 0 && would_block(errno);
		if (*blocked)
			break;
		if (went < 0) {
			session_end(session, SESSION_BROKEN, errno);
			return false;
		}
		rounds->sent += (uint64_t)went;
	}
	return true;
}

/* Everything is said. True: close. */
static bool may_close(struct client_session *session)
{
	const struct session_plan *plan = session->plan;
	if (plan->close == CLOSE_MODE_UNREAD && !session->arrived)
		return false;
	if (plan->hold && !session->released && !session->server_fin) {
		if (!session->held && plan->holding)
			plan->holding(session->context);
		session->held = true;
		return false;
	}
	return !plan->write_after_close;
}

void session_advance(struct client_session *session)
{
	const struct session_plan *plan = session->plan;
	bool blocked;
	if (!send_rest(session, &blocked))
		return;
	if (blocked)
		event_add(session->writable, NULL);
	else
		event_del(session->writable);
	if (!message_plan_complete(&session->rounds))
		return;
	if (may_close(session)) {
		if (plan->close != CLOSE_MODE_HALF || session->server_fin) {
			session_end(session, SESSION_DONE, 0);
			return;
		}
		if (!session->half_closed)
			shutdown(session->fd, SHUT_WR);
		session->half_closed = true;
	} else if (plan->write_after_close && session->server_fin && !pauses(session)) {
		write_after_close(session);
	}
}

/* False: the exchange has ended. */
static bool take_bytes(struct client_session *session, const char *bytes, size_t length)
{
	struct session_result *result = &session->result;
	for (size_t i = 0; i < length; i++) {
		uint64_t at = session->rounds.received++;
		if (at < sizeof result->start)
			result->start[at] = bytes[i];
		if (!session->plan->wait_echo)
			continue;
		int expected = message_plan_expected(&session->rounds, at);
		if (expected == (unsigned char)bytes[i])
			continue;
		result->expected = expected < 0 ? 0 : (uint8_t)expected;
		result->wrong = (uint8_t)bytes[i];
		session_end(session, SESSION_MISMATCHED, 0);
		return false;
	}
	return true;
}

void session_readable(struct client_session *session)
{
	bool unread = session->plan->close == CLOSE_MODE_UNREAD;
	char bytes[16 * 1024];
	ssize_t got = recv(session->fd, bytes, sizeof bytes, unread ? MSG_PEEK : 0);
	if (got < 0 && would_block(errno))
		return;
	if (got < 0) {
		session_end(session, SESSION_BROKEN, errno);
		return;
	}
	if (got > 0 && !unread && !take_bytes(session, bytes, (size_t)got))
		return;
	session->arrived = true;
	session->server_fin = got == 0;
	if (got == 0 || unread)
		event_del(session->readable);
	if (got == 0 && session->plan->wait_echo && !message_plan_complete(&session->rounds)) {
		session_end(session, SESSION_SHORT, 0);
		return;
	}
	session_advance(session);
}
