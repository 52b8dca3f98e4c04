# SPDX-License-Identifier: MIT
title Two writes at a time with TCP_NODELAY: the second does not wait for the ACK of the first
expect 1 open 3-way close 3-segment closed_first client bytes 36/36 retransmissions 0
expect 1 zeek_state SF history ShADadFf completeness 31
+0     C S 0                                 | SYN-SENT     -            open
+30us  S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+10us  C A 1/1                               | ESTABLISHED  ESTABLISHED? open
+50us  C PA 1/1 "hello "                     | ESTABLISHED  ESTABLISHED  data
+5us   S A 1/7                               | ESTABLISHED  ESTABLISHED  data
+10us  C PA 7/1 "world\n"                    | ESTABLISHED  ESTABLISHED  data
+5us   S A 1/13                              | ESTABLISHED  ESTABLISHED  data
+60us  S PA 1/13 "hello world\n"             | ESTABLISHED  ESTABLISHED  data
+5us   C A 13/13                             | ESTABLISHED  ESTABLISHED  data
+40us  C PA 13/13 "hello "                   | ESTABLISHED  ESTABLISHED  data
+10us  C PA 19/13 "world\n"                  | ESTABLISHED  ESTABLISHED  data
+5us   S A 13/25                             | ESTABLISHED  ESTABLISHED  data
+60us  S PA 13/25 "hello world\n"            | ESTABLISHED  ESTABLISHED  data
+40us  C PA 25/25 "hello "                   | ESTABLISHED  ESTABLISHED  data
+10us  C PA 31/25 "world\n"                  | ESTABLISHED  ESTABLISHED  data
+5us   S A 25/37                             | ESTABLISHED  ESTABLISHED  data
+60us  S PA 25/37 "hello world\n"            | ESTABLISHED  ESTABLISHED  data
+40us  C FA 37/37                            | FIN-WAIT-1   CLOSE-WAIT   close
+60us  S FA 37/38                            | TIME-WAIT    LAST-ACK     close
+10us  C A 38/38                             | TIME-WAIT    CLOSED?      close
