# SPDX-License-Identifier: MIT
title The FIN's timestamp is older than all before it: its number tells that it is the last
# Made by a middlebox, or the clock was set (RFC 7323): the ACK before it has the FIN's own number
# (RFC 9293 section 3.10.7.4, <SEQ=SND.NXT>), so the FIN had not left when that did.
expect 1 open 3-way close 4-segment closed_first client bytes 5/5 retransmissions 0
expect 1 zeek_state SF history ShADdFaf completeness 31
+0     C S 0 <mss 1460 sackok ts 1000 0 nop ws 7> | SYN-SENT     -            open
+10ms  S SA 0/1 <mss 1460 sackok ts 5000 1000 nop ws 7> | ESTABLISHED  SYN-RECEIVED open
+100us C A 1/1 <nop nop ts 1010 5000>          | ESTABLISHED  ESTABLISHED? open
+10ms  C PA 1/1 "hello" <nop nop ts 1020 5000> | ESTABLISHED  ESTABLISHED  data
+10ms  S PA 1/6 "world" <nop nop ts 5020 1020> | ESTABLISHED  ESTABLISHED  data
+100us C A 6/6 <nop nop ts 1030 5020>          | ESTABLISHED  ESTABLISHED  data
+10ms  C FA 6/6 <nop nop ts 995 5020>          | FIN-WAIT-1   CLOSE-WAIT   close
+10ms  S A 6/7 <nop nop ts 5040 1030>          | FIN-WAIT-2?  CLOSE-WAIT   close
+10ms  S FA 6/7 <nop nop ts 5050 1030>         | TIME-WAIT    LAST-ACK     close
+100us C A 7/7 <nop nop ts 1060 5050>          | TIME-WAIT    CLOSED?      close
