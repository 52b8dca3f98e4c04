# SPDX-License-Identifier: MIT
title A late copy of the second of three SYN+ACKs, behind the client's RST: by its timestamp it left before the third
expect 1 open 3-way close reset closed_first client bytes 0/0 retransmissions 3
expect 1 zeek_state RSTO history ShAR completeness 39
+0     C S 0 <mss 1460 sackok ts 1000 0>     | SYN-SENT     -            open
+50ms  S SA 0/1 <mss 1460 sackok ts 5000 1000> | SYN-SENT     SYN-RECEIVED open - fate lost-or-answer
+1s    C S 0 <mss 1460 sackok ts 2050 0>     | SYN-SENT     SYN-RECEIVED open retransmission
+50ms  S SA 0/1 <mss 1460 sackok ts 6060 1000> | ESTABLISHED  SYN-RECEIVED open retransmission
+20us  C A 1/1 <ts 2101 6060>                | ESTABLISHED  ESTABLISHED? open
+1ms   C RA 1/1 <ts 2102 6060>               | CLOSED       CLOSED?      close
+300ms S SA 0/1 <mss 1460 sackok ts 6000 1000> | CLOSED       CLOSED?      open retransmission
+20us  C R 1                                 | CLOSED       CLOSED?      close
