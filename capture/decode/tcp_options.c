/* SPDX-License-Identifier: MIT */
#include "tcp_options.h"

#include "reader.h"

enum { TCP_FIXED_HEADER = 20 };

void tcp_options_begin(struct tcp_options_reader *reader, const struct segment *segment)
{
	unsigned captured = segment->options_length;
	unsigned header = segment->data_offset * 4u;
	unsigned whole = header > TCP_FIXED_HEADER ? header - TCP_FIXED_HEADER : 0;
	*reader = (struct tcp_options_reader){
	    .at = segment->options,
	    .end = segment->options + captured,
	    .cut_bytes = (uint8_t)(whole > captured ? whole - captured : 0),
	};
}

/* RFC 9293 section 3.1, RFC 7323, RFC 2018, RFC 7413. */
static bool is_readable(uint8_t kind, size_t length)
{
	switch (kind) {
	case TCP_OPTION_SACK_PERMITTED:
		return length == 0;
	case TCP_OPTION_MSS:
		return length == 2;
	case TCP_OPTION_WINDOW_SCALE:
		return length == 1;
	case TCP_OPTION_SACK:
		return length % 8 == 0;
	case TCP_OPTION_TIMESTAMPS:
		return length == 8;
	default:
		return kind == TCP_OPTION_FAST_OPEN;
	}
}

/* There is no next option. */
static bool stop(struct tcp_options_reader *reader, bool malformed)
{
	reader->malformed = malformed;
	reader->cut = !malformed && reader->cut_bytes > 0;
	reader->at = reader->end;
	return false;
}

bool tcp_options_next_slowly(struct tcp_options_reader *reader, struct tcp_option *option)
{
	size_t left = (size_t)(reader->end - reader->at);
	if (left == 0)
		return stop(reader, reader->malformed);
	uint8_t kind = reader->at[0];
	*option = (struct tcp_option){.kind = kind, .readable = true};
	if (kind == TCP_OPTION_END) {
		reader->at = reader->end;
		reader->cut_bytes = 0;
		return true;
	}
	if (left < 2)
		return stop(reader, reader->cut_bytes == 0);
	size_t length = reader->at[1];
	if (length < 2 || length > left)
		return stop(reader, length < 2 || length > left + reader->cut_bytes);
	option->length = (uint8_t)(length - 2);
	option->value = reader->at + 2;
	option->readable = is_readable(kind, length - 2);
	reader->at += length;
	return true;
}

const char *tcp_option_name(uint8_t kind)
{
	static const char *const names[] = {
	    [TCP_OPTION_END] = "end",
	    [TCP_OPTION_NOP] = "nop",
	    [TCP_OPTION_MSS] = "mss",
	    [TCP_OPTION_WINDOW_SCALE] = "window-scale",
	    [TCP_OPTION_SACK_PERMITTED] = "sack-permitted",
	    [TCP_OPTION_SACK] = "sack",
	    [TCP_OPTION_TIMESTAMPS] = "timestamps",
	    [TCP_OPTION_MD5] = "md5",
	    [TCP_OPTION_USER_TIMEOUT] = "user-timeout",
	    [TCP_OPTION_AO] = "ao",
	    [TCP_OPTION_MPTCP] = "mptcp",
	    [TCP_OPTION_FAST_OPEN] = "fast-open",
	};
	return kind < sizeof names / sizeof names[0] ? names[kind] : NULL;
}

static void read_sack(const struct tcp_option *option, struct tcp_options *options)
{
	for (size_t at = 0; at < option->length && options->sack_count < SACK_BLOCKS_MAX; at += 8) {
		options->sack[options->sack_count].left = u32_at(option->value + at);
		options->sack[options->sack_count].right = u32_at(option->value + at + 4);
		options->sack_count++;
	}
}

static void read_option(const struct tcp_option *option, struct tcp_options *options)
{
	switch (option->kind) {
	case TCP_OPTION_MSS:
		options->has_mss = true;
		options->mss = u16_at(option->value);
		break;
	case TCP_OPTION_WINDOW_SCALE:
		options->has_window_scale = true;
		options->window_scale = option->value[0] > 14 ? 14 : option->value[0];
		break;
	case TCP_OPTION_SACK_PERMITTED:
		options->sack_permitted = true;
		break;
	case TCP_OPTION_SACK:
		read_sack(option, options);
		break;
	case TCP_OPTION_TIMESTAMPS:
		options->has_timestamps = true;
		options->timestamp_value = u32_at(option->value);
		options->timestamp_echo = u32_at(option->value + 4);
		break;
	case TCP_OPTION_FAST_OPEN:
		options->fast_open = true;
		options->fast_open_length = option->length;
		break;
	default:
		break;
	}
}

void tcp_options_read_slowly(const struct segment *segment, struct tcp_options *options)
{
	struct tcp_options_reader reader;
	struct tcp_option option;
	tcp_options_begin(&reader, segment);
	tcp_options_pass_nops(&reader);
	while (tcp_options_next_slowly(&reader, &option)) {
		if (option.readable)
			read_option(&option, options);
		tcp_options_pass_nops(&reader);
	}
	options->malformed = reader.malformed;
}
