# SPDX-License-Identifier: MIT
title The last segment is lost and sent again soon after
ids
expect 1 open 3-way close open closed_first none bytes 2000/0 retransmissions 1
expect 1 zeek_state S1 history ShADaT completeness 15
+0     C S 0                                 | SYN-SENT     -            open
+30us  S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+10us  C A 1/1                               | ESTABLISHED  ESTABLISHED? open
+50us  C A 1/1 len 1000                      | ESTABLISHED  ESTABLISHED  data
+5us   C PA 1001/1 len 1000                  | ESTABLISHED  ESTABLISHED  data - fate lost-or-answer
+40us  S A 1/1001                            | ESTABLISHED  ESTABLISHED  data
+7ms   C PA 1001/1 len 1000                  | ESTABLISHED  ESTABLISHED  data retransmission fate unknown
+40us  S A 1/2001                            | ESTABLISHED  ESTABLISHED  data
