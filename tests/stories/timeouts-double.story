# SPDX-License-Identifier: MIT
title Three time-outs in a row, each twice the one before
ids
expect 1 open 3-way close open closed_first none bytes 8/0 retransmissions 3
expect 1 zeek_state S1 history ShADTa completeness 15
+0     C S 0                                 | SYN-SENT     -            open
+10ms  S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+20us  C A 1/1                               | ESTABLISHED  ESTABLISHED? open
+1ms   C PA 1/1 "anybody?"                   | ESTABLISHED  ESTABLISHED? data - fate lost-or-answer
+210ms C PA 1/1 "anybody?"                   | ESTABLISHED  ESTABLISHED? data retransmission fate lost-or-answer
+420ms C PA 1/1 "anybody?"                   | ESTABLISHED  ESTABLISHED? data retransmission fate lost-or-answer
+840ms C PA 1/1 "anybody?"                   | ESTABLISHED  ESTABLISHED  data retransmission fate unknown
+11ms  S A 1/9                               | ESTABLISHED  ESTABLISHED  data
