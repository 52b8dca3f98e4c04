/* SPDX-License-Identifier: MIT */
/* The connection states of RFC 9293 section 3.3.2 and the rows by which an observer who only sees
 * segments follows them.
 *
 * These rows serve the names of openings and closings alone: a sent segment is assumed to arrive,
 * and some rows take that back when what the receiver says next shows that it had not. What is
 * shown of an end is what it proves (evidence/ends.h). */
#ifndef TCP_STATE_H
#define TCP_STATE_H

#define TCP_STATES(ROW)                                                                            \
	ROW(TCP_CLOSED, "CLOSED")                                                                  \
	ROW(TCP_LISTEN, "LISTEN")                                                                  \
	ROW(TCP_SYN_SENT, "SYN-SENT")                                                              \
	ROW(TCP_SYN_RECEIVED, "SYN-RECEIVED")                                                      \
	ROW(TCP_ESTABLISHED, "ESTABLISHED")                                                        \
	ROW(TCP_FIN_WAIT_1, "FIN-WAIT-1")                                                          \
	ROW(TCP_FIN_WAIT_2, "FIN-WAIT-2")                                                          \
	ROW(TCP_CLOSE_WAIT, "CLOSE-WAIT")                                                          \
	ROW(TCP_CLOSING, "CLOSING")                                                                \
	ROW(TCP_LAST_ACK, "LAST-ACK")                                                              \
	ROW(TCP_TIME_WAIT, "TIME-WAIT")

#define TCP_STATE_ENUM(state, name) state,
enum tcp_state { TCP_STATES(TCP_STATE_ENUM) TCP_STATE_COUNT };
#undef TCP_STATE_ENUM

/* What a segment means to one of the two sides. */
enum tcp_event {
	TCP_SENDS_SYN, /* without ACK */
	TCP_SENDS_SYN_ACK,
	TCP_SENDS_ACK,        /* with ACK, without SYN and RST; not by the listener of a fast open,
				 who may send data before it is established (RFC 7413 section 3) */
	TCP_SENDS_ACK_OF_FIN, /* it covers the other side's FIN */
	TCP_SENDS_ACK_BEFORE_FIN, /* the other side's FIN was seen, but this does not cover it */
	TCP_SENDS_FIN,
	TCP_SENDS_FIN_AGAIN, /* for want of its ACK */
	TCP_SENDS_RST,
	TCP_RECEIVES_SYN,     /* without ACK */
	TCP_RECEIVES_SYN_ACK, /* it covers our SYN */
	TCP_RECEIVES_ACK_OF_SYN,
	TCP_RECEIVES_ACK_OF_FIN,
	TCP_RECEIVES_FIN,
	TCP_RECEIVES_RST,
	TCP_RECEIVES_RST_AS_LISTENER, /* which never sent a SYN of its own accord */
	TCP_EVENT_COUNT
};

/* One row of the state table. */
struct tcp_transition {
	enum tcp_state to;
	const char *reason; /* where the rule stands; NULL: no such row, the state stays */
};

/* What happens in a state at an event. */
extern const struct tcp_transition tcp_transitions[TCP_STATE_COUNT][TCP_EVENT_COUNT];

const char *tcp_state_name(enum tcp_state state);

#endif
