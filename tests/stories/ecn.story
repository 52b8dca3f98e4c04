# SPDX-License-Identifier: MIT
title Explicit congestion notification: negotiated, marked, echoed, answered
expect 1 open 3-way close open closed_first none bytes 2000/0 retransmissions 0
expect 1 zeek_state S1 history ShADa completeness 15
+0     C SEW 0                               | SYN-SENT     -            open
+30us  S SAE 0/1                             | ESTABLISHED  SYN-RECEIVED open
+10us  C A 1/1                               | ESTABLISHED  ESTABLISHED? open
+50us  C PA 1/1 len 1000 ecn ce              | ESTABLISHED  ESTABLISHED  data
+5us   S AE 1/1001 ecn ect0                  | ESTABLISHED  ESTABLISHED  data
+50us  C PAW 1001/1 len 1000 ecn ect0        | ESTABLISHED  ESTABLISHED  data
+5us   S A 1/2001 ecn ect0                   | ESTABLISHED  ESTABLISHED  data
