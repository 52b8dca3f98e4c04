# SPDX-License-Identifier: MIT
title Both send a SYN+ACK, and the second one of them is answered with RST
expect 1 open incomplete close reset closed_first server bytes 0/0 retransmissions 0
expect 1 zeek_state RSTR history ShHr completeness 35
+0     C S 0                                 | SYN-SENT     -            open
+1ms   S SA 0/1                              | SYN-RECEIVED SYN-RECEIVED open
+9ms   C SA 0/1                              | SYN-RECEIVED LISTEN?      open - fate unknown
+10ms  S R 1                                 | CLOSED?      CLOSED       open
