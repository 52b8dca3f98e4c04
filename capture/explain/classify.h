/* SPDX-License-Identifier: MIT */
/* Names for what happened to a connection: how it was opened, how it was closed, by whom; and the
 * words of other tools for the same. All are a matter of the flow's facts alone. */
#ifndef CLASSIFY_H
#define CLASSIFY_H

#include "flow.h"

#define OPEN_NAMES(ROW)                                                                            \
	ROW(OPEN_3_WAY, "3-way")                 /* SYN, SYN+ACK, ACK */                           \
	ROW(OPEN_SIMULTANEOUS, "simultaneous")   /* both sides sent a SYN without ACK */           \
	ROW(OPEN_FAST, "fast-open")              /* data in the SYN was accepted, RFC 7413 */      \
	ROW(OPEN_REFUSED, "refused")             /* a RST answered the SYN */                      \
	ROW(OPEN_UNANSWERED, "unanswered")       /* a SYN, and nothing that answers it */          \
	ROW(OPEN_INCOMPLETE, "incomplete")       /* answered with SYN+ACK, never completed */      \
	ROW(OPEN_MIDSTREAM, "midstream")         /* no SYN was seen */                             \
	ROW(OPEN_NO_CONNECTION, "no-connection") /* stray segments, a scan: nothing was opened */

#define CLOSE_NAMES(ROW)                                                                           \
	ROW(CLOSE_3_SEGMENT, "3-segment")       /* the second FIN carries the ACK of the first */  \
	ROW(CLOSE_4_SEGMENT, "4-segment")       /* that ACK came alone, before */                  \
	ROW(CLOSE_SIMULTANEOUS, "simultaneous") /* the FINs crossed */                             \
	ROW(CLOSE_HALF, "half-close") /* the second closer sent data after the first FIN */        \
	ROW(CLOSE_RESET, "reset")     /* a RST, and no FIN */                                      \
	ROW(CLOSE_FIN_THEN_RESET, "fin-then-reset") /* a FIN, and a RST before all was closed */   \
	ROW(CLOSE_ONE_FIN, "one-fin") /* a FIN of one side was captured, none of the other */      \
	ROW(CLOSE_OPEN, "open")       /* not closed, as far as was seen */                         \
	ROW(CLOSE_NONE, "none")       /* there was no connection to close */

#define CLOSER_NAMES(ROW)                                                                          \
	ROW(CLOSER_CLIENT, "client")                                                               \
	ROW(CLOSER_SERVER, "server")                                                               \
	ROW(CLOSER_BOTH, "both")                                                                   \
	ROW(CLOSER_NONE, "none")

/* Zeek's conn_state (https://docs.zeek.org, base/protocols/conn). */
#define ZEEK_STATES(ROW)                                                                           \
	ROW(ZEEK_S0, "S0")         /* attempt seen, no reply */                                    \
	ROW(ZEEK_S1, "S1")         /* established, not terminated */                               \
	ROW(ZEEK_SF, "SF")         /* normal establishment and termination */                      \
	ROW(ZEEK_REJ, "REJ")       /* attempt rejected */                                          \
	ROW(ZEEK_S2, "S2")         /* established, closed by the client only */                    \
	ROW(ZEEK_S3, "S3")         /* established, closed by the server only */                    \
	ROW(ZEEK_RSTO, "RSTO")     /* established, client aborted */                               \
	ROW(ZEEK_RSTR, "RSTR")     /* server sent a RST */                                         \
	ROW(ZEEK_RSTOS0, "RSTOS0") /* client sent a SYN and a RST, no SYN+ACK seen */              \
	ROW(ZEEK_RSTRH, "RSTRH")   /* server sent a SYN+ACK and a RST, no SYN seen */              \
	ROW(ZEEK_SH, "SH")         /* client sent a SYN and a FIN, no SYN+ACK seen */              \
	ROW(ZEEK_SHR, "SHR")       /* server sent a SYN+ACK and a FIN, no SYN seen */              \
	ROW(ZEEK_OTH, "OTH")       /* midstream */

#define CLASSIFY_ENUM(id, name) id,
enum open_name { OPEN_NAMES(CLASSIFY_ENUM) OPEN_NAME_COUNT };
enum close_name { CLOSE_NAMES(CLASSIFY_ENUM) CLOSE_NAME_COUNT };
enum closer { CLOSER_NAMES(CLASSIFY_ENUM) CLOSER_COUNT };
enum zeek_state { ZEEK_STATES(CLASSIFY_ENUM) ZEEK_STATE_COUNT };
#undef CLASSIFY_ENUM

enum open_name flow_open(const struct flow *flow);
enum close_name flow_close(const struct flow *flow);
/* Who sent the first FIN or, without one, the RST; nobody, where the close is CLOSE_NONE. */
enum closer flow_closed_first(const struct flow *flow);
/* Whose RST ended or refused it: the client's, the server's, or nobody's. */
enum closer flow_reset_by(const struct flow *flow);
enum zeek_state flow_zeek_state(const struct flow *flow);

const char *open_name(enum open_name name);
const char *close_name(enum close_name name);
const char *closer_name(enum closer closer);
const char *zeek_state_name(enum zeek_state state);

#endif
