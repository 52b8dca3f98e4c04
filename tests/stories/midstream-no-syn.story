# SPDX-License-Identifier: MIT
title The capture begins with the SYN+ACK
expect 1 open 3-way close open closed_first none bytes 11/0 retransmissions 0
expect 1 zeek_state S1 history ^hADa completeness 14
+0     S SA 0/1                              | -            SYN-RECEIVED open - fate unknown
+10us  C A 1/1                               | ESTABLISHED  ESTABLISHED? open
+50us  C PA 1/1 "hello world"                | ESTABLISHED  ESTABLISHED  data
+5us   S A 1/12                              | ESTABLISHED  ESTABLISHED  data
