/* SPDX-License-Identifier: MIT */
/* Private to explain: the parts of the table of messages, by topic. */
#ifndef MESSAGES_PRIVATE_H
#define MESSAGES_PRIVATE_H

#include "messages.h"

/* In both languages, indexed by enum lang; NULL: stands in another part. */
typedef const char *message_pair[2];

/* What stands in a message in braces, by the last four letters of its name, which differ. */
#define FIELD_KEY(a, b, c, d) ((a) << 24 | (b) << 16 | (c) << 8 | (d))
enum message_field {
	FIELD_FROM = FIELD_KEY('f', 'r', 'o', 'm'),
	FIELD_TO = FIELD_KEY(0, 0, 't', 'o'),
	FIELD_VALUE = FIELD_KEY('a', 'l', 'u', 'e'),
	FIELD_ACKED = FIELD_KEY('c', 'k', 'e', 'd'),
	FIELD_ACK = FIELD_KEY(0, 'a', 'c', 'k'),
	FIELD_LENGTH = FIELD_KEY('n', 'g', 't', 'h'),
	FIELD_RANGE = FIELD_KEY('a', 'n', 'g', 'e'),
	FIELD_FRAMES = FIELD_KEY('a', 'm', 'e', 's'),
	FIELD_S = FIELD_KEY(0, 0, 0, 's'),
	FIELD_SEQ = FIELD_KEY(0, 's', 'e', 'q'),
	FIELD_FIRST = FIELD_KEY('i', 'r', 's', 't'),
	FIELD_SECOND = FIELD_KEY('c', 'o', 'n', 'd'),
	FIELD_TIMES = FIELD_KEY('i', 'm', 'e', 's'),
	FIELD_MORE = FIELD_KEY('m', 'o', 'r', 'e'),
	FIELD_MOST = FIELD_KEY('m', 'o', 's', 't'),
	FIELD_MS = FIELD_KEY(0, 0, 'm', 's'),
	FIELD_THEM = FIELD_KEY('t', 'h', 'e', 'm'),
	FIELD_UPTO = FIELD_KEY('u', 'p', 't', 'o'),
	FIELD_SYN = FIELD_KEY(0, 's', 'y', 'n'),
	FIELD_FLAG = FIELD_KEY('f', 'l', 'a', 'g'),
	FIELD_END = FIELD_KEY(0, 'e', 'n', 'd'),
	FIELD_FIGURES = FIELD_KEY('u', 'r', 'e', 's'),
	FIELD_SPAN = FIELD_KEY('s', 'p', 'a', 'n'),
};

extern const message_pair messages_open_close[CLAIM_IDS];
extern const message_pair messages_data[CLAIM_IDS];
extern const message_pair messages_reset[CLAIM_IDS];
extern const message_pair messages_connection[CLAIM_IDS];

#endif
