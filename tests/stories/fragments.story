# SPDX-License-Identifier: MIT
title Data in two IP fragments: how long the segment is stands in neither
# What the first leaves open is no gap, and nothing was lost; until more is known the states are hedged.
ids
expect 1 open 3-way close open closed_first none bytes 816/0 retransmissions 0
expect 1 zeek_state S1 history ShADa completeness 15
+0     C S 0                                 | SYN-SENT     -            open
+10ms  S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+30us  C A 1/1                               | ESTABLISHED  ESTABLISHED? open
+1ms   C PA 1/1 len 12 rest 800              | ESTABLISHED  ESTABLISHED  data
+10ms  S A 1/813                             | ESTABLISHED? ESTABLISHED? data
+1ms   C PA 813/1 "more"                     | ESTABLISHED  ESTABLISHED  data
+10ms  S A 1/817                             | ESTABLISHED  ESTABLISHED  data
