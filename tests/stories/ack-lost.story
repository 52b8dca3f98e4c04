# SPDX-License-Identifier: MIT
title The third ACK is lost, the server sends its SYN+ACK again
expect 1 open 3-way close open closed_first none bytes 11/0 retransmissions 1
expect 1 zeek_state S1 history ShADa completeness 15
+0     C S 0                                 | SYN-SENT     -            open
+30us  S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+10us  C A 1/1                               | ESTABLISHED  SYN-RECEIVED open
+1.02s S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open retransmission fate discarded
+10us  C A 1/1                               | ESTABLISHED  ESTABLISHED? data duplicate-ack
+1s    C PA 1/1 "hello world"                | ESTABLISHED  ESTABLISHED  data
+5us   S A 1/12                              | ESTABLISHED  ESTABLISHED  data
