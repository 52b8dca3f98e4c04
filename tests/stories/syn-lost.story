# SPDX-License-Identifier: MIT
title The first SYN is lost behind the capture point
expect 1 open 3-way close open closed_first none bytes 0/0 retransmissions 1
expect 1 zeek_state S1 history ShA completeness 7
+0     C S 0                                 | SYN-SENT     -            open - fate lost-or-answer claim lost-or-answer-probably
+1s    C S 0                                 | SYN-SENT     -            open retransmission fate unknown
+30us  S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+10us  C A 1/1                               | ESTABLISHED  ESTABLISHED? open
