# SPDX-License-Identifier: MIT
title The FINs cross: both ends go through CLOSING
# RFC 9293 figure 13. When the server's FIN leaves it does not acknowledge the client's: the server
# is never in CLOSE-WAIT. Whether the last ACKs arrive, nothing tells.
expect 1 open 3-way close simultaneous closed_first both bytes 11/0 retransmissions 0
expect 1 zeek_state SF history ShADaFf completeness 31
+0     C S 0                                 | SYN-SENT     -            open
+30us  S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+10us  C A 1/1                               | ESTABLISHED  ESTABLISHED? open
+50us  C PA 1/1 "hello world"                | ESTABLISHED  ESTABLISHED  data
+5us   S A 1/12                              | ESTABLISHED  ESTABLISHED  data
+100ms C FA 12/1                             | FIN-WAIT-1   ESTABLISHED  close - crossed 7
+1us   S FA 1/12                             | CLOSING?     FIN-WAIT-1   close - crossed 6
+10ms  S A 2/13                              | TIME-WAIT?   CLOSING      close
+10us  C A 13/2                              | TIME-WAIT?   TIME-WAIT?   close
