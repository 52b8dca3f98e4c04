# SPDX-License-Identifier: MIT
title A SYN with another number while the server is in SYN-RECEIVED: whose it is, is in doubt
# RFC 9293 section 3.10.7.4: who has the connection answers with an ACK.
end C2 192.0.2.1 48604 isn 900000
end S2 192.0.2.2 8079 isn 1700000
expect 1 open 3-way close open closed_first none bytes 5/0 retransmissions 0
expect 1 zeek_state S1 history ShaAD completeness 15
expect 2 open unanswered close none closed_first none bytes 0/0 retransmissions 0
expect 2 zeek_state S0 history S completeness 1
+0     C S 0                                 | SYN-SENT     -            open
+30ms  S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+1ms   C2 S 0                                | SYN-SENT?    -            open reused-ports
+30us  S A 1/1                               | ESTABLISHED  SYN-RECEIVED open duplicate-ack
+30ms  C A 1/1                               | ESTABLISHED  ESTABLISHED? open
+10us  C PA 1/1 "hello"                      | ESTABLISHED  ESTABLISHED  data
+40us  S A 1/6                               | ESTABLISHED  ESTABLISHED  data
