# SPDX-License-Identifier: MIT
title The capture misses more than a window of both directions, then both go on from there
# No stray segment: what comes first behind the gap counts as soon as either side goes on from it.
expect 1 open 3-way close 3-segment closed_first client bytes 3000/0 retransmissions 0
expect 1 zeek_state SF history ShADaGFf completeness 31
+0     C S 0                                 | SYN-SENT     -            open
+30us  S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+10us  C A 1/1                               | ESTABLISHED  ESTABLISHED? open
+50us  C A 1/1 len 1000                      | ESTABLISHED  ESTABLISHED  data
+5us   S A 1/1001                            | ESTABLISHED  ESTABLISHED  data
+9ms   C A 900001/1 len 1000                 | ESTABLISHED? ESTABLISHED? data lost-segment
+5us   C A 901001/1 len 1000                 | ESTABLISHED  ESTABLISHED  data
+20us  S A 1/902001                          | ESTABLISHED? ESTABLISHED? data ack-lost-segment
+20us  C FA 902001/1                         | FIN-WAIT-1   CLOSE-WAIT   close
+20us  S FA 1/902002                         | TIME-WAIT    LAST-ACK     close
+20us  C A 902002/2                          | TIME-WAIT    CLOSED?      close
