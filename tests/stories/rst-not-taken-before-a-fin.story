# SPDX-License-Identifier: MIT
title A RST ahead of what had arrived is not taken, and the FIN behind it is answered with a RST
# RFC 5961 section 3.2: the client challenges it, and closes; but RFC 9293 section 3.10.7.1: who
# answers so had no connection: both ended it, and neither knew.
expect 1 open 3-way close fin-then-reset closed_first both bytes 5/0 retransmissions 0
expect 1 zeek_state RSTR history ShADarF completeness 63
+0     C S 0                                 | SYN-SENT     -            open
+30us  S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+10us  C A 1/1                               | ESTABLISHED  ESTABLISHED? open
+50us  C PA 1/1 "hello"                      | ESTABLISHED  ESTABLISHED  data
+20ms  S A 1/6                               | ESTABLISHED  ESTABLISHED  data
+300ms S RA 101/6                            | ESTABLISHED? CLOSED?      data
+10us  C A 6/1                               | ESTABLISHED  CLOSED?      data duplicate-ack
+10ms  C FA 6/1                              | FIN-WAIT-1   CLOSED?      close - fate unknown
+10ms  S R 1                                 | CLOSED?      CLOSED?      close
+10ms  S R 1                                 | CLOSED?      CLOSED?      close
