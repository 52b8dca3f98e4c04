# SPDX-License-Identifier: MIT
title FIN and RST at once: the client closes, and aborts before anybody can speak
expect 1 open 3-way close fin-then-reset closed_first client bytes 4/3 retransmissions 0
expect 1 zeek_state RSTO history ShADdFR completeness 63
+0     C S 0                                 | SYN-SENT     -            open
+5ms   S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+20us  C A 1/1                               | ESTABLISHED  ESTABLISHED? open
+1ms   C PA 1/1 "quit"                       | ESTABLISHED  ESTABLISHED  data
+5ms   S PA 1/5 "bye"                        | ESTABLISHED  ESTABLISHED  data
+20us  C A 5/4                               | ESTABLISHED  ESTABLISHED  data
+1ms   C FA 5/4                              | FIN-WAIT-1   CLOSE-WAIT?  close - fate unknown
+15us  C RA 6/4                              | CLOSED       CLOSED?      close
