/* SPDX-License-Identifier: MIT */
#include "source_addresses.h"

#include <arpa/inet.h>
#include <inttypes.h>
#include <string.h>
#include <sys/socket.h>

#include "connect_socket.h"

static const struct sockaddr_in *as_ipv4(const struct sockaddr_storage *address)
{
	return (const struct sockaddr_in *)address;
}

static bool is_loopback(const struct server_address *address)
{
	return address->address.ss_family == AF_INET &&
	       ntohl(as_ipv4(&address->address)->sin_addr.s_addr) >> 24 == IN_LOOPBACKNET;
}

static bool set_local(struct source_addresses *addresses, int family, const char *local,
		      struct err *err)
{
	addresses->bound = connect_socket_local_address(local, 0, family, &addresses->first,
							&addresses->length, err);
	return addresses->bound;
}

bool source_addresses_init(struct source_addresses *addresses, const struct server_address *address,
			   uint64_t connections, const char *local, struct err *err)
{
	*addresses = (struct source_addresses){.count = 1};
	if (local)
		return set_local(addresses, address->address.ss_family, local, err);
	bool few = connections > 0 && connections <= CONNECTIONS_PER_SOURCE;
	if (few || !is_loopback(address))
		return true;
	if (connections > 0 &&
	    connections < (uint64_t)SOURCE_ADDRESSES_MAX * CONNECTIONS_PER_SOURCE)
		addresses->count =
		    (uint32_t)((connections + CONNECTIONS_PER_SOURCE - 1) / CONNECTIONS_PER_SOURCE);
	else
		addresses->count = SOURCE_ADDRESSES_MAX;
	return set_local(addresses, AF_INET, "127.0.0.1", err);
}

bool source_addresses_bind(struct source_addresses *addresses, int fd)
{
	if (!addresses->bound)
		return true;
	int on = 1;
	struct sockaddr_storage address = addresses->first;
	if (addresses->count > 1) {
		struct sockaddr_in ipv4 = *as_ipv4(&address);
		ipv4.sin_addr.s_addr = htonl(ntohl(ipv4.sin_addr.s_addr) + addresses->next);
		memcpy(&address, &ipv4, sizeof ipv4);
		addresses->next = addresses->next + 1 < addresses->count ? addresses->next + 1 : 0;
	}
	return setsockopt(fd, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &on, sizeof on) == 0 &&
	       bind(fd, (const struct sockaddr *)&address, addresses->length) == 0;
}

void source_addresses_explain_exhausted(const struct source_addresses *addresses,
					uint64_t connections, struct err *err)
{
	if (connections == 0 && addresses->bound)
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
