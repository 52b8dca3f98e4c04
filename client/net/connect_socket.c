/* SPDX-License-Identifier: MIT */
#include "connect_socket.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static const char *remedy(int error)
{
	switch (error) {
	case EADDRINUSE:
		return ": another program has this port: choose another --local-port";
	case EADDRNOTAVAIL:
		return CONNECT_SOCKET_ADDRESSES;
	case EACCES:
		return ": this port is reserved for root, choose one above 1023";
	default:
		return "";
	}
}

bool connect_socket_local_address(const char *name, uint16_t port, int family,
				  struct sockaddr_storage *storage, socklen_t *length,
				  struct err *err)
{
	struct sockaddr_in ipv4 = {.sin_family = AF_INET, .sin_port = htons(port)};
	struct sockaddr_in6 ipv6 = {.sin6_family = AF_INET6, .sin6_port = htons(port)};
	void *address = family == AF_INET ? (void *)&ipv4.sin_addr : (void *)&ipv6.sin6_addr;
	if (name && inet_pton(family, name, address) != 1)
		return err_set(err, "cannot connect from '%s': no %s address", name,
			       family == AF_INET ? "IPv4" : "IPv6");
	*length = family == AF_INET ? sizeof ipv4 : sizeof ipv6;
	memcpy(storage, family == AF_INET ? (const void *)&ipv4 : (const void *)&ipv6, *length);
	return true;
}

static bool cannot_bind(const struct connect_plan *plan, struct err *err)
{
	int error = errno;
	char port[sizeof ", port 65535"] = "";
	if (plan->local_port > 0)
		snprintf(port, sizeof port, ", port %u", plan->local_port);
	err_set(err, "cannot connect from %s%s: %s%s",
		plan->local_address ? plan->local_address : "*", port, strerror(error),
		remedy(error));
	errno = error;
	return false;
}

static bool bind_it(const struct connect_plan *plan, int fd, int family, struct err *err)
{
	if (!plan->local_address && plan->local_port == 0)
		return true;
	struct sockaddr_storage local;
	socklen_t length = 0;
	if (!connect_socket_local_address(plan->local_address, plan->local_port, family, &local,
					  &length, err)) {
		errno = EAFNOSUPPORT;
		return false;
	}
	/* So that a port can be had whose last connection is in TIME-WAIT; one that is not told is
	 * chosen when it connects: then it must differ only from those that are used with the same
	 * server. */
	int on = 1;
	if (plan->local_port > 0)
		setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
	else
		setsockopt(fd, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &on, sizeof on);
	return bind(fd, (struct sockaddr *)&local, length) == 0 || cannot_bind(plan, err);
}

int connect_socket_open(const struct connect_plan *plan, int family, struct err *err)
{
	int fd = socket(family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	int error = errno;
	if (fd < 0)
		err_set(err, "cannot make a socket: %s", strerror(error));
	else if (socket_options_apply(&plan->socket, fd, err) && bind_it(plan, fd, family, err))
		return fd;
	else
		error = errno;
	if (fd >= 0)
		close(fd);
	errno = error;
	return -1;
}

int connect_socket_start(const struct connect_plan *plan, int fd,
			 const struct server_address *address, const char *bytes, size_t length,
			 size_t *sent)
{
	const struct sockaddr *to = (const struct sockaddr *)&address->address;
	ssize_t result;
	*sent = 0;
	if (plan->fast_open && length > 0)
		result =
		    sendto(fd, bytes, length, MSG_FASTOPEN | MSG_NOSIGNAL, to, address->length);
	else
		result = connect(fd, to, address->length);
	if (result < 0)
		return errno == EINPROGRESS || errno == EINTR ? 0 : errno;
	*sent = (size_t)result;
	return 0;
}
