/* SPDX-License-Identifier: MIT */
#include "sources.h"

#include <arpa/inet.h>
#include <inttypes.h>
#include <string.h>
#include <sys/socket.h>

static const struct sockaddr_in *as_ipv4(const struct sockaddr_storage *address)
{
	return (const struct sockaddr_in *)address;
}

static bool is_loopback(const struct target_address *address)
{
	return address->address.ss_family == AF_INET &&
	       ntohl(as_ipv4(&address->address)->sin_addr.s_addr) >> 24 == IN_LOOPBACKNET;
}

static bool set_local(struct sources *sources, int family, const char *local, struct err *err)
{
	struct sockaddr_in ipv4 = {.sin_family = AF_INET};
	struct sockaddr_in6 ipv6 = {.sin6_family = AF_INET6};
	void *place = family == AF_INET ? (void *)&ipv4.sin_addr : (void *)&ipv6.sin6_addr;
	if (inet_pton(family, local, place) != 1)
		return err_set(err, "cannot connect from '%s': no %s address", local,
			       family == AF_INET ? "IPv4" : "IPv6");
	sources->length = family == AF_INET ? sizeof ipv4 : sizeof ipv6;
	memcpy(&sources->first, family == AF_INET ? (const void *)&ipv4 : (const void *)&ipv6,
	       sources->length);
	sources->bound = true;
	return true;
}

bool sources_init(struct sources *sources, const struct target_address *address,
		  uint64_t connections, const char *local, struct err *err)
{
	*sources = (struct sources){.count = 1};
	if (local)
		return set_local(sources, address->address.ss_family, local, err);
	bool few = connections > 0 && connections <= SOURCES_PER_ADDRESS;
	if (few || !is_loopback(address))
		return true;
	if (connections > 0 && connections < (uint64_t)SOURCES_MAX * SOURCES_PER_ADDRESS)
		sources->count =
		    (uint32_t)((connections + SOURCES_PER_ADDRESS - 1) / SOURCES_PER_ADDRESS);
	else
		sources->count = SOURCES_MAX;
	return set_local(sources, AF_INET, "127.0.0.1", err);
}

bool sources_bind(struct sources *sources, int fd)
{
	if (!sources->bound)
		return true;
	int on = 1;
	struct sockaddr_storage address = sources->first;
	if (sources->count > 1) {
		struct sockaddr_in ipv4 = *as_ipv4(&address);
		ipv4.sin_addr.s_addr = htonl(ntohl(ipv4.sin_addr.s_addr) + sources->next);
		memcpy(&address, &ipv4, sizeof ipv4);
		sources->next = sources->next + 1 < sources->count ? sources->next + 1 : 0;
	}
	return setsockopt(fd, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &on, sizeof on) == 0 &&
	       bind(fd, (const struct sockaddr *)&address, sources->length) == 0;
}

void sources_complain(const struct sources *sources, uint64_t connections, struct err *err)
{
	if (connections == 0 && sources->bound)
		err_set(err, "cannot connect from the --local-address: this machine does not have "
			     "it: 'ip address' lists those that it has");
	else
		err_set(err,
			"no local port is left after %" PRIu64
			" connections: those that the client closed hold one for a minute, in "
			"TIME-WAIT: --close=reset leaves none behind, 'sysctl "
			"net.ipv4.ip_local_port_range' tells how many ports there are",
			connections);
}
