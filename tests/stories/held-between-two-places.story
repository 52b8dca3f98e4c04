# SPDX-License-Identifier: MIT
title Captured at both ends: what the path held back comes again at the other one, and was not sent again
expect 1 open 3-way close 3-segment closed_first client bytes 5/0 retransmissions 5
expect 1 zeek_state SF history ShADFTaf completeness 31
+0     C S 0 <mss 1460>                      | SYN-SENT?    -            open - fate unknown
+30ms  C S 0 <mss 1460>                      | SYN-SENT?    -            open retransmission fate capture-duplicate
+1us   S SA 0/1 <mss 1460>                   | ESTABLISHED? SYN-RECEIVED? open - fate unknown
+400ms S SA 0/1 <mss 1460>                   | ESTABLISHED? SYN-RECEIVED? open retransmission fate capture-duplicate
+1us   C A 1/1                               | ESTABLISHED? ESTABLISHED? open
+10us  C PA 1/1 "hello"                      | ESTABLISHED? ESTABLISHED? data - fate unknown
+10us  C FA 6/1                              | FIN-WAIT-1?  ESTABLISHED? close - fate unknown
+30ms  C A 1/1                               | FIN-WAIT-1?  ESTABLISHED? close - fate capture-duplicate
+10us  C PA 1/1 "hello"                      | FIN-WAIT-1?  ESTABLISHED? close retransmission fate capture-duplicate
+5us   S A 1/6                               | FIN-WAIT-1?  ESTABLISHED? close
+5us   C FA 6/1                              | FIN-WAIT-1?  ESTABLISHED? close retransmission fate capture-duplicate
+5us   S FA 1/7                              | TIME-WAIT?   LAST-ACK?    close - fate unknown
+30ms  S A 1/6                               | TIME-WAIT?   LAST-ACK?    close keep-alive fate capture-duplicate
+10us  S FA 1/7                              | TIME-WAIT?   LAST-ACK?    close retransmission fate capture-duplicate
+5us   C A 7/2                               | TIME-WAIT?   CLOSED?      close
+30ms  C A 7/2                               | TIME-WAIT?   CLOSED?      close duplicate-ack fate capture-duplicate
