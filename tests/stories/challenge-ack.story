# SPDX-License-Identifier: MIT
title A SYN in an established connection gets an ACK (RFC 5961 section 4)
# It has the connection's own initial number, so it is an old duplicate and begins nothing.
expect 1 open 3-way close open closed_first none bytes 5/0 retransmissions 1
expect 1 zeek_state S1 history ShADa completeness 15
+0     C S 0                                 | SYN-SENT     -            open
+30us  S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+10us  C A 1/1                               | ESTABLISHED  ESTABLISHED? open
+50us  C PA 1/1 "hello"                      | ESTABLISHED  ESTABLISHED  data
+10us  S A 1/6                               | ESTABLISHED  ESTABLISHED  data
+1s    C S 0                                 | ESTABLISHED  ESTABLISHED  open retransmission
+10us  S A 1/6                               | ESTABLISHED  ESTABLISHED  data duplicate-ack
