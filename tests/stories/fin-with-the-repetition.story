# SPDX-License-Identifier: MIT
title The data is lost, and its repetition brings the FIN for the first time
ids
expect 1 open 3-way close 4-segment closed_first client bytes 11/0 retransmissions 1
expect 1 zeek_state SF history ShADTFaf completeness 31
+0     C S 0                                 | SYN-SENT     -            open
+1ms   S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+20us  C A 1/1                               | ESTABLISHED  ESTABLISHED? open
+1ms   C PA 1/1 "hello world"                | ESTABLISHED  ESTABLISHED? data - fate lost-or-answer
+220ms C FPA 1/1 "hello world"               | FIN-WAIT-1   CLOSE-WAIT   close retransmission fate unknown
+2ms   S A 1/13                              | FIN-WAIT-2?  CLOSE-WAIT   close
+3ms   S FA 1/13                             | TIME-WAIT    LAST-ACK     close
+20us  C A 13/2                              | TIME-WAIT    CLOSED?      close
