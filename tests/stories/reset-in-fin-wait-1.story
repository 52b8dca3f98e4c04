# SPDX-License-Identifier: MIT
title RST from the server after the client's FIN
expect 1 open 3-way close fin-then-reset closed_first client bytes 0/0 retransmissions 0
expect 1 zeek_state RSTR history ShAFr completeness 55
+0     C S 0                                 | SYN-SENT     -            open
+30us  S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+10us  C A 1/1                               | ESTABLISHED  SYN-RECEIVED? open
+50us  C FA 1/1                              | FIN-WAIT-1   SYN-RECEIVED? close - fate unknown
+10us  S R 1                                 | CLOSED?      CLOSED       close
