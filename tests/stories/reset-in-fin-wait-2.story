# SPDX-License-Identifier: MIT
title RST from the server in the half-closed connection
expect 1 open 3-way close fin-then-reset closed_first client bytes 0/0 retransmissions 0
expect 1 zeek_state RSTR history ShAFar completeness 55
+0     C S 0                                 | SYN-SENT     -            open
+30us  S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+10us  C A 1/1                               | ESTABLISHED  ESTABLISHED? open
+50us  C FA 1/1                              | FIN-WAIT-1   CLOSE-WAIT   close
+40ms  S A 1/2                               | FIN-WAIT-2?  CLOSE-WAIT   close
+1s    S RA 1/2                              | CLOSED?      CLOSED       close
