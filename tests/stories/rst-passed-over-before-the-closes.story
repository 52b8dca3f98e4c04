# SPDX-License-Identifier: MIT
title A RST that somebody made is passed over; both ends close behind it, and the last ACK comes twice
# RFC 9293 section 3.10.7.1: its sender, CLOSED by then, answers that ACK with a RST. It has sent data and a
# FIN behind the first RST, which so ended nothing: who closed first is told by the FINs.
expect 1 open 3-way close 4-segment closed_first server bytes 9/0 retransmissions 0
expect 1 zeek_state RSTO history ShADRafF completeness 63
+0     C S 0                                 | SYN-SENT     -            open
+10ms  S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+10ms  C A 1/1                               | ESTABLISHED  ESTABLISHED? open
+1ms   C PA 1/1 "hello"                      | ESTABLISHED  ESTABLISHED  data
+1ms   C R 6                                 | ESTABLISHED  ESTABLISHED  data
+20ms  S A 1/6                               | ESTABLISHED  ESTABLISHED  data
+1ms   C PA 6/1 "more"                       | ESTABLISHED  ESTABLISHED? data
+20ms  S A 1/10                              | ESTABLISHED  ESTABLISHED  data
+50ms  S FA 1/10                             | CLOSE-WAIT   FIN-WAIT-1   close
+20ms  C A 10/2                              | CLOSE-WAIT   FIN-WAIT-2?  close
+50ms  C FA 10/2                             | LAST-ACK     TIME-WAIT    close
+20ms  S A 2/11                              | CLOSED?      TIME-WAIT    close
+1ms   S A 2/11                              | CLOSED?      TIME-WAIT    close duplicate-ack
+20ms  C R 11                                | CLOSED       CLOSED?      close
