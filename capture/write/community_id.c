/* SPDX-License-Identifier: MIT */
#include "community_id.h"

#include <netinet/in.h>

#include "sha1.h"

/* The smaller end comes first: by its address as it stands in a packet, then by its port. */
static bool comes_first(const struct endpoint *one, const struct endpoint *other)
{
	int order = memcmp(one->address, other->address, sizeof one->address);
	return order != 0 ? order < 0 : one->port <= other->port;
}

/* In base64: three bytes are four digits, and the last two of all three and a `=`. */
static char *put_digest(char *at, const uint8_t digest[SHA1_BYTES + 1])
{
	static const char digits[] =
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	for (size_t i = 0; i < SHA1_BYTES; i += 3, at += 4) {
		uint32_t three =
		    (uint32_t)digest[i] << 16 | (uint32_t)digest[i + 1] << 8 | digest[i + 2];
		at[0] = digits[three >> 18];
		at[1] = digits[three >> 12 & 63];
		at[2] = digits[three >> 6 & 63];
		at[3] = digits[three & 63];
	}
	at[-1] = '=';
	return at;
}

/* Seed, both addresses, the protocol and a zero, both ports, all in network byte order. */
char *put_community_id(char *at, const struct endpoint *one, const struct endpoint *other)
{
	uint8_t input[SHA1_SHORT_MAX] = {0, 0}, digest[SHA1_BYTES + 1] = {0};
	size_t length = 2, size = one->version == 4 ? 4 : 16;
	const struct endpoint *ends[2] = {one, other};
	if (!comes_first(one, other)) {
		ends[0] = other;
		ends[1] = one;
	}
	for (int i = 0; i < 2; i++, length += size)
		memcpy(input + length, ends[i]->address, size);
	input[length++] = IPPROTO_TCP;
	input[length++] = 0;
	for (int i = 0; i < 2; i++) {
		input[length++] = (uint8_t)(ends[i]->port >> 8);
		input[length++] = (uint8_t)ends[i]->port;
	}
	sha1_short(input, length, digest);
	*at++ = '1';
	*at++ = ':';
	return put_digest(at, digest);
}
