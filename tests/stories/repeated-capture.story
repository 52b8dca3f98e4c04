# SPDX-License-Identifier: MIT
title Captured on two interfaces: every packet stands there twice
expect 1 open 3-way close open closed_first none bytes 5/0 retransmissions 3
expect 1 zeek_state S1 history ShADTa completeness 15
+0     C S 0                                 | SYN-SENT     SYN-RECEIVED open
+1us   C S 0                                 | SYN-SENT     SYN-RECEIVED open retransmission
+30us  S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+1us   S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open retransmission
+10us  C A 1/1                               | ESTABLISHED  ESTABLISHED  open
+1us   C A 1/1                               | ESTABLISHED  ESTABLISHED  data duplicate-ack
+50us  C PA 1/1 "hello"                      | ESTABLISHED  ESTABLISHED  data
+1us   C PA 1/1 "hello"                      | ESTABLISHED  ESTABLISHED  data retransmission
+5us   S A 1/6                               | ESTABLISHED  ESTABLISHED  data
+1us   S A 1/6                               | ESTABLISHED  ESTABLISHED  data duplicate-ack
