/* SPDX-License-Identifier: MIT */
/* Private to explain: the parts of the table of messages, by topic. */
#ifndef MESSAGES_PRIVATE_H
#define MESSAGES_PRIVATE_H

#include "messages.h"

/* In both languages, indexed by enum lang; NULL: stands in another part. */
typedef const char *message_pair[2];

/* What stands in a message in braces: those come first that are met most. */
#define FIELDS(FIELD)                                                                              \
	FIELD(FROM, "from")                                                                        \
	FIELD(TO, "to")                                                                            \
	FIELD(VALUE, "value")                                                                      \
	FIELD(ACKED, "acked")                                                                      \
	FIELD(ACK, "ack")                                                                          \
	FIELD(LENGTH, "length")                                                                    \
	FIELD(RANGE, "range")                                                                      \
	FIELD(FRAMES, "frames")                                                                    \
	FIELD(S, "s")                                                                              \
	FIELD(SEQ, "seq")                                                                          \
	FIELD(FIRST, "first")                                                                      \
	FIELD(SECOND, "second")                                                                    \
	FIELD(TIMES, "times")                                                                      \
	FIELD(MORE, "more")                                                                        \
	FIELD(MOST, "most")                                                                        \
	FIELD(MS, "ms")                                                                            \
	FIELD(THEM, "them")                                                                        \
	FIELD(UPTO, "upto")                                                                        \
	FIELD(SYN, "syn")                                                                          \
	FIELD(FLAG, "flag")                                                                        \
	FIELD(END, "end")                                                                          \
	FIELD(FIGURES, "figures")                                                                  \
	FIELD(SPAN, "span")

#define FIELD_ID(id, name) FIELD_##id,
enum message_field { FIELDS(FIELD_ID) FIELD_COUNT };
#undef FIELD_ID

/* The field whose NAME ends at a brace, or with the message: *END; FIELD_COUNT: there is none. */
enum message_field message_field_of(const char *name, const char **end);

extern const message_pair messages_open_close[CLAIM_IDS];
extern const message_pair messages_data[CLAIM_IDS];
extern const message_pair messages_reset[CLAIM_IDS];
extern const message_pair messages_connection[CLAIM_IDS];

#endif
