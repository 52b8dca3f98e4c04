# SPDX-License-Identifier: MIT
title Behind a gap of more than a window the ACK tells that the FIN is no stray one
expect 1 open 3-way close 4-segment closed_first client bytes 1000/0 retransmissions 0
expect 1 zeek_state SF history ShADaFGf completeness 31
+0     C S 0                                 | SYN-SENT     -            open
+30us  S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+10us  C A 1/1                               | ESTABLISHED  ESTABLISHED? open
+50us  C A 1/1 len 1000                      | ESTABLISHED  ESTABLISHED  data
+5us   S A 1/1001                            | ESTABLISHED  ESTABLISHED  data
+9ms   C FA 900001/1                         | FIN-WAIT-1?  CLOSE-WAIT?  close lost-segment
+20us  S A 1/900002                          | FIN-WAIT-2?  CLOSE-WAIT?  close ack-lost-segment
+20us  S FA 1/900002                         | TIME-WAIT    LAST-ACK     close
+20us  C A 900002/2                          | TIME-WAIT    CLOSED?      close
