# SPDX-License-Identifier: MIT
title The SYN+ACK comes again although its ACK passed; the data is taken
# Either that ACK was lost, or the listener waits for data (TCP_DEFER_ACCEPT).
ids
expect 1 open 3-way close open closed_first none bytes 12/0 retransmissions 1
expect 1 zeek_state S1 history ShADa completeness 15
+0     C S 0                                 | SYN-SENT     -            open
+2ms   S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+30us  C A 1/1                               | ESTABLISHED  SYN-RECEIVED open
+1.01s S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open retransmission fate discarded
+30us  C A 1/1                               | ESTABLISHED  ESTABLISHED? data duplicate-ack
+4s    C PA 1/1 "late request"               | ESTABLISHED  ESTABLISHED  data
+2ms   S A 1/13                              | ESTABLISHED  ESTABLISHED  data
