# SPDX-License-Identifier: MIT
title A RST after the close ends TIME-WAIT (RFC 1337)
expect 1 open 3-way close 3-segment closed_first client bytes 0/0 retransmissions 0
expect 1 zeek_state SF history ShAFfr completeness 55
+0     C S 0                                 | SYN-SENT     -            open
+30us  S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+10us  C A 1/1                               | ESTABLISHED  ESTABLISHED? open
+100ms C FA 1/1                              | FIN-WAIT-1   CLOSE-WAIT   close
+1us   S FA 1/2                              | TIME-WAIT    LAST-ACK     close
+1us   C A 2/2                               | TIME-WAIT    CLOSED?      close
+1s    S R 2                                 | CLOSED?      CLOSED       close
