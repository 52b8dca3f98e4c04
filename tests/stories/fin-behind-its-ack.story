# SPDX-License-Identifier: MIT
title A FIN is captured behind the ACK of it: neighbours in the wrong order
expect 1 open 3-way close 3-segment closed_first client bytes 11/0 retransmissions 0
expect 1 zeek_state SF history ShADFagf completeness 31
+0     C S 0                                 | SYN-SENT     -            open
+20ms  S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+20ms  C A 1/1                               | ESTABLISHED  ESTABLISHED? open
+50us  C PA 1/1 "hello world"                | ESTABLISHED  ESTABLISHED  data
+50us  C FA 12/1                             | FIN-WAIT-1   ESTABLISHED  close
+20ms  S A 1/12                              | FIN-WAIT-1   ESTABLISHED  close
+2ms   C A 13/2                              | TIME-WAIT?   ESTABLISHED? close ack-lost-segment
+50ms  S FA 1/13                             | TIME-WAIT?   LAST-ACK     close
