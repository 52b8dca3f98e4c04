/* SPDX-License-Identifier: MIT */
#include "tcp_options.h"

#include "reader.h"

static void read_sack(const uint8_t *blocks, size_t length, struct tcp_options *options)
{
	for (size_t at = 0; at + 8 <= length && options->sack_count < SACK_BLOCKS_MAX; at += 8) {
		options->sack[options->sack_count].left = u32_at(blocks + at);
		options->sack[options->sack_count].right = u32_at(blocks + at + 4);
		options->sack_count++;
	}
}

/* VALUE: the LENGTH bytes behind kind and length. A known option of a wrong length is ignored. */
static void read_option(uint8_t kind, const uint8_t *value, size_t length,
			struct tcp_options *options)
{
	if (kind == TCP_OPTION_MSS && length == 2) {
		options->has_mss = true;
		options->mss = u16_at(value);
	} else if (kind == TCP_OPTION_WINDOW_SCALE && length == 1) {
		options->has_window_scale = true;
		options->window_scale = value[0] > 14 ? 14 : value[0];
	} else if (kind == TCP_OPTION_SACK_PERMITTED && length == 0) {
		options->sack_permitted = true;
	} else if (kind == TCP_OPTION_SACK) {
		read_sack(value, length, options);
	} else if (kind == TCP_OPTION_TIMESTAMPS && length == 8) {
		options->has_timestamps = true;
		options->timestamp_value = u32_at(value);
		options->timestamp_echo = u32_at(value + 4);
	} else if (kind == TCP_OPTION_FAST_OPEN) {
		options->fast_open = true;
		options->fast_open_length = (uint8_t)length;
	}
}

void tcp_options_read(const struct segment *segment, struct tcp_options *options)
{
	*options = (struct tcp_options){0};
	struct reader reader = {segment->options, segment->options + segment->options_length};
	const uint8_t *kind;
	while ((kind = reader_take(&reader, 1)) && *kind != TCP_OPTION_END) {
		if (*kind == TCP_OPTION_NOP)
			continue;
		const uint8_t *length = reader_take(&reader, 1);
		const uint8_t *value =
		    length && *length >= 2 ? reader_take(&reader, *length - 2u) : NULL;
		if (!value) {
			options->malformed = true;
			return;
		}
		read_option(*kind, value, *length - 2u, options);
	}
}
