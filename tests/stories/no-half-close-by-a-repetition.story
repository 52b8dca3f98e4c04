# SPDX-License-Identifier: MIT
title What the server sends behind the client's FIN was sent before it: no half-close
expect 1 open 3-way close 4-segment closed_first client bytes 5/18 retransmissions 1
expect 1 zeek_state SF history ShADadFtf completeness 31
+0     C S 0                                 | SYN-SENT     -            open
+20ms  S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+50us  C A 1/1                               | ESTABLISHED  ESTABLISHED? open
+10us  C PA 1/1 "hello"                      | ESTABLISHED  ESTABLISHED  data
+20ms  S A 1/6                               | ESTABLISHED  ESTABLISHED  data
+10us  S PA 1/6 "and hello"                  | ESTABLISHED  ESTABLISHED  data
+10us  S PA 10/6 "from here"                 | ESTABLISHED  ESTABLISHED  data - fate lost-or-answer
+50us  C A 6/10                              | ESTABLISHED  ESTABLISHED  data
+10us  C FA 6/10                             | FIN-WAIT-1   CLOSE-WAIT   close
+300ms S PA 10/7 "from here"                 | FIN-WAIT-2?  CLOSE-WAIT   close retransmission fate unknown
+50us  C A 7/19                              | FIN-WAIT-2?  CLOSE-WAIT   close
+20ms  S FA 19/7                             | TIME-WAIT    LAST-ACK     close
+50us  C A 7/20                              | TIME-WAIT    CLOSED?      close
