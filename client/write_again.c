/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include "exchange_private.h"

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
static bool write_words(struct exchange *exchange)
{
	exchange->written_again++;
	if (send(exchange->fd, words, sizeof words - 1, MSG_NOSIGNAL) >= 0)
		return true;
	exchange_end(exchange, EXCHANGE_BROKEN, errno);
	return false;
}

static void on_edge(evutil_socket_t fd, short what, void *context)
{
	(void)what;
	struct exchange *exchange = context;
	if (was_reset(fd) && write_words(exchange))
		exchange_end(exchange, EXCHANGE_DONE, 0);
}

void write_again(struct exchange *exchange)
{
	if (exchange->written_again > 0 || !write_words(exchange))
		return;
	/* Since the FIN the socket is readable for ever: only a change is news. */
	struct event_base *base = event_get_base(exchange->timer);
	exchange->edge =
	    event_new(base, exchange->fd, EV_READ | EV_ET | EV_PERSIST, on_edge, exchange);
	if (!exchange->edge || event_add(exchange->edge, NULL) != 0)
		exchange_end(exchange, EXCHANGE_BROKEN, ENOMEM);
}
