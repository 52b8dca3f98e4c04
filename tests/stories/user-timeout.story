# SPDX-License-Identifier: MIT
title Nobody acknowledges, the client gives up
expect 1 open 3-way close reset closed_first client bytes 5/0 retransmissions 2
expect 1 zeek_state RSTO history ShADTR completeness 47
+0     C S 0                                 | SYN-SENT     -            open
+30us  S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+10us  C A 1/1                               | ESTABLISHED  ESTABLISHED? open
+50us  C PA 1/1 "hello"                      | ESTABLISHED  ESTABLISHED? data - fate lost-or-answer
+204ms C PA 1/1 "hello"                      | ESTABLISHED  ESTABLISHED? data retransmission fate lost-or-answer
+408ms C PA 1/1 "hello"                      | ESTABLISHED  ESTABLISHED? data retransmission fate unknown
+800ms C RA 6/1                              | CLOSED       CLOSED?      close
