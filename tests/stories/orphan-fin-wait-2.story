# SPDX-License-Identifier: MIT
title The server closes after the client's orphan has left FIN-WAIT-2: a RST answers its FIN
expect 1 open 3-way close fin-then-reset closed_first client bytes 11/0 retransmissions 0
expect 1 zeek_state SF history ShADaFfR completeness 63
+0     C S 0                                 | SYN-SENT     -            open
+30us  S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+10us  C A 1/1                               | ESTABLISHED  ESTABLISHED? open
+50us  C PA 1/1 "hello world"                | ESTABLISHED  ESTABLISHED  data
+5us   S A 1/12                              | ESTABLISHED  ESTABLISHED  data
+20us  C FA 12/1                             | FIN-WAIT-1   CLOSE-WAIT   close
+15us  S A 1/13                              | FIN-WAIT-2?  CLOSE-WAIT   close
+1.5s  S FA 1/13                             | FIN-WAIT-2?  LAST-ACK     close - fate unknown
+10us  C R 13                                | CLOSED       CLOSED?      close
