# SPDX-License-Identifier: MIT
title Two holes in one window: the second is filled after the partial ACK
# RFC 6582 section 3.2. No timer has run out.
ids
expect 1 open 3-way close open closed_first none bytes 6000/0 retransmissions 2
expect 1 zeek_state S1 history ShADaT completeness 15
+0     C S 0 <mss 1460>                      | SYN-SENT     -            open
+20ms  S SA 0/1 <mss 1460>                   | ESTABLISHED  SYN-RECEIVED open
+20us  C A 1/1                               | ESTABLISHED  ESTABLISHED? open
+1ms   C A 1/1 len 1000                      | ESTABLISHED  ESTABLISHED  data
+10us  C A 1001/1 len 1000                   | ESTABLISHED  ESTABLISHED  data - fate lost
+10us  C A 2001/1 len 1000                   | ESTABLISHED  ESTABLISHED  data
+10us  C A 3001/1 len 1000                   | ESTABLISHED  ESTABLISHED  data - fate lost
+10us  C A 4001/1 len 1000                   | ESTABLISHED  ESTABLISHED  data
+10us  C A 5001/1 len 1000                   | ESTABLISHED  ESTABLISHED  data
+20ms  S A 1/1001                            | ESTABLISHED  ESTABLISHED  data
+10us  S A 1/1001                            | ESTABLISHED  ESTABLISHED  data duplicate-ack
+10us  S A 1/1001                            | ESTABLISHED  ESTABLISHED  data duplicate-ack
+10us  S A 1/1001                            | ESTABLISHED  ESTABLISHED  data duplicate-ack
+20us  C A 1001/1 len 1000                   | ESTABLISHED  ESTABLISHED  data fast-retransmission
+21ms  S A 1/3001                            | ESTABLISHED  ESTABLISHED  data
+20us  C A 3001/1 len 1000                   | ESTABLISHED  ESTABLISHED  data retransmission
+21ms  S A 1/6001                            | ESTABLISHED  ESTABLISHED  data
