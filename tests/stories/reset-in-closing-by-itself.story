# SPDX-License-Identifier: MIT
title The client acknowledges the FIN that crossed its own, and aborts in CLOSING
expect 1 open 3-way close fin-then-reset closed_first both bytes 5/0 retransmissions 0
expect 1 zeek_state SF history ShADaFfR completeness 63
+0     C S 0                                 | SYN-SENT     -            open
+10ms  S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+10us  C A 1/1                               | ESTABLISHED  ESTABLISHED? open
+50us  C PA 1/1 "hello"                      | ESTABLISHED  ESTABLISHED  data
+10ms  S A 1/6                               | ESTABLISHED  ESTABLISHED  data
+100ms C FA 6/1                              | FIN-WAIT-1   ESTABLISHED  close - fate unknown
+1ms   S FA 1/6                              | CLOSING      FIN-WAIT-1   close
+20us  C A 7/2                               | CLOSING      TIME-WAIT?   close
+50us  C RA 7/2                              | CLOSED       CLOSED?      close
