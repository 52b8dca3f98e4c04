# SPDX-License-Identifier: MIT
title A path of 250 ms: the server closes as soon as it hears of it
expect 1 open 3-way close 3-segment closed_first client bytes 5/0 retransmissions 0
expect 1 zeek_state SF history ShADaFf completeness 31
+0     C S 0                                 | SYN-SENT     -            open
+250ms S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+20us  C A 1/1                               | ESTABLISHED  ESTABLISHED? open
+2ms   C PA 1/1 "hello"                      | ESTABLISHED  ESTABLISHED  data
+250ms S A 1/6                               | ESTABLISHED  ESTABLISHED  data
+1s    C FA 6/1                              | FIN-WAIT-1   CLOSE-WAIT   close
+250.1ms S FA 1/7                            | TIME-WAIT    LAST-ACK     close
+20us  C A 7/2                               | TIME-WAIT    CLOSED?      close
