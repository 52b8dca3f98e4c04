# SPDX-License-Identifier: MIT
title The data is lost, the FIN behind it is not
ids
# The FIN arrives out of order: the server is not in CLOSE-WAIT before it has the data.
expect 1 open 3-way close 4-segment closed_first client bytes 11/0 retransmissions 1
expect 1 zeek_state SF history ShADFaTf completeness 31
+0     C S 0 <mss 1460 sackok>               | SYN-SENT     -            open
+30us  S SA 0/1 <mss 1460 sackok>            | ESTABLISHED  SYN-RECEIVED open
+10us  C A 1/1                               | ESTABLISHED  ESTABLISHED? open
+50us  C PA 1/1 "hello world"                | ESTABLISHED  ESTABLISHED? data - fate lost
+20us  C FA 12/1                             | FIN-WAIT-1   ESTABLISHED? close
+40us  S A 1/1 <nop nop sack 12-13>          | FIN-WAIT-1   ESTABLISHED  close duplicate-ack
+7ms   C PA 1/1 "hello world"                | FIN-WAIT-1   CLOSE-WAIT   close retransmission
+40us  S A 1/13                              | FIN-WAIT-2?  CLOSE-WAIT   close
+40ms  S FA 1/13                             | TIME-WAIT    LAST-ACK     close
+10us  C A 13/2                              | TIME-WAIT    CLOSED?      close
