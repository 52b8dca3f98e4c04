# SPDX-License-Identifier: MIT
title The FINs cross, and the client's is sent again for want of its ACK
expect 1 open 3-way close simultaneous closed_first both bytes 0/0 retransmissions 1
expect 1 zeek_state SF history ShAFfa completeness 23
+0     C S 0                                 | SYN-SENT     -            open
+30us  S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+10us  C A 1/1                               | ESTABLISHED  ESTABLISHED? open
+100ms C FA 1/1                              | FIN-WAIT-1   ESTABLISHED  close - crossed 5
+1us   S FA 1/1                              | CLOSING?     FIN-WAIT-1   close - crossed 4
+10ms  S A 2/2                               | CLOSING?     CLOSING      close
+10us  C A 2/2                               | CLOSING      TIME-WAIT?   close
+200ms C FA 1/2                              | CLOSING      TIME-WAIT?   close retransmission
+10us  S A 2/2                               | TIME-WAIT?   TIME-WAIT?   close duplicate-ack
