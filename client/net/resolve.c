/* SPDX-License-Identifier: MIT */
#include "resolve.h"

#include <errno.h>
#include <netdb.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

static void add(struct server_addresses *addresses, const struct addrinfo *info)
{
	struct server_address *address = &addresses->list[addresses->count];
	if (addresses->count == SERVER_ADDRESSES_MAX ||
	    !endpoint_from_sockaddr(&address->endpoint, info->ai_addr))
		return;
	memcpy(&address->address, info->ai_addr, info->ai_addrlen);
	address->length = info->ai_addrlen;
	addresses->count++;
}

static bool look_up(struct server_addresses *addresses, const char *name, uint16_t port,
		    struct err *err)
{
	char service[sizeof "65535"];
	snprintf(service, sizeof service, "%u", port);
	struct addrinfo hints = {.ai_socktype = SOCK_STREAM, .ai_flags = AI_NUMERICSERV};
	struct addrinfo *found;
	int failure = getaddrinfo(name, service, &hints, &found);
	if (failure != 0)
		return err_set(err, "cannot find host '%s': %s: check the name given with -H", name,
			       failure == EAI_SYSTEM ? strerror(errno) : gai_strerror(failure));
	for (const struct addrinfo *info = found; info; info = info->ai_next)
		add(addresses, info);
	freeaddrinfo(found);
	return addresses->count > 0 ||
	       err_set(err, "cannot find host '%s': it has no IP address", name);
}

/* "HOST:PORT", as many other programs take it, or "[IPV6]:PORT". */
static bool names_a_port(const char *name)
{
	const char *colon = strrchr(name, ':');
	bool ipv6 = colon && strchr(name, ':') != colon;
	return colon && colon > name && (!ipv6 || colon[-1] == ']') && colon[1] != '\0' &&
	       strspn(colon + 1, "0123456789") == strlen(colon + 1);
}

bool resolve_check_host(const char *host, struct err *err)
{
	if (!names_a_port(host))
		return true;
	const char *colon = strrchr(host, ':');
	return err_set(err, "-H takes no port: -H %.*s -p %s", (int)(colon - host), host,
		       colon + 1);
}

bool resolve_host(struct server_addresses *addresses, const char *host, uint16_t port,
		  struct err *err)
{
	*addresses = (struct server_addresses){0};
	if (strcasecmp(host, "localhost") == 0)
		return look_up(addresses, "127.0.0.1", port, err) &&
		       look_up(addresses, "::1", port, err);

	char bare[64]; /* an IPv6 address without its brackets */
	size_t length = strlen(host);
	if (length > 2 && length - 2 < sizeof bare && host[0] == '[' && host[length - 1] == ']') {
		snprintf(bare, sizeof bare, "%.*s", (int)(length - 2), host + 1);
		return look_up(addresses, bare, port, err);
	}
	return look_up(addresses, host, port, err);
}

const struct server_address *server_addresses_next(struct server_addresses *addresses)
{
	if (addresses->tried == addresses->count) {
		addresses->reached = 0;
		return NULL;
	}
	addresses->reached = addresses->tried++;
	return &addresses->list[addresses->reached];
}

const struct server_address *server_addresses_reached(const struct server_addresses *addresses)
{
	return &addresses->list[addresses->reached];
}
