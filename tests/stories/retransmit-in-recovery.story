# SPDX-License-Identifier: MIT
title A second gap is filled during recovery
ids
# The segment had been seen before, so it is a retransmission and not out of order, although it comes
# within a round trip of new data (later versions of Wireshark say so).
expect 1 open 3-way close open closed_first none bytes 6000/0 retransmissions 2
expect 1 zeek_state S1 history ShADaT completeness 15
+0     C S 0 <mss 1460 sackok>               | SYN-SENT     -            open
+10ms  S SA 0/1 <mss 1460 sackok>            | ESTABLISHED  SYN-RECEIVED open
+10us  C A 1/1                               | ESTABLISHED  ESTABLISHED? open
+50us  C A 1/1 len 1000                      | ESTABLISHED  ESTABLISHED? data - fate lost
+10us  C A 1001/1 len 1000                   | ESTABLISHED  ESTABLISHED? data
+10us  C A 2001/1 len 1000                   | ESTABLISHED  ESTABLISHED? data - fate lost-or-answer
+10us  C A 3001/1 len 1000                   | ESTABLISHED  ESTABLISHED? data
+10us  C A 4001/1 len 1000                   | ESTABLISHED  ESTABLISHED? data
+10ms  S A 1/1                               | ESTABLISHED  ESTABLISHED? data duplicate-ack
+10us  S A 1/1 <nop nop sack 1001-2001>      | ESTABLISHED  ESTABLISHED  data duplicate-ack
+10us  S A 1/1 <nop nop sack 1001-2001,3001-4001> | ESTABLISHED  ESTABLISHED  data duplicate-ack
+10us  S A 1/1 <nop nop sack 1001-2001,3001-5001> | ESTABLISHED  ESTABLISHED  data duplicate-ack
+10us  C A 1/1 len 1000                      | ESTABLISHED  ESTABLISHED  data fast-retransmission
+10us  C A 5001/1 len 1000                   | ESTABLISHED  ESTABLISHED  data
+10us  C A 2001/1 len 1000                   | ESTABLISHED  ESTABLISHED  data retransmission fate unknown
+11ms  S A 1/6001                            | ESTABLISHED  ESTABLISHED  data
