# SPDX-License-Identifier: MIT
title One byte that was not acknowledged comes again: no keep-alive
# RFC 9293 section 3.8.4: a keep-alive's byte was acknowledged before.
ids
expect 1 open 3-way close open closed_first none bytes 2/0 retransmissions 1
expect 1 zeek_state S1 history ShADa completeness 15
+0     C S 0                                 | SYN-SENT     -            open
+30ms  S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+20us  C A 1/1                               | ESTABLISHED  ESTABLISHED? open
+1s    C PA 1/1 "l"                          | ESTABLISHED  ESTABLISHED  data
+30ms  S A 1/2                               | ESTABLISHED  ESTABLISHED  data
+200ms C PA 2/1 "s"                          | ESTABLISHED  ESTABLISHED  data - fate lost-or-answer
+300ms C PA 2/1 "s"                          | ESTABLISHED  ESTABLISHED  data keep-alive fate unknown
+31ms  S A 1/3                               | ESTABLISHED  ESTABLISHED  data
