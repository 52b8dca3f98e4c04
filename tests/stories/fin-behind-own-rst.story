# SPDX-License-Identifier: MIT
title A FIN stands behind a RST in its sender's name, with the same number: none came before the RST
expect 1 open 3-way close reset closed_first client bytes 0/0 retransmissions 0
expect 1 zeek_state RSTO history ShARF completeness 55
+0     C S 0                                 | SYN-SENT     -            open
+10ms  S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+20us  C A 1/1                               | ESTABLISHED  ESTABLISHED? open
+10ms  C R 1                                 | ESTABLISHED? CLOSED?      close
+50ms  C FA 1/1                              | FIN-WAIT-1?  CLOSED?      close - fate unknown
