// SPDX-License-Identifier: MIT
#include "calls.h"

#include <errno.h>
#include <netinet/tcp.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "path.h"

enum { CHUNK = 65536 };

static long keep_error(struct made *made, long returned)
{
	made->error = returned < 0 ? errno : 0;
	return returned;
}

/* What a call that returned so many bytes, or less than 0, is. */
static enum result transferred(struct made *made, long bytes)
{
	keep_error(made, bytes);
	if (bytes <= 0)
		return made->error == EAGAIN ? BLOCKED : DONE;
	made->bytes += bytes;
	made->end->left -= bytes;
	return made->end->left > 0 ? BLOCKED : DONE;
}

static int new_socket(const struct made *made)
{
	const int on = 1;
	network_enter(&made->path->network, made->side);
	int fd = socket(made->path->network.ipv6 ? AF_INET6 : AF_INET,
			SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	network_leave(&made->path->network);
	if (made->side == SERVER)
		setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
	return fd;
}

/* The socket that options and calls are about: the connection's, else a new one. */
static int current(const struct made *made)
{
	struct end *end = made->end;
	if (end->socket >= 0)
		return end->socket;
	if (made->side == SERVER && end->listener >= 0)
		return end->listener;
	int fd = new_socket(made);
	if (made->side == SERVER)
		end->listener = fd;
	else
		end->socket = fd;
	return fd;
}

static enum result call_bind(struct made *made)
{
	struct sockaddr_storage address;
	const int on = 1;
	int fd = current(made);
	socklen_t length =
	    network_address(&made->path->network, made->side, (uint16_t)made->number, &address);
	setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
	keep_error(made, bind(fd, (struct sockaddr *)&address, length));
	return DONE;
}

static enum result call_connect(struct made *made)
{
	struct sockaddr_storage address;
	socklen_t length = network_address(&made->path->network, SERVER, SERVER_PORT, &address);
	int fd = current(made);
	keep_error(made, connect(fd, (struct sockaddr *)&address, length));
	if (made->error == EISCONN)
		made->error = 0;
	return made->error == EINPROGRESS || made->error == EALREADY ? BLOCKED : DONE;
}

static enum result call_extra(struct made *made)
{
	struct sockaddr_storage address;
	socklen_t length = network_address(&made->path->network, SERVER, SERVER_PORT, &address);
	for (long i = 0; i < made->number; i++)
		keep_error(made, connect(new_socket(made), (struct sockaddr *)&address, length));
	return DONE;
}

static enum result call_listen(struct made *made)
{
	int fd = current(made);
	made->number = made->number < 0 ? 0 : made->number;
	struct made bound = *made;
	bound.number = SERVER_PORT;
	call_bind(&bound);
	keep_error(made, listen(fd, (int)made->number));
	return DONE;
}

static enum result call_accept(struct made *made)
{
	int fd = accept4(made->end->listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
	if (keep_error(made, fd) >= 0)
		made->end->socket = fd;
	return made->error == EAGAIN ? BLOCKED : DONE;
}

static enum result call_write(struct made *made)
{
	static char bytes[CHUNK];
	struct end *end = made->end;
	if (!bytes[0])
		for (size_t i = 0; i < sizeof bytes; i++)
			bytes[i] = (char)('a' + i % 26);
	size_t length = (size_t)(end->left < CHUNK ? end->left : CHUNK);
	return transferred(made, send(end->socket, bytes, length, MSG_NOSIGNAL));
}

static enum result call_read(struct made *made)
{
	char bytes[CHUNK];
	struct end *end = made->end;
	size_t length = (size_t)(end->left < CHUNK ? end->left : CHUNK);
	return transferred(made, recv(end->socket, bytes, length, 0));
}

static enum result call_read_all(struct made *made)
{
	char bytes[CHUNK];
	ssize_t got;
	while ((got = recv(made->end->socket, bytes, sizeof bytes, 0)) > 0)
		made->bytes += got;
	keep_error(made, got);
	return made->error == EAGAIN ? BLOCKED : DONE;
}

static enum result call_shutdown(struct made *made)
{
	keep_error(made, shutdown(made->end->socket, SHUT_WR));
	return DONE;
}

static enum result call_close(struct made *made)
{
	if (made->end->socket >= 0)
		close(made->end->socket);
	made->end->socket = -1;
	return DONE;
}

static enum result call_abort(struct made *made)
{
	const struct linger linger = {.l_onoff = 1};
	setsockopt(made->end->socket, SOL_SOCKET, SO_LINGER, &linger, sizeof linger);
	return call_close(made);
}

static enum result call_unlisten(struct made *made)
{
	if (made->end->listener >= 0)
		close(made->end->listener);
	made->end->listener = -1;
	return DONE;
}

static enum result call_pause(struct made *made)
{
	const struct timeval time = {made->number / 1000, made->number % 1000 * 1000};
	event_add(&made->end->pause, &time);
	made->end->paused = true;
	return WAITS_FOR_TIME;
}

static enum result call_quiet(struct made *made)
{
	return path_rests(made->path) ? DONE : BLOCKED;
}

/* With an OPTION (of LEVEL) the call is setsockopt(). EVENT: what to wait for when it blocks. */
static const struct row {
	const char *name;
	enum result (*make)(struct made *made);
	short event;
	int level, option;
} rows[] = {
    {"sndbuf", NULL, 0, SOL_SOCKET, SO_SNDBUF},
    {"rcvbuf", NULL, 0, SOL_SOCKET, SO_RCVBUF},
    {"reuse", NULL, 0, SOL_SOCKET, SO_REUSEADDR},
    {"nodelay", NULL, 0, IPPROTO_TCP, TCP_NODELAY},
    {"cork", NULL, 0, IPPROTO_TCP, TCP_CORK},
    {"maxseg", NULL, 0, IPPROTO_TCP, TCP_MAXSEG},
    {"quickack", NULL, 0, IPPROTO_TCP, TCP_QUICKACK},
    {"defer-accept", NULL, 0, IPPROTO_TCP, TCP_DEFER_ACCEPT},
    {"user-timeout", NULL, 0, IPPROTO_TCP, TCP_USER_TIMEOUT},
    {"keepalive", NULL, 0, SOL_SOCKET, SO_KEEPALIVE},
    {"keepidle", NULL, 0, IPPROTO_TCP, TCP_KEEPIDLE},
    {"keepintvl", NULL, 0, IPPROTO_TCP, TCP_KEEPINTVL},
    {"fastopen", NULL, 0, IPPROTO_TCP, TCP_FASTOPEN},
    {"fastopen-connect", NULL, 0, IPPROTO_TCP, TCP_FASTOPEN_CONNECT},
    {.name = "bind", .make = call_bind},
    {.name = "connect", .make = call_connect, .event = EV_WRITE},
    {.name = "extra", .make = call_extra},
    {.name = "listen", .make = call_listen},
    {.name = "accept", .make = call_accept, .event = EV_READ},
    {.name = "write", .make = call_write, .event = EV_WRITE},
    {.name = "read", .make = call_read, .event = EV_READ},
    {.name = "read-all", .make = call_read_all, .event = EV_READ},
    {.name = "shutdown", .make = call_shutdown},
    {.name = "close", .make = call_close},
    {.name = "abort", .make = call_abort},
    {.name = "unlisten", .make = call_unlisten},
    {.name = "pause", .make = call_pause},
    {.name = "quiet", .make = call_quiet},
};

bool call_find(const char *name, unsigned *index)
{
	for (*index = 0; *index < sizeof rows / sizeof *rows; ++*index)
		if (strcmp(name, rows[*index].name) == 0)
			return true;
	return false;
}

enum result call_make(unsigned index, struct made *made)
{
	const struct row *row = &rows[index];
	const int number = (int)made->number;
	if (row->make)
		return row->make(made);
	keep_error(made,
		   setsockopt(current(made), row->level, row->option, &number, sizeof number));
	return DONE;
}

const char *call_name(unsigned index)
{
	return rows[index].name;
}

short call_event(unsigned index)
{
	return rows[index].event;
}
