# SPDX-License-Identifier: MIT
title As much as the largest window holds is missing, and a part of it comes late
expect 1 open 3-way close open closed_first none bytes 20/0 retransmissions 2
expect 1 zeek_state S1 history ShADaT completeness 15
+0     C S 0 <ws 14>                         | SYN-SENT     -            open
+30us  S SA 0/1 <ws 14>                      | ESTABLISHED  SYN-RECEIVED open
+10us  C A 1/1                               | ESTABLISHED  ESTABLISHED? open
+50us  C PA 1/1 "first"                      | ESTABLISHED  ESTABLISHED  data - fate arrived
+5us   S A 1/6                               | ESTABLISHED  ESTABLISHED  data
+50us  C PA 1073725000/1 "beyond"            | ESTABLISHED? ESTABLISHED? data lost-segment fate unknown
+50us  C PA 6/1 "late"                       | ESTABLISHED  ESTABLISHED  data retransmission fate unknown
+50us  C PA 1000000/1 "parts"                | ESTABLISHED  ESTABLISHED  data retransmission fate unknown
