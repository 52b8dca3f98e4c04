# SPDX-License-Identifier: MIT
title The second FIN overtakes the ACK of the first, and jumps over data that are lost
expect 1 open 3-way close 4-segment closed_first server bytes 10/0 retransmissions 1
expect 1 zeek_state SF history ShAfFaTD completeness 31
+0     C S 0                                 | SYN-SENT     -            open
+10ms  S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+10ms  C A 1/1                               | ESTABLISHED  ESTABLISHED  open
+5ms   S FA 1/1                              | CLOSE-WAIT   FIN-WAIT-1   close
+20ms  C FA 11/2                             | LAST-ACK?    FIN-WAIT-2?  close lost-segment
+10us  S A 2/1                               | LAST-ACK     FIN-WAIT-2?  close duplicate-ack
+1ms   C A 1/2                               | LAST-ACK     FIN-WAIT-2?  close
+300ms C PA 1/2 "ten bytes!"                 | LAST-ACK     TIME-WAIT?   close retransmission
+10us  S A 2/12                              | CLOSED?      TIME-WAIT    close
