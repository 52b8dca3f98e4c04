# SPDX-License-Identifier: MIT
title Data is sent seven times and never acknowledged: of each copy but the last the same is known
expect 1 open 3-way close open closed_first none bytes 200/0 retransmissions 6
expect 1 zeek_state S1 history ShADaT completeness 15
+0     C S 0                                 | SYN-SENT     -            open
+20ms  S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+1ms   C A 1/1                               | ESTABLISHED  ESTABLISHED? open
+10ms  C PA 1/1 len 100                      | ESTABLISHED  ESTABLISHED  data
+20ms  S A 1/101                             | ESTABLISHED  ESTABLISHED  data
+1s    C PA 101/1 len 100                    | ESTABLISHED  ESTABLISHED  data - fate lost-or-answer
+200ms C PA 101/1 len 100                    | ESTABLISHED  ESTABLISHED  data retransmission fate lost-or-answer
+400ms C PA 101/1 len 100                    | ESTABLISHED  ESTABLISHED  data retransmission fate lost-or-answer
+800ms C PA 101/1 len 100                    | ESTABLISHED  ESTABLISHED  data retransmission fate lost-or-answer
+1600ms C PA 101/1 len 100                   | ESTABLISHED  ESTABLISHED  data retransmission fate lost-or-answer
+3200ms C PA 101/1 len 100                   | ESTABLISHED  ESTABLISHED  data retransmission fate lost-or-answer
+6400ms C PA 101/1 len 100                   | ESTABLISHED  ESTABLISHED  data retransmission fate unknown
