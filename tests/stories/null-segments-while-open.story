# SPDX-License-Identifier: MIT
title Segments without SYN, RST and ACK are dropped in every state
# RFC 9293 section 3.10.7.4, fifth.
expect 1 open 3-way close 4-segment closed_first client bytes 11/0 retransmissions 0
expect 1 zeek_state SF history ShADaFf completeness 31
+0     C S 0                                 | SYN-SENT     -            open
+30us  S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+1us   S - 1                                 | ESTABLISHED  SYN-RECEIVED open
+10us  C A 1/1                               | ESTABLISHED  ESTABLISHED? open
+1us   C - 12                                | ESTABLISHED  ESTABLISHED? data
+50us  C PA 1/1 "hello world"                | ESTABLISHED  ESTABLISHED  data
+1us   S - 1                                 | ESTABLISHED  ESTABLISHED  data
+5us   S A 1/12                              | ESTABLISHED  ESTABLISHED  data
+1us   C F 12                                | ESTABLISHED  ESTABLISHED  data
+20us  C FA 12/1                             | FIN-WAIT-1   CLOSE-WAIT   close
+1us   S F 1                                 | FIN-WAIT-1   CLOSE-WAIT   close
+40ms  S A 1/13                              | FIN-WAIT-2?  CLOSE-WAIT   close
+1us   C F 12                                | FIN-WAIT-2?  CLOSE-WAIT   close
+1us   S F 1                                 | FIN-WAIT-2?  CLOSE-WAIT   close
+60ms  S FA 1/13                             | TIME-WAIT    LAST-ACK     close
+1us   S - 1                                 | TIME-WAIT    LAST-ACK     close
+10us  C A 13/2                              | TIME-WAIT    CLOSED?      close
+1us   S F 1                                 | TIME-WAIT    CLOSED?      close
