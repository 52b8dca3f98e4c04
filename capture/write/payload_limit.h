/* SPDX-License-Identifier: MIT */
/* How much of a segment's payload is shown as text by the formats that show all that they are
 * allowed to: line and json. */
#ifndef PAYLOAD_LIMIT_H
#define PAYLOAD_LIMIT_H

#include <stdbool.h>
#include <stdint.h>

#include "err.h"
#include "segment.h"
#include "text.h"

enum { PAYLOAD_USUAL = 256 };

/* All zeros: PAYLOAD_USUAL bytes. */
struct payload_limit {
	bool given;
	uint32_t bytes; /* of each segment; where GIVEN */
};

/* WORD: a number of bytes, "all" or "none". False with the reason. */
bool payload_limit_read(struct payload_limit *limit, const char *word, struct err *err);

uint32_t payload_limit_bytes(const struct payload_limit *limit);

/* Bytes of the captured payload that are shown: no UTF-8 sequence is cut in two by the limit. */
uint32_t payload_shown(const struct payload_limit *limit, const struct segment *segment);

/* The payload as text, escaped. What is left out, by the limit or by the capture, is told. */
void text_payload(struct text *text, const struct segment *segment,
		  const struct payload_limit *limit);

#endif
