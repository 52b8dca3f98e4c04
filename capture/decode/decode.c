/* SPDX-License-Identifier: MIT */
#include "decode.h"

#include "layers.h"

/* What the other floors need ends with the window: a header that the snaplen cut behind it is used,
 * as other tools do. */
enum { TCP_FIXED_HEADER = 20, TCP_NEEDED = 16 };

/* RFC 9293 section 3.1. */
static enum decode_result tcp_decode(struct cursor *cursor, struct segment *segment)
{
	if (cursor->wire < TCP_FIXED_HEADER)
		return DECODE_SHORT_TCP;
	const uint8_t *header = cursor_take(cursor, TCP_FIXED_HEADER), *rest = NULL;
	if (header) {
		rest = header + TCP_NEEDED;
	} else { /* nothing behind what is needed was captured either */
		header = cursor_take(cursor, TCP_NEEDED);
		if (!header)
			return DECODE_SHORT_TCP;
		cursor->captured.at = cursor->captured.end;
		cursor->wire -= TCP_FIXED_HEADER - TCP_NEEDED;
	}
	uint32_t options = (header[12] >> 4) * 4u;
	if (options < TCP_FIXED_HEADER)
		return DECODE_BAD_TCP_OFFSET;
	options -= TCP_FIXED_HEADER;
	if (options > cursor->wire)
		return segment->first_fragment ? DECODE_FRAGMENT : DECODE_BAD_TCP_OFFSET;

	segment->source.port = u16_at(header);
	segment->destination.port = u16_at(header + 2);
	segment->seq = u32_at(header + 4);
	segment->ack = u32_at(header + 8);
	segment->flags = u16_at(header + 12) & 0xfff;
	segment->window = u16_at(header + 14);
	segment->checksum = rest ? u16_at(rest) : 0;
	segment->urgent = rest ? u16_at(rest + 2) : 0;
	segment->data_offset = header[12] >> 4;
	segment->payload_length = cursor->wire - options;

	uint32_t captured = (uint32_t)reader_left(&cursor->captured);
	segment->options = cursor->captured.at;
	segment->options_length = (uint8_t)(options < captured ? options : captured);
	segment->header = rest && segment->options_length == options ? header : NULL;
	segment->payload = segment->options + segment->options_length;
	segment->payload_captured = captured - segment->options_length;
	return DECODE_SEGMENT;
}

/* Layer by layer; kept out of the way that most frames take. */
static __attribute__((noinline)) enum decode_result
decode_layers(const struct frame *frame, uint32_t captured, struct segment *segment)
{
	struct cursor cursor = {
	    .captured = {frame->bytes, frame->bytes + captured},
	    .wire = frame->length,
	};
	uint16_t ethertype;
	enum decode_result result = link_decode(frame->link_type, &cursor, &ethertype);
	if (result == DECODE_SEGMENT)
		result = ip_decode(ethertype, &cursor, segment);
	if (result == DECODE_SEGMENT)
		result = tcp_decode(&cursor, segment);
	segment->vlan = cursor.vlan;
	segment->link = cursor.link;
	return result;
}

enum decode_result segment_decode(const struct frame *frame, struct segment *segment)
{
	uint32_t captured = frame->captured < frame->length ? frame->captured : frame->length;
	enum decode_result result = DECODE_SEGMENT;
	segment->vlan = segment->link = 0;
	if (!decode_usual(frame, captured, segment))
		result = decode_layers(frame, captured, segment);
	/* Of two links, equal numbers are improbable, and hide only that they are two. */
	segment->link += frame->interface * 0x9e3779b1u;
	segment->frame = frame->number;
	segment->time_ns = frame->time_ns;
	segment->frame_length = frame->length;
	return result;
}

struct result_row {
	const char *name;
	bool told;
	const char *meaning;
};

#define DECODE_RESULT_ROW(result, name, told, meaning) [result] = {name, told, meaning},
static const struct result_row results[] = {DECODE_RESULTS(DECODE_RESULT_ROW)};
#undef DECODE_RESULT_ROW

const char *decode_result_name(enum decode_result result)
{
	return results[result].name;
}

const char *decode_result_meaning(enum decode_result result)
{
	return results[result].meaning;
}

bool decode_result_is_told(enum decode_result result)
{
	return results[result].told;
}
