# SPDX-License-Identifier: MIT
title No option at all
expect 1 open 3-way close open closed_first none bytes 512/0 retransmissions 0
expect 1 zeek_state S1 history ShADa completeness 15
+0     C S 0 win 512                         | SYN-SENT     -            open
+30us  S SA 0/1 win 512                      | ESTABLISHED  SYN-RECEIVED open
+10us  C A 1/1 win 512                       | ESTABLISHED  ESTABLISHED? open
+50us  C PA 1/1 len 512 win 512              | ESTABLISHED  ESTABLISHED  data window-full
+5us   S A 1/513 win 512                     | ESTABLISHED  ESTABLISHED  data
