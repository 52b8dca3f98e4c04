# SPDX-License-Identifier: MIT
title Data that was sent behind the other side's FIN is captured behind the FIN that it was sent before
expect 1 open 3-way close half-close closed_first server bytes 3/0 retransmissions 0
expect 1 zeek_state SF history ShAfFDa completeness 31
+0     C S 0 <mss 1460>                      | SYN-SENT     -            open
+5ms   S SA 0/1 <mss 1460>                   | ESTABLISHED  SYN-RECEIVED open
+5ms   C A 1/1                               | ESTABLISHED  ESTABLISHED  open
+1ms   S FA 1/1                              | CLOSE-WAIT   FIN-WAIT-1   close
+5ms   C FA 4/2                              | LAST-ACK?    TIME-WAIT?   close lost-segment
+10us  C A 1/2 len 3                         | LAST-ACK     TIME-WAIT    close out-of-order
+5ms   S A 2/5                               | CLOSED?      TIME-WAIT    close
