# SPDX-License-Identifier: MIT
title The ACK of the FIN is lost, the FIN is sent again
expect 1 open 3-way close 4-segment closed_first client bytes 0/0 retransmissions 1
expect 1 zeek_state SF history ShAFaf completeness 23
+0     C S 0                                 | SYN-SENT     -            open
+30us  S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+10us  C A 1/1                               | ESTABLISHED  ESTABLISHED? open
+20us  C FA 1/1                              | FIN-WAIT-1   CLOSE-WAIT   close
+40us  S A 1/2                               | FIN-WAIT-1?  CLOSE-WAIT   close
+206ms C FA 1/1                              | FIN-WAIT-1   CLOSE-WAIT   close retransmission
+40us  S A 1/2                               | FIN-WAIT-2?  CLOSE-WAIT   close duplicate-ack
+40us  S FA 1/2                              | TIME-WAIT    LAST-ACK     close
+10us  C A 2/2                               | TIME-WAIT    CLOSED?      close
