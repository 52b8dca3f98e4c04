/* SPDX-License-Identifier: MIT */
#include "source_addresses.h"

#include <arpa/inet.h>
#include <errno.h>
#include <inttypes.h>
#include <string.h>
#include <sys/socket.h>

#include "connect_socket.h"
#include "text.h"

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

static uint64_t connections_per_source(uint32_t ports)
{
	if (ports / 2 >= CONNECTIONS_PER_SOURCE)
		return CONNECTIONS_PER_SOURCE;
	return ports > 1 ? ports / 2 : 1;
}

bool source_addresses_init(struct source_addresses *addresses, const struct server_address *address,
			   uint64_t connections, uint32_t ports, const char *local, struct err *err)
{
	uint64_t each = connections_per_source(ports);
	*addresses = (struct source_addresses){.count = 1, .ports = ports};
	if (local)
		return set_local(addresses, address->address.ss_family, local, err);
	bool few = connections > 0 && connections <= each;
	if (few || !is_loopback(address))
		return true;
	if (connections > 0 && connections < SOURCE_ADDRESSES_MAX * each)
		addresses->count = (uint32_t)((connections + each - 1) / each);
	else
		addresses->count = SOURCE_ADDRESSES_MAX;
	return set_local(addresses, AF_INET, "127.0.0.1", err);
}

static bool cannot_bind(const struct sockaddr_storage *address, struct err *err)
{
	int error = errno;
	struct endpoint local;
	struct text text;
	text_init(&text);
	if (endpoint_from_sockaddr(&local, (const struct sockaddr *)address))
		text_address(&text, &local);
	err_set(err, "cannot connect from %s: %s%s", text_c_string(&text), strerror(error),
		error == EADDRNOTAVAIL ? CONNECT_SOCKET_ADDRESSES : "");
	text_release(&text);
	errno = error;
	return false;
}

bool source_addresses_bind(struct source_addresses *addresses, int fd, struct err *err)
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
	return (setsockopt(fd, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &on, sizeof on) == 0 &&
		bind(fd, (const struct sockaddr *)&address, addresses->length) == 0) ||
	       cannot_bind(&address, err);
}

void source_addresses_explain_exhausted(const struct source_addresses *addresses,
					uint64_t connections, bool by_rst, struct err *err)
{
	const char *cause = "others hold them, open or in TIME-WAIT, for a minute: wait";
	if (connections > 0 && by_rst)
		cause = "so many are open at a time: fewer --connections need fewer";
	else if (connections > 0)
		cause = "those that the client closed hold one for a minute, in TIME-WAIT: "
			"--close=reset leaves none behind";
	err_set(err,
		"no local port is left after %" PRIu64 " connections, of %" PRIu64
		" ('ss -tan' lists who has them): %s, and 'sysctl -w "
		"net.ipv4.ip_local_port_range=\"1024 65535\"' gives more ports",
		connections, (uint64_t)addresses->count * addresses->ports, cause);
}
