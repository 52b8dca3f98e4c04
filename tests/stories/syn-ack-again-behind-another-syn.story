# SPDX-License-Identifier: MIT
title A SYN with another number, and behind it the SYN+ACK of the connection before comes again
# RFC 9293 section 3.10.7.3: its ACK is that of the first SYN, so it answers that one: who sent it is
# in SYN-RECEIVED, whatever has been sent to it since.
end C2 192.0.2.1 48604 isn 77000000
expect 1 open 3-way close open closed_first none bytes 5/0 retransmissions 2
expect 1 zeek_state S1 history ShADa completeness 15
expect 2 open unanswered close none closed_first none bytes 0/0 retransmissions 0
expect 2 zeek_state S0 history S completeness 1
+0     C S 0                                 | SYN-SENT     -            open
+30ms  S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+1ms   C2 S 0                                | SYN-SENT?    -            open reused-ports
+1ms   C A 1/1                               | ESTABLISHED  SYN-RECEIVED open
+1ms   C PA 1/1 "hello"                      | ESTABLISHED  SYN-RECEIVED data
+1s    S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open retransmission fate discarded
+1ms   C A 6/1                               | ESTABLISHED  ESTABLISHED  data duplicate-ack
+30ms  S A 1/6                               | ESTABLISHED  ESTABLISHED  data
+1s    C S 0                                 | ESTABLISHED  ESTABLISHED  open retransmission
