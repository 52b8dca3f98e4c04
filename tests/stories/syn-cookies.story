# SPDX-License-Identifier: MIT
title With SYN cookies the exchange looks the same: the server keeps nothing before the last ACK
expect 1 open 3-way close 3-segment closed_first client bytes 11/0 retransmissions 0
expect 1 zeek_state SF history ShADaFf completeness 31
+0     C S 0 <mss 65495 sackok ts 1000 0 nop ws 7> | SYN-SENT     -            open
+30us  S SA 0/1 <mss 65495 sackok ts 2000 1000 nop ws 7> | ESTABLISHED  SYN-RECEIVED open
+10us  C A 1/1                               | ESTABLISHED  ESTABLISHED? open
+50us  C PA 1/1 "hello world"                | ESTABLISHED  ESTABLISHED  data
+5us   S A 1/12                              | ESTABLISHED  ESTABLISHED  data
+20us  C FA 12/1                             | FIN-WAIT-1   CLOSE-WAIT   close
+60us  S FA 1/13                             | TIME-WAIT    LAST-ACK     close
+10us  C A 13/2                              | TIME-WAIT    CLOSED?      close
