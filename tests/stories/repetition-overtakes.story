# SPDX-License-Identifier: MIT
title A repetition overtakes what it repeats
# Its receiver asks (RFC 2018); by its identification it was sent behind all before it.
ids
expect 1 open 3-way close open closed_first none bytes 400/0 retransmissions 2
expect 1 zeek_state S1 history ShADaT completeness 15
+0     C S 0 <mss 1460 sackok>               | SYN-SENT     -            open
+10ms  S SA 0/1 <mss 1460 sackok>            | ESTABLISHED  SYN-RECEIVED open
+10us  C A 1/1                               | ESTABLISHED  ESTABLISHED? open
+50us  C A 1/1 len 100                       | ESTABLISHED  ESTABLISHED  data
+5us   C A 201/1 len 100 id 10005            | ESTABLISHED? ESTABLISHED? data lost-segment
+5us   C A 301/1 len 100 id 10006            | ESTABLISHED  ESTABLISHED  data
+10ms  S A 1/101 <nop nop sack 201-401>      | ESTABLISHED  ESTABLISHED  data
+30ms  C A 101/1 len 100 id 10007            | ESTABLISHED  ESTABLISHED  data retransmission
+10ms  S A 1/401                             | ESTABLISHED  ESTABLISHED  data
+50ms  C A 101/1 len 100 id 10004            | ESTABLISHED  ESTABLISHED  data spurious-retransmission fate overtaken
+5us   S A 1/401 <nop nop sack 101-201>      | ESTABLISHED  ESTABLISHED  data duplicate-ack
