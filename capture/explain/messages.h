/* SPDX-License-Identifier: MIT */
/* One table of messages, in both languages: what each claim says. Sentences, verdicts and the words
 * of pictures are made of it. */
#ifndef MESSAGES_H
#define MESSAGES_H

#include "claim.h"
#include "classify.h"
#include "label.h"
#include "lang.h"
#include "text.h"

/* What the messages of a set of claims may name. */
struct message_values {
	enum side first;   /* who closed first */
	uint32_t length;   /* payload bytes */
	uint32_t seq, ack; /* relative */
	bool timeless;     /* no time is to be shown */
	bool syn_ack;      /* a SYN+ACK */
	bool fin;          /* with or without payload */
	uint32_t given_up; /* FLOW_DISPLACED, FLOW_EVICTED, or 0: the capture ended */
};

/* The message of ID. `{from}` stands for the side that the claim is about and `{to}` for the other
 * one, `{first}` and `{second}` for who closed first and the other one, `{value}` and `{more}` for
 * the claim's figures, `{figures}` for a range of them, `{times}` for the first as a word
 * ("twice"), `{most}` for the first rounded up and `{upto}` for "up to " where that is not one,
 * `{syn}` for "SYN" or "SYN+ACK", `{flag}` for "SYN" or "FIN", `{end}` for what the connection was
 * given up for, `{s}` and
 * `{ms}` for the plural that they ask for; `{length}`, `{seq}`, `{ack}`, `{acked}` for
 * payload and relative numbers, `{span}` and, with the noun, `{range}` for those of the payload.
 * `[...]` is left out when a figure in it is not known or not to be shown. */
const char *message_of(enum claim_id id, enum lang lang);

/* Appends the messages of SET as one sentence, without a newline. */
void text_claims(struct text *text, enum lang lang, const struct claim_set *set,
		 const struct message_values *values);

/* Why nothing happened for a while before a segment. */
enum pause {
	PAUSE_NONE, /* too short to tell */
	PAUSE_DELAYED_ACK,
	PAUSE_TIMEOUT,    /* before a repetition: a retransmission time-out */
	PAUSE_LOSS_PROBE, /* or a tail loss probe */
	PAUSE_AGAIN,      /* or something that cannot be told */
	PAUSE_KEEP_ALIVE, /* nobody had anything to say */
	PAUSE_PROBE,      /* the window was shut */
	PAUSE_IDLE,       /* none of these */
	PAUSE_COUNT
};

/* What follows a duration: ": probably a delayed ACK". */
const char *pause_words(enum lang lang, enum pause pause);

/* "重复ACK" or "duplicate ACK". */
const char *label_words(enum lang lang, enum label label);

/* "三次握手" or "three-way handshake"; "半关闭" or "half-close"; "两端" or "both". */
const char *open_words(enum lang lang, enum open_name name);
const char *close_words(enum lang lang, enum close_name name);
const char *closer_words(enum lang lang, enum closer closer);

/* "客户端" or "client". */
const char *side_name(enum lang lang, enum side side);

#endif
