# SPDX-License-Identifier: MIT
title The server takes its SYN+ACK back
expect 1 open incomplete close reset closed_first server bytes 0/0 retransmissions 0
expect 1 zeek_state RSTR history Shr completeness 35
+0     C S 0                                 | SYN-SENT     -            open
+30us  S SA 0/1                              | ESTABLISHED? SYN-RECEIVED open - fate unknown
+10us  S R 1                                 | CLOSED?      CLOSED       open
