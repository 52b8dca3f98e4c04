# SPDX-License-Identifier: MIT
title RST while the client is in CLOSING
expect 1 open 3-way close fin-then-reset closed_first both bytes 0/0 retransmissions 0
expect 1 zeek_state SF history ShAFfr completeness 55
+0     C S 0                                 | SYN-SENT     -            open
+30us  S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+10us  C A 1/1                               | ESTABLISHED  ESTABLISHED? open
+100ms C FA 1/1                              | FIN-WAIT-1   ESTABLISHED  close - fate unknown
+1us   S FA 1/1                              | CLOSING      FIN-WAIT-1   close
+1us   C A 2/2                               | CLOSING      FIN-WAIT-2?  close
+1us   S R 2                                 | CLOSED?      CLOSED       close
