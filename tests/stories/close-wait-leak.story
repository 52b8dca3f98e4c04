# SPDX-License-Identifier: MIT
title The server never closes: it is in CLOSE-WAIT when the capture ends
expect 1 open 3-way close one-fin closed_first client bytes 0/0 retransmissions 0
expect 1 zeek_state S2 history ShAFa completeness 23
+0     C S 0                                 | SYN-SENT     -            open
+30us  S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+10us  C A 1/1                               | ESTABLISHED  ESTABLISHED? open
+50us  C FA 1/1                              | FIN-WAIT-1   CLOSE-WAIT   close
+40ms  S A 1/2                               | FIN-WAIT-2?  CLOSE-WAIT   close
