# SPDX-License-Identifier: MIT
title The ACK of a FIN lies behind numbers that come later, as payload
# RFC 9293 section 3.4: no FIN had them, so the server's FIN was the first.
expect 1 open 3-way close fin-then-reset closed_first server bytes 11/0 retransmissions 0
expect 1 zeek_state RSTR history ShAfDr completeness 63
+0     C S 0                                 | SYN-SENT     -            open
+20us  S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+80ms  C A 1/1                               | ESTABLISHED  ESTABLISHED  open
+100ms S FA 1/1                              | CLOSE-WAIT   FIN-WAIT-1   close
+80ms  C A 12/2                              | CLOSE-WAIT?  FIN-WAIT-2?  close lost-segment
+80ms  C PA 1/2 "hello world"                | CLOSE-WAIT   FIN-WAIT-2?  close out-of-order fate unknown
+20us  S R 2                                 | CLOSED?      CLOSED       close
