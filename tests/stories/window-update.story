# SPDX-License-Identifier: MIT
title The reader makes room: the same ACK with another window
expect 1 open 3-way close open closed_first none bytes 200/0 retransmissions 0
expect 1 zeek_state S1 history ShADa completeness 15
+0     C S 0                                 | SYN-SENT     -            open
+30us  S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+10us  C A 1/1                               | ESTABLISHED  ESTABLISHED? open
+50us  C PA 1/1 len 100                      | ESTABLISHED  ESTABLISHED  data
+5us   S A 1/101 win 1000                    | ESTABLISHED  ESTABLISHED  data
+5ms   S A 1/101 win 5000                    | ESTABLISHED  ESTABLISHED  data window-update
+10us  C PA 101/1 len 100                    | ESTABLISHED  ESTABLISHED  data
+5us   S A 1/201 win 5000                    | ESTABLISHED  ESTABLISHED  data
