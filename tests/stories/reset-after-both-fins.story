# SPDX-License-Identifier: MIT
title Both have closed, and the client resets
expect 1 open 3-way close fin-then-reset closed_first client bytes 5/0 retransmissions 0
expect 1 zeek_state SF history ShADaFfR completeness 63
+0     C S 0                                 | SYN-SENT     -            open
+30us  S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+10us  C A 1/1                               | ESTABLISHED  ESTABLISHED? open
+50us  C PA 1/1 "hello"                      | ESTABLISHED  ESTABLISHED  data
+40us  S A 1/6                               | ESTABLISHED  ESTABLISHED  data
+1ms   C FA 6/1                              | FIN-WAIT-1   CLOSE-WAIT   close
+40us  S A 1/7                               | FIN-WAIT-2?  CLOSE-WAIT   close
+1ms   S FA 1/7                              | FIN-WAIT-2?  LAST-ACK     close - fate unknown
+10us  C R 7 win 0                           | CLOSED       CLOSED?      close
