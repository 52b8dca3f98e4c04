# SPDX-License-Identifier: MIT
title Idle, and probed: the answer comes
expect 1 open 3-way close open closed_first none bytes 5/0 retransmissions 0
expect 1 zeek_state S1 history ShADa completeness 15
+0     C S 0                                 | SYN-SENT     -            open
+30us  S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+10us  C A 1/1                               | ESTABLISHED  ESTABLISHED? open
+50us  C PA 1/1 "hello"                      | ESTABLISHED  ESTABLISHED  data
+5us   S A 1/6                               | ESTABLISHED  ESTABLISHED  data
+1s    C A 5/1                               | ESTABLISHED  ESTABLISHED  data keep-alive
+5us   S A 1/6                               | ESTABLISHED  ESTABLISHED  data keep-alive-ack
+1s    C A 5/1                               | ESTABLISHED  ESTABLISHED  data keep-alive
+5us   S A 1/6                               | ESTABLISHED  ESTABLISHED  data keep-alive-ack
+1s    C A 5/1                               | ESTABLISHED  ESTABLISHED  data keep-alive
+5us   S A 1/6                               | ESTABLISHED  ESTABLISHED  data keep-alive-ack
