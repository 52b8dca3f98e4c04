/* SPDX-License-Identifier: MIT */
/* The echo rule: a message ends at a newline or at a pause; a complete message is echoed; a client
 * that hangs up before its message ended gets no echo, for nobody is there to read it.
 *
 * Pure: it counts bytes and keeps none. The caller holds the bytes that were received and not yet
 * echoed, oldest first, and is told how many of them to echo now. */
#ifndef ECHO_RULE_H
#define ECHO_RULE_H

#include <stddef.h>

enum echo_mode {
	ECHO_MODE_MESSAGE, /* the rule above */
	ECHO_MODE_BYTES,   /* RFC 862: every byte at once, also after the client's half-close */
	ECHO_MODE_OFF,     /* receive only */
};

struct echo_rule {
	enum echo_mode mode;
	size_t pending; /* bytes of the message that has not ended yet; < PROTOCOL_MESSAGE_MAX */
};

/* What to do with the oldest held bytes: echo the first `echo`, then forget the next `drop`. */
struct echo_action {
	size_t echo;
	size_t drop;
};

void echo_rule_init(struct echo_rule *rule, enum echo_mode mode);

/* LENGTH new bytes came in and were put behind the held ones. */
struct echo_action echo_rule_received(struct echo_rule *rule, const void *bytes, size_t length);

/* Nothing came for PROTOCOL_PAUSE_MS. */
struct echo_action echo_rule_paused(struct echo_rule *rule);

/* The client sent its FIN: what it left unfinished gets no echo. */
struct echo_action echo_rule_hung_up(struct echo_rule *rule);

#endif
