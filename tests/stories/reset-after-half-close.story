# SPDX-License-Identifier: MIT
title The client closes its direction, reads on, and aborts in FIN-WAIT-2
expect 1 open 3-way close fin-then-reset closed_first client bytes 0/11 retransmissions 0
expect 1 zeek_state RSTO history ShAFadR completeness 63
+0     C S 0                                 | SYN-SENT     -            open
+30us  S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+10us  C A 1/1                               | ESTABLISHED  ESTABLISHED? open
+50us  C FA 1/1                              | FIN-WAIT-1   CLOSE-WAIT   close
+40us  S A 1/2                               | FIN-WAIT-2?  CLOSE-WAIT   close
+1ms   S PA 1/2 "first"                      | FIN-WAIT-2   CLOSE-WAIT   close
+10us  C A 2/6                               | FIN-WAIT-2   CLOSE-WAIT   close
+1ms   S PA 6/2 "second"                     | FIN-WAIT-2   CLOSE-WAIT   close
+10us  C A 2/12                              | FIN-WAIT-2   CLOSE-WAIT   close
+1s    C RA 2/12                             | CLOSED       CLOSED?      close
