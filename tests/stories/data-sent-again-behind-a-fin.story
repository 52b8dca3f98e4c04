# SPDX-License-Identifier: MIT
title Data before the second FIN are sent again: whether they were sent behind the first is not known
expect 1 open 3-way close 3-segment closed_first server bytes 10/0 retransmissions 1
expect 1 zeek_state SF history ShAfFaTD completeness 31
+0     C S 0 <mss 1460 sackok ts 100 0 nop ws 7> | SYN-SENT     -            open
+10ms  S SA 0/1 <mss 1460 sackok ts 900 100 nop ws 7> | ESTABLISHED  SYN-RECEIVED open
+10ms  C A 1/1 <nop nop ts 120 900>          | ESTABLISHED  ESTABLISHED  open
+5ms   S FA 1/1 <nop nop ts 925 120>         | CLOSE-WAIT   FIN-WAIT-1   close
+20ms  C FA 11/2 <nop nop ts 145 925>        | LAST-ACK?    FIN-WAIT-2?  close lost-segment
+10us  S A 2/1 <nop nop ts 946 120 nop nop sack 11-12> | LAST-ACK     FIN-WAIT-2   close duplicate-ack
+60ms  C PA 1/2 "ten bytes!" <nop nop ts 205 946> | LAST-ACK     TIME-WAIT    close retransmission
+10us  S A 2/12 <nop nop ts 1006 205>        | CLOSED?      TIME-WAIT    close
