# SPDX-License-Identifier: MIT
title Data far outside of the windows, in the name of each side, changes nothing
# RFC 9293 section 3.10.7.4, first: its receiver drops what lies outside of its window, 65535 here.
expect 1 open 3-way close 4-segment closed_first client bytes 11/0 retransmissions 0
expect 1 zeek_state SF history ShdADaFf completeness 31
+0     C S 0                                 | SYN-SENT     -            open
+30us  S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+1us   S PA 700001/1 "forged"                | ESTABLISHED  SYN-RECEIVED data - fate discarded
+10us  C A 1/1                               | ESTABLISHED  ESTABLISHED? open
+1us   C PA 900001/1 "forged"                | ESTABLISHED  ESTABLISHED? data - fate discarded
+50us  C PA 1/1 "hello world"                | ESTABLISHED  ESTABLISHED  data
+1us   S PA 700001/1 "forged"                | ESTABLISHED  ESTABLISHED  data - fate discarded
+5us   S A 1/12                              | ESTABLISHED  ESTABLISHED  data
+1us   C PA 12/400001 "forged"               | ESTABLISHED  ESTABLISHED  data - fate discarded
+20us  C FA 12/1                             | FIN-WAIT-1   CLOSE-WAIT   close
+1us   S PA 1/500001 "forged"                | FIN-WAIT-1   CLOSE-WAIT   close - fate discarded
+40ms  S A 1/13                              | FIN-WAIT-2?  CLOSE-WAIT   close
+1us   C PA 12/400001 "forged"               | FIN-WAIT-2?  CLOSE-WAIT   close - fate discarded
+1us   S PA 1/500001 "forged"                | FIN-WAIT-2?  CLOSE-WAIT   close - fate discarded
+60ms  S FA 1/13                             | TIME-WAIT    LAST-ACK     close
+1us   S PA 700001/1 "forged"                | TIME-WAIT    LAST-ACK     close - fate discarded
+10us  C A 13/2                              | TIME-WAIT    CLOSED?      close
+1us   S PA 1/500001 "forged"                | TIME-WAIT    CLOSED?      close - fate discarded
