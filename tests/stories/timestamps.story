# SPDX-License-Identifier: MIT
title With timestamps, as most connections are
expect 1 open 3-way close open closed_first none bytes 5/0 retransmissions 0
expect 1 zeek_state S1 history ShADa completeness 15
+0     C S 0 <mss 1460 sackok ts 100 0 nop ws 7> | SYN-SENT     -            open
+30us  S SA 0/1 <mss 1460 sackok ts 900 100 nop ws 7> | ESTABLISHED  SYN-RECEIVED open
+10us  C A 1/1 win 512 <nop nop ts 100 900>  | ESTABLISHED  ESTABLISHED? open
+50us  C PA 1/1 "hello" win 512 <nop nop ts 100 900> | ESTABLISHED  ESTABLISHED  data
+5us   S A 1/6 win 512 <nop nop ts 901 100>  | ESTABLISHED  ESTABLISHED  data
