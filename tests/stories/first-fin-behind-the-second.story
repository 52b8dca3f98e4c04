# SPDX-License-Identifier: MIT
title The first FIN is captured behind the second, which acknowledges it
expect 1 open 3-way close 3-segment closed_first client bytes 1/0 retransmissions 0
expect 1 zeek_state SF history ShADaGfF completeness 31
+0     C S 0                                 | SYN-SENT     -            open
+20us  S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+6ms   C A 1/1                               | ESTABLISHED  ESTABLISHED? open
+1ms   C PA 1/1 "a"                          | ESTABLISHED  ESTABLISHED  data
+20us  S A 1/2                               | ESTABLISHED  ESTABLISHED  data
+400us S FA 1/3                              | ESTABLISHED? LAST-ACK?    close ack-lost-segment
+200us C FA 2/1                              | FIN-WAIT-1   LAST-ACK     close
+6ms   C A 3/2                               | TIME-WAIT    CLOSED?      close
