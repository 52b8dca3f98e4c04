# SPDX-License-Identifier: MIT
title Who has acknowledged the FIN aborts, and answers the FIN's repetition with a RST of the same number
# The first RST acknowledges the FIN: the client closed first (RFC 9293 sections 3.10.5, 3.10.7.1).
expect 1 open 3-way close fin-then-reset closed_first client bytes 5/0 retransmissions 1
expect 1 zeek_state RSTR history ShADFarT completeness 63
+0     C S 0                                 | SYN-SENT     -            open
+30ms  S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+10us  C A 1/1                               | ESTABLISHED  ESTABLISHED? open
+100us C FPA 1/1 "hello"                     | FIN-WAIT-1   CLOSE-WAIT   close
+30ms  S A 1/7                               | FIN-WAIT-1?  CLOSE-WAIT   close
+20ms  S RA 1/7                              | FIN-WAIT-1?  CLOSED       close
+150ms C FPA 1/1 "hello"                     | FIN-WAIT-1   CLOSED       close spurious-retransmission
+30ms  S R 1                                 | CLOSED?      CLOSED       close
