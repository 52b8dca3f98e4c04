/* SPDX-License-Identifier: MIT */
#include "endpoint.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>

bool endpoint_from_sockaddr(struct endpoint *endpoint, const struct sockaddr *address)
{
	*endpoint = (struct endpoint){0};
	if (address->sa_family == AF_INET) {
		struct sockaddr_in in;
		memcpy(&in, address, sizeof in);
		memcpy(endpoint->address, &in.sin_addr, 4);
		endpoint->port = ntohs(in.sin_port);
		endpoint->version = 4;
		return true;
	}
	if (address->sa_family == AF_INET6) {
		struct sockaddr_in6 in6;
		memcpy(&in6, address, sizeof in6);
		memcpy(endpoint->address, &in6.sin6_addr, 16);
		endpoint->port = ntohs(in6.sin6_port);
		endpoint->version = 6;
		return true;
	}
	return false;
}

char *put_address(char *at, const struct endpoint *endpoint)
{
	if (endpoint->version == 6) {
		inet_ntop(AF_INET6, endpoint->address, at, INET6_ADDRSTRLEN);
		return at + strlen(at);
	}
	for (int i = 0; i < 4; i++) {
		if (i > 0)
			*at++ = '.';
		at = put_decimal(at, endpoint->address[i]);
	}
	return at;
}

char *put_endpoint(char *at, const struct endpoint *endpoint)
{
	if (endpoint->version == 6)
		*at++ = '[';
	at = put_address(at, endpoint);
	if (endpoint->version == 6)
		*at++ = ']';
	*at++ = ':';
	return put_decimal(at, endpoint->port);
}

void text_address(struct text *text, const struct endpoint *endpoint)
{
	if (text_reserve(text, ENDPOINT_TEXT_MAX))
		text->length =
		    (size_t)(put_address(text->bytes + text->length, endpoint) - text->bytes);
}

void text_endpoint(struct text *text, const struct endpoint *endpoint)
{
	if (text_reserve(text, ENDPOINT_TEXT_MAX))
		text->length =
		    (size_t)(put_endpoint(text->bytes + text->length, endpoint) - text->bytes);
}
