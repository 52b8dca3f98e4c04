# SPDX-License-Identifier: MIT
title The server closes, the client writes on and is reset
expect 1 open 3-way close fin-then-reset closed_first server bytes 5/0 retransmissions 0
expect 1 zeek_state RSTR history ShAfDr completeness 63
+0     C S 0                                 | SYN-SENT     -            open
+30us  S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+10us  C A 1/1                               | ESTABLISHED  ESTABLISHED  open
+50us  S FA 1/1                              | CLOSE-WAIT   FIN-WAIT-1   close
+40ms  C A 1/2                               | CLOSE-WAIT   FIN-WAIT-2?  close
+1s    C PA 1/2 "hello"                      | CLOSE-WAIT   FIN-WAIT-2?  close - fate unknown
+10us  S R 2 win 0                           | CLOSED?      CLOSED       close
