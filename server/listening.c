/* SPDX-License-Identifier: MIT */
#include "listening.h"

#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
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

/* A listening socket, or -1 with errno. */
static int listen_at(const struct addrinfo *info, int backlog)
{
	int fd = socket(info->ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	if (fd < 0)
		return -1;
	int on = 1;
	setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
	/* Accepted sockets inherit it: one system call per server, not per connection. */
	setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
	/* Or [::] would take the IPv4 port as well, and an IPv4 address beside it would fail. */
	if (info->ai_family == AF_INET6)
		setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &on, sizeof on);
	if (bind(fd, info->ai_addr, info->ai_addrlen) == 0 && listen(fd, backlog) == 0)
		return fd;
	int error = errno;
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
	return false;
}

/* Adds one socket. On failure errno says why, when the address was one at all; else it is 0. */
static bool add(struct listening *listening, const char *address, uint16_t port, int backlog,
		struct err *err)
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
	int fd = listen_at(info, backlog);
	int error = errno;
	if (fd >= 0) {
		listening->fds[listening->count] = fd;
		name_of_socket(fd, &listening->at[listening->count]);
		listening->count++;
	} else {
		refuse(info, error, err);
	}
	freeaddrinfo(info);
	errno = error;
	return fd >= 0;
}

/* No IPv6 in the kernel, or none on the loopback interface. */
static bool is_lack_of_ipv6(int error)
{
	return error == EAFNOSUPPORT || error == EADDRNOTAVAIL;
}

static bool add_all(struct listening *listening, const struct option_list *addresses, uint16_t port,
		    int backlog, struct err *err)
{
	bool by_default = addresses->count == 0;
	const struct option_list *list = by_default ? &defaults : addresses;
	listening->count = 0;
	for (size_t i = 0; i < list->count; i++) {
		uint16_t same = listening->count > 0 ? listening->at[0].port : port;
		if (add(listening, list->items[i], same, backlog, err))
			continue;
		int error = errno;
		if (by_default && listening->count > 0 && is_lack_of_ipv6(error))
			continue;
		listening_close(listening);
		errno = error;
		return false;
	}
	return true;
}

bool listening_open(struct listening *listening, const struct option_list *addresses, uint16_t port,
		    int backlog, struct err *err)
{
	for (int i = 0; i < PICKS; i++) {
		if (add_all(listening, addresses, port, backlog, err))
			return true;
		/* A picked port can be taken on the second address: pick anew. */
		if (port != 0 || errno != EADDRINUSE)
			break;
	}
	return false;
}

void listening_close(struct listening *listening)
{
	for (size_t i = 0; i < listening->count; i++)
		close(listening->fds[i]);
	listening->count = 0;
}
