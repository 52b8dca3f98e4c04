# SPDX-License-Identifier: MIT
title Behind a gap of more than a window an ACK comes first, and the other side's data confirms it
expect 1 open 3-way close 3-segment closed_first client bytes 2000/0 retransmissions 0
expect 1 zeek_state SF history ShADaGFf completeness 31
+0     C S 0                                 | SYN-SENT     -            open
+30us  S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+10us  C A 1/1                               | ESTABLISHED  ESTABLISHED? open
+50us  C A 1/1 len 1000                      | ESTABLISHED  ESTABLISHED  data
+5us   S A 1/1001                            | ESTABLISHED  ESTABLISHED  data
+9ms   S A 1/900001                          | ESTABLISHED? ESTABLISHED? data ack-lost-segment fate unknown
+20us  C A 900001/1 len 1000                 | ESTABLISHED? ESTABLISHED? data lost-segment
+20us  S A 1/901001                          | ESTABLISHED? ESTABLISHED? data ack-lost-segment
+20us  C FA 901001/1                         | FIN-WAIT-1   CLOSE-WAIT   close
+20us  S FA 1/901002                         | TIME-WAIT    LAST-ACK     close
+20us  C A 901002/2                          | TIME-WAIT    CLOSED?      close
