# SPDX-License-Identifier: MIT
title A new connection between the same ports, right after the last word of the old one
# Until it is answered, its SYN may be old or forged (RFC 5961 section 4.2) and is told in the old
# connection.
end C2 192.0.2.1 48604 isn 77000000
end S2 192.0.2.2 8079 isn 88000000
expect 1 open 3-way close open closed_first none bytes 5/0 retransmissions 0
expect 1 zeek_state S1 history ShADa completeness 15
expect 2 open 3-way close open closed_first none bytes 5/0 retransmissions 0
expect 2 zeek_state S1 history ShAD completeness 15
+0     C S 0                                 | SYN-SENT     -            open
+30us  S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+10us  C A 1/1                               | ESTABLISHED  ESTABLISHED? open
+50us  C PA 1/1 "hello"                      | ESTABLISHED  ESTABLISHED  data
+10us  S A 1/6                               | ESTABLISHED  ESTABLISHED  data
+1s    C S =77000000                         | CLOSED?      ESTABLISHED  open reused-ports rel 76000000/0
+30us  S2 SA 0/1                             | -            SYN-RECEIVED open reused-ports
+10us  C2 A 1/1                              | ESTABLISHED  ESTABLISHED? open
+50us  C2 PA 1/1 "again"                     | ESTABLISHED  ESTABLISHED? data - fate unknown
