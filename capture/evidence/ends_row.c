/* SPDX-License-Identifier: MIT */
#include "ends_row.h"

/* RFC 9293: figure 5 is the state diagram, figures 6 and 7 are the openings, 12 and 13 the
 * closings, section 3.10 the event processing. */
const struct ends_row ends_rows[ENDS_STATE_COUNT][ENDS_EVENT_COUNT] = {
    /* Opening */
    [ENDS_NO_STATE][ENDS_SENDS_SYN] = {TCP_SYN_SENT, "3.10.1: active OPEN"},
    [TCP_CLOSED][ENDS_SENDS_SYN] = {TCP_SYN_SENT, "3.10.1: active OPEN"},
    [ENDS_NO_STATE][ENDS_SENDS_SYN_ACK] = {TCP_SYN_RECEIVED, "figure 6: it answers a SYN"},
    [TCP_CLOSED][ENDS_SENDS_SYN_ACK] = {TCP_SYN_RECEIVED, "figure 6: it answers a SYN"},
    [TCP_SYN_SENT][ENDS_SENDS_SYN_ACK] = {TCP_SYN_RECEIVED, "figure 7: it answers a SYN"},
    [TCP_SYN_SENT][ENDS_RECEIVES_SYN] = {TCP_SYN_RECEIVED, "figure 7: simultaneous open"},
    [TCP_SYN_RECEIVED][ENDS_RECEIVES_ACK_OF_SYN] = {TCP_ESTABLISHED,
						    "3.10.7.4: its SYN is acknowledged"},
    [TCP_SYN_SENT][ENDS_SPEAKS] = {TCP_ESTABLISHED, "figure 6: it acknowledges the SYN+ACK"},
    [ENDS_NO_STATE][ENDS_SPEAKS] = {TCP_ESTABLISHED, "3.3.2: it is synchronized"},

    /* Closing: the first to close */
    [TCP_SYN_RECEIVED][ENDS_SENDS_FIN] = {TCP_FIN_WAIT_1, "3.10.4: CLOSE in SYN-RECEIVED"},
    [TCP_ESTABLISHED][ENDS_SENDS_FIN] = {TCP_FIN_WAIT_1, "3.10.4: CLOSE in ESTABLISHED"},
    [TCP_FIN_WAIT_1][ENDS_RECEIVES_ACK_OF_FIN] = {TCP_FIN_WAIT_2,
						  "3.10.7.4: its FIN is acknowledged"},
    [TCP_FIN_WAIT_1][ENDS_RECEIVES_FIN] = {TCP_CLOSING, "figure 13: FINs cross"},
    [TCP_FIN_WAIT_2][ENDS_RECEIVES_FIN] = {TCP_TIME_WAIT, "figure 12: the other side closes too"},
    [TCP_CLOSING][ENDS_RECEIVES_ACK_OF_FIN] = {TCP_TIME_WAIT, "figure 13: its FIN is acknowledged"},

    /* Closing: the second to close */
    [TCP_ESTABLISHED][ENDS_RECEIVES_FIN] = {TCP_CLOSE_WAIT, "figure 12: FIN arrives"},
    [TCP_CLOSE_WAIT][ENDS_SENDS_FIN] = {TCP_LAST_ACK, "3.10.4: CLOSE in CLOSE-WAIT"},
    [TCP_LAST_ACK][ENDS_RECEIVES_ACK_OF_FIN] = {TCP_CLOSED, "3.10.7.4: its FIN is acknowledged"},

    /* Reset */
    [ENDS_NO_STATE][ENDS_SENDS_RST] = {TCP_CLOSED, "3.10.7.1: it has no such connection"},
    [TCP_SYN_SENT][ENDS_SENDS_RST] = {TCP_CLOSED, "3.10.7.1: it has given the connection up"},
    [TCP_SYN_RECEIVED][ENDS_SENDS_RST] = {TCP_CLOSED, "3.10.5: ABORT in SYN-RECEIVED"},
    [TCP_ESTABLISHED][ENDS_SENDS_RST] = {TCP_CLOSED, "3.10.5: ABORT in ESTABLISHED"},
    [TCP_FIN_WAIT_1][ENDS_SENDS_RST] = {TCP_CLOSED, "3.10.5: ABORT in FIN-WAIT-1"},
    [TCP_FIN_WAIT_2][ENDS_SENDS_RST] = {TCP_CLOSED, "3.10.5: ABORT in FIN-WAIT-2"},
    [TCP_CLOSE_WAIT][ENDS_SENDS_RST] = {TCP_CLOSED, "3.10.5: ABORT in CLOSE-WAIT"},
    [TCP_CLOSING][ENDS_SENDS_RST] = {TCP_CLOSED, "3.10.5: ABORT in CLOSING"},
    [TCP_LAST_ACK][ENDS_SENDS_RST] = {TCP_CLOSED, "3.10.5: ABORT in LAST-ACK"},
    [TCP_TIME_WAIT][ENDS_SENDS_RST] = {TCP_CLOSED, "3.10.5: ABORT in TIME-WAIT"},
    [TCP_SYN_RECEIVED][ENDS_RECEIVES_RST_AS_LISTENER] =
	{TCP_LISTEN, "3.10.7.4: a passive OPEN returns to LISTEN"},
    [TCP_SYN_SENT][ENDS_RECEIVES_RST] = {TCP_CLOSED, "3.10.7.3: connection reset"},
    [TCP_SYN_RECEIVED][ENDS_RECEIVES_RST] = {TCP_CLOSED, "3.10.7.4: connection refused"},
    [TCP_ESTABLISHED][ENDS_RECEIVES_RST] = {TCP_CLOSED, "3.10.7.4: connection reset"},
    [TCP_FIN_WAIT_1][ENDS_RECEIVES_RST] = {TCP_CLOSED, "3.10.7.4: connection reset"},
    [TCP_FIN_WAIT_2][ENDS_RECEIVES_RST] = {TCP_CLOSED, "3.10.7.4: connection reset"},
    [TCP_CLOSE_WAIT][ENDS_RECEIVES_RST] = {TCP_CLOSED, "3.10.7.4: connection reset"},
    [TCP_CLOSING][ENDS_RECEIVES_RST] = {TCP_CLOSED, "3.10.7.4: closed"},
    [TCP_LAST_ACK][ENDS_RECEIVES_RST] = {TCP_CLOSED, "3.10.7.4: closed"},
    [TCP_TIME_WAIT][ENDS_RECEIVES_RST] = {TCP_CLOSED, "3.10.7.4: closed"},
};
