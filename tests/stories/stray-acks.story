# SPDX-License-Identifier: MIT
title ACKs far outside of the windows, in the name of each side, change nothing
# RFC 9293 section 3.10.7.4, first: its receiver drops what lies outside of its window, 65535 here.
expect 1 open 3-way close 4-segment closed_first client bytes 11/0 retransmissions 0
expect 1 zeek_state SF history ShaADFf completeness 31
+0     C S 0                                 | SYN-SENT     -            open
+30us  S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+1us   S A 700001/1                          | ESTABLISHED  SYN-RECEIVED open - fate discarded
+10us  C A 1/1                               | ESTABLISHED  ESTABLISHED? open
+1us   C A 900001/1                          | ESTABLISHED  ESTABLISHED? data - fate discarded
+50us  C PA 1/1 "hello world"                | ESTABLISHED  ESTABLISHED  data
+1us   S A 700001/1                          | ESTABLISHED  ESTABLISHED  data - fate discarded
+5us   S A 1/12                              | ESTABLISHED  ESTABLISHED  data
+1us   C A 900001/400001                     | ESTABLISHED  ESTABLISHED  data - fate discarded
+20us  C FA 12/1                             | FIN-WAIT-1   CLOSE-WAIT   close
+1us   S A 1/500001                          | FIN-WAIT-1   CLOSE-WAIT   close - fate discarded
+40ms  S A 1/13                              | FIN-WAIT-2?  CLOSE-WAIT   close
+1us   C A 900001/400001                     | FIN-WAIT-2?  CLOSE-WAIT   close - fate discarded
+1us   S A 1/500001                          | FIN-WAIT-2?  CLOSE-WAIT   close - fate discarded
+60ms  S FA 1/13                             | TIME-WAIT    LAST-ACK     close
+1us   S A 700001/1                          | TIME-WAIT    LAST-ACK     close - fate discarded
+10us  C A 13/2                              | TIME-WAIT    CLOSED?      close
+1us   S A 1/500001                          | TIME-WAIT    CLOSED?      close - fate discarded
