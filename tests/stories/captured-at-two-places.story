# SPDX-License-Identifier: MIT
title Captured at both ends, put together by time: each packet stands there twice, and nothing is sure
expect 1 open 3-way close 3-segment closed_first client bytes 5/0 retransmissions 5
expect 1 zeek_state SF history ShADFTaf completeness 31
+0     C S 0 <mss 1460 sackok ts 1 0>        | SYN-SENT?    -            open - fate unknown
+30ms  C S 0 <mss 1460 sackok ts 1 0>        | SYN-SENT?    -            open retransmission fate capture-duplicate
+1us   S SA 0/1 <mss 1460 sackok ts 7 1>     | ESTABLISHED? SYN-RECEIVED? open - fate unknown
+30ms  S SA 0/1 <mss 1460 sackok ts 7 1>     | ESTABLISHED? SYN-RECEIVED? open retransmission fate capture-duplicate
+1us   C A 1/1 <nop nop ts 61 7>             | ESTABLISHED? ESTABLISHED? open
+10us  C PA 1/1 "hello" <nop nop ts 61 7>    | ESTABLISHED? ESTABLISHED? data - fate unknown
+10us  C FA 6/1 <nop nop ts 61 7>            | FIN-WAIT-1?  ESTABLISHED? close - fate unknown
+30ms  C A 1/1 <nop nop ts 61 7>             | FIN-WAIT-1?  ESTABLISHED? close - fate capture-duplicate
+10us  C PA 1/1 "hello" <nop nop ts 61 7>    | FIN-WAIT-1?  ESTABLISHED? close retransmission fate capture-duplicate
+5us   S A 1/6 <nop nop ts 97 61>            | FIN-WAIT-1?  ESTABLISHED? close
+5us   C FA 6/1 <nop nop ts 61 7>            | FIN-WAIT-1?  ESTABLISHED? close retransmission fate capture-duplicate
+5us   S FA 1/7 <nop nop ts 97 61>           | TIME-WAIT?   LAST-ACK?    close - fate unknown
+30ms  S A 1/6 <nop nop ts 97 61>            | TIME-WAIT?   LAST-ACK?    close keep-alive fate capture-duplicate
+10us  S FA 1/7 <nop nop ts 97 61>           | TIME-WAIT?   LAST-ACK?    close retransmission fate capture-duplicate
+5us   C A 7/2 <nop nop ts 121 97>           | TIME-WAIT?   CLOSED?      close
+30ms  C A 7/2 <nop nop ts 121 97>           | TIME-WAIT?   CLOSED?      close duplicate-ack fate capture-duplicate
