# SPDX-License-Identifier: MIT
title A RST of another number in SYN-RECEIVED: the opening goes on (RFC 9293 section 3.10.7.4)
expect 1 open 3-way close 4-segment closed_first client bytes 0/0 retransmissions 0
expect 1 zeek_state RSTR history ShrAFaf completeness 55
+0     C S 0                                 | SYN-SENT     -            open
+20ms  S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+1ms   S R 101                               | ESTABLISHED  SYN-RECEIVED open
+30ms  C A 1/1                               | ESTABLISHED  ESTABLISHED? open
+1ms   C FA 1/1                              | FIN-WAIT-1   CLOSE-WAIT   close
+20ms  S A 1/2                               | FIN-WAIT-2?  CLOSE-WAIT   close
+1ms   C A 2/1                               | FIN-WAIT-2?  CLOSE-WAIT   close duplicate-ack
+80ms  S FA 1/2                              | TIME-WAIT    LAST-ACK     close
+100us C A 2/2                               | TIME-WAIT    CLOSED?      close
