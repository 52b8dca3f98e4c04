# SPDX-License-Identifier: MIT
title The client's machine starts anew: a SYN in what the capture thinks is open
end C2 192.0.2.1 48604 isn 77000000
end S2 192.0.2.2 8079 isn 88000000
expect 1 open 3-way close open closed_first none bytes 11/0 retransmissions 0
expect 1 zeek_state S1 history ShADa completeness 15
expect 2 open 3-way close open closed_first none bytes 0/0 retransmissions 0
expect 2 zeek_state S1 history ShA completeness 7
+0     C S 0                                 | SYN-SENT     -            open
+30us  S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+10us  C A 1/1                               | ESTABLISHED  ESTABLISHED? open
+20us  C PA 1/1 "hello world"                | ESTABLISHED  ESTABLISHED  data
+10us  S A 1/12                              | ESTABLISHED  ESTABLISHED  data
+60s   C2 S 0                                | SYN-SENT     -            open reused-ports
+30us  S2 SA 0/1                             | ESTABLISHED  SYN-RECEIVED open
+10us  C2 A 1/1                              | ESTABLISHED  ESTABLISHED? open
