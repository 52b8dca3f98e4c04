# SPDX-License-Identifier: MIT
title An ACK from behind a FIN that never came here is captured before the other FIN, and then that FIN again
expect 1 open 3-way close 3-segment closed_first client bytes 0/0 retransmissions 1
expect 1 zeek_state SF history ShAGaFf completeness 23
+0     C S 0 <mss 1460 ts 100 0>             | SYN-SENT     -            open
+5ms   S SA 0/1 <mss 1460 ts 200 100>        | ESTABLISHED  SYN-RECEIVED open
+5ms   C A 1/1 <ts 105 200>                  | ESTABLISHED  ESTABLISHED? open
+1ms   S A 2/2 <ts 211 106>                  | ESTABLISHED? LAST-ACK?    data lost-segment,ack-lost-segment
+10us  C FA 1/1 <ts 106 200>                 | FIN-WAIT-1   LAST-ACK     close
+300ms S FA 1/2 <ts 511 106>                 | TIME-WAIT?   LAST-ACK?    close retransmission
+10us  C A 2/2 <ts 412 511>                  | TIME-WAIT?   CLOSED?      close
