# SPDX-License-Identifier: MIT
title A RST far outside of the window, between SYN+ACK and ACK, aborts no opening
# RFC 9293 section 3.10.7.4, first: who acknowledges the SYN+ACK was past SYN-SENT, and drops it.
expect 1 open 3-way close 4-segment closed_first client bytes 11/0 retransmissions 0
expect 1 zeek_state RSTR history ShrADaFf completeness 63
+0     C S 0                                 | SYN-SENT     -            open
+30us  S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+1us   S RA 900001/1                         | ESTABLISHED  SYN-RECEIVED open
+10us  C A 1/1                               | ESTABLISHED  ESTABLISHED? open
+50us  C PA 1/1 "hello world"                | ESTABLISHED  ESTABLISHED  data
+5us   S A 1/12                              | ESTABLISHED? ESTABLISHED  data
+20us  C FA 12/1                             | FIN-WAIT-1   CLOSE-WAIT   close
+40ms  S A 1/13                              | FIN-WAIT-2?  CLOSE-WAIT   close
+60ms  S FA 1/13                             | TIME-WAIT    LAST-ACK     close
+10us  C A 13/2                              | TIME-WAIT    CLOSED?      close
