# SPDX-License-Identifier: MIT
title Write, write, read: the second write waits for the delayed ACK
expect 1 open 3-way close open closed_first none bytes 5/5 retransmissions 0
expect 1 zeek_state S1 history ShADad completeness 15
+0     C S 0                                 | SYN-SENT     -            open
+30us  S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+10us  C A 1/1                               | ESTABLISHED  ESTABLISHED? open
+50us  C PA 1/1 "he"                         | ESTABLISHED  ESTABLISHED  data
+41ms  S A 1/3                               | ESTABLISHED  ESTABLISHED  data
+5us   C PA 3/1 "llo"                        | ESTABLISHED  ESTABLISHED  data
+50us  S PA 1/6 "hello"                      | ESTABLISHED  ESTABLISHED  data
+50us  C A 6/6                               | ESTABLISHED  ESTABLISHED  data
