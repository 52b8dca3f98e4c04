/* SPDX-License-Identifier: MIT */
#include "view_address.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>
#include <strings.h>

#include "number.h"

enum { NAME_MAX_LENGTH = 64, HTTP_PORT = 80 };

/* "NAME:PORT" or "[NAME]:PORT" taken apart; *PORT stays as it is where none is named. */
static bool split(const char *words, char name[NAME_MAX_LENGTH], uint64_t *port)
{
	const char *end = words + strlen(words);
	const char *colon = strrchr(words, ':');
	const char *bracket = strrchr(words, ']');
	if (colon && (!bracket || colon > bracket)) {
		if (!number_parse(colon + 1, 0, 65535, port))
			return false;
		end = colon;
	}
	if (*words == '[') {
		if (!bracket || bracket + 1 != end)
			return false;
		words++;
		end = bracket;
	} else if (bracket || memchr(words, ':', (size_t)(end - words))) {
		return false; /* an IPv6 address without brackets */
	}
	size_t length = (size_t)(end - words);
	if (length >= NAME_MAX_LENGTH)
		return false;
	memcpy(name, words, length);
	name[length] = '\0';
	return true;
}

/* NAME: without brackets. */
static bool read_address(const char *name, struct endpoint *endpoint)
{
	uint8_t version = strchr(name, ':') ? 6 : 4;
	*endpoint = (struct endpoint){.version = version};
	return inet_pton(version == 6 ? AF_INET6 : AF_INET, name, endpoint->address) == 1;
}

bool view_address_parse(const char *words, struct view_address *address, struct err *err)
{
	static const struct endpoint any4 = {.version = 4}, any6 = {.version = 6};
	static const struct endpoint self6 = {.address = {[15] = 1}, .version = 6};
	char name[NAME_MAX_LENGTH] = "";
	uint64_t port = VIEW_PORT;
	bool read = number_parse(words, 0, 65535, &port) || split(words, name, &port);
	if (read && (*name == '\0' || strcasecmp(name, "localhost") == 0))
		strcpy(name, "127.0.0.1");
	if (!read || !read_address(name, &address->endpoint))
		return err_set_usage(
		    err, "--http takes ADDRESS:PORT, an IPv6 address in brackets, not '%s'", words);
	struct endpoint *endpoint = &address->endpoint;
	address->loopback =
	    endpoint->version == 4 ? endpoint->address[0] == 127 : endpoint_equal(endpoint, &self6);
	address->wildcard = endpoint_equal(endpoint, &any4) || endpoint_equal(endpoint, &any6);
	endpoint->port = (uint16_t)port;
	return true;
}

socklen_t view_address_sockaddr(const struct view_address *address,
				struct sockaddr_storage *sockaddr)
{
	const struct endpoint *endpoint = &address->endpoint;
	memset(sockaddr, 0, sizeof *sockaddr);
	if (endpoint->version == 4) {
		struct sockaddr_in in = {.sin_family = AF_INET, .sin_port = htons(endpoint->port)};
		memcpy(&in.sin_addr, endpoint->address, sizeof in.sin_addr);
		memcpy(sockaddr, &in, sizeof in);
		return sizeof in;
	}
	struct sockaddr_in6 in6 = {.sin6_family = AF_INET6, .sin6_port = htons(endpoint->port)};
	memcpy(&in6.sin6_addr, endpoint->address, sizeof in6.sin6_addr);
	memcpy(sockaddr, &in6, sizeof in6);
	return sizeof in6;
}

bool view_address_is_host(const struct view_address *address, const char *host)
{
	char name[NAME_MAX_LENGTH];
	struct endpoint named;
	uint64_t port = HTTP_PORT;
	if (!host || !split(host, name, &port) || port != address->endpoint.port)
		return false;
	bool here = address->loopback || address->wildcard;
	if (here && strcasecmp(name, "localhost") == 0)
		return true;
	if (!read_address(name, &named))
		return false;
	/* A Host header with an address is no DNS rebinding. */
	if (address->wildcard)
		return true;
	if (named.version != address->endpoint.version)
		return false;
	return memcmp(named.address, address->endpoint.address, sizeof named.address) == 0;
}
