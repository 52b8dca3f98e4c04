# SPDX-License-Identifier: MIT
title The capture begins with the SYN+ACK, and a copy of the SYN comes late
# The SYN+ACK acknowledges a SYN that was not captured: whether this copy came, cannot be told.
expect 1 open 3-way close open closed_first none bytes 10/0 retransmissions 1
expect 1 zeek_state S1 history ^hADaS completeness 14
+0     S SA 0/1                              | -            SYN-RECEIVED open - fate unknown
+50ms  C A 1/1 id 101                        | ESTABLISHED  ESTABLISHED? open
+1ms   C PA 1/1 len 10 id 102                | ESTABLISHED  ESTABLISHED  data
+10us  S A 1/11 id 7                         | ESTABLISHED  ESTABLISHED  data
+300ms C S 0 id 99                           | ESTABLISHED  ESTABLISHED  open retransmission fate unknown
