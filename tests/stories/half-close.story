# SPDX-License-Identifier: MIT
title The client closes its direction, the server goes on sending
expect 1 open 3-way close half-close closed_first client bytes 11/18 retransmissions 0
expect 1 zeek_state SF history ShADaFdf completeness 31
+0     C S 0                                 | SYN-SENT     -            open
+30us  S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+10us  C A 1/1                               | ESTABLISHED  ESTABLISHED? open
+50us  C PA 1/1 "hello world"                | ESTABLISHED  ESTABLISHED  data
+5us   S A 1/12                              | ESTABLISHED  ESTABLISHED  data
+20us  C FA 12/1                             | FIN-WAIT-1   CLOSE-WAIT   close
+60ms  S PA 1/13 "the first"                 | FIN-WAIT-2   CLOSE-WAIT   close
+9us   C A 13/10                             | FIN-WAIT-2   CLOSE-WAIT   close
+60ms  S PA 10/13 "and after"                | FIN-WAIT-2   CLOSE-WAIT   close
+9us   C A 13/19                             | FIN-WAIT-2   CLOSE-WAIT   close
+60ms  S FA 19/13                            | TIME-WAIT    LAST-ACK     close
+10us  C A 13/20                             | TIME-WAIT    CLOSED?      close
