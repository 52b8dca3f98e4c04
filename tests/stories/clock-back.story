# SPDX-License-Identifier: MIT
title The clock goes back between the SYN and its answer
# No delay is computed across it.
expect 1 open 3-way close open closed_first none bytes 5/0 retransmissions 0
expect 1 zeek_state S1 history ShADa completeness 15
+0     C S 0                                 | SYN-SENT     -            open
-5ms   S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+20us  C A 1/1                               | ESTABLISHED  ESTABLISHED? open
+1ms   C PA 1/1 "hello"                      | ESTABLISHED  ESTABLISHED  data
-300us S A 1/6                               | ESTABLISHED  ESTABLISHED  data
