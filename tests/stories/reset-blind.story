# SPDX-License-Identifier: MIT
title A forged RST outside of the window is not taken
expect 1 open 3-way close open closed_first none bytes 11/0 retransmissions 0
expect 1 zeek_state RSTR history ShArDa completeness 47
+0     C S 0                                 | SYN-SENT     -            open
+30us  S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+10us  C A 1/1 win 1000                      | ESTABLISHED  ESTABLISHED? open
+50us  S R 500000                            | ESTABLISHED  ESTABLISHED? data
+10us  C PA 1/1 "hello world" win 1000       | ESTABLISHED  ESTABLISHED  data
+10us  S A 1/12                              | ESTABLISHED  ESTABLISHED  data
