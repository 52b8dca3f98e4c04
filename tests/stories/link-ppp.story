# SPDX-License-Identifier: MIT
title Captured on a PPP link
link ppp
expect 1 open 3-way close open closed_first none bytes 0/0 retransmissions 0
expect 1 zeek_state S1 history ShA completeness 7
+0     C S 0                                 | SYN-SENT     -            open
+30us  S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+10us  C A 1/1                               | ESTABLISHED  ESTABLISHED? open
