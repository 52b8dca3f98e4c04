# SPDX-License-Identifier: MIT
title The SYN is sent again, and the SYN cookie in the answer is another one
# The same connection: both answer the same SYN. The first number counts for nothing any more.
end C2 192.0.2.1 48604 isn 1000000
end S2 192.0.2.2 8079 isn 88000000
expect 1 open 3-way close open closed_first none bytes 5/0 retransmissions 1
expect 1 zeek_state S1 history ShAD completeness 15
+0     C S 0                                 | SYN-SENT     -            open
+30us  S SA 0/1                              | SYN-SENT     SYN-RECEIVED open - fate unknown
+1s    C S 0                                 | SYN-SENT     SYN-RECEIVED open retransmission
+30us  S SA =88000000/1                      | ESTABLISHED  SYN-RECEIVED open reused-ports rel 0/1
+10us  C A 1/=88000001                       | ESTABLISHED  ESTABLISHED? open - rel 1/1
+10us  C PA 1/=88000001 "hello"              | ESTABLISHED  ESTABLISHED? data - rel 1/1 fate unknown
