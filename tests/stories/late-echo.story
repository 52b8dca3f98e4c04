# SPDX-License-Identifier: MIT
title The echo comes after the client's full close, and meets nobody
expect 1 open 3-way close fin-then-reset closed_first client bytes 11/11 retransmissions 0
expect 1 zeek_state RSTO history ShADaFdR completeness 63
+0     C S 0                                 | SYN-SENT     -            open
+30us  S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+10us  C A 1/1                               | ESTABLISHED  ESTABLISHED? open
+50us  C PA 1/1 "hello world"                | ESTABLISHED  ESTABLISHED  data
+5us   S A 1/12                              | ESTABLISHED  ESTABLISHED  data
+20us  C FA 12/1                             | FIN-WAIT-1   CLOSE-WAIT   close
+40ms  S A 1/13                              | FIN-WAIT-2?  CLOSE-WAIT   close
+60ms  S PA 1/13 "hello world"               | FIN-WAIT-2?  CLOSE-WAIT   close - fate unknown
+10us  C R 13 win 0                          | CLOSED       CLOSED?      close
