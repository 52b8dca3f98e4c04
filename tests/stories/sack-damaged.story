# SPDX-License-Identifier: MIT
title The SACK of a damaged ACK tells nothing
expect 1 open 3-way close open closed_first none bytes 300/0 retransmissions 1
expect 1 zeek_state S1 history ShADaT completeness 15
+0     C S 0 <mss 1460 sackok>               | SYN-SENT     -            open
+10ms  S SA 0/1 <mss 1460 sackok>            | ESTABLISHED  SYN-RECEIVED open
+20us  C A 1/1                               | ESTABLISHED  ESTABLISHED? open
+1ms   C A 1/1 len 100                       | ESTABLISHED  ESTABLISHED? data - fate lost
+20us  C A 101/1 len 100                     | ESTABLISHED  ESTABLISHED? data
+20us  C A 201/1 len 100                     | ESTABLISHED  ESTABLISHED? data
+10ms  S A 1/1 <nop nop sack 101-202> partial 7 | ESTABLISHED  ESTABLISHED  data duplicate-ack fate discarded
+1ms   S A 1/1 <nop nop sack 101-301>        | ESTABLISHED  ESTABLISHED  data duplicate-ack
+20us  C A 1/1 len 100                       | ESTABLISHED  ESTABLISHED  data fast-retransmission
+10ms  S A 1/301                             | ESTABLISHED  ESTABLISHED  data
