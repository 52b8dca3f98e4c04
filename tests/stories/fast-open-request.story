# SPDX-License-Identifier: MIT
title TCP Fast Open, first time: the cookie is asked for and given
expect 1 open 3-way close open closed_first none bytes 11/0 retransmissions 0
expect 1 zeek_state S1 history ShADa completeness 15
+0     C S 0 <mss 1460 tfo ->                | SYN-SENT     -            open
+30us  S SA 0/1 <mss 1460 tfo cookie12>      | ESTABLISHED  SYN-RECEIVED open
+10us  C A 1/1                               | ESTABLISHED  ESTABLISHED? open
+50us  C PA 1/1 "hello world"                | ESTABLISHED  ESTABLISHED  data
+5us   S A 1/12                              | ESTABLISHED  ESTABLISHED  data
