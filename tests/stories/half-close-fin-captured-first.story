# SPDX-License-Identifier: MIT
title The second FIN is captured first, and behind the first one the data that was sent before it
expect 1 open 3-way close half-close closed_first client bytes 0/3 retransmissions 1
expect 1 zeek_state SF history ShAGfFtd completeness 31
+0     C S 0 <mss 1460 ts 100 0>             | SYN-SENT     -            open
+5ms   S SA 0/1 <mss 1460 ts 200 100>        | ESTABLISHED  SYN-RECEIVED open
+5ms   C A 1/1 <ts 105 200>                  | ESTABLISHED  ESTABLISHED? open
+1ms   S FA 4/2 <ts 211 106>                 | ESTABLISHED? LAST-ACK?    close lost-segment,ack-lost-segment
+10us  C FA 1/1 <ts 106 200>                 | FIN-WAIT-1   LAST-ACK     close
+25ms  S A 1/2 len 3 <ts 210 106>            | TIME-WAIT    LAST-ACK     close retransmission fate overtaken
+10us  C A 2/5 <ts 112 210>                  | TIME-WAIT    CLOSED?      close
