# SPDX-License-Identifier: MIT
title A lost segment is sent again after the retransmission timeout
ids
expect 1 open 3-way close open closed_first none bytes 11/0 retransmissions 1
expect 1 zeek_state S1 history ShADTa completeness 15
+0     C S 0                                 | SYN-SENT     -            open
+30us  S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+10us  C A 1/1                               | ESTABLISHED  ESTABLISHED? open
+50us  C PA 1/1 "hello world"                | ESTABLISHED  ESTABLISHED? data - fate lost-or-answer claim lost-or-answer
+204ms C PA 1/1 "hello world"                | ESTABLISHED  ESTABLISHED  data retransmission fate unknown
+40us  S A 1/12                              | ESTABLISHED  ESTABLISHED  data
