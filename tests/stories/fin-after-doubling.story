# SPDX-License-Identifier: MIT
title The FIN is sent six times; the answer comes after seconds
ids
expect 1 open 3-way close 3-segment closed_first client bytes 0/0 retransmissions 5
expect 1 zeek_state SF history ShAFf completeness 23
+0     C S 0                                 | SYN-SENT     -            open
+5ms   S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+20us  C A 1/1                               | ESTABLISHED  ESTABLISHED? open
+1ms   C FA 1/1                              | FIN-WAIT-1   CLOSE-WAIT?  close - fate lost-or-answer
+210ms C FA 1/1                              | FIN-WAIT-1   CLOSE-WAIT?  close retransmission fate lost-or-answer
+420ms C FA 1/1                              | FIN-WAIT-1   CLOSE-WAIT?  close retransmission fate lost-or-answer
+840ms C FA 1/1                              | FIN-WAIT-1   CLOSE-WAIT?  close retransmission fate lost-or-answer
+1.68s C FA 1/1                              | FIN-WAIT-1   CLOSE-WAIT?  close retransmission fate lost-or-answer
+3.36s C FA 1/1                              | FIN-WAIT-1   CLOSE-WAIT   close retransmission fate unknown
+6ms   S FA 1/2                              | TIME-WAIT    LAST-ACK     close
+20us  C A 2/2                               | TIME-WAIT    CLOSED?      close
