# SPDX-License-Identifier: MIT
title Data beyond a FIN that was acknowledged: an error of its sender, answered with RST
expect 1 open 3-way close fin-then-reset closed_first client bytes 17/0 retransmissions 0
expect 1 zeek_state RSTR history ShADaFr completeness 63
+0     C S 0                                 | SYN-SENT     -            open
+1ms   S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+20us  C A 1/1                               | ESTABLISHED  ESTABLISHED? open
+2ms   C PA 1/1 "bye"                        | ESTABLISHED  ESTABLISHED  data
+1ms   S A 1/4                               | ESTABLISHED  ESTABLISHED  data
+5ms   C FA 4/1                              | FIN-WAIT-1   CLOSE-WAIT   close
+1ms   S A 1/5                               | FIN-WAIT-2?  CLOSE-WAIT   close
+8ms   C PA 5/1 "one more thing"             | FIN-WAIT-2?  CLOSE-WAIT   close
+1ms   S R 1 win 0                           | CLOSED?      CLOSED       close
