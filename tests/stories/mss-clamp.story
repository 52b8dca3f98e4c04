# SPDX-License-Identifier: MIT
title A small segment size on the way
expect 1 open 3-way close open closed_first none bytes 1000/0 retransmissions 0
expect 1 zeek_state S1 history ShADa completeness 15
+0     C S 0 <mss 536>                       | SYN-SENT     -            open
+30us  S SA 0/1 <mss 1460>                   | ESTABLISHED  SYN-RECEIVED open
+10us  C A 1/1                               | ESTABLISHED  ESTABLISHED? open
+50us  C A 1/1 len 536                       | ESTABLISHED  ESTABLISHED  data
+5us   C PA 537/1 len 464                    | ESTABLISHED  ESTABLISHED  data
+5us   S A 1/1001                            | ESTABLISHED  ESTABLISHED  data
