# SPDX-License-Identifier: MIT
title A SYN+ACK with another number in an established connection changes nothing
expect 1 open 3-way close open closed_first none bytes 10/7 retransmissions 0
expect 1 zeek_state S1 history ShADda completeness 15
+0     C S 0                                 | SYN-SENT     -            open
+30us  S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+10us  C A 1/1                               | ESTABLISHED  ESTABLISHED? open
+50us  C PA 1/1 "hello"                      | ESTABLISHED  ESTABLISHED  data
+10us  S PA 1/6 "welcome"                    | ESTABLISHED  ESTABLISHED  data
+10us  C A 6/8                               | ESTABLISHED  ESTABLISHED  data
+10ms  S SA 3000000000/1                     | ESTABLISHED  ESTABLISHED  data reused-ports fate discarded
+10us  C A 6/8                               | ESTABLISHED  ESTABLISHED  data duplicate-ack
+10ms  C PA 6/8 "hello"                      | ESTABLISHED  ESTABLISHED  data
+10us  S A 8/11                              | ESTABLISHED  ESTABLISHED  data
