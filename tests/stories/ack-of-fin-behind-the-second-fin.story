# SPDX-License-Identifier: MIT
title The server's ACK of the FIN is captured behind its own FIN, and behind the client's ACK of that
# RFC 9293 section 3.4: it has the FIN's number, and so left before the FIN took that; nothing else has it
# behind an acknowledged FIN. The close had four segments.
expect 1 open 3-way close 4-segment closed_first client bytes 5/0 retransmissions 0
expect 1 zeek_state SF history ShADaFf completeness 31
+0     C S 0                                 | SYN-SENT     -            open
+10ms  S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+10ms  C A 1/1                               | ESTABLISHED  ESTABLISHED? open
+1ms   C PA 1/1 "hello"                      | ESTABLISHED  ESTABLISHED  data
+20ms  S A 1/6                               | ESTABLISHED  ESTABLISHED  data
+50ms  C FA 6/1                              | FIN-WAIT-1   CLOSE-WAIT   close
+80ms  S FA 1/7                              | TIME-WAIT    LAST-ACK     close
+10us  C A 7/2                               | TIME-WAIT    CLOSED?      close
+5ms   S A 1/7                               | TIME-WAIT    CLOSED?      close keep-alive
+10us  C A 7/2                               | TIME-WAIT    CLOSED?      close keep-alive-ack
