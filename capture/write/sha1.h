/* SPDX-License-Identifier: MIT */
/* Private to write: SHA-1 (RFC 3174) of what fits into one block. It names; it protects nothing. */
#ifndef SHA1_H
#define SHA1_H

#include <stddef.h>
#include <stdint.h>

enum { SHA1_BYTES = 20, SHA1_SHORT_MAX = 64 - 1 - 8 };

/* LENGTH: at most SHA1_SHORT_MAX. */
void sha1_short(const uint8_t *bytes, size_t length, uint8_t digest[SHA1_BYTES]);

#endif
