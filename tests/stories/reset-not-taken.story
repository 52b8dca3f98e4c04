# SPDX-License-Identifier: MIT
title A RST with the right number that is not taken: both ends go on
# The server's ACK passes its number, so it had not arrived.
expect 1 open 3-way close 3-segment closed_first client bytes 10/2 retransmissions 0
expect 1 zeek_state RSTO history ShADaRdFf completeness 63
+0     C S 0                                 | SYN-SENT     -            open
+30us  S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+10us  C A 1/1                               | ESTABLISHED  ESTABLISHED? open
+50us  C PA 1/1 "hello"                      | ESTABLISHED  ESTABLISHED  data
+10us  S A 1/6                               | ESTABLISHED  ESTABLISHED  data
+10ms  C R 6 win 0                           | ESTABLISHED? ESTABLISHED  data
+10ms  C PA 6/1 "hello"                      | ESTABLISHED? ESTABLISHED  data
+10us  S PA 1/11 "ok"                        | ESTABLISHED  ESTABLISHED  data
+10us  C A 11/3                              | ESTABLISHED  ESTABLISHED  data
+100ms C FA 11/3                             | FIN-WAIT-1   CLOSE-WAIT   close
+10us  S FA 3/12                             | TIME-WAIT    LAST-ACK     close
+10us  C A 12/4                              | TIME-WAIT    CLOSED?      close
