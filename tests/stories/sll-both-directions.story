# SPDX-License-Identifier: MIT
title Captured on all interfaces (Linux cooked v1): only the direction tells that a packet is another's copy
link sll
expect 1 open 3-way close open closed_first none bytes 5/0 retransmissions 3
expect 1 zeek_state S1 history ShADTa completeness 15
+0     C S 0 id 10001                        | SYN-SENT     -            open
+20us  C S 0 type 4 id 10001                 | SYN-SENT     -            open retransmission fate capture-duplicate claim captured-elsewhere
+10ms  S SA 0/1                              | ESTABLISHED? SYN-RECEIVED open
+20us  S SA 0/1 type 4                       | ESTABLISHED  SYN-RECEIVED open retransmission fate capture-duplicate claim captured-twice
+10ms  C A 1/1 id 10002                      | ESTABLISHED  ESTABLISHED? open
+20us  C A 1/1 type 4 id 10002               | ESTABLISHED  ESTABLISHED? data duplicate-ack fate capture-duplicate claim captured-elsewhere
+1ms   C PA 1/1 "hello" id 10003             | ESTABLISHED  ESTABLISHED  data
+20us  C PA 1/1 "hello" type 4 id 10003      | ESTABLISHED  ESTABLISHED  data retransmission fate capture-duplicate claim captured-elsewhere
+10ms  S A 1/6 id 50001                      | ESTABLISHED  ESTABLISHED  data
+20us  S A 1/6 type 4 id 50001               | ESTABLISHED  ESTABLISHED  data duplicate-ack fate capture-duplicate claim captured-elsewhere
