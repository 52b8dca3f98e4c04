/* SPDX-License-Identifier: MIT */
#include "payload_limit.h"

#include <string.h>

#include "escape.h"
#include "number.h"

bool payload_limit_read(struct payload_limit *limit, const char *word, struct err *err)
{
	uint64_t bytes = UINT32_MAX;
	if (strcmp(word, "none") == 0)
		bytes = 0;
	else if (strcmp(word, "all") != 0 && !number_parse(word, 0, UINT32_MAX, &bytes))
		return err_set_usage(err, "--payload is a number of bytes, all or none, not '%s'",
				     word);
	*limit = (struct payload_limit){.given = true, .bytes = (uint32_t)bytes};
	return true;
}

uint32_t payload_limit_bytes(const struct payload_limit *limit)
{
	return limit->given ? limit->bytes : PAYLOAD_USUAL;
}

/* RFC 3629: up to three bytes 10xxxxxx follow the first one of a sequence. */
static bool continues(uint8_t byte)
{
	return (byte & 0xc0) == 0x80;
}

uint32_t payload_shown(const struct payload_limit *limit, const struct segment *segment)
{
	enum { SEQUENCE_MAX = 4 };
	uint32_t bytes = payload_limit_bytes(limit);
	if (segment->payload_captured <= bytes)
		return segment->payload_captured;
	uint32_t back = 0;
	while (back < SEQUENCE_MAX - 1 && back < bytes && continues(segment->payload[bytes - back]))
		back++;
	return segment->payload[bytes - back] >= 0xc0 ? bytes - back : bytes;
}

void text_payload(struct text *text, const struct segment *segment,
		  const struct payload_limit *limit)
{
	uint32_t shown = payload_shown(limit, segment);
	if (shown > 0)
		text_escaped(text, segment->payload, shown);
	if (shown == segment->payload_length)
		return;
	text_string(text, shown > 0 ? " …" : "…");
	text_decimal(text, segment->payload_length - shown);
	text_string(text, " more");
}
