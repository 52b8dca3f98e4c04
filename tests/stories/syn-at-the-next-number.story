# SPDX-License-Identifier: MIT
title A SYN in the server's name with its next number, and the connection that goes on
# RFC 5961 section 4: it is challenged, and begins nothing. The server's first byte has the number
# that this SYN has; the client acknowledges that byte with what it sends again.
end C2 192.0.2.2 8079 isn 2753825883
end S2 192.0.2.1 48604 isn 826795163
expect 1 open 3-way close open closed_first none bytes 20/1 retransmissions 1
expect 1 zeek_state S1 history ShADadT completeness 15
expect 2 open unanswered close none closed_first none bytes 0/0 retransmissions 0
expect 2 zeek_state S0 history S completeness 1
+0     C S 0                                 | SYN-SENT     -            open
+20ms  S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+30ms  C2 S 0                                | SYN-SENT?    -            open reused-ports
+10ms  C A 1/1                               | ESTABLISHED  ESTABLISHED? open
+10us  C PA 1/1 "0123456789"                 | ESTABLISHED  ESTABLISHED  data
+10us  C PA 11/1 "0123456789"                | ESTABLISHED  ESTABLISHED  data - fate lost-or-answer
+10ms  S A 1/11                              | ESTABLISHED  ESTABLISHED  data
+10us  S PA 1/11 "x"                         | ESTABLISHED  ESTABLISHED  data
+20ms  C A 21/2                              | ESTABLISHED  ESTABLISHED  data
+300ms C PA 11/2 "0123456789"                | ESTABLISHED  ESTABLISHED  data retransmission fate unknown
+20ms  S A 2/21                              | ESTABLISHED  ESTABLISHED  data
