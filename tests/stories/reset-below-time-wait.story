# SPDX-License-Identifier: MIT
title A late copy of data is answered with a RST, whose number TIME-WAIT has passed
# The last ACK had closed the server; the client is past the FIN, and drops the RST.
expect 1 open 3-way close 3-segment closed_first client bytes 11/0 retransmissions 0
expect 1 zeek_state SF history ShADFfr completeness 63
+0     C S 0                                 | SYN-SENT     -            open
+10ms  S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+30us  C A 1/1                               | ESTABLISHED  ESTABLISHED? open
+1ms   C PA 1/1 len 11                       | ESTABLISHED  ESTABLISHED  data
+30us  C FA 12/1                             | FIN-WAIT-1   CLOSE-WAIT   close
+10ms  S FA 1/13                             | TIME-WAIT    LAST-ACK     close
+30us  C A 13/2                              | TIME-WAIT    CLOSED?      close
+150ms S R 1 win 0                           | TIME-WAIT    CLOSED       close
