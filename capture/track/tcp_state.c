/* SPDX-License-Identifier: MIT */
#include "tcp_state.h"

/* RFC 9293: figure 5 is the state diagram, figures 6 and 7 are the openings, 12 and 13 the
 * closings, section 3.10 the event processing. */
const struct tcp_transition tcp_transitions[TCP_STATE_COUNT][TCP_EVENT_COUNT] = {
    /* Opening */
    [TCP_CLOSED][TCP_SENDS_SYN] = {TCP_SYN_SENT, "3.10.1: active OPEN"},
    [TCP_LISTEN][TCP_RECEIVES_SYN] = {TCP_SYN_RECEIVED, "figure 6: passive OPEN, SYN arrives"},
    [TCP_LISTEN][TCP_SENDS_SYN_ACK] = {TCP_SYN_RECEIVED, "figure 6: the SYN was not captured"},
    [TCP_SYN_SENT][TCP_RECEIVES_SYN] = {TCP_SYN_RECEIVED, "figure 7: simultaneous open"},
    [TCP_SYN_SENT][TCP_SENDS_SYN_ACK] = {TCP_SYN_RECEIVED, "figure 7: it got the crossing SYN"},
    [TCP_SYN_RECEIVED][TCP_SENDS_SYN] =
	{TCP_SYN_SENT, "figure 7: a SYN without ACK: it had not got ours, the two cross"},
    [TCP_SYN_SENT][TCP_RECEIVES_SYN_ACK] = {TCP_ESTABLISHED, "figure 6: SYN+ACK arrives"},
    [TCP_SYN_SENT][TCP_SENDS_ACK] = {TCP_ESTABLISHED, "figure 6: the SYN+ACK was not captured"},
    [TCP_SYN_RECEIVED][TCP_RECEIVES_SYN_ACK] = {TCP_ESTABLISHED, "figure 7: SYN+ACK arrives"},
    [TCP_SYN_RECEIVED][TCP_RECEIVES_ACK_OF_SYN] = {TCP_ESTABLISHED, "figure 6: ACK of SYN arrives"},
    [TCP_SYN_RECEIVED][TCP_SENDS_ACK] = {TCP_ESTABLISHED, "figure 6: the ACK was not captured"},
    [TCP_ESTABLISHED][TCP_SENDS_SYN] = {TCP_SYN_SENT, "the SYN+ACK had left, but not arrived"},
    [TCP_ESTABLISHED][TCP_SENDS_SYN_ACK] = {TCP_SYN_RECEIVED, "the ACK had left, but not arrived"},
    [TCP_CLOSE_WAIT][TCP_SENDS_SYN_ACK] = {TCP_SYN_RECEIVED, "neither ACK nor FIN had arrived"},

    /* Closing: the first to close */
    [TCP_SYN_RECEIVED][TCP_SENDS_FIN] = {TCP_FIN_WAIT_1, "3.10.4: CLOSE in SYN-RECEIVED"},
    [TCP_ESTABLISHED][TCP_SENDS_FIN] = {TCP_FIN_WAIT_1, "3.10.4: CLOSE in ESTABLISHED"},
    [TCP_FIN_WAIT_1][TCP_RECEIVES_ACK_OF_FIN] = {TCP_FIN_WAIT_2, "3.10.7.4: our FIN is acked"},
    [TCP_FIN_WAIT_1][TCP_RECEIVES_FIN] = {TCP_CLOSING, "figure 13: FINs cross"},
    [TCP_FIN_WAIT_1][TCP_SENDS_ACK_OF_FIN] = {TCP_CLOSING, "figure 13: it got the crossing FIN"},
    [TCP_FIN_WAIT_2][TCP_RECEIVES_FIN] = {TCP_TIME_WAIT, "figure 12: the other side closes too"},
    [TCP_FIN_WAIT_2][TCP_SENDS_ACK_OF_FIN] = {TCP_TIME_WAIT, "figure 12: it got the FIN"},
    [TCP_CLOSING][TCP_RECEIVES_ACK_OF_FIN] = {TCP_TIME_WAIT, "figure 13: our FIN is acked"},

    /* Closing: the second to close */
    [TCP_ESTABLISHED][TCP_RECEIVES_FIN] = {TCP_CLOSE_WAIT, "figure 12: FIN arrives"},
    [TCP_ESTABLISHED][TCP_SENDS_ACK_OF_FIN] = {TCP_CLOSE_WAIT, "figure 12: it got the FIN"},
    [TCP_CLOSE_WAIT][TCP_SENDS_FIN] = {TCP_LAST_ACK, "3.10.4: CLOSE in CLOSE-WAIT"},
    [TCP_LAST_ACK][TCP_RECEIVES_ACK_OF_FIN] = {TCP_CLOSED, "3.10.7.4: our FIN is acked"},

    /* The other side's FIN left, but had not arrived when this side spoke next. */
    [TCP_CLOSE_WAIT][TCP_SENDS_ACK_BEFORE_FIN] = {TCP_ESTABLISHED,
						  "its ACK does not cover the FIN"},
    [TCP_CLOSING][TCP_SENDS_ACK_BEFORE_FIN] = {TCP_FIN_WAIT_1, "its ACK does not cover the FIN"},
    [TCP_TIME_WAIT][TCP_SENDS_ACK_BEFORE_FIN] = {TCP_FIN_WAIT_2, "its ACK does not cover the FIN"},
    /* A FIN that is sent again: its ACK had left, but not arrived. */
    [TCP_FIN_WAIT_2][TCP_SENDS_FIN_AGAIN] = {TCP_FIN_WAIT_1, "the ACK of its FIN had not arrived"},
    [TCP_TIME_WAIT][TCP_SENDS_FIN_AGAIN] = {TCP_CLOSING, "the ACK of its FIN had not arrived"},
    [TCP_CLOSED][TCP_SENDS_FIN_AGAIN] = {TCP_LAST_ACK, "the ACK of its FIN had not arrived"},

    /* Reset */
    [TCP_LISTEN][TCP_SENDS_RST] = {TCP_CLOSED, "3.10.7.1: there was nobody"},
    [TCP_SYN_SENT][TCP_SENDS_RST] = {TCP_CLOSED, "3.10.5: ABORT"},
    [TCP_SYN_RECEIVED][TCP_SENDS_RST] = {TCP_CLOSED, "3.10.5: ABORT; or refused, 3.10.7.1"},
    [TCP_ESTABLISHED][TCP_SENDS_RST] = {TCP_CLOSED, "3.10.5: ABORT"},
    [TCP_FIN_WAIT_1][TCP_SENDS_RST] = {TCP_CLOSED, "3.10.5: ABORT"},
    [TCP_FIN_WAIT_2][TCP_SENDS_RST] = {TCP_CLOSED, "3.10.7.4: data for a user who is gone"},
    [TCP_CLOSE_WAIT][TCP_SENDS_RST] = {TCP_CLOSED, "3.10.5: ABORT"},
    [TCP_CLOSING][TCP_SENDS_RST] = {TCP_CLOSED, "3.10.5: ABORT"},
    [TCP_LAST_ACK][TCP_SENDS_RST] = {TCP_CLOSED, "3.10.5: ABORT"},
    [TCP_TIME_WAIT][TCP_SENDS_RST] = {TCP_CLOSED, "3.10.5: ABORT"},
    [TCP_SYN_RECEIVED][TCP_RECEIVES_RST_AS_LISTENER] =
	{TCP_LISTEN, "3.10.7.4: a passive OPEN returns to LISTEN"},
    [TCP_SYN_SENT][TCP_RECEIVES_RST] = {TCP_CLOSED, "3.10.7.3: connection reset"},
    [TCP_SYN_RECEIVED][TCP_RECEIVES_RST] = {TCP_CLOSED, "3.10.7.4: connection refused"},
    [TCP_ESTABLISHED][TCP_RECEIVES_RST] = {TCP_CLOSED, "3.10.7.4: connection reset"},
    [TCP_FIN_WAIT_1][TCP_RECEIVES_RST] = {TCP_CLOSED, "3.10.7.4: connection reset"},
    [TCP_FIN_WAIT_2][TCP_RECEIVES_RST] = {TCP_CLOSED, "3.10.7.4: connection reset"},
    [TCP_CLOSE_WAIT][TCP_RECEIVES_RST] = {TCP_CLOSED, "3.10.7.4: connection reset"},
    [TCP_CLOSING][TCP_RECEIVES_RST] = {TCP_CLOSED, "3.10.7.4: closed"},
    [TCP_LAST_ACK][TCP_RECEIVES_RST] = {TCP_CLOSED, "3.10.7.4: closed"},
    [TCP_TIME_WAIT][TCP_RECEIVES_RST] = {TCP_CLOSED, "3.10.7.4: closed"},
};

#define TCP_STATE_NAME(state, name) [state] = (name),
static const char *const names[] = {TCP_STATES(TCP_STATE_NAME)};
#undef TCP_STATE_NAME

const char *tcp_state_name(enum tcp_state state)
{
	return names[state];
}
