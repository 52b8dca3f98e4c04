# SPDX-License-Identifier: MIT
title The first SYN+ACK is lost, the client sends its SYN again
expect 1 open 3-way close open closed_first none bytes 0/0 retransmissions 2
expect 1 zeek_state S1 history ShA completeness 7
+0     C S 0                                 | SYN-SENT     -            open
+30us  S SA 0/1                              | SYN-SENT     SYN-RECEIVED open - fate lost-or-answer
+1s    C S 0                                 | SYN-SENT     SYN-RECEIVED open retransmission
+30us  S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open retransmission fate unknown
+10us  C A 1/1                               | ESTABLISHED  ESTABLISHED? open
