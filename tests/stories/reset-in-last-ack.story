# SPDX-License-Identifier: MIT
title The last ACK is a RST
expect 1 open 3-way close fin-then-reset closed_first client bytes 0/0 retransmissions 0
expect 1 zeek_state SF history ShAFfR completeness 55
+0     C S 0                                 | SYN-SENT     -            open
+30us  S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+10us  C A 1/1                               | ESTABLISHED  ESTABLISHED? open
+100ms C FA 1/1                              | FIN-WAIT-1   CLOSE-WAIT   close
+1us   S FA 1/2                              | FIN-WAIT-2?  LAST-ACK     close
+1us   C R 2                                 | CLOSED       CLOSED?      close
