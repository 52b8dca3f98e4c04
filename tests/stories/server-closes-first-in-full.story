# SPDX-License-Identifier: MIT
title The server closes first, in four segments
expect 1 open 3-way close 4-segment closed_first server bytes 0/0 retransmissions 0
expect 1 zeek_state SF history ShAfFa completeness 23
+0     C S 0                                 | SYN-SENT     -            open
+30us  S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+10us  C A 1/1                               | ESTABLISHED  ESTABLISHED  open
+50us  S FA 1/1                              | CLOSE-WAIT   FIN-WAIT-1   close
+40ms  C A 1/2                               | CLOSE-WAIT   FIN-WAIT-2?  close
+1s    C FA 1/2                              | LAST-ACK     TIME-WAIT    close
+10us  S A 2/2                               | CLOSED?      TIME-WAIT    close
