# SPDX-License-Identifier: MIT
title The last ACK is lost, the server sends its FIN again
# Its second FIN shows that the ACK had not arrived: the server was in LAST-ACK all the time; unless it is
# a copy of the first, which neither a timestamp nor an identification tells here.
expect 1 open 3-way close 3-segment closed_first client bytes 0/0 retransmissions 1
expect 1 zeek_state SF history ShAFf completeness 23
+0     C S 0                                 | SYN-SENT     -            open
+30us  S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+10us  C A 1/1                               | ESTABLISHED  ESTABLISHED? open
+20us  C FA 1/1                              | FIN-WAIT-1   CLOSE-WAIT   close
+40us  S FA 1/2                              | TIME-WAIT    LAST-ACK     close
+10us  C A 2/2                               | TIME-WAIT    LAST-ACK?    close
+206ms S FA 1/2                              | TIME-WAIT    LAST-ACK     close retransmission
+10us  C A 2/2                               | TIME-WAIT    CLOSED?      close duplicate-ack
