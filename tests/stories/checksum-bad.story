# SPDX-License-Identifier: MIT
title Checksums that are bad in more than one way are not left to a network card
expect 1 open 3-way close open closed_first none bytes 5/0 retransmissions 0
expect 1 zeek_state S1 history ShADa completeness 15
+0     C S 0 partial 0                       | SYN-SENT     -            open - checksum bad
+10ms  S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open - checksum good
+30us  C A 1/1 partial 0                     | ESTABLISHED  ESTABLISHED? open - checksum bad
+1ms   C PA 1/1 "hello" partial 7            | ESTABLISHED  ESTABLISHED  data - checksum bad
+10ms  S A 1/6                               | ESTABLISHED  ESTABLISHED  data - checksum good
