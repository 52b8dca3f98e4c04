# SPDX-License-Identifier: MIT
title The first to close resets, and the other end, which had its FIN, aborts
# RFC 9293 section 3.10.5: the second RST acknowledges the FIN, so its end knew who closed first.
expect 1 open 3-way close fin-then-reset closed_first client bytes 0/0 retransmissions 0
expect 1 zeek_state REJ history ShAFaRr completeness 55
+0     C S 0                                 | SYN-SENT     -            open
+10ms  S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+10us  C A 1/1                               | ESTABLISHED  ESTABLISHED? open
+10us  C FA 1/1                              | FIN-WAIT-1   CLOSE-WAIT   close
+10ms  S A 1/2                               | FIN-WAIT-2?  CLOSE-WAIT   close
+10ms  C R 2                                 | CLOSED       CLOSED?      close
+1ms   S RA 1/2                              | CLOSED       CLOSED       close
