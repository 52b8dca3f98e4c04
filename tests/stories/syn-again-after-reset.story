# SPDX-License-Identifier: MIT
title A RST behind the SYN, then the same SYN again: the RST was probably not the client's
expect 1 open 3-way close open closed_first none bytes 5/0 retransmissions 1
expect 1 zeek_state RSTO history SRhADa completeness 47
+0     C S 0                                 | SYN-SENT     -            open - fate lost-or-answer
+10us  C R 1                                 | SYN-SENT?    -            open
+1s    C S 0                                 | SYN-SENT     -            open retransmission fate unknown
+30us  S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+10us  C A 1/1                               | ESTABLISHED  ESTABLISHED? open
+50us  C PA 1/1 "hello"                      | ESTABLISHED  ESTABLISHED  data
+40us  S A 1/6                               | ESTABLISHED  ESTABLISHED  data
