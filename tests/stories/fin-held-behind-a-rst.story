# SPDX-License-Identifier: MIT
title The server answers the last ACK of the handshake with a RST; the FIN behind that was under way for long
# RFC 9293 section 3.10.7.1. That a FIN alone comes more than a round trip behind a RST tells nothing of
# whether its sender had that: it was held on the path here. It is all that it sends.
expect 1 open 3-way close fin-then-reset closed_first both bytes 0/0 retransmissions 0
expect 1 zeek_state RSTR history ShArF completeness 55
+0     C S 0                                 | SYN-SENT     -            open
+100us S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+16ms  C A 1/1                               | ESTABLISHED  LISTEN?      open
+100us S R 1                                 | ESTABLISHED  CLOSED       close
+60ms  C FA 1/1                              | FIN-WAIT-1   CLOSED       close - fate unknown
