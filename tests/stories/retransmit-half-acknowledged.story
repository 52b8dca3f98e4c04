# SPDX-License-Identifier: MIT
title A segment is sent again of which only the first half was acknowledged
expect 1 open 3-way close open closed_first none bytes 11/0 retransmissions 2
expect 1 zeek_state S1 history ShADaT completeness 15
+0     C S 0                                 | SYN-SENT     -            open
+30us  S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+10us  C A 1/1                               | ESTABLISHED  ESTABLISHED? open
+50us  C PA 1/1 "hello world"                | ESTABLISHED  ESTABLISHED  data - fate lost-or-answer
+5us   S A 1/6                               | ESTABLISHED  ESTABLISHED  data
+300ms C PA 1/1 "hello world"                | ESTABLISHED  ESTABLISHED  data retransmission fate unknown
+5us   S A 1/12                              | ESTABLISHED  ESTABLISHED  data
+300ms C PA 1/1 "hello"                      | ESTABLISHED  ESTABLISHED  data spurious-retransmission
