# SPDX-License-Identifier: MIT
title A segment's timestamp is older than the last one's: its receiver says again what it expects
# RFC 7323 section 5.3, R1 (PAWS): what is stamped before TS.Recent is answered with an ACK, and
# dropped. Nothing was lost.
expect 1 open 3-way close open closed_first none bytes 10/0 retransmissions 1
expect 1 zeek_state S1 history ShADaT completeness 15
+0     C S 0 <mss 1460 sackok ts 1000 0 nop ws 7> | SYN-SENT     -            open
+50ms  S SA 0/1 <mss 1460 sackok ts 5000 1000 nop ws 7> | ESTABLISHED  SYN-RECEIVED open
+100us C A 1/1 <nop nop ts 1050 5000>        | ESTABLISHED  ESTABLISHED? open
+10ms  C PA 1/1 "hello" <nop nop ts 1060 5000> | ESTABLISHED  ESTABLISHED  data
+50ms  S A 1/6 <nop nop ts 5110 1060>        | ESTABLISHED  ESTABLISHED  data
+10ms  C PA 6/1 "again" <nop nop ts 900 5110> | ESTABLISHED  ESTABLISHED  data - fate discarded
+50ms  S A 1/6 <nop nop ts 5170 1060>        | ESTABLISHED  ESTABLISHED  data duplicate-ack
+300ms C PA 6/1 "again" <nop nop ts 1470 5170> | ESTABLISHED  ESTABLISHED  data retransmission
+50ms  S A 1/11 <nop nop ts 5520 1470>       | ESTABLISHED  ESTABLISHED  data
