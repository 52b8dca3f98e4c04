# SPDX-License-Identifier: MIT
title A FIN beyond the window, and nothing behind it: probably dropped, which proves no state
# It is stray; or the capture misses more than a window, and it closes.
expect 1 open 3-way close open closed_first none bytes 11/5 retransmissions 0
expect 1 zeek_state S2 history ShADaFd completeness 31
+0     C S 0                                 | SYN-SENT     -            open
+30us  S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+10us  C A 1/1                               | ESTABLISHED  ESTABLISHED? open
+50us  C PA 1/1 "hello world"                | ESTABLISHED  ESTABLISHED  data
+5us   S A 1/12                              | ESTABLISHED  ESTABLISHED  data
+20us  C FA 70012/1                          | ESTABLISHED? ESTABLISHED? data - fate discarded
+20us  S PA 1/12 "hello"                     | ESTABLISHED? ESTABLISHED  data - fate unknown
