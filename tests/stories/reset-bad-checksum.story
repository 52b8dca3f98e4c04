# SPDX-License-Identifier: MIT
title A RST whose checksum is bad is discarded: it ends no connection and begins no close
expect 1 open 3-way close open closed_first none bytes 10/0 retransmissions 0
expect 1 zeek_state RSTO history ShADaR completeness 47
+0     C S 0                                 | SYN-SENT     -            open
+10ms  S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+30us  C A 1/1                               | ESTABLISHED  ESTABLISHED? open
+1ms   C PA 1/1 "hello"                      | ESTABLISHED  ESTABLISHED  data
+10ms  S A 1/6                               | ESTABLISHED  ESTABLISHED  data
+1ms   C RA 6/1 partial 7                    | ESTABLISHED  ESTABLISHED  data - fate discarded
+20ms  C PA 6/1 "world"                      | ESTABLISHED  ESTABLISHED  data
+10ms  S A 1/11                              | ESTABLISHED  ESTABLISHED  data
