# SPDX-License-Identifier: MIT
title A RST inside the window, but not where it is expected, closes nothing
# RFC 5961 section 3.2: it gets a challenge ACK. The numbers do not move with it.
expect 1 open 3-way close 3-segment closed_first client bytes 10/0 retransmissions 0
expect 1 zeek_state RSTO history ShADaRFf completeness 63
+0     C S 0                                 | SYN-SENT     -            open
+30us  S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+10us  C A 1/1                               | ESTABLISHED  ESTABLISHED? open
+50us  C PA 1/1 "hello"                      | ESTABLISHED  ESTABLISHED  data
+10us  S A 1/6                               | ESTABLISHED  ESTABLISHED  data
+100ms C R 106 win 0                         | ESTABLISHED  ESTABLISHED? data
+10us  S A 1/6                               | ESTABLISHED  ESTABLISHED  data duplicate-ack
+100ms C PA 6/1 "hello"                      | ESTABLISHED  ESTABLISHED? data
+10us  S A 1/11                              | ESTABLISHED  ESTABLISHED  data
+100ms C FA 11/1                             | FIN-WAIT-1   CLOSE-WAIT   close
+10us  S FA 1/12                             | TIME-WAIT    LAST-ACK     close
+10us  C A 12/2                              | TIME-WAIT    CLOSED?      close
