# SPDX-License-Identifier: MIT
title What comes far later than a round trip is a retransmission, not reordered
ids
expect 1 open 3-way close open closed_first none bytes 300/0 retransmissions 1
expect 1 zeek_state S1 history ShADTa completeness 15
+0     C S 0                                 | SYN-SENT     -            open
+1ms   S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+10us  C A 1/1                               | ESTABLISHED  ESTABLISHED? open
+50us  C A 1/1 len 100                       | ESTABLISHED  ESTABLISHED  data
+5us   C A 201/1 len 100                     | ESTABLISHED? ESTABLISHED? data lost-segment
+500ms C A 101/1 len 100                     | ESTABLISHED  ESTABLISHED  data retransmission
+5us   S A 1/301                             | ESTABLISHED  ESTABLISHED  data
