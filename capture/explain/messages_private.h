/* SPDX-License-Identifier: MIT */
/* Private to explain: the parts of the table of messages, by topic. */
#ifndef MESSAGES_PRIVATE_H
#define MESSAGES_PRIVATE_H

#include "messages.h"

/* In both languages, indexed by enum lang; NULL: stands in another part. */
typedef const char *message_pair[2];

extern const message_pair messages_open_close[CLAIM_IDS];
extern const message_pair messages_data[CLAIM_IDS];
extern const message_pair messages_reset[CLAIM_IDS];
extern const message_pair messages_connection[CLAIM_IDS];

#endif
