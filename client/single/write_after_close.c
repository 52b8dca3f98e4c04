/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include "session_private.h"

static const char words[] = "again";

/* Without taking the socket's error away, which the next write shall tell. */
static bool was_reset(int fd)
{
	struct tcp_info info;
	socklen_t length = sizeof info;
	return getsockopt(fd, IPPROTO_TCP, TCP_INFO, &info, &length) == 0 &&
	       info.tcpi_state == TCP_CLOSE;
}

/* False: the exchange has ended. */
static bool write_words(struct client_session *session)
{
	session->written_again++;
	if (send(session->fd, words, sizeof words - 1, MSG_NOSIGNAL) >= 0)
		return true;
	session_end(session, SESSION_BROKEN, errno);
	return false;
}

static void on_edge(evutil_socket_t fd, short what, void *context)
{
	(void)what;
	struct client_session *session = context;
	if (was_reset(fd) && write_words(session))
		session_end(session, SESSION_DONE, 0);
}

void write_after_close(struct client_session *session)
{
	if (session->written_again > 0 || !write_words(session))
		return;
	/* Since the FIN the socket is readable for ever: only a change is news. */
	struct event_base *base = event_get_base(session->timer);
	session->edge =
	    event_new(base, session->fd, EV_READ | EV_ET | EV_PERSIST, on_edge, session);
	if (!session->edge || event_add(session->edge, NULL) != 0)
		session_end(session, SESSION_BROKEN, ENOMEM);
}
