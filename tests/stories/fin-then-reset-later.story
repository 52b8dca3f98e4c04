# SPDX-License-Identifier: MIT
title The client has its FIN acknowledged, and aborts of itself
# Nothing came in between: a linger time, or an orphan's time, has run out.
expect 1 open 3-way close fin-then-reset closed_first client bytes 0/0 retransmissions 0
expect 1 zeek_state RSTO history ShAFaR completeness 55
+0     C S 0                                 | SYN-SENT     -            open
+500us S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+20us  C A 1/1                               | ESTABLISHED  ESTABLISHED? open
+1ms   C FA 1/1                              | FIN-WAIT-1   CLOSE-WAIT   close
+500us S A 1/2                               | FIN-WAIT-2?  CLOSE-WAIT   close
+5ms   C RA 2/1                              | CLOSED       CLOSED?      close
