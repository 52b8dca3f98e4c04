# SPDX-License-Identifier: MIT
title Echo ping-pong: each ACK rides on the other side's data
expect 1 open 3-way close open closed_first none bytes 8/8 retransmissions 0
expect 1 zeek_state S1 history ShADd completeness 15
+0     C S 0                                 | SYN-SENT     -            open
+30us  S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+10us  C A 1/1                               | ESTABLISHED  ESTABLISHED? open
+50us  C PA 1/1 "ping"                       | ESTABLISHED  ESTABLISHED  data
+50us  S PA 1/5 "ping"                       | ESTABLISHED  ESTABLISHED  data
+50us  C PA 5/5 "pong"                       | ESTABLISHED  ESTABLISHED  data
+50us  S PA 5/9 "pong"                       | ESTABLISHED  ESTABLISHED  data
+40ms  C A 9/9                               | ESTABLISHED  ESTABLISHED  data
