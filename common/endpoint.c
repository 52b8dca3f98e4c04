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

void text_address(struct text *text, const struct endpoint *endpoint)
{
	if (endpoint->version == 6) {
		char buffer[INET6_ADDRSTRLEN];
		text_string(text, inet_ntop(AF_INET6, endpoint->address, buffer, sizeof buffer));
		return;
	}
	for (int i = 0; i < 4; i++) {
		if (i > 0)
			text_char(text, '.');
		text_decimal(text, endpoint->address[i]);
	}
}

void text_endpoint(struct text *text, const struct endpoint *endpoint)
{
	if (endpoint->version == 6)
		text_char(text, '[');
	text_address(text, endpoint);
	if (endpoint->version == 6)
		text_char(text, ']');
	text_char(text, ':');
	text_decimal(text, endpoint->port);
}
