# SPDX-License-Identifier: MIT
title Two segments change places on their way to the capture point
ids
expect 1 open 3-way close open closed_first none bytes 400/0 retransmissions 0
expect 1 zeek_state S1 history ShADa completeness 15
+0     C S 0                                 | SYN-SENT     -            open
+10ms  S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+10us  C A 1/1                               | ESTABLISHED  ESTABLISHED? open
+50us  C A 1/1 len 100                       | ESTABLISHED  ESTABLISHED  data
+5us   C A 201/1 len 100 id 10004            | ESTABLISHED? ESTABLISHED? data lost-segment
+5us   C A 101/1 len 100 id 10003            | ESTABLISHED  ESTABLISHED  data out-of-order fate overtaken
+10us  C A 301/1 len 100                     | ESTABLISHED  ESTABLISHED  data
+5us   S A 1/401                             | ESTABLISHED  ESTABLISHED  data
