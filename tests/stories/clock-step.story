# SPDX-License-Identifier: MIT
title The clock is set 400 days ahead in the middle of a connection
# No timer of TCP explains that: no delay is computed across it, and the connection goes on.
ids
expect 1 open 3-way close open closed_first none bytes 5/5 retransmissions 0
expect 1 zeek_state S1 history ShADad completeness 15
+0     C S 0                                 | SYN-SENT     -            open
+10ms  S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+30us  C A 1/1                               | ESTABLISHED  ESTABLISHED? open
+1ms   C PA 1/1 "hello"                      | ESTABLISHED  ESTABLISHED  data
+34560000s S A 1/6                           | ESTABLISHED  ESTABLISHED  data
+1ms   S PA 1/6 "world"                      | ESTABLISHED  ESTABLISHED  data
+10ms  C A 6/6                               | ESTABLISHED  ESTABLISHED  data
