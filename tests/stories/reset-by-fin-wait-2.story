# SPDX-License-Identifier: MIT
title The orphaned FIN-WAIT-2 answers late data with RST
expect 1 open 3-way close fin-then-reset closed_first client bytes 0/4 retransmissions 0
expect 1 zeek_state RSTO history ShAFadR completeness 63
+0     C S 0                                 | SYN-SENT     -            open
+30us  S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+10us  C A 1/1                               | ESTABLISHED  ESTABLISHED? open
+50us  C FA 1/1                              | FIN-WAIT-1   CLOSE-WAIT   close
+40ms  S A 1/2                               | FIN-WAIT-2?  CLOSE-WAIT   close
+2s    S PA 1/2 "late"                       | FIN-WAIT-2?  CLOSE-WAIT   close - fate unknown
+5us   C R 2                                 | CLOSED       CLOSED?      close
