# SPDX-License-Identifier: MIT
title The server closes before the third ACK is there
expect 1 open 3-way close 4-segment closed_first server bytes 0/0 retransmissions 0
expect 1 zeek_state SF history ShfAFa completeness 23
+0     C S 0                                 | SYN-SENT     -            open
+30us  S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+10us  S FA 1/1                              | CLOSE-WAIT?  FIN-WAIT-1   close
+10us  C A 1/2                               | CLOSE-WAIT   FIN-WAIT-2?  close
+10us  C FA 1/2                              | LAST-ACK     TIME-WAIT    close
+10us  S A 2/2                               | CLOSED?      TIME-WAIT    close
