# SPDX-License-Identifier: MIT
title Data is captured behind its ACK: it was not sent again
expect 1 open 3-way close open closed_first none bytes 100/10 retransmissions 1
expect 1 zeek_state S1 history ShAGaTDd completeness 15
+0     C S 0                                 | SYN-SENT     -            open
+20ms  S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+20us  C A 1/1                               | ESTABLISHED  ESTABLISHED? open
+20ms  S A 1/101                             | ESTABLISHED? ESTABLISHED? data ack-lost-segment
+20us  C PA 1/1 len 100                      | ESTABLISHED  ESTABLISHED  data spurious-retransmission
+20ms  S PA 1/101 len 10                     | ESTABLISHED  ESTABLISHED  data
+20us  C A 101/11                            | ESTABLISHED  ESTABLISHED  data
