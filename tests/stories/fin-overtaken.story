# SPDX-License-Identifier: MIT
title The last ACK overtakes the FIN: a FIN is no byte of the data
ids
expect 1 open 3-way close simultaneous closed_first both bytes 5/0 retransmissions 0
expect 1 zeek_state SF history ShAfDFa completeness 31
+0     C S 0                                 | SYN-SENT     -            open
+2ms   S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+2ms   C A 1/1                               | ESTABLISHED  ESTABLISHED  open
+50us  S FA 1/1                              | ESTABLISHED  FIN-WAIT-1   close
+50us  C A 7/2                               | CLOSING?     FIN-WAIT-2?  close lost-segment
+5us   C FPA 1/1 "hello"                     | CLOSING      TIME-WAIT?   close out-of-order
+2ms   S A 2/7                               | TIME-WAIT?   TIME-WAIT?   close
