# SPDX-License-Identifier: MIT
title A SYN+ACK is doubled, and one of the two damaged: which of them was taken is not known
expect 1 open 3-way close open closed_first none bytes 5/0 retransmissions 1
expect 1 zeek_state S1 history ShADa completeness 15
+0     C S 0 <mss 1460 sackok ts 100 0 nop ws 7> | SYN-SENT     -            open
+10ms  S SA 0/1 <mss 1460 sackok ts 900 100 nop ws 7> partial 7 | ESTABLISHED? SYN-RECEIVED open - fate unknown
+600ms S SA 0/1 <mss 1460 sackok ts 900 100 nop ws 7> | ESTABLISHED  SYN-RECEIVED open retransmission fate unknown
+20us  C A 1/1 <nop nop ts 710 900>          | ESTABLISHED  ESTABLISHED? open
+1ms   C PA 1/1 "hello" <nop nop ts 711 900> | ESTABLISHED  ESTABLISHED  data
+10ms  S A 1/6 <nop nop ts 1521 711>         | ESTABLISHED  ESTABLISHED  data
