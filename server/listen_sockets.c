/* SPDX-License-Identifier: MIT */
#include "listen_sockets.h"

#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* How often the kernel is asked for a port that is free on all addresses. */
enum { PICKS = 16 };

static const struct option_list defaults = {{"127.0.0.1", "::1"}, 2};

static const char *remedy(int error)
{
	static const struct {
		int error;
		const char *text;
	} remedies[] = {
	    {EADDRINUSE, ": stop the other server or choose another port with -p"},
	    {EACCES, ": this port is reserved for root, choose one above 1023 with -p"},
	    {EADDRNOTAVAIL, ": 'ip address' lists the addresses of this machine"},
	    {EAFNOSUPPORT, ": IPv6 is switched off here, choose an IPv4 address with -a"},
	};
	for (size_t i = 0; i < sizeof remedies / sizeof remedies[0]; i++)
		if (remedies[i].error == error)
			return remedies[i].text;
	return "";
}

static bool refuse(const struct addrinfo *info, int error, struct err *err)
{
	struct endpoint endpoint;
	struct text name;
	text_init(&name);
	if (endpoint_from_sockaddr(&endpoint, info->ai_addr))
		text_endpoint(&name, &endpoint);
	err_set(err, "cannot listen on %s: %s%s", text_c_string(&name), strerror(error),
		remedy(error));
	text_release(&name);
	errno = error;
	return false;
}

/* With SO_REUSEPORT before bind() a second server would join the first one's port unnoticed. */
static bool bind_to(int fd, const struct addrinfo *info, enum port_sharing sharing)
{
	int on = 1;
	if (sharing == PORT_JOIN && setsockopt(fd, SOL_SOCKET, SO_REUSEPORT, &on, sizeof on) != 0)
		return false;
	if (bind(fd, info->ai_addr, info->ai_addrlen) != 0)
		return false;
	return sharing != PORT_FIRST ||
	       setsockopt(fd, SOL_SOCKET, SO_REUSEPORT, &on, sizeof on) == 0;
}

static bool listen_with(int fd, const struct addrinfo *info, const struct listen_settings *terms,
			struct err *err)
{
	int on = 1;
	if (!socket_options_apply(terms->options, fd, err))
		return false;
	/* Or [::] would take the IPv4 port as well, and an IPv4 address beside it would fail. */
	if (info->ai_family == AF_INET6)
		setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &on, sizeof on);
	return (bind_to(fd, info, terms->sharing) && listen(fd, terms->backlog) == 0) ||
	       refuse(info, errno, err);
}

/* A listening socket, or -1 with errno and the reason. */
static int listen_at(const struct addrinfo *info, const struct listen_settings *terms,
		     struct err *err)
{
	int fd = socket(info->ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	int error = errno;
	if (fd < 0)
		refuse(info, error, err);
	if (fd < 0 || listen_with(fd, info, terms, err))
		return fd;
	error = errno;
	close(fd);
	errno = error;
	return -1;
}

static bool name_of_socket(int fd, struct endpoint *endpoint)
{
	struct sockaddr_storage address;
	socklen_t length = sizeof address;
	return getsockname(fd, (struct sockaddr *)&address, &length) == 0 &&
	       endpoint_from_sockaddr(endpoint, (struct sockaddr *)&address);
}

/* Adds one socket. On failure errno says why, when the address was one at all; else it is 0. */
static bool add(struct listen_sockets *listening, const char *address, uint16_t port,
		const struct listen_settings *terms, struct err *err)
{
	char service[sizeof "65535"];
	snprintf(service, sizeof service, "%u", port);
	struct addrinfo hints = {.ai_socktype = SOCK_STREAM,
				 .ai_flags = AI_NUMERICHOST | AI_NUMERICSERV | AI_PASSIVE};
	struct addrinfo *info;
	errno = 0;
	if (getaddrinfo(address, service, &hints, &info) != 0) {
		errno = 0;
		return err_set(err,
			       "cannot listen on '%s': not an IP address: "
			       "try 127.0.0.1, ::1, or 0.0.0.0 and :: for every address",
			       address);
	}
	int fd = listen_at(info, terms, err);
	int error = errno;
	if (fd >= 0) {
		listening->fds[listening->count] = fd;
		name_of_socket(fd, &listening->at[listening->count]);
		listening->count++;
	}
	freeaddrinfo(info);
	errno = error;
	return fd >= 0;
}

/* No IPv6 in the kernel, or none on the loopback interface. */
static bool is_without_ipv6(int error)
{
	return error == EAFNOSUPPORT || error == EADDRNOTAVAIL;
}

static bool add_all(struct listen_sockets *listening, const struct listen_settings *terms,
		    struct err *err)
{
	bool by_default = terms->addresses->count == 0;
	const struct option_list *list = by_default ? &defaults : terms->addresses;
	listening->count = 0;
	for (size_t i = 0; i < list->count; i++) {
		uint16_t same = listening->count > 0 ? listening->at[0].port : terms->port;
		if (add(listening, list->items[i], same, terms, err))
			continue;
		int error = errno;
		if (by_default && listening->count > 0 && is_without_ipv6(error))
			continue;
		listen_sockets_close(listening);
		errno = error;
		return false;
	}
	return true;
}

bool listen_sockets_open(struct listen_sockets *listening, const struct listen_settings *terms,
			 struct err *err)
{
	for (int i = 0; i < PICKS; i++) {
		if (add_all(listening, terms, err))
			return true;
		/* A picked port can be taken on the second address: pick anew. */
		if (terms->port != 0 || errno != EADDRINUSE)
			break;
	}
	return false;
}

void listen_sockets_close(struct listen_sockets *listening)
{
	for (size_t i = 0; i < listening->count; i++)
		close(listening->fds[i]);
	listening->count = 0;
}
