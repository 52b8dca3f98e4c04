# SPDX-License-Identifier: MIT
title Captured on two interfaces: every packet stands there twice
expect 1 open 3-way close open closed_first none bytes 5/0 retransmissions 3
expect 1 zeek_state S1 history ShADTa completeness 15
+0     C S 0 id 10001                        | SYN-SENT     -            open
+1us   C S 0 id 10001                        | SYN-SENT     -            open retransmission fate capture-duplicate
+30us  S SA 0/1                              | ESTABLISHED? SYN-RECEIVED open - fate unknown
+1us   S SA 0/1                              | ESTABLISHED? SYN-RECEIVED open retransmission fate capture-duplicate
+10us  C A 1/1 id 10002                      | ESTABLISHED  ESTABLISHED? open
+1us   C A 1/1 id 10002                      | ESTABLISHED  ESTABLISHED? data duplicate-ack fate capture-duplicate
+50us  C PA 1/1 "hello" id 10003             | ESTABLISHED  ESTABLISHED? data
+1us   C PA 1/1 "hello" id 10003             | ESTABLISHED  ESTABLISHED? data retransmission fate capture-duplicate
+5us   S A 1/6 id 50001                      | ESTABLISHED  ESTABLISHED  data
+1us   S A 1/6 id 50001                      | ESTABLISHED  ESTABLISHED  data duplicate-ack fate capture-duplicate
