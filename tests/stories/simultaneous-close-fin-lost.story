# SPDX-License-Identifier: MIT
title The FINs cross; the server's is lost, and the client sends its own again without having got it
expect 1 open 3-way close simultaneous closed_first both bytes 0/0 retransmissions 2
expect 1 zeek_state SF history ShAFf completeness 23
+0     C S 0                                 | SYN-SENT     -            open
+30us  S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+10us  C A 1/1                               | ESTABLISHED  ESTABLISHED? open
+100ms C FA 1/1                              | FIN-WAIT-1   ESTABLISHED  close - fate lost-or-answer
+1us   S FA 1/1                              | FIN-WAIT-1?  FIN-WAIT-1   close - fate lost
+200ms C FA 1/1                              | FIN-WAIT-1   CLOSING      close retransmission fate unknown
+10us  S FA 1/2                              | TIME-WAIT?   CLOSING      close retransmission
+10us  C A 2/2                               | TIME-WAIT?   TIME-WAIT?   close
