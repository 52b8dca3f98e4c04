# SPDX-License-Identifier: MIT
title The capture missed a segment, and the next one shows it
ids
expect 1 open 3-way close open closed_first none bytes 10/0 retransmissions 0
expect 1 zeek_state S1 history ShADGa completeness 15
+0     C S 0                                 | SYN-SENT     -            open
+30us  S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+10us  C A 1/1                               | ESTABLISHED  ESTABLISHED? open
+50us  C PA 1/1 "hello"                      | ESTABLISHED  ESTABLISHED  data
+50us  C PA 11/1 "again"                     | ESTABLISHED? ESTABLISHED? data lost-segment
+5us   S A 1/16                              | ESTABLISHED? ESTABLISHED? data ack-lost-segment
