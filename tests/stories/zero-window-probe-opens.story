# SPDX-License-Identifier: MIT
title The probe's byte is taken by the very ACK that opens the window
expect 1 open 3-way close open closed_first none bytes 200/0 retransmissions 0
expect 1 zeek_state S1 history ShADwa completeness 15
+0     C S 0                                 | SYN-SENT     -            open
+30us  S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+10us  C A 1/1                               | ESTABLISHED  ESTABLISHED? open
+50us  C PA 1/1 len 100                      | ESTABLISHED  ESTABLISHED  data
+5us   S A 1/101 win 0                       | ESTABLISHED  ESTABLISHED  data zero-window
+200ms C A 101/1 len 1                       | ESTABLISHED  ESTABLISHED  data zero-window-probe
+5us   S A 1/102                             | ESTABLISHED  ESTABLISHED  data window-update
+10us  C PA 102/1 len 99                     | ESTABLISHED  ESTABLISHED  data
+10us  S A 1/201                             | ESTABLISHED  ESTABLISHED  data
