# SPDX-License-Identifier: MIT
title The ACK that covers what SACK had reported still has the same block: it came once
# Linux leaves it there in TIME-WAIT. A D-SACK (RFC 2883) tells of what had been acknowledged before.
expect 1 open 3-way close open closed_first none bytes 200/0 retransmissions 1
expect 1 zeek_state S1 history ShADaT completeness 15
+0     C S 0 <mss 1460 sackok>               | SYN-SENT     -            open
+30us  S SA 0/1 <mss 1460 sackok>            | ESTABLISHED  SYN-RECEIVED open
+10us  C A 1/1                               | ESTABLISHED  ESTABLISHED? open
+1ms   C PA 101/1 len 100 id 8               | ESTABLISHED? ESTABLISHED? data lost-segment
+20us  S A 1/1 <sack 101-201>                | ESTABLISHED  ESTABLISHED  data duplicate-ack
+30ms  C PA 1/1 len 100 id 7                 | ESTABLISHED  ESTABLISHED  data retransmission
+20us  S A 1/201 <sack 101-201>              | ESTABLISHED  ESTABLISHED  data - claim ack
