/* SPDX-License-Identifier: MIT */
/* The TCP options that explain what a connection does. */
#ifndef TCP_OPTIONS_H
#define TCP_OPTIONS_H

#include <stdbool.h>

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
	TCP_OPTION_FAST_OPEN = 34,
};

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

void tcp_options_read(const struct segment *segment, struct tcp_options *options);

#endif
