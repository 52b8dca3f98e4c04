# SPDX-License-Identifier: MIT
title A quarter of a mebibyte in the large segments of the loopback, and the ACKs of a reader that keeps up
expect 1 open 3-way close 3-segment closed_first client bytes 262144/0 retransmissions 0
expect 1 zeek_state SF history ShADaFf completeness 31
+0     C S 0 <mss 65495 sackok nop ws 7>     | SYN-SENT     -            open
+30us  S SA 0/1 <mss 65495 sackok nop ws 7>  | ESTABLISHED  SYN-RECEIVED open
+10us  C A 1/1 win 512                       | ESTABLISHED  ESTABLISHED? open
+20us  C A 1/1 len 32741 win 512             | ESTABLISHED  ESTABLISHED  data
+15us  S A 1/32742 win 2048                  | ESTABLISHED  ESTABLISHED  data
+20us  C A 32742/1 len 32741 win 512         | ESTABLISHED  ESTABLISHED  data
+15us  S A 1/65483 win 2048                  | ESTABLISHED  ESTABLISHED  data
+20us  C A 65483/1 len 32741 win 512         | ESTABLISHED  ESTABLISHED  data
+15us  S A 1/98224 win 2048                  | ESTABLISHED  ESTABLISHED  data
+20us  C A 98224/1 len 32741 win 512         | ESTABLISHED  ESTABLISHED  data
+15us  S A 1/130965 win 2048                 | ESTABLISHED  ESTABLISHED  data
+20us  C A 130965/1 len 32741 win 512        | ESTABLISHED  ESTABLISHED  data
+15us  S A 1/163706 win 2048                 | ESTABLISHED  ESTABLISHED  data
+20us  C A 163706/1 len 32741 win 512        | ESTABLISHED  ESTABLISHED  data
+15us  S A 1/196447 win 2048                 | ESTABLISHED  ESTABLISHED  data
+20us  C A 196447/1 len 32741 win 512        | ESTABLISHED  ESTABLISHED  data
+15us  S A 1/229188 win 2048                 | ESTABLISHED  ESTABLISHED  data
+20us  C A 229188/1 len 32741 win 512        | ESTABLISHED  ESTABLISHED  data
+15us  S A 1/261929 win 2048                 | ESTABLISHED  ESTABLISHED  data
+20us  C PA 261929/1 len 216 win 512         | ESTABLISHED  ESTABLISHED  data
+15us  S A 1/262145 win 2048                 | ESTABLISHED  ESTABLISHED  data
+20us  C FA 262145/1 win 512                 | FIN-WAIT-1   CLOSE-WAIT   close
+60us  S FA 1/262146 win 2048                | TIME-WAIT    LAST-ACK     close
+10us  C A 262146/2 win 512                  | TIME-WAIT    CLOSED?      close
