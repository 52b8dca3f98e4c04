/* SPDX-License-Identifier: MIT */
/* The transitions of RFC 9293 as rows: what an end does when it sends, and when something that was
 * sent to it is known, or assumed, to have arrived. No row leads back: what had not arrived yet is
 * not applied (ends.h). */
#ifndef ENDS_ROW_H
#define ENDS_ROW_H

#include "tcp_state.h"

/* Of an end that has not spoken, nothing is proven: it may listen, or not exist. */
enum { ENDS_NO_STATE = TCP_STATE_COUNT, ENDS_STATE_COUNT };

enum ends_event {
	ENDS_SENDS_SYN, /* without ACK */
	ENDS_SENDS_SYN_ACK,
	ENDS_SPEAKS, /* a segment with neither SYN nor RST, with an acceptable ACK */
	ENDS_SENDS_FIN,
	ENDS_SENDS_RST,
	ENDS_RECEIVES_SYN, /* with or without ACK */
	ENDS_RECEIVES_ACK_OF_SYN,
	ENDS_RECEIVES_ACK_OF_FIN,
	ENDS_RECEIVES_FIN,
	ENDS_RECEIVES_RST,
	ENDS_RECEIVES_RST_AS_LISTENER, /* it never sent a SYN of its own accord */
	ENDS_EVENT_COUNT
};

struct ends_row {
	enum tcp_state to;
	const char *reason; /* where the rule stands; NULL: no such row, the state stays */
};

extern const struct ends_row ends_rows[ENDS_STATE_COUNT][ENDS_EVENT_COUNT];

#endif
