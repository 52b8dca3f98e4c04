# SPDX-License-Identifier: MIT
title A SYN in the name of who refuses crosses the one that is refused
# RFC 9293 section 3.10.7.1: number 0 and the ACK of the SYN are from who has no connection, so that
# the other SYN was not its own. In SYN-RECEIVED the client drops it, and takes the next one.
expect 1 open refused close none closed_first none bytes 0/0 retransmissions 0
expect 1 zeek_state RSTR history SsHr completeness 39
+0     C S 0                                 | SYN-SENT     -            open - crossed 2
+30ms  S S 0                                 | SYN-RECEIVED SYN-SENT?    open - crossed 1
+10us  C SA 0/1                              | SYN-RECEIVED SYN-SENT?    open
+10us  S RA =0/1                             | SYN-RECEIVED CLOSED       open - rel 3793967296/1
+30ms  S R 1                                 | CLOSED?      CLOSED       open
