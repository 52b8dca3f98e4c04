# SPDX-License-Identifier: MIT
title SYN and FIN in one segment (T/TCP, or a scanner)
expect 1 open 3-way close open closed_first none bytes 0/0 retransmissions 0
expect 1 zeek_state S2 history QSFhA completeness 7
+0     C SF 0                                | SYN-SENT     -            open
+30us  S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+10us  C A 1/1                               | ESTABLISHED  ESTABLISHED? open
