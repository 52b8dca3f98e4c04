# SPDX-License-Identifier: MIT
title Idle, and probed: no answer, so the client gives up
expect 1 open 3-way close reset closed_first client bytes 5/0 retransmissions 0
expect 1 zeek_state RSTO history ShADaR completeness 47
+0     C S 0                                 | SYN-SENT     -            open
+30us  S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+10us  C A 1/1                               | ESTABLISHED  ESTABLISHED? open
+50us  C PA 1/1 "hello"                      | ESTABLISHED  ESTABLISHED  data
+5us   S A 1/6                               | ESTABLISHED  ESTABLISHED  data
+1s    C A 5/1                               | ESTABLISHED  ESTABLISHED  data keep-alive
+1s    C A 5/1                               | ESTABLISHED  ESTABLISHED  data keep-alive
+1s    C A 5/1                               | ESTABLISHED  ESTABLISHED  data keep-alive
+1s    C RA 6/1                              | CLOSED       CLOSED?      close
