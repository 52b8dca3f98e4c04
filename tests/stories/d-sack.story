# SPDX-License-Identifier: MIT
title The ACK is late, and a D-SACK tells that the repetition was needless
# RFC 2883: the first block lies below the ACK.
ids
expect 1 open 3-way close open closed_first none bytes 700/0 retransmissions 1
expect 1 zeek_state S1 history ShADTa completeness 15
+0     C S 0 <mss 1460 sackok>               | SYN-SENT     -            open
+20ms  S SA 0/1 <mss 1460 sackok>            | ESTABLISHED  SYN-RECEIVED open
+30us  C A 1/1                               | ESTABLISHED  ESTABLISHED? open
+1ms   C PA 1/1 len 700                      | ESTABLISHED  ESTABLISHED? data
+250ms C PA 1/1 len 700                      | ESTABLISHED  ESTABLISHED  data retransmission
+5ms   S A 1/701                             | ESTABLISHED  ESTABLISHED  data
+18ms  S A 1/701 <nop nop sack 1-701>        | ESTABLISHED  ESTABLISHED  data duplicate-ack
