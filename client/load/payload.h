/* SPDX-License-Identifier: MIT */
/* What a load sends: one message for all requests, in which the first letters can tell the number
 * of the request, so that the echo of another request is no good echo. One buffer for all
 * connections: it is stamped just before it is sent or compared. */
#ifndef PAYLOAD_H
#define PAYLOAD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "client_settings.h"
#include "err.h"

enum { PAYLOAD_STAMP_MAX = 8 }; /* letters; 26^8 numbers, then they repeat */

struct payload {
	char *bytes; /* owned; it stays where it is */
	size_t length;
	size_t stamp;     /* letters that tell the number; 0: every request is the same */
	size_t moved;     /* of these, the ones that are not those of number 0 */
	uint64_t stamped; /* the number that stands there */
};

/* The message of SETTINGS. With --size it is the alphabet over and over, and stamped. A newline
 * ends it where an echo is awaited, so that it comes at once, unless there is one or --no-newline
 * forbids it; with --size that is the last of the bytes. False with the reason without memory. */
bool payload_init(struct payload *payload, const struct client_settings *settings, struct err *err);
void payload_release(struct payload *payload);

/* The bytes become those of request NUMBER. */
void payload_stamp(struct payload *payload, uint64_t number);

#endif
