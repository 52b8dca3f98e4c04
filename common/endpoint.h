/* SPDX-License-Identifier: MIT */
/* One end of a TCP connection: address and port. */
#ifndef ENDPOINT_H
#define ENDPOINT_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/socket.h>

#include "text.h"

struct endpoint {
	uint8_t address[16]; /* network order; IPv4 in the first 4 bytes, the others 0 */
	uint16_t port;       /* host order */
	uint8_t version;     /* 4 or 6 */
	uint8_t padding;     /* always 0, so that two equal endpoints are equal as bytes */
};

static inline bool endpoint_equal(const struct endpoint *a, const struct endpoint *b)
{
	/* As three words: the compiler calls memcmp() for so many bytes. */
	uint64_t first[2], second[2];
	uint32_t first_rest, second_rest;
	memcpy(first, a, sizeof first);
	memcpy(second, b, sizeof second);
	memcpy(&first_rest, (const uint8_t *)a + sizeof first, sizeof first_rest);
	memcpy(&second_rest, (const uint8_t *)b + sizeof second, sizeof second_rest);
	return ((first[0] ^ second[0]) | (first[1] ^ second[1]) | (first_rest ^ second_rest)) == 0;
}

/* From a sockaddr_in or sockaddr_in6; false for any other family. */
bool endpoint_from_sockaddr(struct endpoint *endpoint, const struct sockaddr *address);

enum { ENDPOINT_TEXT_MAX = 2 + 45 + 1 + DECIMAL_MAX }; /* brackets, address, colon, port */

/* Writes "127.0.0.1" or "::1" (RFC 5952) at AT, where ENDPOINT_TEXT_MAX bytes are free; returns
 * where it ended (put.h). */
char *put_address(char *at, const struct endpoint *endpoint);

/* The same with the port: "127.0.0.1:8079" or "[::1]:8079". */
char *put_endpoint(char *at, const struct endpoint *endpoint);

/* Appends "127.0.0.1" or "::1" (RFC 5952). */
void text_address(struct text *text, const struct endpoint *endpoint);

/* Appends "127.0.0.1:8079" or "[::1]:8079". */
void text_endpoint(struct text *text, const struct endpoint *endpoint);

#endif
