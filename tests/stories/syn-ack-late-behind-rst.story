# SPDX-License-Identifier: MIT
title A late copy of the SYN+ACK, behind the server's RST: the server has not opened again
expect 1 open 3-way close reset closed_first server bytes 5/0 retransmissions 1
expect 1 zeek_state RSTR history ShADarR completeness 47
+0     C S 0                                 | SYN-SENT     -            open
+50ms  S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+20us  C A 1/1                               | ESTABLISHED  ESTABLISHED? open
+1ms   C PA 1/1 "hello"                      | ESTABLISHED  ESTABLISHED  data
+50ms  S A 1/6                               | ESTABLISHED  ESTABLISHED  data
+300ms S RA 1/6                              | CLOSED?      CLOSED       close
+300ms S SA 0/1                              | CLOSED?      CLOSED       open retransmission
+20us  C R 1                                 | CLOSED       CLOSED       close
