# SPDX-License-Identifier: MIT
title More than any window holds is missing: no gap, the numbers go on from there, and back again
expect 1 open 3-way close open closed_first none bytes 26/0 retransmissions 0
expect 1 zeek_state RSTO history ShADaR completeness 47
+0     C S 0                                 | SYN-SENT     -            open
+30us  S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+10us  C A 1/1                               | ESTABLISHED  ESTABLISHED? open
+50us  C PA 1/1 "first"                      | ESTABLISHED  ESTABLISHED  data
+50us  S A 1/6                               | ESTABLISHED  ESTABLISHED  data
+1s    C PA 1200000001/1 "beyond"            | ESTABLISHED? ESTABLISHED? data lost-segment fate unknown
+50us  S A 1/1200000007                      | ESTABLISHED  ESTABLISHED  data
+50us  C PA 1200000007/1 "again"             | ESTABLISHED  ESTABLISHED  data - fate unknown
+50us  C PA 6/1 "back"                       | ESTABLISHED? ESTABLISHED? data lost-segment
+50us  C PA 10/1 "more"                      | ESTABLISHED  ESTABLISHED  data
+50us  C R 1500000000/0                      | ESTABLISHED  ESTABLISHED  data - rel 1500000000/501000000
+50us  C PA 14/1 "on"                        | ESTABLISHED  ESTABLISHED  data - fate unknown
+50us  S A 1/14                              | ESTABLISHED  ESTABLISHED  data
