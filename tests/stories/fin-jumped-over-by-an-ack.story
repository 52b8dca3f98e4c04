# SPDX-License-Identifier: MIT
title An ACK of the server jumps over one number, before the client closes: who closed first, is not seen
# That number may be of a FIN, lost on the way to here (RFC 9293 section 3.10.4).
expect 1 open 3-way close fin-then-reset closed_first none bytes 5/5 retransmissions 0
expect 1 zeek_state RSTR history ShADdaFr completeness 63
+0     C S 0                                 | SYN-SENT     -            open
+100ms S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+10us  C A 1/1                               | ESTABLISHED  ESTABLISHED? open
+100us C PA 1/1 "hello"                      | ESTABLISHED  ESTABLISHED  data
+100ms S PA 1/6 "again"                      | ESTABLISHED  ESTABLISHED  data
+10us  C A 6/1                               | ESTABLISHED  ESTABLISHED  data duplicate-ack
+10us  C A 6/6                               | ESTABLISHED  ESTABLISHED  data
+100ms S A 7/6                               | ESTABLISHED? FIN-WAIT-1?  data lost-segment
+50ms  C FA 6/6                              | FIN-WAIT-1?  FIN-WAIT-1?  close - fate unknown
+100ms S R 6                                 | CLOSED?      CLOSED?      close
