# SPDX-License-Identifier: MIT
title Both ends were captured: a SYN+ACK that answers the SYN again is none that was captured before
expect 1 open 3-way close open closed_first none bytes 5/0 retransmissions 6
expect 1 zeek_state S1 history ShADTa completeness 15
+0     C S 0                                 | SYN-SENT     -            open - fate unknown
+10ms  C S 0                                 | SYN-SENT     -            open retransmission fate capture-duplicate
+100us S SA 0/1                              | ESTABLISHED? SYN-RECEIVED open - fate lost-or-answer
+980ms C S 0                                 | ESTABLISHED? SYN-RECEIVED open retransmission
+10ms  C S 0                                 | ESTABLISHED? SYN-RECEIVED open retransmission fate capture-duplicate
+100us S SA 0/1                              | ESTABLISHED? SYN-RECEIVED open retransmission fate unknown
+10ms  S SA 0/1                              | ESTABLISHED? SYN-RECEIVED open retransmission fate capture-duplicate
+100us C A 1/1                               | ESTABLISHED  ESTABLISHED? open
+10ms  C A 1/1                               | ESTABLISHED  ESTABLISHED? data duplicate-ack fate capture-duplicate
+100us C PA 1/1 "hello"                      | ESTABLISHED  ESTABLISHED? data - fate unknown
+10ms  C PA 1/1 "hello"                      | ESTABLISHED  ESTABLISHED? data retransmission fate capture-duplicate
+100us S A 1/6                               | ESTABLISHED  ESTABLISHED  data
+10ms  S A 1/6                               | ESTABLISHED  ESTABLISHED  data duplicate-ack fate capture-duplicate
