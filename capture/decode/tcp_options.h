/* SPDX-License-Identifier: MIT */
/* TCP options (RFC 9293 section 3.1): one walk over them, for all who read them. */
#ifndef TCP_OPTIONS_H
#define TCP_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "segment.h"

/* https://www.iana.org/assignments/tcp-parameters */
enum tcp_option_kind {
	TCP_OPTION_END = 0,
	TCP_OPTION_NOP = 1,
	TCP_OPTION_MSS = 2,
	TCP_OPTION_WINDOW_SCALE = 3,
	TCP_OPTION_SACK_PERMITTED = 4,
	TCP_OPTION_SACK = 5,
	TCP_OPTION_TIMESTAMPS = 8,
	TCP_OPTION_MD5 = 19,
	TCP_OPTION_USER_TIMEOUT = 28,
	TCP_OPTION_AO = 29,
	TCP_OPTION_MPTCP = 30,
	TCP_OPTION_FAST_OPEN = 34,
};

/* One option as it stands there. */
struct tcp_option {
	uint8_t kind;
	uint8_t length;       /* bytes of the value, behind kind and length */
	const uint8_t *value; /* borrowed from the frame, network order */
	/* The value is that of a kind whose values are read here (up to TCP_OPTION_TIMESTAMPS, and
	 * TCP_OPTION_FAST_OPEN), and has a length that such a value can have. */
	bool readable;
};

struct tcp_options_reader {
	const uint8_t *at, *end; /* what is left of what was captured; borrowed from the frame */
	uint8_t cut_bytes;       /* that the snaplen cut behind it */
	/* Why there is no next option, beside the end of them: */
	bool malformed; /* it has a length that cannot be */
	bool cut;       /* it was not captured, or not whole */
};

void tcp_options_begin(struct tcp_options_reader *reader, const struct segment *segment);

/* What tcp_options_next() does but for the most frequent one. */
bool tcp_options_next_slowly(struct tcp_options_reader *reader, struct tcp_option *option);

/* Behind the TCP_OPTION_NOP, most of all options, that stand at AT, before END. */
static inline const uint8_t *tcp_options_behind_nops(const uint8_t *at, const uint8_t *end)
{
	static const uint8_t nops[8] = {1, 1, 1, 1, 1, 1, 1, 1};
	while (end - at >= 8 && memcmp(at, nops, 8) == 0)
		at += 8;
	if (end - at >= 4 && memcmp(at, nops, 4) == 0)
		at += 4;
	while (at < end && *at == TCP_OPTION_NOP)
		at++;
	return at;
}

/* Passes over those that come next. Returns how many. */
static inline unsigned tcp_options_pass_nops(struct tcp_options_reader *reader)
{
	const uint8_t *before = reader->at;
	reader->at = tcp_options_behind_nops(before, reader->end);
	return (unsigned)(reader->at - before);
}

/* The next option, padding (TCP_OPTION_NOP, TCP_OPTION_END) too; false when there is none: behind
 * TCP_OPTION_END nothing is read. Of one that is malformed OPTION has the kind. */
static inline bool tcp_options_next(struct tcp_options_reader *reader, struct tcp_option *option)
{
	if (reader->at == reader->end || *reader->at != TCP_OPTION_NOP)
		return tcp_options_next_slowly(reader, option);
	reader->at++;
	*option = (struct tcp_option){.kind = TCP_OPTION_NOP, .readable = true};
	return true;
}

/* "mss"; NULL for a kind that has no name here. */
const char *tcp_option_name(uint8_t kind);

enum { SACK_BLOCKS_MAX = 4 };

struct tcp_options {
	bool has_mss;
	bool has_window_scale;
	bool has_timestamps;
	bool sack_permitted;
	bool fast_open;           /* RFC 7413: a cookie, or the request for one */
	bool malformed;           /* a length that cannot be: what stood before it is good */
	uint16_t mss;             /* bytes, RFC 9293 section 3.7.1 */
	uint8_t window_scale;     /* shift count, RFC 7323; more than 14 counts as 14 */
	uint8_t sack_count;       /* blocks in sack, RFC 2018 */
	uint8_t fast_open_length; /* bytes of the cookie, 0 for a request */
	uint32_t timestamp_value, timestamp_echo; /* RFC 7323 */
	struct {
		uint32_t left, right; /* sequence numbers: first byte, first byte behind */
	} sack[SACK_BLOCKS_MAX];
};

/* What tcp_options_read() does but for NOPs. */
void tcp_options_read_slowly(const struct segment *segment, struct tcp_options *options);

/* All that explain what a connection does; a known one of a wrong length is ignored. */
static inline void tcp_options_read(const struct segment *segment, struct tcp_options *options)
{
	const uint8_t *end = segment->options + segment->options_length;
	*options = (struct tcp_options){0};
	if (tcp_options_behind_nops(segment->options, end) < end)
		tcp_options_read_slowly(segment, options);
}

#endif
