# SPDX-License-Identifier: MIT
title The server's FIN was not captured; the client sends its own again, so no ACK of that had come
expect 1 open 3-way close one-fin closed_first none bytes 0/0 retransmissions 1
expect 1 zeek_state S2 history ShAFga completeness 23
+0     C S 0                                 | SYN-SENT     -            open
+100us S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+100us C A 1/1                               | ESTABLISHED  ESTABLISHED? open
+100us C FA 1/1                              | FIN-WAIT-1   CLOSE-WAIT?  close - fate lost-or-answer
+1ms   C A 2/2                               | CLOSING?     LAST-ACK?    close ack-lost-segment
+200ms C FA 1/2                              | CLOSING?     LAST-ACK?    close retransmission fate unknown
+100us S A 2/2                               | CLOSING?     LAST-ACK?    close lost-segment
