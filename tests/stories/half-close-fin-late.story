# SPDX-License-Identifier: MIT
title The client acknowledges the last data before it has the server's FIN
# The ACK does not cover the FIN, so the client is in FIN-WAIT-2 still.
expect 1 open 3-way close half-close closed_first client bytes 0/3 retransmissions 0
expect 1 zeek_state SF history ShAFdf completeness 31
+0     C S 0                                 | SYN-SENT     -            open
+30us  S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+10us  C A 1/1                               | ESTABLISHED  ESTABLISHED? open
+100us C FA 1/1                              | FIN-WAIT-1   CLOSE-WAIT   close
+30us  S PA 1/2 "bye"                        | FIN-WAIT-2   CLOSE-WAIT   close
+1us   S FA 4/2                              | FIN-WAIT-2   LAST-ACK     close
+10us  C A 2/4                               | FIN-WAIT-2   LAST-ACK     close
+10us  C A 2/5                               | TIME-WAIT    CLOSED?      close
