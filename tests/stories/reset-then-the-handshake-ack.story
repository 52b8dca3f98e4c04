# SPDX-License-Identifier: MIT
title A RST in the client's name, behind which the client completes the handshake
# RFC 9293 section 3.10.5: who has sent a RST says nothing more.
expect 1 open 3-way close open closed_first none bytes 2/0 retransmissions 0
expect 1 zeek_state RSTO history ShRADa completeness 47
+0     C S 0                                 | SYN-SENT     -            open
+10ms  S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+10ms  C RA 1/1                              | ESTABLISHED  SYN-RECEIVED open
+10ms  C A 1/1                               | ESTABLISHED  ESTABLISHED? open
+10ms  C A 1/1                               | ESTABLISHED  ESTABLISHED? data duplicate-ack
+10ms  C PA 1/1 "hi"                         | ESTABLISHED  ESTABLISHED  data
+10ms  S A 1/3                               | ESTABLISHED  ESTABLISHED  data
