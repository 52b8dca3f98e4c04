# SPDX-License-Identifier: MIT
title A pure ACK overtakes the data before it
ids
expect 1 open 3-way close open closed_first none bytes 100/0 retransmissions 0
expect 1 zeek_state S1 history ShADa completeness 15
+0     C S 0                                 | SYN-SENT     -            open
+2ms   S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+2ms   C A 1/1                               | ESTABLISHED  ESTABLISHED? open
+50us  C A 101/1                             | ESTABLISHED? ESTABLISHED? data lost-segment
+5us   C PA 1/1 len 100                      | ESTABLISHED  ESTABLISHED  data out-of-order
+1ms   S A 1/101                             | ESTABLISHED  ESTABLISHED  data
