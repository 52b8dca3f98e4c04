# SPDX-License-Identifier: MIT
title Behind a gap of more than a window the FIN is captured first, and what was sent before it
# From a pipe the FIN counts with the segment behind it, where its receiver is shown in TIME-WAIT
# first: the correction, by the ACK of neither, names that one.
expect 1 open 3-way close half-close closed_first server bytes 100/0 retransmissions 0
expect 1 zeek_state SF history ShAfDFaG completeness 31
+0     C S 0                                 | SYN-SENT     -            open
+30us  S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+10us  C A 1/1                               | ESTABLISHED  ESTABLISHED  open
+400ms S FA 1/1                              | CLOSE-WAIT   FIN-WAIT-1   close
+10us  C PA 1/2 len 50                       | CLOSE-WAIT   FIN-WAIT-2?  close
+9ms   C FA 70001/2                          | LAST-ACK?    FIN-WAIT-2?  close lost-segment
+1us   C PA 69951/2 len 50                   | LAST-ACK     FIN-WAIT-2?  close out-of-order
+1us   S A 2/51                              | LAST-ACK     FIN-WAIT-2?  close
+20us  S A 2/70002                           | CLOSED?      TIME-WAIT?   close ack-lost-segment
