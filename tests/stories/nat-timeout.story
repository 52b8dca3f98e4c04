# SPDX-License-Identifier: MIT
title Data after a long silence meets a server that has forgotten
expect 1 open 3-way close reset closed_first server bytes 17/0 retransmissions 0
expect 1 zeek_state RSTR history ShADar completeness 47
+0     C S 0                                 | SYN-SENT     -            open
+30us  S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+10us  C A 1/1                               | ESTABLISHED  ESTABLISHED? open
+50us  C PA 1/1 "hello"                      | ESTABLISHED  ESTABLISHED  data
+5us   S A 1/6                               | ESTABLISHED  ESTABLISHED  data
+3600s C PA 6/1 "still there?"               | ESTABLISHED  ESTABLISHED  data
+10us  S R 1 win 0                           | CLOSED?      CLOSED       close
